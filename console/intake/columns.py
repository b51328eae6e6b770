"""Reading the single columns of a piece of a file, and counting the rows in which they are wrong."""

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.combinations import Combinations
from console.intake.contract import STATUS_SPELLINGS
from console.intake.distinct import Distinct, NotText, is_text, plain_text
from console.intake.limits import BATCH
from console.intake.meaning import NOWHERE
from console.intake.parts import as_day, row_numbers
from console.intake.tally import FIRST_ROWS, Tally
from console.periods import month_end, parse_period

_LOOKED_UP = 200
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
        row = pc.index(numbers, found["values"]).as_py() if place < _LOOKED_UP else None
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
        row = pc.index(own, found["values"]).as_py() if place < _LOOKED_UP else None
        rows.wrong_at("not_a_number", rows.own(column), _shown(found["values"]), found["counts"], row, {})


def _count_outside(
    rows: Rows, column: str, outside: pa.Array, values: pa.Array, combinations: Combinations, numbers: pa.Array
) -> None:
    at = pc.indices_nonzero(outside)
    for place in at[:_LOOKED_UP].to_pylist():
        meaning = combinations.meanings[numbers[place].as_py()]
        more = {"lowest": _plain(meaning.lowest), "highest": _plain(meaning.highest)}
        rows.wrong_at("out_of_range", rows.own(column), _plain(values[place].as_py()), 1, place, more)
    if (beyond := len(at) - _LOOKED_UP) > 0:
        rows.wrong_at("out_of_range", rows.own(column), _plain(values[place].as_py()), beyond, None, more)


def _plain(value: float) -> str:
    return f"{value:.15g}"


class PeriodColumn:
    """The periods of a file, each spelling read once."""

    def __init__(self, spelling: str, today: date, constant: str | None) -> None:
        self._spelling = spelling
        self._this_month = month_end(today)
        self._distinct: Distinct[tuple[date | None, str]] = Distinct("period", self._read)
        self._constant = constant
        self._dates = pa.array([], pa.date32())

    @property
    def span(self) -> tuple[date | None, date | None]:
        """The earliest and the latest period."""
        days = [day for day, _ in self._distinct.values if day]
        if self._constant:
            days.append(self._read(self._constant)[0] or self._this_month)
        return min(days, default=None), max(days, default=None)

    def _read(self, cell: object) -> tuple[date | None, str]:
        if isinstance(cell, datetime):
            cell = cell.date()
        if not isinstance(cell, date | int) or isinstance(cell, bool):
            cell = plain_text(cell)
        if cell is None or isinstance(cell, NotText):
            return None, str(cell or "")[:100]
        return self._parsed(cell), str(cell)[:100]

    def _parsed(self, cell: date | int | str) -> date | None:
        if not self._spelling or isinstance(cell, date):
            return parse_period(cell.strip() if isinstance(cell, str) else cell)
        try:
            return month_end(datetime.strptime(str(cell).strip(), self._spelling).date())
        except ValueError:
            return None

    def read(self, rows: Rows, status: pa.Array) -> pa.Array:
        """Return the last day of each row's month; empty where it has none or it has not come yet."""
        column = rows.column("period")
        if column is None:
            constant = self._read(self._constant)[0] if self._constant else None
            return pa.repeat(pa.scalar(constant, pa.date32()), rows.count)
        codes = self._distinct.numbers(column)
        if len(self._dates) < len(self._distinct.values):
            self._dates = pa.array([day for day, _ in self._distinct.values], pa.date32())
        dates = pc.take(self._dates, codes)
        if dates.null_count:
            self._count(rows, pc.is_null(dates), codes, "bad_period")
        if self._dates.null_count < len(self._dates) and pc.max(self._dates).as_py() > self._this_month:
            dates = self._without_future(rows, dates, codes, status)
        return dates

    def _without_future(self, rows: Rows, dates: pa.Array, codes: pa.Array, status: pa.Array) -> pa.Array:
        ahead = pc.fill_null(pc.greater(dates, pa.scalar(self._this_month, pa.date32())), False)
        ahead = pc.and_(ahead, pc.fill_null(pc.not_equal(status, STATUS_SPELLINGS["estimate"]), True))
        self._count(rows, ahead, codes, "future_period")
        return pc.if_else(ahead, pa.scalar(None, pa.date32()), dates)

    def _count(self, rows: Rows, wrong: pa.Array, codes: pa.Array, rule: str) -> None:
        for place, found in enumerate(pc.value_counts(codes.filter(wrong)).to_pylist()):
            row = pc.index(codes, found["values"]).as_py() if place < _LOOKED_UP else None
            value = self._distinct.values[found["values"]][1]
            name = "empty_cell" if rule == "bad_period" and not value else rule
            rows.wrong_at(name, rows.own("period"), value, found["counts"], row, {})


