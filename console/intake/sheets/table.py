"""The rows of a sheet as columns of the contract, piece by piece, every row with its number in the sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.contract import COLUMNS, DAY, ENTRIES, NUMBER, PERIOD
from console.intake.limits import BATCH
from console.intake.opened import Unreadable
from console.intake.sheets import words
from console.intake.sheets.cells import constant, days_of, each, numbers_of, period_of_cell, place_of, text_of
from console.intake.sheets.layout import Figures, Layout

ROW = "#row"
"""The column that holds the number of each row in the sheet."""
PIECE = 16_384
"""Rows of a sheet that are turned into columns at a time: few enough to stay in the processor's memory."""
_REMARK_CELLS = 4
"""Cells that a remark below a table may fill: 填表人:, 审核人:, 报出日期:."""
PLACE = "合计"
"""The place of figures in a table that has no places: the county."""
_ABSENT = {"", "-", "--", "—", "——", "–", "…", "...", "/", "\\", "×", "不适用", "无"}


_KEYS = ("indicator", "place", "period", "measure", "unit", "dimension", "member", "status", "published")


class Sheet(Protocol):
    """Where rows come from."""

    name: str
    others: tuple[str, ...]
    unpacked: int
    most_rows: int

    def rows(self) -> Iterator[list[object]]:
        """Yield every row of the sheet."""


