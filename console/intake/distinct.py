"""Columns by their different values: each is looked at once, and every row only carries its number."""

from collections.abc import Callable
from typing import Generic, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.limits import LIMITS

Read = TypeVar("Read")

_LONGEST_BYTES = 4096


class TooMany(Exception):
    """A column holds more different values than is sensible."""


class NotText(str):
    """Bytes that are not UTF-8, as far as they can be shown."""


def plain_text(value: object) -> str | None:
    """Return a cell of a column of names as text: numbers in digits, bytes decoded."""
    if value is None:
        return None
    if not isinstance(value, bytes):
        return str(value)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return NotText(value.decode("utf-8", "replace"))


class Distinct(Generic[Read]):
    """The different values of one column, numbered in the order in which they are met."""

    def __init__(self, column: str, read: Callable[[object], Read]) -> None:
        self.column = column
        self.values: list[Read] = []
        """What each number stands for."""
        self._read = read
        self._known: pa.Array | None = None
        self._numbers: pa.Array = pa.array([], pa.int32())
        """The number of each known value."""
        self._empty: int | None = None
        self._dictionary: pa.Array | None = None
        self._of_dictionary: pa.Array | None = None

    def numbers(self, column: pa.Array) -> pa.Array:
        """Return the number of every row's value; an empty cell is a value as well."""
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        if self._dictionary is None or not encoded.dictionary.equals(self._dictionary):
            self._of_dictionary = self._look_up(encoded.dictionary)
            self._dictionary = encoded.dictionary
        numbers = pc.take(self._of_dictionary, encoded.indices)
        return pc.fill_null(numbers, self._number_of_empty()) if numbers.null_count else numbers

    def _number_of_empty(self) -> int:
        if self._empty is None:
            self._empty = len(self.values)
            self.values.append(self._read(None))
        return self._empty

    def _look_up(self, dictionary: pa.Array) -> pa.Array:
        """Return the number of each value of a dictionary; new ones are read and numbered first."""
        values = _comparable(dictionary)
        if self._known is None:
            self._known = values.slice(0, 0)
        places = pc.index_in(values, value_set=self._known)
        if places.null_count:
            self._learn(pc.drop_null(values.filter(pc.is_null(places)).unique()))
            places = pc.index_in(values, value_set=self._known)
        return pc.take(self._numbers, places)

    def _learn(self, fresh: pa.Array) -> None:
        first = len(self.values)
        if first + len(fresh) > LIMITS.distinct:
            raise TooMany(self.column)
        self.values.extend(self._read(value) for value in _python(fresh))
        self._known = pa.concat_arrays([self._known, fresh])
        self._numbers = pa.concat_arrays([self._numbers, pa.array(range(first, len(self.values)), pa.int32())])


def _python(values: pa.Array) -> list[object]:
    """Return values as Python's own; days that no calendar has come as the text of their number."""
    try:
        return list(values.to_pylist())
    except (ValueError, OverflowError):
        return [_one(value) for value in values]


def _one(value: pa.Scalar) -> object:
    try:
        return value.as_py()
    except (ValueError, OverflowError):
        return str(value.cast(pa.int32() if pa.types.is_date32(value.type) else pa.int64()).as_py())


def _comparable(values: pa.Array) -> pa.Array:
    """Return text as bytes, cut where nothing can be a name any more, so that no value can be a burden."""
    if not is_text(values.type):
        return values
    in_bytes = values.cast(pa.large_binary())
    longest = pc.max(pc.binary_length(in_bytes)).as_py() or 0
    return in_bytes if longest <= _LONGEST_BYTES else pc.binary_slice(in_bytes, 0, _LONGEST_BYTES)


def is_text(kind: pa.DataType) -> bool:
    """Tell whether values of a type are text or bytes."""
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_string_view(kind)
        or pa.types.is_binary_view(kind)
    )
