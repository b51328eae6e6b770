"""The folder of a store: pointer, generations' files, the writers' lock, and what a killed writer left behind."""

import contextlib
import errno
import fcntl
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from console.faults import Hindered
from console.language import say
from console.store.engine import WRITE_AHEAD
from console.store.interface import StoreDamaged, StoreUnusable

POINTER = "CURRENT"
LOCK = "lock"
KEPT = 2
"""How many generations stay."""
SPARE = 32 * 1024 * 1024
"""Bytes that must stay free beside the copy of a generation."""

_ARCHIVE = re.compile(r"archive-[1-9][0-9]{0,8}\.duckdb")
_FILE = re.compile(r"store-([1-9][0-9]{0,8})\.duckdb")
_LEFT_BEHIND = re.compile(r"store-([1-9][0-9]{0,8})\.(?:work|sha256|duckdb(?:\.wal(?:\.checkpoint|\.recovery)?)?)")


def file_of(folder: Path, number: int) -> Path:
    """Return the path of a generation's file."""
    return folder / f"store-{number}.duckdb"


def archive_of(folder: Path, number: int) -> Path:
    """Return the path under which a generation's file stays when the generation has gone: its readings are needed."""
    return folder / f"archive-{number}.duckdb"


def pointed_at(folder: Path) -> int | None:
    """Return the number of the newest generation by reading the pointer only, None for an empty store."""
    try:
        text = (folder / POINTER).read_bytes()[:64]
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise StoreUnusable(
            say("{path} is not a folder, so it cannot be a store. Name a folder with --store.", path=folder)
        ) from None
    except PermissionError:
        raise StoreUnusable(
            say("The store {path} may not be read by this user. Ask its owner for permission.", path=folder)
        ) from None
    except OSError as error:
        raise StoreUnusable(
            say("The store {path} cannot be read: {error}.", path=folder, error=error.strerror)
        ) from None
    found = _FILE.fullmatch(text.decode("ascii", "replace").strip())
    if not found:
        raise StoreUnusable(
            say(
                "{path} does not name a generation, so the store cannot be opened. Restore it from a backup.",
                path=folder / POINTER,
            )
        )
    return int(found[1])


def require_pointer(folder: Path) -> None:
    """Refuse a folder that lost its pointer but holds generations, as the next writer would remove them."""
    with contextlib.suppress(FileNotFoundError):
        for number in generations(folder):
            # Only a published file is read-only, so this cannot be the debris of a first writer that was killed.
            if not file_of(folder, number).stat().st_mode & stat.S_IWUSR:
                raise StoreUnusable(
                    say(
                        "The store {path} has lost its pointer {pointer}. Write the name of the newest generation,"
                        " {file}, into it.",
                        path=folder, pointer=POINTER, file=file_of(folder, max(generations(folder))).name,
                    )
                )  # fmt: skip


def generations(folder: Path) -> list[int]:
    """Return the numbers of all generations' files that lie in the folder, published or not, in order."""
    names = os.listdir(folder) if folder.is_dir() else []
    return sorted(int(found[1]) for name in names if (found := _FILE.fullmatch(name)))


@contextlib.contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the writers' lock, telling `waiting` when that takes over a second; gives the lock file's descriptor."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        if not _locked_at_once(descriptor):
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _locked_at_once(descriptor: int) -> bool:
    give_up = time.monotonic() + 1
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > give_up:
                return False
            time.sleep(0.02)


def highest_ever(descriptor: int) -> int:
    """Return the highest number that a rollback took back: no later generation may bear it again."""
    text = os.pread(descriptor, 32, 0).strip()
    return int(text) if text.isdigit() else 0


