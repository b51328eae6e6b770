"""A piece of a file by the columns of the contract, its figures, and the rows in which they are wrong."""

import math
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.combinations import Combinations
from console.intake.distinct import is_text, plain_text
from console.intake.meaning import NOWHERE
from console.intake.parts import row_numbers
from console.intake.tally import FIRST_ROWS, Tally

LOOKED_UP = 200
"""Combinations of names in one piece for which the first row is looked up."""


class Rows:
    """One piece of a file: its columns by the names of the contract, and where its rows stand in the file."""

    def __init__(
        self,
        batch: pa.RecordBatch,
        first: int,
        own: Mapping[str, str],
        tally: Tally,
        shown: Mapping[str, str] | None = None,
    ) -> None:
        self._batch = batch
        self._own = own
        self._shown = own if shown is None else shown
        self.numbers = row_numbers(batch, first)
        """Number of each row in the file, counted from 1."""
        self._tally = tally
        self.count = batch.num_rows

    def column(self, name: str) -> pa.Array | None:
        """Return a column, or None when the file has none that can be read."""
        own = self._own.get(name)
        return None if own is None else self._batch.column(self._batch.schema.get_field_index(own))

    def own(self, name: str) -> str:
        """Return the file's own name of a column."""
        return self._shown.get(name, name)

    def wrong(self, rule: str, column: str, mask: pa.Array, values: pa.Array | None = None) -> None:
        """Count the rows of a mask as breaking a rule."""
        at = pc.indices_nonzero(mask)
        if len(at):
            first = pc.take(self.numbers, at.slice(0, FIRST_ROWS)).to_pylist()
            value = "" if values is None else _shown(values[at[0].as_py()].as_py())
            self._tally.add(rule, self.own(column), value, len(at), first)

    def wrong_at(
        self, rule: str, column: str, value: str, count: int, row: int | None, more: Mapping[str, object]
    ) -> None:
        """Count rows that break a rule with one value, of which the first is known."""
        shown = [] if row is None else [self.numbers[row].as_py()]
        self._tally.add(rule, column, value, count, shown, **more)


def _shown(value: object) -> str:
    return (plain_text(value) or "")[:100]


def combine(rows: Rows, combinations: Combinations, numbers: pa.Array) -> None:
    """Count the rows whose names mean nothing."""
    if not combinations.bad:
        return
    wrong = pc.equal(pc.take(combinations.column("series", pa.int32()), numbers), NOWHERE)
    for place, found in enumerate(pc.value_counts(numbers.filter(wrong)).to_pylist()):
        row = pc.index(numbers, found["values"]).as_py() if place < LOOKED_UP else None
        for rule, column, value, more in combinations.meanings[found["values"]].faults:
            rows.wrong_at(rule, column, value, found["counts"], row, more)


def figures(rows: Rows, column: str, combinations: Combinations, numbers: pa.Array, *, required: bool) -> pa.Array:
    """Return a column of figures in the units of the store; empty where there is none or it is wrong."""
    own = rows.column(column)
    if own is None:
        return pa.nulls(rows.count, pa.float64())
    if required and own.null_count:
        rows.wrong("empty_cell", column, pc.is_null(own))
    values = _as_figures(rows, column, own) if is_text(own.type) else own.cast(pa.float64(), safe=False)
    finite = pc.is_finite(values)
    if not pc.all(finite, min_count=0).as_py():
        wrong = pc.invert(pc.fill_null(finite, True))
        for value in pc.unique(values.filter(wrong)):
            alike = pc.is_nan(values) if math.isnan(value.as_py()) else pc.equal(values, value)
            rows.wrong("non_finite", column, pc.fill_null(alike, False), own)
        values = pc.if_else(wrong, pa.scalar(None, pa.float64()), values)
    if combinations.converted:
        values = pc.multiply(values, pc.take(combinations.column("times", pa.float64()), numbers))
    if combinations.bounded:
        low = pc.take(combinations.column("lowest", pa.float64()), numbers)
        high = pc.take(combinations.column("highest", pa.float64()), numbers)
        outside = pc.fill_null(pc.or_(pc.less(values, low), pc.greater(values, high)), False)
        if pc.any(outside).as_py():
            _count_outside(rows, column, outside, values, combinations, numbers)
    return values


_FIGURE = r"^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?%?$"


def _as_figures(rows: Rows, column: str, own: pa.Array) -> pa.Array:
    """Return text as figures: separators of thousands, full-width digits and a sign of per cent are understood."""
    text = pc.utf8_trim_whitespace(pc.utf8_normalize(own.cast(pa.string()), form="NFKC"))
    text = pc.replace_substring(text, "\N{MINUS SIGN}", "-")
    sound = pc.and_(pc.match_substring_regex(text, _FIGURE), pc.match_substring_regex(text, "[0-9]"))
    wrong = pc.invert(pc.fill_null(sound, True))
    if pc.any(wrong).as_py():
        _count_words(rows, column, own, wrong)
    bare = pc.replace_substring(pc.replace_substring(text, ",", ""), "%", "")
    return pc.if_else(pc.fill_null(sound, False), bare, pa.scalar(None, pa.string())).cast(pa.float64())


def _count_words(rows: Rows, column: str, own: pa.Array, wrong: pa.Array) -> None:
    for place, found in enumerate(pc.value_counts(own.filter(wrong)).to_pylist()):
        row = pc.index(own, found["values"]).as_py() if place < LOOKED_UP else None
        rows.wrong_at("not_a_number", rows.own(column), _shown(found["values"]), found["counts"], row, {})


def _count_outside(
    rows: Rows, column: str, outside: pa.Array, values: pa.Array, combinations: Combinations, numbers: pa.Array
) -> None:
    at = pc.indices_nonzero(outside)
    for place in at[:LOOKED_UP].to_pylist():
        meaning = combinations.meanings[numbers[place].as_py()]
        more = {"lowest": _plain(meaning.lowest), "highest": _plain(meaning.highest)}
        rows.wrong_at("out_of_range", rows.own(column), _plain(values[place].as_py()), 1, place, more)
    if (beyond := len(at) - LOOKED_UP) > 0:
        rows.wrong_at("out_of_range", rows.own(column), _plain(values[place].as_py()), beyond, None, more)


def _plain(value: float) -> str:
    return f"{value:.15g}"
