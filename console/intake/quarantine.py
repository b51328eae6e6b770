"""Quarantine: the faulty rows that a file was loaded without, kept in sight until somebody says what became of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from console.faults import Refused
from console.intake.limits import LIMITS
from console.intake.refusals import refusal, shown
from console.intake.wording import faults_of
from console.language import Sentence, say
from console.store import Draft, Generation, Store, named

_SCHEMA = pa.schema([
    pa.field("row", pa.int32()), pa.field("rules", pa.string()), pa.field("cells", pa.string()),
    pa.field("fault_zh", pa.string()), pa.field("fault_en", pa.string()),
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """One row that was left out."""

    row: int
    cells: Mapping[str, str | None]
    """What stood in it, by the names of the file's own columns."""
    rules: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    def said_in(self, language: str) -> str:
        """Return everything that is wrong with it."""
        return " ".join(sentence.said_in(language) for sentence in self.sentences)


def left_out(
    draft: Draft, told: Iterable[Mapping[str, Any]], known: Mapping[str, Iterable[str]], form: str, first: int
) -> tuple[Left, ...]:
    """Return the rows that the inspection kept back, and take those that are in the file twice out of the draft."""
    left = [_left(one, known) for one in told]
    rows = draft.rows(named(f"quarantine/{form}_twice"), first=first)
    if len(left) + len(rows) > LIMITS.quarantined:
        raise refusal({"rule": "too_many_faulty", "most": LIMITS.quarantined}, _nowhere())
    for row in rows:
        kept = {name: value for name, value in row.items() if name not in ("file_row", "key")}
        cells = {name: None if value is None else str(value) for name, value in kept.items()}
        wrong = say("{value} is there more than once with different values.", value=shown(row["key"]))
        left.append(Left(int(row["file_row"]), cells, ("duplicate_key",), (wrong,)))
    if rows:
        draft.run(named(f"quarantine/{form}_without_twice"), first=first)
    return tuple(sorted(left, key=lambda one: one.row))


def _nowhere() -> Any:
    from pathlib import Path

    return Path()


def _left(one: Mapping[str, Any], known: Mapping[str, Iterable[str]]) -> Left:
    faults = faults_of(one["faults"], known, "")
    cells = {shown(name): None if cell is None else str(cell)[:300] for name, cell in dict(one["cells"]).items()}
    return Left(int(one["row"]), cells, tuple(fault.rule for fault in faults), tuple(fault.message for fault in faults))


def keep(draft: Draft, left: Sequence[Left], snapshot: int, *, name: str, sha256: str, source: str) -> None:
    """Write rows into the quarantine of a draft."""
    if not left:
        return
    table = pa.Table.from_pylist(
        [
            {
                "row": one.row, "rules": ", ".join(one.rules), "cells": json.dumps(one.cells, ensure_ascii=False),
                "fault_zh": one.said_in("zh"), "fault_en": one.said_in("en"),
            }
            for one in left
        ],
        schema=_SCHEMA,
    )  # fmt: skip
    draft.offer("left_out", table)
    draft.run(
        named("quarantine/added"), first=draft.next_quarantine_id(len(left)), snapshot_id=snapshot,
        generation=draft.number, name=name, sha256=sha256, source=source,
        at=datetime.now(UTC).replace(tzinfo=None), by=draft.by,
    )  # fmt: skip


def quarantined(generation: Generation, *, everything: bool = False) -> list[dict[str, Any]]:
    """Return the rows in quarantine, resolved ones too when `everything` is asked for."""
    if not generation.rows(named("quarantine/exists")):
        return []
    return generation.rows(named("quarantine/listed"), everything=everything)


def resolve(store: Store, number: int, reason: str, by: str | None = None) -> int:
    """Say what became of a row in quarantine, and return the new generation's number."""
    if not reason.strip():
        raise Refused(say("Say with --reason what became of the row; nothing was changed."))
    with store.read() as newest:
        _require_open(number, newest)
    with store.write(f"resolve {number}", by) as draft:
        row = _require_open(number, draft)
        draft.county = _whose(draft, row["snapshot_id"])
        draft.run(
            named("quarantine/resolved"), quarantine_id=number, at=datetime.now(UTC).replace(tzinfo=None), by=draft.by,
            reason=reason.strip()[:500],
        )  # fmt: skip
        return draft.publish()


def _require_open(number: int, generation: Generation) -> dict[str, Any]:
    found = [row for row in quarantined(generation, everything=True) if row["quarantine_id"] == number]
    if not found:
        raise Refused(
            say("There is no row {number} in quarantine. `jindu quarantine list` lists those there are.", number=number)
        )
    if found[0]["resolved_at"] is not None:
        raise Refused(say("Row {number} in quarantine is resolved already; nothing was changed.", number=number))
    return found[0]


def _whose(draft: Draft, snapshot: int | None) -> str:
    """Return whose snapshot a row was left out of; empty where it is of no county."""
    found = draft.rows(named("store/snapshot"), snapshot_id=snapshot)
    return (found[0]["county"] or "") if found else ""