def remember_highest(descriptor: int, number: int) -> None:
    """Write down in the lock file a number that readers may have seen and that is about to be taken back."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, b"%d\n" % number, 0)
    os.fsync(descriptor)


def remove_debris(folder: Path, newest: int) -> None:
    """Remove what writers that were killed left behind, and generations older than those that are kept."""
    published = [number for number in generations(folder) if number <= newest]
    oldest = published[-KEPT:][0] if published else newest
    needed = _archives_of(folder, [number for number in published if number >= oldest])
    for name in os.listdir(folder):
        found = _LEFT_BEHIND.fullmatch(name)
        outside = found and not oldest <= int(found[1]) <= newest
        idle = needed is not None and _ARCHIVE.fullmatch(name) and name not in needed
        if outside or idle or name == POINTER + ".new" or (found and name.endswith(".work")):
            remove(folder / name)


def _archives_of(folder: Path, kept: list[int]) -> set[str] | None:
    """Return the archives on which generations rest; None where one of them does not say, and so none may go."""
    try:
        return {name for number in kept for name in archives_sealed(folder, number)}
    except OSError:
        return None


def archives_sealed(folder: Path, number: int) -> dict[str, str]:
    """Return the SHA-256 of each archive of a generation by its name, as it was written beside the generation."""
    told = file_of(folder, number).with_suffix(".sha256").read_text(encoding="ascii", errors="replace")
    lines = (line.partition("  ") for line in told.splitlines()[1:])
    return {name: sha256 for sha256, _, name in lines}


def remove(path: Path) -> None:
    """Remove a file or a folder of our own if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def remove_draft(file: Path) -> None:
    """Remove a draft's file and everything DuckDB may have laid beside it."""
    for ending in ("", *WRITE_AHEAD):
        with contextlib.suppress(OSError):
            remove(file.with_name(file.name + ending))
    for ending in (".work", ".sha256"):
        with contextlib.suppress(OSError):
            remove(file.with_suffix(ending))


def copy(source: Path, to: Path) -> None:
    """Copy a generation as fast as the file system can, refusing first when the disk cannot hold it."""
    size = source.stat().st_size
    require_space(to.parent, size + SPARE)
    with source.open("rb") as reading, to.open("xb") as writing:
        _copy_bytes(reading.fileno(), writing.fileno(), size)


def _copy_bytes(reading: int, writing: int, size: int) -> None:
    done = 0
    while done < size:
        try:
            moved = os.copy_file_range(reading, writing, size - done, done, done)
        except OSError as error:
            if error.errno not in (errno.EXDEV, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
                raise
            os.lseek(writing, done, os.SEEK_SET)
            moved = os.sendfile(writing, reading, done, size - done)
        if not moved:
            raise OSError(errno.EIO, "the file became shorter while it was copied")
        done += moved


def require_space(folder: Path, needed: int) -> None:
    """Refuse when less than `needed` bytes are free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Hindered(
            say(
                "The disk of {path} has {free} MB free, but {needed} MB are needed; nothing was changed. Make room,"
                " then try again.",
                path=folder, free=free // 2**20, needed=-(-needed // 2**20),
            )
        )  # fmt: skip


def digest(file: Path) -> str:
    """Return the SHA-256 of a file; a thread may do it while others work."""
    import hashlib

    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def seal(file: Path, archives: Mapping[str, str]) -> None:
    """Write the SHA-256 of a generation and of its archives beside it, as `sha256sum --check` reads it."""
    sealed = file.with_suffix(".sha256")
    told = {file.name: digest(file), **archives}
    sealed.write_text("".join(f"{sha256}  {name}\n" for name, sha256 in told.items()), encoding="ascii")
    sync(sealed)


def sealed(file: Path) -> str | None:
    """Return the SHA-256 that was written down for a generation; None when none ever was."""
    try:
        told = file.with_suffix(".sha256").read_bytes()[:200].decode("ascii", "replace").split()
    except FileNotFoundError:
        return None
    return told[0] if told else ""


def is_whole(file: Path) -> bool | None:
    """Tell whether a generation has the bytes that were published; None when its SHA-256 was never written down."""
    told = sealed(file)
    return None if told is None else told == digest(file)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def point_at(folder: Path, number: int) -> None:
    """Make a generation the newest one, in a single step that nothing can interrupt."""
    fresh = folder / (POINTER + ".new")
    fresh.write_text(f"{file_of(folder, number).name}\n", encoding="ascii")
    sync(fresh)
    os.replace(fresh, folder / POINTER)
    sync(folder)


def tampered(file: Path) -> StoreUnusable:
    """Return the refusal for a write-ahead file that lies beside a published generation."""
    return StoreUnusable(
        say(
            "{file} lies beside a published generation, where none may lie: somebody may have tampered with the store."
            " Find out who put it there, then remove it.",
            file=file,
        )
    )


def missing(file: Path) -> StoreDamaged:
    """Return the refusal for a generation or an archive that is not there."""
    return StoreDamaged(
        say(
            "The store {path} points at {file}, which is not there. Restore the store from a backup.",
            path=file.parent, file=file.name,
        )
    )  # fmt: skip
