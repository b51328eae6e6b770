"""Whether there is room on the disk for what a file unpacks to, said before anything is copied."""

import shutil
from pathlib import Path

from console.faults import Refused
from console.intake.refusals import shown
from console.language import say
from console.store import Store

_SPACE = 3
"""How often what a file unpacks to must fit on the disk, beside a copy of the store."""


def require_room(store: Store, path: Path, unpacked: int) -> None:
    """Refuse early when the disk could not hold a copy of the store and three times the file."""
    needed = _SPACE * max(unpacked, path.stat().st_size) + _size_of_newest(store)
    there = next(folder for folder in (store.path, *store.path.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise Refused(
            say(
                "Loading {file} needs {needed} MB of free disk; there are {free} MB. Make room first.",
                file=shown(path.name), needed=f"{needed / 2**20:,.0f}", free=f"{free / 2**20:,.0f}",
            )
        )  # fmt: skip


def _size_of_newest(store: Store) -> int:
    """Return the bytes of the newest generation's file, which a load copies."""
    number = store.version()
    file = store.path / f"store-{number}.duckdb"
    return file.stat().st_size if number is not None and file.exists() else 0
