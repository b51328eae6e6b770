"""The dated stages of a milestone, and which of them are done."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from console.cells import DATED
from console.drill.subject import Facts, Subject
from console.overview import Wording

if TYPE_CHECKING:
    from console.store import Generation


@dataclass(frozen=True, slots=True)
class Step:
    """One stage."""

    name: Wording
    due: date
    done: date | None
    evidence: str
    weight: float
    overdue: bool = False
    """Not done although its day has passed."""


def stages_of(generation: "Generation", subject: Subject, facts: Facts, known_at: int | None) -> tuple[Step, ...]:
    """Read the stages of a milestone with the entries that prove them, as known at a snapshot (None: now)."""
    from console.store import named

    if subject.is_part or subject.line.kind not in DATED:
        return ()
    key = {"county": subject.county, "year": subject.year, "target_id": subject.line.target_id}
    stages = generation.rows(named("drill/stages"), **key, known_at=known_at)
    asked = {
        "county": subject.county, "indicator": subject.line.indicator, "place": subject.place, "known_at": known_at,
    }  # fmt: skip
    done = {row["event"]: row for row in generation.rows(named("drill/entries"), **asked)} if stages else {}
    return tuple(_step(row, done.get(row["stage"], {}), generation.today) for row in stages)


def _step(row: dict[str, Any], proof: dict[str, Any], today: date) -> Step:
    day = proof.get("day")
    name = Wording(row["name_zh"], row["name_en"])
    return Step(name, row["due"], day, proof.get("evidence") or "", row["weight"], day is None and row["due"] < today)
