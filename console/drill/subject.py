"""What a page is about: a target, or one of its places, industries or banks, as known at one moment."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from console.overview import Line, Wording
from console.periods import month_end
from console.standing import Rule
from console.targets import Kind, Measure, Target

if TYPE_CHECKING:
    from console.store import Generation

Points = dict[date, float]
"""Figures by period (the last day of the month)."""

RATES = (Kind.GROWTH, Kind.RELATIVE)


@dataclass(frozen=True, slots=True)
class Subject:
    """One series and the target that it belongs to."""

    line: Line
    county: str
    year: int
    place: str
    name: Wording
    dimension: str = ""
    member: str = ""
    kind: str = ""
    """The kind of the place, of a part."""

    @property
    def is_part(self) -> bool:
        """Tell whether it is a part of the target's figure and not the figure itself."""
        return self.place != self.line.place or bool(self.dimension)

    @property
    def series(self) -> dict[str, object]:
        """Return what names its series, without the measure."""
        return {
            "county": self.county,
            "indicator": self.line.indicator,
            "place": self.place,
            "dimension": self.dimension,
            "member": self.member,
        }

    @property
    def unit(self) -> str:
        """Return the unit of its figures."""
        return "%" if self.line.kind in RATES else self.line.unit

    def told_anew(self, line: Line) -> "Subject":
        """Return the same subject with what another moment says of its target."""
        return replace(self, line=line)


def subject_of(line: Line, county: str, year: int) -> Subject:
    """Return the subject of a target's own page."""
    return Subject(line, county, year, line.place, line.name)


@dataclass(frozen=True, slots=True)
class Read:
    """One reading as it counts at a moment."""

    period: date
    value: float
    status: str
    earlier: float | None
    """What an earlier snapshot said of the same period."""
    snapshot_id: int
    file: str
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What every tab of a page rests on."""

    measures: dict[str, dict[date, Read]] = field(default_factory=dict)
    """The readings of the subject by measure and period."""
    plan: Points = field(default_factory=dict)
    places: int = 0
    dimensions: tuple[str, ...] = ()
    entries: int = 0

    def points(self, measure: str) -> Points:
        """Return the figures of a measure by period."""
        return {period: read.value for period, read in self.measures.get(measure, {}).items()}


def facts_of(generation: "Generation", subject: Subject, known_at: int | None) -> Facts:
    """Read what every tab of a page rests on, as known at a snapshot (None: now)."""
    from console.store import named

    whose: dict[str, object] = {"county": subject.county, "indicator": subject.line.indicator, "place": subject.place}
    target = {"county": subject.county, "year": subject.year, "target_id": subject.line.target_id}
    questions: dict[str, dict[str, object]] = {"drill/measures": {**subject.series, "known_at": known_at}}
    if not subject.is_part:
        questions["drill/plan"] = {**target, "known_at": known_at}
    if not subject.dimension:
        questions["drill/contents"] = whose
    answers = generation.answers(*((named(name), values) for name, values in questions.items()))
    found = dict(zip(questions, answers, strict=True))
    measures: dict[str, dict[date, Read]] = {}
    for row in found["drill/measures"]:
        measures.setdefault(row["measure"], {})[row["period"]] = _read(row)
    plan = {month_end(row["period"]): row["value"] for row in found.get("drill/plan", [])}
    return Facts(measures, plan, *_contents(found.get("drill/contents", [])))


def _contents(rows: list[dict[str, Any]]) -> tuple[int, tuple[str, ...], int]:
    return (rows[0]["places"], tuple(rows[0]["dimensions"]), rows[0]["entries"]) if rows else (0, (), 0)


def _read(row: dict[str, Any]) -> Read:
    same = {name: row[name] for name in ("period", "value", "earlier", "snapshot_id", "file", "source")}
    return Read(status=row["status"] or "", **same)


def as_target(line: Line) -> Target:
    """Return the target behind a line, as far as its expected course needs it."""
    return Target(
        line.target_id, line.indicator, line.place, line.kind, line.comparator, line.value, line.unit, line.deadline,
        line.panel, line.name.zh, line.name.en, Measure(line.measure or "ytd"), upper=line.upper, parent=line.parent,
        against=line.against,
    )  # fmt: skip


def paced_by(line: Line) -> bool:
    """Tell whether time paces the target, so that a course is expected of it."""
    return line.expected_rule in (Rule.PLAN, Rule.SEASONAL, Rule.LINEAR)