class Table:
    """A table in a sheet, read as a Parquet file would be."""

    def __init__(self, sheet: Sheet, layout: Layout, profile: Mapping[str, Any]) -> None:
        self._sheet = sheet
        self.layout = layout
        self._profile = profile
        self._indicators: dict[str, str] = {}
        self._own_units: pa.Array | None = None
        self.skipped = 0
        """Remarks below the table that were passed over."""
        self.empty = 0
        """Cells without a figure in a table whose columns are figures each."""
        self.rows = 0
        self.figures = 0
        """Figures that were made of the columns of figures."""

    def learn(self, known: Mapping[str, Any]) -> None:
        """Get to know the names of indicators, so that headings can be read."""
        self._indicators = dict(known["indicator_names"])
        for word, meaning in self._profile["words"].get("indicator", {}).items():
            self._indicators.setdefault(word, meaning)

    def iter_batches(self, size: int = BATCH, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Yield the table piece by piece."""
        self.skipped = self.empty = self.rows = self.figures = 0
        make = self._melted if self.layout.melted else self._long
        size = max(1, min(size, PIECE) // max(1, len(self.layout.figures)))
        numbered = self._numbered()
        while piece := list(islice(numbered, size)):
            self.rows += len(piece)
            yield make([number for number, _ in piece], [row for _, row in piece])

    def _numbered(self) -> Iterator[tuple[int, list[object]]]:
        """Yield the rows that hold something, each with its number; remarks below the table are passed over."""
        width = 1 + max(
            [*self.layout.columns.values(), *(one.at for one in self.layout.figures), self.layout.split or 0]
        )
        first = self.layout.first
        at = min(self.layout.columns.values(), default=0)
        name = self.layout.headings[at] if at < len(self.layout.headings) else None
        for number, row in enumerate(self._sheet.rows(), 1):
            if number <= first:
                continue
            if "" in row or len(row) < width:
                filled = len(row) - row.count("")
                if not filled:
                    continue
                if filled <= _REMARK_CELLS and _is_remark(row):
                    self.skipped += 1
                    continue
                if len(row) < width:
                    row = [*row, *([""] * (width - len(row)))]
            if row[at] == name and self._is_heading(row):
                self.skipped += 1
                continue
            yield number, row

    def _is_heading(self, row: list[object]) -> bool:
        """Tell whether a row says what the heading says, as every page of a printed table does."""
        own = self.layout.headings
        return all(text_of(row[at]).split() == own[at].split() for at in self.layout.columns.values() if at < len(own))

    def _units_of_indicators(self, rows: list[list[object]]) -> pa.Array | None:
        """Return the units in brackets behind the names of indicators, when the table has no column of units."""
        at = self.layout.columns.get("indicator")
        if at is None or "unit" in self.layout.columns:
            return None
        units = each([row[at] for row in rows], lambda cell: words.without_unit(words.plain(cell))[1])
        return units if units.null_count < len(units) else None

    def _long(self, numbers: list[int], rows: list[list[object]]) -> pa.RecordBatch:
        made: dict[str, pa.Array] = {ROW: pa.array(numbers, pa.int32())}
        self._own_units = self._units_of_indicators(rows)
        kinds = {column.name: column.holds for column in COLUMNS[self.layout.form]}
        for name, at in self.layout.columns.items():
            made[name] = self._column(name, kinds[name], [row[at] for row in rows])
        if self.layout.split is not None:
            made[str(self._profile["split"])] = days_of([row[self.layout.split] for row in rows])
        return pa.record_batch(self._completed(made, len(rows)))

    def _completed(self, made: dict[str, pa.Array], count: int) -> dict[str, pa.Array]:
        """Add what the table says once for all of its rows: the unit of its heading, the period of its title."""
        constants, form = self._profile["constants"], self.layout.form
        if self._adds_unit():
            made["unit"] = self._unit_beside(made, count)
        if form != ENTRIES and "period" not in made and "period" not in constants and self.layout.period:
            made["period"] = constant(self.layout.period, count)
        return made

    def _adds_unit(self) -> bool:
        """Tell whether a unit that stands elsewhere is added to the rows of a table without a column of units."""
        columns = self.layout.columns
        if "unit" in columns or "unit" in self._profile["constants"]:
            return False
        named = "indicator" in columns and self.layout.form != ENTRIES
        return ("value" in columns or "amount" in columns) and bool(self.layout.unit or named)

    def _unit_beside(self, made: Mapping[str, pa.Array], count: int) -> pa.Array:
        """Return the unit of the heading for levels; growth in the same column is in %."""
        unit = pa.repeat(pa.scalar(self.layout.unit or None, pa.string()), count)
        if (own := self._own_units) is not None:
            unit = pc.coalesce(own.cast(pa.string()), unit)
        if "measure" not in made:
            return unit
        growth = pc.match_substring_regex(made["measure"].cast(pa.string()), "yoy|mom|同比|环比|增|rank|位次")
        return pc.if_else(pc.fill_null(growth, False), pa.scalar(None, pa.string()), unit)

    def _melted(self, numbers: list[int], rows: list[list[object]]) -> pa.RecordBatch:
        """Make every figure of every row a reading; what the heading says of it goes before the table's own words."""
        keys = {name: self._column(name, "", [row[at] for row in rows]) for name, at in self.layout.columns.items()}
        if (units := self._units_of_indicators(rows)) is not None:
            keys["unit"] = units
        if self.layout.split is not None:
            keys[str(self._profile["split"])] = days_of([row[self.layout.split] for row in rows])
        pieces = [self._figures(one, told, numbers, rows, keys) for one, told in self._meanings()]
        self.figures += sum(len(piece["value"]) for piece in pieces)
        split = str(self._profile["split"]) if self.layout.split is not None else None
        names = [ROW, *_KEYS, "value", *([split] if split else [])]
        table = {
            name: pa.chunked_array([piece[name] for piece in pieces]).combine_chunks()
            if pieces
            else pa.nulls(0, pa.string())
            for name in names
        }
        table[ROW] = table[ROW].cast(pa.int32())
        wanted = {ROW, *self.found, split}
        return pa.record_batch({name: column for name, column in table.items() if name in wanted})

    def _figures(
        self, one: Figures, told: words.Told, numbers: list[int], rows: list[list[object]], keys: Mapping[str, pa.Array]
    ) -> dict[str, pa.Array]:
        values = [text_of(row[one.at]) for row in rows]
        there = [at for at, value in enumerate(values) if value.strip() not in _ABSENT]
        self.empty += len(values) - len(there)
        count, take = len(there), pa.array(there, pa.int32())
        growth = told.measure in ("ytd_yoy", "month_yoy", "mom", "rank")
        unit = told.unit or ("" if growth or "unit" in keys else self.layout.unit)
        said = {
            "indicator": told.indicator, "measure": told.measure, "unit": unit,
            "period": told.period or self.layout.period,
        }  # fmt: skip
        made = {
            ROW: pa.array([numbers[at] for at in there], pa.int32()),
            "value": pa.array([values[at] for at in there], pa.string()),
        }
        for name in dict.fromkeys((*_KEYS, *keys)):
            own = pc.take(keys[name], take) if name in keys else None
            if name == "unit" and growth:
                own = None
            made[name] = constant(said.get(name, ""), count) if own is None or said.get(name) else own
        if "place" not in keys:
            made["place"] = constant(PLACE, count)
        return made

    def _meanings(self) -> list[tuple[Figures, words.Told]]:
        """Return what the heading over each column of figures means, of those that are kept."""
        constants, year = self._profile["constants"], self.layout.year
        if "indicator" in self.layout.columns or "indicator" in constants:
            told = [(one, words.told_without_indicator(one.heading, one.unit, year)) for one in self.layout.figures]
            return [(one, found) for one, found in told if found is not None]
        return words.with_their_indicators(
            (one, words.told_by(one.heading, one.unit, self._indicators, year)) for one in self.layout.figures
        )

    @property
    def found(self) -> dict[str, str]:
        """Return the columns of the contract that the table's pieces have."""
        names = [*self.layout.columns]
        constants = self._profile["constants"]
        if self.layout.melted:
            units = self.layout.unit or any(one.unit for one in self.layout.figures)
            names += ["value", *(["unit"] if units or "unit" not in constants else [])]
            names += [name for name in ("indicator", "place", "measure") if name not in names and name not in constants]
            if "period" not in constants and (self.layout.period or self._dated_headings()):
                names.append("period")
        else:
            if self._adds_unit():
                names.append("unit")
            if self.layout.form != ENTRIES and self.layout.period and "period" not in constants:
                names.append("period")
        return {name: name for name in dict.fromkeys(names)}

    def require_all(self) -> None:
        """Refuse a table with a heading and nothing below it."""
        if not self.rows:
            raise Unreadable("no_rows")
        if self.layout.melted and not self.figures:
            raise Unreadable("no_figures", columns=", ".join(one.shown for one in self.layout.figures[:12]))

    def told(self) -> list[dict[str, object]]:
        """Return what was passed over, once everything was read."""
        told: list[dict[str, object]] = []
        if self.skipped:
            told.append({"rule": "remarks_aside", "count": self.skipped})
        if self.empty:
            told.append({"rule": "cells_aside", "count": self.empty})
        return told

    def _dated_headings(self) -> bool:
        return any(words.period_of(one.heading, self.layout.year) for one in self.layout.figures)

    def _column(self, name: str, holds: str, cells: list[object]) -> pa.Array:
        if holds == NUMBER:
            return numbers_of(cells)
        if holds == DAY or name in ("published", "date"):
            return days_of(cells)
        if holds == PERIOD or name == "period":
            return each(cells, lambda cell: period_of_cell(cell, self.layout.year))
        if name == "indicator":
            bare = "unit" not in self.layout.columns
            return each(cells, lambda cell: words.indicator_name(text_of(cell), bare=bare))
        if name == "place":
            return each(cells, place_of)
        return each(cells, text_of)


def _is_remark(row: Iterable[object]) -> bool:
    first = next((cell for cell in row if cell is not None and cell != ""), "")
    return words.is_note(first)
