"""Makes an archive of a store's file that has become full, and one file again of a store with archives."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from console.store import folder as on_disk
from console.store.archives import alias, archives_in, open_to_read, told_as, with_archives
from console.store.engine import Limits, connect_to_write
from console.store.generation import EmbeddedGeneration
from console.store.moving import copy_tables, is_up_to_date, tables
from console.store.queries import named
from console.store.schema import FORMAT, WITH_ARCHIVES

if TYPE_CHECKING:
    from console.store.draft import EmbeddedDraft

FULL = 32 * 1024 * 1024
"""Bytes from which a generation's file becomes an archive instead of being copied once more."""
READING = 5
"""Bytes that a reading takes up at least; an archive is made only of a file of which half is readings."""


def fill(file: Path, number: int, limits: Limits) -> dict[int, str] | None:
    """Keep a generation's file as an archive where it is full, and return all archives there are then.

    None where it is not full of readings, or where an earlier version wrote it.
    """
    if file.stat().st_size < FULL:
        return None
    with EmbeddedGeneration(number, file, open_to_read(file, limits)) as generation:
        if not is_up_to_date(generation) or not _is_full_of_readings(generation):
            return None
        known = archives_in(generation.meta)
    _keep(file, on_disk.archive_of(file.parent, number))
    return {**known, number: on_disk.sealed(file) or on_disk.digest(file)}


def _keep(file: Path, archive: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no links or the file is somebody else's."""
    archive.unlink(missing_ok=True)
    try:
        os.link(file, archive)
    except OSError:
        on_disk.copy(file, archive)
        on_disk.sync(archive)
        archive.chmod(0o444)
    on_disk.sync(file.parent)


def give_up(folder: Path, archives: Mapping[int, str]) -> None:
    """Take away the name that `fill` gave to the newest archive, of a draft that will not be published."""
    with suppress(OSError):
        on_disk.archive_of(folder, max(archives)).unlink(missing_ok=True)


def _is_full_of_readings(generation: EmbeddedGeneration) -> bool:
    readings: int = generation.rows(named("archives/readings_here"))[0]["readings"]
    return 2 * READING * readings >= generation.file.stat().st_size


def take_over(draft: "EmbeddedDraft", archives: Mapping[int, str], limits: Limits) -> None:
    """Fill a fresh draft with everything but the readings of the generation before, which is its newest archive."""
    number = max(archives)
    file = on_disk.archive_of(draft.folder, number)
    with EmbeddedGeneration(number, file, open_to_read(file, limits)) as before:
        copy_tables(before, draft, [table for table in tables() if table != "reading"])
    for one, sha256 in archives.items():
        draft.run(named("store/set_meta"), name=told_as(one), value=sha256)
    draft.forget_meta()


def lay_view(draft: "EmbeddedDraft") -> None:
    """Let a draft that rests on archives find the readings of all of them."""
    if archives := archives_in(draft.meta):
        draft.run(named("archives/view_reading").replace("archive.main", f"{alias(max(archives))}.main"))
        draft.run(named("store/set_meta"), name="format", value=str(WITH_ARCHIVES))
        draft.forget_meta()


def merge(copy: Path, generation: EmbeddedGeneration, limits: Limits) -> None:
    """Bring the readings of all archives into the copy of a generation, which then rests on no other file."""
    archives = archives_in(generation.meta)
    spill = copy.with_name(f"{copy.name}.work")
    connection = with_archives(connect_to_write(copy, limits, spill), generation.file.parent, archives)
    try:
        connection.execute("begin transaction")
        for step in ("archives/merge", "views/00_reading", "archives/forget"):
            connection.execute(named(step).replace("archive.main", f"{alias(max(archives))}.main"))
        connection.execute(named("store/set_meta"), {"name": "format", "value": str(FORMAT)})
        connection.execute("commit")
        connection.execute("checkpoint")
    finally:
        connection.close()
        on_disk.remove(spill)
