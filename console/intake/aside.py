"""The rows that a file is loaded without, each with what stood in it and every rule that it broke."""

import copy
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from console.intake.distinct import plain_text
from console.intake.limits import LIMITS
from console.intake.opened import Opened, Unreadable
from console.intake.parts import Parts, row_numbers
from console.intake.tally import Tally

_LONGEST = 300


class Aside:
    """Faulty rows of a file whose good rows are accepted."""

    def __init__(
        self,
        profile: Mapping[str, Any],
        known: Mapping[str, Any],
        opened: Opened,
        parts: Parts,
        checking: Callable[..., Any],
    ) -> None:
        self._tally = Tally()
        own_parts = copy.copy(parts)
        own_parts.count_in(self._tally)
        # Every faulty row is checked once more, alone, so that its own faults are known.
        self._checked = checking(profile, known, opened, own_parts, self._tally, date.fromisoformat(known["today"]))
        self._names = {found: opened.own_names().get(column, found) for column, found in opened.found.items()}
        self.rows: list[dict[str, object]] = []
        """Row, cells and faults of each."""

    def put(self, batch: pa.RecordBatch, first: int, left: pa.Array) -> None:
        """Keep rows of a piece; refuses a file with too many of them."""
        if len(self.rows) + len(left) > LIMITS.quarantined:
            raise Unreadable("too_many_faulty", most=LIMITS.quarantined)
        numbers = row_numbers(batch, first)
        for at in left.to_pylist():
            one = batch.slice(at, 1)
            self._tally.clear()
            self._checked.check(one, numbers[at].as_py() - 1)
            self.rows.append({
                "row": numbers[at].as_py(), "cells": self._cells(one), "faults": self._tally.as_json(),
            })  # fmt: skip

    def _cells(self, one: pa.RecordBatch) -> dict[str, str | None]:
        return {
            shown: _cell(one.column(one.schema.get_field_index(name))) for name, shown in self._names.items()
            if one.schema.get_field_index(name) >= 0
        }  # fmt: skip


def _cell(column: pa.Array) -> str | None:
    try:
        text = plain_text(column[0].as_py())
    except (ValueError, OverflowError):
        text = "?"
    return None if text is None else text[:_LONGEST]
