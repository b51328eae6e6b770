"""Columns of periods, days and status words: each spelling in them is read once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.columns import LOOKED_UP, Rows
from console.intake.contract import STATUS_SPELLINGS
from console.intake.distinct import Distinct, NotText, plain_text
from console.intake.limits import BATCH
from console.intake.parts import as_day
from console.periods import month_end, parse_period


class CountyColumn:
    """The counties that the rows of a file name: all must be the one that the file is taken for."""

    def __init__(self, county: Mapping[str, Any]) -> None:
        self._names = frozenset(county["names"])
        self._code: str = county["code"]
        self._distinct: Distinct[str] = Distinct("county", lambda cell: (plain_text(cell) or "").strip())

    def read(self, rows: Rows) -> pa.Array | None:
        """Return which rows are another county's, None where there are none; an empty cell says nothing."""
        column = rows.column("county")
        if column is None:
            return None
        codes = self._distinct.numbers(column)
        others = [place for place, name in enumerate(self._distinct.values) if name and name not in self._names]
        wrong = pc.is_in(codes, value_set=pa.array(others, pa.int32()))
        for found in pc.value_counts(codes.filter(wrong)).to_pylist():
            name, row = self._distinct.values[found["values"]], pc.index(codes, found["values"]).as_py()
            told = {"county": self._code}
            rows.wrong_at("another_county", rows.own("county"), name[:100], found["counts"], row, told)
        return wrong if pc.any(wrong, min_count=0).as_py() else None


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
            row = pc.index(codes, found["values"]).as_py() if place < LOOKED_UP else None
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
            row = pc.index(codes, found["values"]).as_py() if place < LOOKED_UP else None
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
            row = pc.index(codes, found["values"]).as_py() if place < LOOKED_UP else None
            value = self._distinct.values[found["values"]][1]
            if value or self._required:
                name = "bad_date" if value else "empty_cell"
                rows.wrong_at(name, rows.own(self._column), value, found["counts"], row, {})


def _told(cell: object) -> tuple[date | None, str]:
    return as_day(cell), (plain_text(cell) or "")[:100]
