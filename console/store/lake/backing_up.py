"""A lake in one file: its catalogue as PostgreSQL dumps it, and every file of data that the catalogue names."""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.faults import Hindered, Refused
from console.language import say
from console.store import folder as on_disk
from console.store.engine import first_line
from console.store.keeping import give_name
from console.store.lake.attached import away
from console.store.lake.catalogue import connected
from console.store.lake.files import PIECE, Files, files_of
from console.store.lake.place import Lake
from console.store.lake.tools import keep_files, run
from console.store.queries import named

if TYPE_CHECKING:
    import psycopg

    from console.store.lake.store import LakeStore

DUMP, DATA, TOLD = "catalogue.dump", "data/", "lake.json"
"""What is in a backup; the last thing in it tells what must be in it."""


def back_up(store: "LakeStore", file: Path) -> None:
    """Write the lake into one file that appears whole or not at all; loaders and consoles go on meanwhile."""
    if os.path.lexists(file):
        raise Refused(say("{file} exists already, and a backup never overwrites. Name another file.", file=file))
    if store.version() is None:
        raise Refused(say("The store {path} is empty, so there is nothing to back up.", path=store.name))
    part = file.with_name(f".{file.name}.part-{os.getpid()}")
    try:
        with (
            _seen_as_it_is(store.lake) as (session, snapshot),
            tarfile.TarFile(part, "w", copybufsize=PIECE) as archive,
        ):
            told = {
                "lake": store.lake.name,
                "files": dict(_written(archive, store.lake, session, snapshot, file.parent)),
            }
            _add(archive, TOLD, json.dumps(told).encode())
        on_disk.sync(part)
        give_name(part, file)
        on_disk.sync(file.parent)
    except OSError as error:
        raise Hindered(
            say("{path} cannot be used ({error}); nothing was changed.", path=file.parent, error=error.strerror)
        ) from error
    finally:
        on_disk.remove(part)


@contextmanager
def _seen_as_it_is(lake: Lake) -> "Iterator[tuple[psycopg.Connection[tuple[Any, ...]], str]]":
    """Hold the lake as it is at this moment, for this session and for pg_dump, and keep its files."""
    from psycopg import Error, IsolationLevel

    try:
        with connected(lake) as session:
            keep_files(session)
            session.isolation_level = IsolationLevel.REPEATABLE_READ
            with session.transaction():
                found = session.execute(named("lake/hold_snapshot")).fetchone()
                assert found
                yield session, found[0]
    except Error as error:
        raise away(lake, first_line(error)) from None


def _written(
    archive: tarfile.TarFile, lake: Lake, session: "psycopg.Connection[tuple[Any, ...]]", snapshot: str, beside: Path
) -> Iterator[tuple[str, str]]:
    """Write the catalogue and each file, and give its name and SHA-256."""
    with tempfile.TemporaryDirectory(dir=beside, prefix=".jindu-") as folder:
        dump = Path(folder) / DUMP
        run(lake, "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={dump}")
        with dump.open("rb") as stream:
            yield DUMP, _copied(archive, stream, dump.stat().st_size, DUMP)
    files = files_of(lake)
    for path, size, below in session.execute(named("lake/backed_up")).fetchall():
        digest = _kept(archive, files, path, size) if below else None
        if digest is None:
            raise Refused(
                say(
                    "{file} of {lake} is missing or not as large as it was written, so there is no backup. Run"
                    " `jindu lake check`.",
                    file=path, lake=lake,
                )
            )  # fmt: skip
        yield DATA + path, digest


def _kept(archive: tarfile.TarFile, files: Files, path: str, size: int) -> str | None:
    """Write a file as large as the catalogue says and return its SHA-256; None where there is no such file."""
    try:
        with files.reading(path) as (stream, found):
            return _copied(archive, stream, size, DATA + path) if found == size else None
    except FileNotFoundError:
        return None


class _Digesting:
    """Reads a file and digests what is read."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece: bytes = self._stream.read(size)
        self.sha256.update(piece)
        return piece


def _copied(archive: tarfile.TarFile, stream: Any, size: int, name: str) -> str:
    told = tarfile.TarInfo(name)
    told.size = size
    digesting = _Digesting(stream)
    archive.addfile(told, digesting)
    return digesting.sha256.hexdigest()


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    told = tarfile.TarInfo(name)
    told.size = len(content)
    archive.addfile(told, io.BytesIO(content))
