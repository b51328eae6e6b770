"""Rows by the combination of names that they carry: each combination is worked out once."""

from array import array
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.distinct import Distinct, TooMany
from console.intake.limits import LIMITS
from console.intake.meaning import NOWHERE, Meaning

_UNKNOWN = -1
_BITS = 62
_DENSE_BITS = 22
"""Packed keys of up to so many bits are looked up in a table, which is thirty times as fast as asking a hash."""


class Combinations:
    """The different combinations of names in some columns, and what each means."""

    def __init__(
        self, columns: Sequence[Distinct[str | None]], means: Callable[[Mapping[str, str | None]], Meaning]
    ) -> None:
        self._columns = columns
        self._means = means
        self._bits = [0] * len(columns)
        self._codes: list[tuple[int, ...]] = []
        self._keys = pa.array([], pa.int64())
        self._places = array("i", [_UNKNOWN])
        """The number of each packed key, while keys are short; nothing once they are long."""
        self.meanings: list[Meaning] = []
        self.bounded = False
        """Whether any figure must lie in a range."""
        self.bad = False
        """Whether any combination means nothing."""
        self.converted = False
        """Whether any figure is multiplied."""
        self._arrays: dict[str, pa.Array] = {}

    def numbers(self, columns: Sequence[pa.Array], rows: int) -> pa.Array:
        """Return the number of every row's combination."""
        self._make_room()
        keys = self._packed(columns, rows)
        places = self._look_up(keys)
        if (unknown := pc.less(places, 0)).true_count:
            self._learn(keys.filter(unknown).unique())
            places = self._look_up(keys)
        return places

    def column(self, name: str, kind: pa.DataType) -> pa.Array:
        """Return one thing about every combination, in their order."""
        known = self._arrays.get(name)
        if known is None or len(known) < len(self.meanings):
            first = 0 if known is None else len(known)
            fresh = pa.array([getattr(meaning, name) for meaning in self.meanings[first:]], kind)
            known = self._arrays[name] = fresh if known is None else pa.concat_arrays([known, fresh])
        return known

    def _make_room(self) -> None:
        """Widen the packing when a column has outgrown it; the known combinations are packed again."""
        needed = [max(1, len(column.values)).bit_length() for column in self._columns]
        if all(have >= need for have, need in zip(self._bits, needed, strict=True)):
            return
        self._bits = [need + 1 for need in needed]
        if sum(self._bits) > _BITS:
            raise TooMany(self._columns[0].column)
        self._keys = pa.array([self._pack(codes) for codes in self._codes], pa.int64())
        self._places = array("i")
        if sum(self._bits) <= _DENSE_BITS:
            self._places = array("i", [_UNKNOWN]) * (1 << sum(self._bits))
            self._remember(self._keys, 0)

    def _look_up(self, keys: pa.Array) -> pa.Array:
        """Return the number of each combination, or one below zero where it is not known yet."""
        if self._places:
            table = pa.Array.from_buffers(pa.int32(), len(self._places), [None, pa.py_buffer(self._places)])
            return pc.take(table, keys)
        return pc.fill_null(pc.index_in(keys, value_set=self._keys), _UNKNOWN)

    def _remember(self, keys: pa.Array, first: int) -> None:
        if self._places:
            for number, key in enumerate(keys.to_pylist(), first):
                self._places[key] = number

    def _pack(self, codes: tuple[int, ...]) -> int:
        key = 0
        for code, bits in zip(codes, self._bits, strict=True):
            key = key << bits | code
        return key

    def _unpack(self, keys: pa.Array) -> list[tuple[int, ...]]:
        """Return the numbers in the columns that each packed key stands for."""
        columns: list[list[int]] = []
        for bits in reversed(self._bits):
            columns.append(pc.bit_wise_and(keys, (1 << bits) - 1).to_pylist())
            keys = pc.shift_right(keys, bits)
        return list(zip(*reversed(columns), strict=True)) if columns else [()] * len(keys)

    def _packed(self, columns: Sequence[pa.Array], rows: int) -> pa.Array:
        if not columns:
            return pa.repeat(pa.scalar(0, pa.int64()), rows)
        keys = columns[0].cast(pa.int64())
        for column, bits in zip(columns[1:], self._bits[1:], strict=True):
            keys = pc.bit_wise_or(pc.shift_left(keys, bits), column.cast(pa.int64()))
        return keys

    def _learn(self, fresh: pa.Array) -> None:
        if len(self.meanings) + len(fresh) > LIMITS.distinct:
            raise TooMany(self._columns[0].column if self._columns else "")
        names = [column.column for column in self._columns]
        values = [column.values for column in self._columns]
        for codes in self._unpack(fresh):
            cells = {name: known[code] for name, known, code in zip(names, values, codes, strict=True)}
            meaning = self._means(cells)
            self._codes.append(codes)
            self.meanings.append(meaning)
            self.bounded = self.bounded or meaning.lowest > float("-inf") or meaning.highest < float("inf")
            self.bad = self.bad or meaning.series == NOWHERE
            self.converted = self.converted or meaning.times != 1.0
        self._remember(fresh, len(self._keys))
        self._keys = pa.concat_arrays([self._keys, fresh])
