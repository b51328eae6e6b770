"""Takes the backup of a lake back into an empty database and an empty folder."""

import hashlib
import json
import shutil
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from console.faults import Hindered, Refused
from console.language import say
from console.store.audit import Deed
from console.store.draft import user
from console.store.lake.backing_up import DATA, DUMP, PIECE, TOLD
from console.store.lake.catalogue import connected
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
    _require_empty(lake)
    if not file.is_file():
        raise Refused(say("There is no file {file}. Check its name.", file=file))
    laid: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(prefix="jindu-") as folder:
            dump = Path(folder) / DUMP
            _lay(file, Path(lake.data), dump, laid)
            run(lake, "pg_restore", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error",
                f"--dbname={lake.postgres['dbname']}", str(dump))  # fmt: skip
    except BaseException:
        for path in laid:
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    with connected(lake) as session:
        RawCursor(session).execute(named("lake/lies_at").encode(), [lake.data])
    newest = store.newest.version(now=True)
    number = newest[1] if newest else 0
    store.path.mkdir(parents=True, exist_ok=True, mode=0o700)
    add_to_log(store.path, [Deed("restore", by or user(), generation=number, name=file.name)])
    return number


def _require_empty(lake: Lake) -> None:
    if lake.s3 is not None:
        raise Refused(
            say("The files of {lake} lie in S3: copy them back, then pg_restore. See docs/lake.md.", lake=lake)
        )
    with connected(lake) as session:
        found = session.execute(named("lake/is_there")).fetchone()
    folder = Path(lake.data)
    if (found and found[0]) or not folder.is_dir() or any(folder.iterdir()):
        raise Refused(
            say(
                "A backup of a lake is taken back into an empty database and an empty folder, and those of {lake} are"
                " not. Make new ones and name them in a file of their own.",
                lake=lake,
            )
        )


def _lay(file: Path, data: Path, dump: Path, laid: list[Path]) -> None:
    """Lay the files of a backup where they belong, and prove that they are those that were backed up."""
    found: dict[str, str] = {}
    told: dict[str, Any] = {}
    try:
        with tarfile.open(file, "r:") as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.isreg() else None
                if stream is None or found.get(member.name):
                    raise _spoilt(file)
                if member.name == TOLD:
                    told = json.loads(stream.read())
                    continue
                found[member.name] = _copied(stream, _place(file, member.name, data, dump, laid))
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise _spoilt(file) from error
    except OSError as error:
        raise Hindered(
            say("{path} cannot be used ({error}); nothing was changed.", path=data, error=error.strerror)
        ) from error
    if not found or told.get("files") != found:
        raise _spoilt(file)


def _place(file: Path, name: str, data: Path, dump: Path, laid: list[Path]) -> Path:
    if name == DUMP:
        return dump
    parts = PurePosixPath(name.removeprefix(DATA)).parts
    if not name.startswith(DATA) or not parts or any(part in ("..", "/") for part in parts):
        raise _spoilt(file)
    if (top := data / parts[0]) not in laid:
        laid.append(top)
    place = data.joinpath(*parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _copied(stream: Any, place: Path) -> str:
    sha256 = hashlib.sha256()
    with place.open("xb") as writing:
        while piece := stream.read(PIECE):
            sha256.update(piece)
            writing.write(piece)
    return sha256.hexdigest()


def _spoilt(file: Path) -> Refused:
    return Refused(say("{file} is no whole backup of a lake; nothing was changed. Use another one.", file=file))
