"""Rows by the combination of names that they carry: each combination is worked out once."""

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.distinct import Distinct, TooMany
from console.intake.limits import LIMITS
from console.intake.meaning import NOWHERE, Meaning

_BITS = 62


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
        places = pc.index_in(keys, value_set=self._keys)
        if places.null_count:
            self._learn(keys.filter(pc.is_null(places)).unique())
            places = pc.index_in(keys, value_set=self._keys)
        return places

    def column(self, name: str, kind: pa.DataType) -> pa.Array:
        """Return one thing about every combination, in their order."""
        if name not in self._arrays:
            self._arrays[name] = pa.array([getattr(meaning, name) for meaning in self.meanings], kind)
        return self._arrays[name]

    def _make_room(self) -> None:
        """Widen the packing when a column has outgrown it; the known combinations are packed again."""
        needed = [max(1, len(column.values)).bit_length() for column in self._columns]
        if all(have >= need for have, need in zip(self._bits, needed, strict=True)):
            return
        self._bits = [need + 1 for need in needed]
        if sum(self._bits) > _BITS:
            raise TooMany(self._columns[0].column)
        self._keys = pa.array([self._pack(codes) for codes in self._codes], pa.int64())

    def _pack(self, codes: tuple[int, ...]) -> int:
        key = 0
        for code, bits in zip(codes, self._bits, strict=True):
            key = key << bits | code
        return key

    def _unpack(self, key: int) -> tuple[int, ...]:
        codes = []
        for bits in reversed(self._bits):
            codes.append(key & (1 << bits) - 1)
            key >>= bits
        return tuple(reversed(codes))

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
        for key in fresh.to_pylist():
            codes = self._unpack(key)
            cells = {column.column: column.values[code] for column, code in zip(self._columns, codes, strict=True)}
            meaning = self._means(cells)
            self._codes.append(codes)
            self.meanings.append(meaning)
            self.bounded = self.bounded or meaning.lowest > float("-inf") or meaning.highest < float("inf")
            self.bad = self.bad or meaning.series == NOWHERE
            self.converted = self.converted or meaning.times != 1.0
        self._keys = pa.concat_arrays([self._keys, fresh])
        self._arrays.clear()
