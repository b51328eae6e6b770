"""The small records that the console and its query worker send each other: one line of JSON, and rows as Arrow."""

import json
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_FRAME = struct.Struct(">II")
MOST_WORDS = 1 << 20
"""Bytes that the JSON of one record may take."""
MOST_ROWS = 64 << 20
"""Bytes that the rows of one record may take."""

Value = str | int | float | bool | date | datetime | Decimal | None


class Garbled(Exception):
    """What arrived is not one of our records; whoever sent it is not to be trusted with the next question."""


@dataclass(frozen=True, slots=True)
class Record:
    """One message: which question it belongs to, what kind it is, its fields, and rows where it carries any."""

    number: int
    kind: str
    fields: Mapping[str, Any]
    rows: bytes = b""

    def whole(self, name: str) -> int:
        """Return a field that must be a whole number."""
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Garbled(name)
        return value

    def text(self, name: str) -> str:
        """Return a field that must be text."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise Garbled(name)
        return value

    def listed(self, name: str) -> list[Any]:
        """Return a field that must be a list."""
        value = self.fields.get(name)
        if not isinstance(value, list):
            raise Garbled(name)
        return value

    def mapped(self, name: str) -> dict[str, Any]:
        """Return a field that must be an object."""
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise Garbled(name)
        return value


def packed(record: Record) -> bytes:
    """Return a record as it goes over the wire."""
    said = {"number": record.number, "kind": record.kind, "fields": record.fields}
    words = json.dumps(said, ensure_ascii=False, default=_wrapped).encode("utf-8", "surrogatepass")
    if len(words) > MOST_WORDS or len(record.rows) > MOST_ROWS:
        raise Garbled("too long")
    return _FRAME.pack(len(words), len(record.rows)) + words + record.rows


def received(channel: socket.socket) -> Record | None:
    """Wait for the next record; None when the other side has gone."""
    head = _exactly(channel, _FRAME.size)
    if head is None:
        return None
    words, rows = _FRAME.unpack(head)
    if words > MOST_WORDS or rows > MOST_ROWS:
        raise Garbled("too long")
    said, carried = _exactly(channel, words), _exactly(channel, rows)
    return None if said is None or carried is None else _understood(said, carried)


def _understood(words: bytes, rows: bytes) -> Record:
    try:
        said = json.loads(words.decode("utf-8", "surrogatepass"), object_hook=_unwrapped)
        number, kind, fields = said["number"], said["kind"], said["fields"]
    except (ValueError, KeyError, TypeError, RecursionError, ArithmeticError) as error:
        raise Garbled("not a record") from error
    if not (isinstance(number, int) and isinstance(kind, str) and isinstance(fields, dict)):
        raise Garbled("not a record")
    return Record(number, kind, fields, rows)


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    arrived = bytearray()
    while len(arrived) < size:
        try:
            piece = channel.recv(min(size - len(arrived), 1 << 20))
        except OSError:
            return None
        if not piece:
            return None
        arrived += piece
    return bytes(arrived)


def _wrapped(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    raise TypeError(type(value).__name__)


_MAKERS: Mapping[str, Callable[[str], object]] = {
    "$datetime": datetime.fromisoformat, "$date": date.fromisoformat, "$decimal": Decimal,
}  # fmt: skip


def _unwrapped(said: dict[str, Any]) -> object:
    if len(said) == 1:
        (name, value), *_ = said.items()
        if (make := _MAKERS.get(name)) and isinstance(value, str):
            return make(value)
    return said
