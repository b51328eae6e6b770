"""Checking readings (数据) piece by piece, into numbers of series, days, figures and rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.columns import Rows, combine, figures
from console.intake.combinations import Combinations
from console.intake.distinct import Distinct, plain_text
from console.intake.meaning import NOWHERE, Vocabulary
from console.intake.opened import Opened
from console.intake.parts import Parts
from console.intake.spelt import CountyColumn, DayColumn, PeriodColumn, StatusColumn
from console.intake.tally import Tally

KEYS = ("indicator", "place", "measure", "unit", "dimension", "member")
SCHEMA = pa.schema([
    pa.field("series_id", pa.int32(), nullable=False),
    pa.field("period", pa.date32(), nullable=False),
    pa.field("value", pa.float64(), nullable=False),
    pa.field("status", pa.int8()),
    pa.field("part", pa.int16(), nullable=False),
    pa.field("row", pa.int32(), nullable=False),
])  # fmt: skip


class Checked:
    """Readings of one file: what is right is handed on, what is wrong is counted."""

    SCHEMA = SCHEMA

    def __init__(
        self,
        profile: Mapping[str, Any],
        known: Mapping[str, Any],
        opened: Opened,
        parts: Parts,
        tally: Tally,
        today: date,
    ) -> None:
        self._found = opened.found
        self._own = opened.own_names()
        self._tally = tally
        self._parts = parts
        self._vocabulary = Vocabulary(profile, known)
        keys = [Distinct(column, plain_text) for column in KEYS if column in self._found]
        self._keys = keys
        self._combinations = Combinations(keys, lambda cells: self._vocabulary.reading(cells, self._own))
        self._period = PeriodColumn(profile["period"], today, profile["constants"].get("period"))
        self._status = StatusColumn(profile)
        self._published = DayColumn("published")
        self._county = CountyColumn(known["county"])
        self.good = 0
        self.left: pa.Array = pa.array([], pa.int64())
        """Which rows of the newest piece were not handed on."""

    def check(self, batch: pa.RecordBatch, first: int) -> pa.RecordBatch:
        """Return the good rows of a piece that begins after row `first`."""
        rows = Rows(batch, first, self._found, self._tally, self._own)
        keys = [key.numbers(rows.column(key.column)) for key in self._keys]
        combination = self._combinations.numbers(keys, batch.num_rows)
        combine(rows, self._combinations, combination)
        status = self._status.read(rows)
        period = self._period.read(rows, status)
        value = figures(rows, "value", self._combinations, combination, required=True)
        part = self._parts.numbers(batch, first)
        self._published.read(rows)
        series = pc.take(self._combinations.column("series", pa.int32()), combination)
        if (others := self._county.read(rows)) is not None:
            series = pc.if_else(others, NOWHERE, series)
        made = pa.record_batch([series, period, value, status, part, rows.numbers], schema=_NULLABLE)
        self.left = pa.array([], pa.int64())
        kept = made
        if self._tally:
            whole = pc.fill_null(_whole(made), False)
            kept, self.left = made.filter(whole), pc.indices_nonzero(pc.invert(whole))
        self.good += kept.num_rows
        return pa.record_batch(kept.columns, schema=SCHEMA)

    def findings(self) -> dict[str, object]:
        """Return what the store must add, and what the file says of itself."""
        lowest, highest = self._period.span
        return {
            "series": self._vocabulary.added_series,
            "indicators": {code: told["unit"] for code, told in self._vocabulary.added_indicators.items()},
            "published": self._published.newest,
            "lowest": lowest and lowest.isoformat(),
            "highest": highest and highest.isoformat(),
        }


_NULLABLE = pa.schema([field.with_nullable(True) for field in SCHEMA])


def _whole(made: pa.RecordBatch) -> pa.Array:
    """Return which rows have nothing wrong with them."""
    good = pc.and_(pc.greater_equal(made.column("series_id"), 0), pc.greater_equal(made.column("part"), 0))
    good = pc.and_(good, pc.is_valid(made.column("period")))
    return pc.and_(good, pc.fill_null(pc.is_finite(made.column("value")), False))
