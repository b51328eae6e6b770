"""The clause of a target in the text of its report, when the operator has imported that text."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from console.drill.subject import Subject

if TYPE_CHECKING:
    from console.store import Generation

BEFORE, AFTER = 240, 700
"""Characters of the report shown before and after the clause."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause and what stands around it."""

    before: str
    clause: str
    after: str
    file: str
    sha256: str
    imported_at: datetime
    """UTC."""
    imported_by: str
    offset: int


def passage_of(generation: "Generation", subject: Subject, offset: int | None) -> Passage | None:
    """Read the clause of a target with its surroundings; None when the text was not imported or does not hold it."""
    from console.store import named

    if not generation.rows(named("drill/has_report"))[0]["kept"]:
        return None
    found = generation.rows(named("drill/report"), county=subject.county, year=subject.year)
    return _passage(found[0], subject.line.clause, offset) if found and subject.line.clause else None


def _passage(row: dict[str, Any], clause: str, offset: int | None) -> Passage | None:
    text = str(row["text"])
    start = offset if offset is not None and text.startswith(clause, offset) else text.find(clause)
    if start < 0:
        return None
    end = start + len(clause)
    return Passage(
        before=_from_a_line(text[max(0, start - BEFORE) : start], cut=start > BEFORE),
        clause=clause,
        after=text[end : end + AFTER],
        file=str(row["file"]),
        sha256=str(row["sha256"]),
        imported_at=row["imported_at"],
        imported_by=str(row["imported_by"]),
        offset=start,
    )


def _from_a_line(text: str, *, cut: bool) -> str:
    """Return the text from the first sentence that begins in it, when it was cut out of a longer one."""
    if not cut:
        return text
    starts = [place + 1 for mark in "。\n" if (place := text.find(mark)) >= 0]
    return text[min(starts) :] if starts else text


def offset_of(generation: "Generation", subject: Subject) -> int | None:
    """Read where the catalogue says that the clause begins, in characters from 0."""
    from console.store import named

    rows = generation.rows(named("drill/clauses"), county=subject.county, year=subject.year)
    return next((row["clause_offset"] for row in rows if row["target_id"] == subject.line.target_id), None)
