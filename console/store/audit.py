"""The audit log beside the generations: one line for whatever was done to the store and every file it refused."""

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FILE = "audit.jsonl"
UNREADABLE = "unreadable"
LONGEST = 2000
"""Characters of a reason that are kept."""
_TAIL = 65536


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to the store, or one file that it refused."""

    what: str
    """load, refuse, withdraw, reinstate, rollback, catalogue, restore, change; or unreadable, for a spoilt line"""
    who: str
    done_at: datetime = field(default_factory=_now)
    """UTC"""
    generation: int | None = None
    """The generation that was published or gone back to; None for a refused file."""
    snapshots: tuple[int, ...] = ()
    name: str = ""
    """The file, or the catalogue."""
    sha256: str = ""
    rows: int | None = None
    reason: str = ""
    deed: str = field(default_factory=lambda: secrets.token_hex(8))
    """What tells this line from every other."""

    def as_json(self) -> dict[str, Any]:
        """Return the deed as plain values, as a line of the log has them."""
        return {
            **asdict(self),
            "done_at": self.done_at.isoformat(timespec="microseconds"),
            "snapshots": list(self.snapshots),
        }


def append(folder: Path, deeds: Iterable[Deed]) -> None:
    """Add whole lines to the log and wait until they are on the disk; raises OSError and leaves no part of a line."""
    with _held(folder) as descriptor:
        end = os.lseek(descriptor, 0, os.SEEK_END)
        last, torn = _last_line(descriptor, end)
        lines = b"\n" if torn else b""
        for deed in deeds:
            last = _line(deed, last)
            lines += last + b"\n"
        try:
            _write(descriptor, lines)
        except OSError:
            os.ftruncate(descriptor, end)
            raise
        os.fsync(descriptor)


def deeds(folder: Path) -> list[Deed]:
    """Return every line of the log, oldest first; a line that was torn by a kill is told as what it is."""
    return [_deed_of(line) for line in _lines(folder)]


def broken_links(folder: Path) -> list[int]:
    """Return the numbers of the lines, from 1, before which something was changed or taken out."""
    before, found = b"", []
    for number, line in enumerate(_lines(folder), 1):
        told = _parsed(line)
        if told is not None and told.get("after") != _link(before):
            found.append(number)
        before = line
    return found


def holds(folder: Path, wanted: Iterable[str]) -> bool:
    """Tell whether the log has a line for each of these deeds."""
    try:
        text = (folder / FILE).read_bytes()
    except OSError:
        return not list(wanted)
    return all(f'"{deed}"'.encode() in text for deed in wanted)


def deed_from(row: Mapping[str, Any]) -> Deed:
    """Return the deed that a row of the table `audit`, or the object of a line, tells of."""
    told = {one.name: row[one.name] for one in fields(Deed) if one.name in row}
    at = told["done_at"]
    told["done_at"] = datetime.fromisoformat(at) if isinstance(at, str) else at
    return Deed(**{**told, "snapshots": tuple(told.get("snapshots") or ())})


@contextmanager
def _held(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def _line(deed: Deed, before: bytes) -> bytes:
    told = {**deed.as_json(), "reason": deed.reason[:LONGEST], "after": _link(before)}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _link(before: bytes) -> str:
    """Return what a line says of the one before it, so that none can be changed or taken out unnoticed."""
    return hashlib.sha256(before).hexdigest()[:16] if before else ""


def _last_line(descriptor: int, end: int) -> tuple[bytes, bool]:
    """Return the last line, and whether a kill left it without its end."""
    tail = os.pread(descriptor, _TAIL, max(0, end - _TAIL))
    torn = bool(tail) and not tail.endswith(b"\n")
    return tail.rstrip(b"\n").rpartition(b"\n")[2], torn


def _lines(folder: Path) -> list[bytes]:
    try:
        return [line for line in (folder / FILE).read_bytes().split(b"\n") if line]
    except FileNotFoundError:
        return []


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _deed_of(line: bytes) -> Deed:
    try:
        return deed_from(_parsed(line) or {})
    except (KeyError, TypeError, ValueError):
        shown = line[:200].decode("utf-8", "replace")
        return Deed(UNREADABLE, "?", datetime(1970, 1, 1), reason=shown, deed=hashlib.sha256(line).hexdigest()[:16])