class StatusColumn:
    """Whether figures are estimates, preliminary or final."""

    def __init__(self, profile: Mapping[str, Any]) -> None:
        self._words: Mapping[str, str] = profile["words"].get("status", {})
        self._constant = STATUS_SPELLINGS.get(profile["constants"].get("status", ""))
        self._same = pa.repeat(pa.scalar(self._constant, pa.int8()), BATCH)
        self._distinct: Distinct[tuple[int | None, str]] = Distinct("status", self._read)

    def _read(self, cell: object) -> tuple[int | None, str]:
        text = (plain_text(cell) or "").strip()
        return (STATUS_SPELLINGS.get(self._words.get(text, text), -1) if text else None), text[:100]

    def read(self, rows: Rows) -> pa.Array:
        """Return the number of each row's status; empty where it has none."""
        column = rows.column("status")
        if column is None:
            return self._same.slice(0, rows.count)
        codes = self._distinct.numbers(column)
        numbers = [number for number, _ in self._distinct.values]
        status = pc.take(pa.array(numbers, pa.int8()), codes)
        if -1 in numbers:
            self._count(rows, pc.fill_null(pc.equal(status, -1), False), codes)
        return status

    def _count(self, rows: Rows, wrong: pa.Array, codes: pa.Array) -> None:
        for place, found in enumerate(pc.value_counts(codes.filter(wrong)).to_pylist()):
            row = pc.index(codes, found["values"]).as_py() if place < _LOOKED_UP else None
            value = self._distinct.values[found["values"]][1]
            rows.wrong_at("unknown_status", rows.own("status"), value, found["counts"], row, {})


class DayColumn:
    """A column of days, each spelling read once."""

    def __init__(self, column: str, *, required: bool = False) -> None:
        self._column = column
        self._required = required
        self._distinct: Distinct[tuple[date | None, str]] = Distinct(column, _told)

    @property
    def newest(self) -> str | None:
        """The latest day."""
        newest = max((day for day, _ in self._distinct.values if day), default=None)
        return newest.isoformat() if newest else None

    def read(self, rows: Rows) -> pa.Array:
        """Return each row's day; empty where it has none or it is wrong."""
        column = rows.column(self._column)
        if column is None:
            return pa.nulls(rows.count, pa.date32())
        codes = self._distinct.numbers(column)
        days = pc.take(pa.array([day for day, _ in self._distinct.values], pa.date32()), codes)
        if days.null_count:
            self._count(rows, pc.is_null(days), codes)
        return days

    def _count(self, rows: Rows, wrong: pa.Array, codes: pa.Array) -> None:
        for place, found in enumerate(pc.value_counts(codes.filter(wrong)).to_pylist()):
            row = pc.index(codes, found["values"]).as_py() if place < _LOOKED_UP else None
            value = self._distinct.values[found["values"]][1]
            if value or self._required:
                name = "bad_date" if value else "empty_cell"
                rows.wrong_at(name, rows.own(self._column), value, found["counts"], row, {})


def _told(cell: object) -> tuple[date | None, str]:
    return as_day(cell), (plain_text(cell) or "")[:100]
