"""Checking entries (明细) piece by piece: the enterprises, projects and loans behind a count or a sum."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.columns import Rows, combine, figures
from console.intake.combinations import Combinations
from console.intake.contract import LONGEST_NAME, LONGEST_TEXT
from console.intake.distinct import Distinct, NotText, plain_text
from console.intake.meaning import NOWHERE, Vocabulary, unfit
from console.intake.opened import Opened
from console.intake.parts import Parts
from console.intake.spelt import CountyColumn, DayColumn
from console.intake.tally import Tally

KEYS = ("indicator", "place", "unit")
TEXTS = {
    "entry_id": LONGEST_NAME, "name": LONGEST_NAME, "event": LONGEST_NAME, "industry": LONGEST_NAME,
    "evidence": LONGEST_TEXT,
}  # fmt: skip
REQUIRED = ("entry_id", "name", "event", "day")
SCHEMA = pa.schema([
    pa.field("series_id", pa.int32(), nullable=False),
    pa.field("part", pa.int16(), nullable=False),
    pa.field("row", pa.int32(), nullable=False),
    *(pa.field(name, pa.string()) for name in TEXTS),
    pa.field("day", pa.date32()),
    pa.field("amount", pa.float64()),
])  # fmt: skip


class TextColumn:
    """A column of text that is kept as it stands, trimmed; an empty cell takes the constant of the profile."""

    def __init__(self, column: str, longest: int, words: Mapping[str, str], constant: str | None) -> None:
        self._column = column
        self._longest = longest
        self._words = words
        self._constant = constant
        self._distinct: Distinct[tuple[str | None, str, str]] = Distinct(column, self._read)

    def _read(self, cell: object) -> tuple[str | None, str, str]:
        """Return the text that is kept, the rule that it breaks and what stood there."""
        text = plain_text(cell)
        if text is None or not text.strip():
            return self._constant, "", ""
        if self._longest == LONGEST_TEXT and not isinstance(text, NotText):
            # Evidence may come in several lines; it is kept in one.
            text = " ".join(text.split())
        if rule := unfit(text, self._longest):
            return None, rule, str(text)[:LONGEST_NAME]
        return self._words.get(text.strip(), text.strip()), "", ""

    def read(self, rows: Rows) -> pa.Array:
        """Return the text of each row; empty where it has none or it is wrong."""
        column = rows.column(self._column)
        if column is None:
            return pa.repeat(pa.scalar(self._constant, pa.string()), rows.count)
        codes = self._distinct.numbers(column)
        texts = pc.take(pa.array([text for text, _, _ in self._distinct.values], pa.string()), codes)
        if texts.null_count:
            self._count(rows, pc.is_null(texts), codes)
        return texts

    def _count(self, rows: Rows, wrong: pa.Array, codes: pa.Array) -> None:
        for place, found in enumerate(pc.value_counts(codes.filter(wrong)).to_pylist()):
            _, rule, value = self._distinct.values[found["values"]]
            if not rule and self._column in REQUIRED:
                rule = "empty_cell"
            if rule:
                row = pc.index(codes, found["values"]).as_py() if place < LONGEST_NAME else None
                rows.wrong_at(rule, rows.own(self._column), value, found["counts"], row, {})


class Checked:
    """Entries of one file: what is right is handed on, what is wrong is counted."""

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
        self._keys = [Distinct(column, plain_text) for column in KEYS if column in self._found]
        self._combinations = Combinations(self._keys, lambda cells: self._vocabulary.entry(cells, self._own))
        self._texts = [
            TextColumn(name, longest, profile["words"].get(name, {}), profile["constants"].get(name))
            for name, longest in TEXTS.items()
        ]
        self._day = DayColumn("date", required=True)
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
        texts = [text.read(rows) for text in self._texts]
        day = self._day.read(rows)
        amount = figures(rows, "amount", self._combinations, combination, required=False)
        part = self._parts.numbers(batch, first)
        self._published.read(rows)
        series = pc.take(self._combinations.column("series", pa.int32()), combination)
        if (others := self._county.read(rows)) is not None:
            series = pc.if_else(others, NOWHERE, series)
        made = pa.record_batch([series, part, rows.numbers, *texts, day, amount], schema=_NULLABLE)
        self.left = pa.array([], pa.int64())
        kept = made
        if self._tally:
            whole = pc.fill_null(_whole(made), False)
            kept, self.left = made.filter(whole), pc.indices_nonzero(pc.invert(whole))
        self.good += kept.num_rows
        return pa.record_batch(kept.columns, schema=SCHEMA)

    def findings(self) -> dict[str, object]:
        """Return what the store must add, and what the file says of itself."""
        return {
            "series": self._vocabulary.added_series,
            "indicators": {code: told["unit"] for code, told in self._vocabulary.added_indicators.items()},
            "published": self._published.newest,
            "lowest": None,
            "highest": None,
        }


_NULLABLE = pa.schema([field.with_nullable(True) for field in SCHEMA])


def _whole(made: pa.RecordBatch) -> pa.Array:
    """Return which rows have nothing wrong with them."""
    good = pc.and_(pc.greater_equal(made.column("series_id"), 0), pc.greater_equal(made.column("part"), 0))
    for column in REQUIRED:
        good = pc.and_(good, pc.is_valid(made.column(column)))
    return good
