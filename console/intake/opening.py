"""Which file is meant, and its bytes: all that the console itself does with a handed-in file."""

import getpass
import hashlib
import os
import stat
from pathlib import Path

from console.faults import Refused
from console.intake.limits import LIMITS, identity_of
from console.intake.refusals import refusal, shown
from console.language import say


def identity(path: Path) -> tuple[int, ...]:
    """Return what tells this state of this file from every other; refuses what is not a file that can be read."""
    file = shown(path.name)
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Refused(say("There is no file {file}. Check its name.", file=shown(path))) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if stat.S_ISDIR(found.st_mode):
        raise Refused(say("{file} is a folder and not a file. Name its files.", file=file))
    if not stat.S_ISREG(found.st_mode):
        raise Refused(
            say("{file} is not a plain file (a pipe, socket or device). Name a Parquet, CSV or Excel file.", file=file)
        )
    if found.st_size > LIMITS.bytes:
        raise refusal({"rule": "too_large", "bytes": found.st_size, "most": LIMITS.bytes}, path)
    return identity_of(found)


def sha256(path: Path, seen: tuple[int, ...]) -> str:
    """Return the SHA-256 of the file's bytes; refuses a file that is another one than was seen before."""
    try:
        # Not blocking: a pipe that took the place of the file is found out and not waited for.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as handle:
            if identity_of(os.fstat(handle.fileno())) != seen:
                raise refusal({"rule": "changed"}, path)
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
            if identity_of(os.fstat(handle.fileno())) != seen:
                raise refusal({"rule": "changed"}, path)
            return digest
    except OSError as error:
        raise _unreadable(path, error) from None


def user() -> str:
    """Return the name of who is loading."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def _unreadable(path: Path, error: Exception) -> Refused:
    why = getattr(error, "strerror", None) or str(error)
    return Refused(say("{file} cannot be read: {why}.", file=shown(path.name), why=shown(why)))
