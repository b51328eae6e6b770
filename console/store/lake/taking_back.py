"""Takes the backup of a lake back into an empty database and an empty folder or bucket."""

import hashlib
import json
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from console.faults import Hindered, Refused
from console.language import say
from console.store.audit import Deed
from console.store.draft import user
from console.store.engine import first_line
from console.store.lake.backing_up import DATA, DUMP, TOLD
from console.store.lake.catalogue import connected
from console.store.lake.files import PIECE, Files, files_of
from console.store.lake.place import Lake
from console.store.lake.tools import run
from console.store.queries import named
from console.store.recording import add_to_log

if TYPE_CHECKING:
    from console.store.lake.store import LakeStore


def take_back(store: "LakeStore", file: Path, by: str | None = None) -> int:
    """Take a backup back after proving each of its files, and return the newest generation in it."""
    from psycopg import RawCursor

    lake = store.lake
    files = files_of(lake)
    _require_empty(lake, files)
    if not file.is_file():
        raise Refused(say("There is no file {file}. Check its name.", file=file))
    proven = _read(file, file, lambda _: _Nowhere())
    laid: list[str] = []
    try:
        with tempfile.TemporaryDirectory(prefix="jindu-") as folder:
            dump = Path(folder) / DUMP
            if _read(file, Path(lake.data), partial(_place, files, dump, laid)) != proven:
                raise _spoilt(file)
            run(lake, "pg_restore", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error",
                f"--dbname={lake.postgres['dbname']}", str(dump))  # fmt: skip
    except BaseException as error:
        _clear(lake.data, files, laid, error)
        raise
    with connected(lake) as session:
        RawCursor(session).execute(named("lake/lies_at").encode(), [lake.data])
    newest = store.newest.version(now=True)
    number = newest.generation if newest else 0
    store.path.mkdir(parents=True, exist_ok=True, mode=0o700)
    add_to_log(store.path, [Deed("restore", by or user(), generation=number, name=file.name)])
    return number


def _require_empty(lake: Lake, files: Files) -> None:
    with connected(lake) as session:
        found = session.execute(named("lake/is_there")).fetchone()
    if (found and found[0]) or not files.is_empty():
        raise Refused(
            say(
                "A backup of a lake is taken back into an empty database and an empty folder, and those of {lake} are"
                " not. Make new ones and name them in a file of their own.",
                lake=lake,
            )
        )


def _clear(data: str, files: Files, laid: list[str], error: BaseException) -> None:
    """Remove what was laid, or say that it is still there."""
    try:
        files.remove(laid)
    except (OSError, Hindered):
        raise Hindered(
            say(
                "{error} But what had been written to {data} could not be removed: empty it before you try again.",
                error=first_line(error), data=data,
            )
        ) from None  # fmt: skip


class _Nowhere(AbstractContextManager["_Nowhere"]):
    """Where a backup is read to before anything of it is laid."""

    def __exit__(self, *_: object) -> None: ...

    def write(self, piece: bytes) -> None:
        """Pass a piece over."""


def _read(file: Path, where: Path, place: Callable[[str], AbstractContextManager[Any]]) -> dict[str, str]:
    """Read each file of a backup to its place, prove that they are those that were backed up; return their digests."""
    found: dict[str, str] = {}
    told: dict[str, Any] = {}
    try:
        with tarfile.open(file, "r:") as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.isreg() else None
                if stream is None or member.name in found or not _is_sound(member.name):
                    raise _spoilt(file)
                if member.name == TOLD:
                    told = json.loads(stream.read())
                    continue
                with place(member.name) as writing:
                    found[member.name] = _copied(stream, writing)
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise _spoilt(file) from error
    except OSError as error:
        raise Hindered(
            say("{path} cannot be used ({error}); nothing was changed.", path=where, error=error.strerror)
        ) from error
    if not found or told.get("files") != found:
        raise _spoilt(file)
    return found


def _is_sound(name: str) -> bool:
    parts = PurePosixPath(name.removeprefix(DATA)).parts
    return name in (DUMP, TOLD) or (name.startswith(DATA) and bool(parts) and not {"..", "/"} & set(parts))


def _place(files: Files, dump: Path, laid: list[str], name: str) -> AbstractContextManager[Any]:
    if name == DUMP:
        return dump.open("xb")
    laid.append(name.removeprefix(DATA))
    return files.writing(laid[-1])


def _copied(stream: Any, writing: Any) -> str:
    sha256 = hashlib.sha256()
    while piece := stream.read(PIECE):
        sha256.update(piece)
        writing.write(piece)
    return sha256.hexdigest()


def _spoilt(file: Path) -> Refused:
    return Refused(say("{file} is no whole backup of a lake; nothing was changed. Use another one.", file=file))
