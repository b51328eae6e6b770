"""A handed-in file once its first look is over: what was found in it, or why it is refused as a whole."""

import os
import stat
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from console.intake.limits import identity_of

PARQUET = "parquet"


class Unreadable(Exception):
    """A file that is refused as a whole: the rule it broke and what there is to say of it."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


@dataclass(slots=True)
class Opened:
    """A file whose footer passed."""

    file: Any
    handle: BinaryIO
    form: str
    rows: int
    unpacked: int
    found: dict[str, str]
    """The file's own name of each column of the contract that it has and that holds what it must."""
    split: str | None
    extra: list[str] = field(default_factory=list)
    door: str = PARQUET
    """parquet, or sheet for CSV files and workbooks"""
    shown: dict[str, str] = field(default_factory=dict)
    """What each column is called in the file, where that is not how it is read."""
    columns: list[str] = field(default_factory=list)
    """What all columns of the file are called."""
    told: list[dict[str, object]] = field(default_factory=list)
    """What was made of the file, for the operator to know."""

    def own_names(self) -> dict[str, str]:
        """Return what each column that was found is called in the file."""
        return self.shown or self.found


def open_again(path: str, identity: tuple[int, ...]) -> BinaryIO:
    """Open the file whose bytes were counted, and no other; a pipe in its place is found out and not waited for."""
    handle = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: SIM115
    check_same(handle, identity)
    return handle


def check_same(handle: BinaryIO, identity: tuple[int, ...]) -> None:
    """Refuse a file that is not the one whose bytes were counted."""
    now = os.fstat(handle.fileno())
    if not stat.S_ISREG(now.st_mode) or identity_of(now) != identity:
        raise Unreadable("changed")


_BEGINNINGS = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3", "sqlite"),
    (b"ARROW1", "arrow"),
    (b"{", "json"),
    (b"[", "json"),
)


def looks_like(head: bytes) -> str:
    """Return what the first bytes of a file are those of; empty when nobody knows."""
    for beginning, what in _BEGINNINGS:
        if head.startswith(beginning):
            return what
    if head.lstrip()[:1] == b"<":
        return "web"
    text = bool(head) and not any(byte < 9 for byte in head)
    return "text" if text else ""
