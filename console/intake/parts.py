"""Which rows of a file belong to which snapshot, and when each snapshot was published."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.distinct import Distinct, NotText, plain_text
from console.intake.limits import BATCH, LIMITS
from console.intake.opened import Opened, Unreadable

if TYPE_CHECKING:
    from console.intake.tally import Tally

NO_PART = -1
_FIRST = pa.repeat(pa.scalar(0, pa.int16()), BATCH)


def as_day(value: object) -> date | None:
    """Return a cell as a day: a date, a time, or text that begins with an ISO date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = plain_text(value)
    if text is None or isinstance(text, NotText):
        return None
    text = text.strip().replace("/", "-")
    try:
        return date.fromisoformat(text[:10]) if text[10:11] in ("", " ", "T") else None
    except ValueError:
        return None


def row_numbers(batch: pa.RecordBatch, first: int) -> pa.Array:
    """Return the number of each row in the file: a sheet tells its own, other files are counted from their first."""
    if (at := batch.schema.get_field_index("#row")) >= 0:
        return batch.column(at)
    return pa.arange(first + 1, first + 1 + batch.num_rows).cast(pa.int32())


class Parts:
    """The snapshots that a file is split into by one of its columns, in order of their days; usually just one."""

    def __init__(self, opened: Opened, tally: "Tally") -> None:
        self._column = opened.split
        self._distinct: Distinct[tuple[date | None, str]] = Distinct(opened.split or "", _told)
        if opened.split:
            self._find(opened)
        days = sorted({day for day, _ in self._distinct.values if day})
        if len(days) > LIMITS.parts:
            raise Unreadable("too_many_parts", parts=len(days), most=LIMITS.parts)
        self.days = [day.isoformat() for day in days]
        self._order = {day: place for place, day in enumerate(days)}
        self._tally = tally

    def count_in(self, tally: "Tally") -> None:
        """Count from now on in another tally."""
        self._tally = tally

    def _find(self, opened: Opened) -> None:
        from console.intake.inspecting import batches

        for batch in batches(opened, [str(opened.split)]):
            self._distinct.numbers(batch.column(batch.schema.get_field_index(opened.split)))

    def numbers(self, batch: pa.RecordBatch, first: int) -> pa.Array:
        """Return the number of each row's snapshot, counted from 0, and -1 where it has none."""
        if not self._column:
            return _FIRST.slice(0, batch.num_rows)
        codes = self._distinct.numbers(batch.column(batch.schema.get_field_index(self._column)))
        order = [self._order.get(day, NO_PART) if day else NO_PART for day, _ in self._distinct.values]
        parts = pc.take(pa.array(order, pa.int16()), codes)
        if NO_PART in order:
            self._count(pc.equal(parts, NO_PART), codes, row_numbers(batch, first))
        return parts

    def _count(self, wrong: pa.Array, codes: pa.Array, numbers: pa.Array) -> None:
        rows = pc.indices_nonzero(wrong)
        if len(rows):
            value = self._distinct.values[codes[rows[0].as_py()].as_py()][1]
            shown = pc.take(numbers, rows.slice(0, 10)).to_pylist()
            self._tally.add("bad_date", str(self._column), value, len(rows), shown)


def _told(value: object) -> tuple[date | None, str]:
    return as_day(value), (plain_text(value) or "")[:100]
