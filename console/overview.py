"""What the watch screen shows of one generation: every target with its standing, as plain facts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from console.county import shown_in
from console.language import chosen
from console.moments import Moment
from console.periods import Freshness
from console.standing import Light, Outlook, Rule
from console.targets import Comparator, Kind, Panel

if TYPE_CHECKING:
    from console.store import Generation


class Wording(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        """Return the words in the language in use; the other ones when they are missing."""
        return (self.zh or self.en) if chosen() == "zh" else (self.en or self.zh)


NO_WORDS = Wording("", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One target and where it stands: one row of a panel."""

    target_id: str
    name: Wording
    panel: Panel
    kind: Kind
    comparator: Comparator
    unit: str
    light: Light
    reason: Wording
    deadline: date
    position: int = 0
    """Where the report has it."""
    parent: str = ""
    agency: str = ""
    value: float | None = None
    """What the report promises."""
    upper: float | None = None
    actual: float | None = None
    period: date | None = None
    target: float | None = None
    """What is to be reached: the promised value, or for a relative target the other's actual."""
    expected: float | None = None
    expected_rule: Rule = Rule.NONE
    expected_linear: float | None = None
    progress: float | None = None
    """Share of the way to the target, 1 is there; only where such a share makes sense."""
    expected_progress: float | None = None
    pace_pp: float | None = None
    gap: float | None = None
    outlook: Outlook = Outlook.UNKNOWN
    outlook_reason: Wording = NO_WORDS
    forecast: float | None = None
    low: float | None = None
    high: float | None = None
    probability: float | None = None
    confidence: str = "none"
    required: float | None = None
    required_reason: Wording = NO_WORDS
    freshness: Freshness = Freshness.UNSCHEDULED
    due: date | None = None
    days_late: int | None = None
    trail: tuple[float, ...] = ()
    """The newest readings of the year, oldest first."""
    modality: str = ""
    basis: str = ""
    """Which words of the report the comparator rests on."""
    section: str = ""
    clause: str = ""
    indicator: str = ""
    place: str = ""
    place_name: Wording = NO_WORDS
    measure: str = ""
    against: str = ""
    actual_snapshot: int | None = None
    """The snapshot that the actual comes from."""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the watch screen shows of one generation."""

    generation: int
    published_at: datetime
    """UTC."""
    is_sample: bool
    today: date
    county: str
    year: int
    title: Wording
    snapshot: int | None
    """The newest snapshot that counts."""
    lines: tuple[Line, ...]
    moment: Moment | None = None
    """The snapshot at which all this was known; None is the present."""
    counties: int = 1
    """How many counties the store holds."""
    catalogues: int = 1
    """How many counties and years of them it holds."""

    @property
    def month(self) -> date | None:
        """Return the newest period that any target has a reading of."""
        return max((line.period for line in self.lines if line.period), default=None)

    def counts(self) -> Counter[Light]:
        """Count the targets by light."""
        return Counter(line.light for line in self.lines)

    def panel(self, panel: Panel) -> tuple[Line, ...]:
        """Return a panel's targets, worst first and parts under their whole."""
        return in_order([line for line in self.lines if line.panel == panel])

    def find(self, target_id: str) -> Line | None:
        """Return a target by its id."""
        return next((line for line in self.lines if line.target_id == target_id), None)


_WORST_FIRST = (
    Light.BEHIND, Light.OVERDUE, Light.SLOW, Light.NO_DATA, Light.WATCH, Light.ON_TRACK, Light.NOT_DUE, Light.DONE,
    Light.UNASSESSED,
)  # fmt: skip


def _badness(line: Line) -> tuple[int, float, int]:
    """Order by light, then by the worse chance, then as in the report."""
    return _WORST_FIRST.index(line.light), -1 if line.probability is None else line.probability, line.position


def in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return targets worst first, each part (其中) directly under the target it is a part of."""
    present = {line.target_id for line in lines}
    parts: dict[str, list[Line]] = {}
    for line in sorted(lines, key=_badness):
        parts.setdefault(line.parent if line.parent in present else "", []).append(line)

    def below(target_id: str) -> list[Line]:
        return [found for line in parts.get(target_id, []) for found in (line, *below(line.target_id))]

    return tuple(below(""))


@dataclass(frozen=True, slots=True)
class Change:
    """How a target differs from what was on the screen before."""

    before: Line
    after: Line

    @property
    def figure(self) -> int:
        """Return 1 when the actual rose or is new, -1 when it fell or went, 0 when it is the same."""
        old, new = self.before.actual, self.after.actual
        if old == new:
            return 0
        return 1 if old is None or (new is not None and new > old) else -1

    @property
    def is_new(self) -> bool:
        """Tell whether there was no figure before."""
        return self.before.actual is None and self.after.actual is not None

    @property
    def restated(self) -> bool:
        """Tell whether another figure is given for the same period."""
        return self.figure != 0 and not self.is_new and self.before.period == self.after.period

    @property
    def light(self) -> int:
        """Return 1 when the light got better, -1 when it got worse, 0 when it is the same."""
        old, new = (_WORST_FIRST.index(line.light) for line in (self.before, self.after))
        return (new > old) - (new < old)


def compare(before: Overview, after: Overview) -> dict[str, Change]:
    """Return the targets whose figure or light changed between two generations."""
    if (before.county, before.year) != (after.county, after.year):
        return {}
    old = {line.target_id: line for line in before.lines}
    changes = {line.target_id: Change(old[line.target_id], line) for line in after.lines if line.target_id in old}
    return {target_id: change for target_id, change in changes.items() if change.figure or change.light}


def _words(row: Mapping[str, Any], name: str) -> Wording:
    return Wording(row.get(f"{name}_zh") or "", row.get(f"{name}_en") or "")


def line_of(row: Mapping[str, Any]) -> Line:
    """Make a line out of a row of the overview query."""
    same = {name: row[name] for name in _SAME if row.get(name) is not None}
    return Line(
        name=_words(row, "name"),
        place_name=_words(row, "place"),
        panel=Panel(row["panel"]),
        kind=Kind(row["kind"]),
        comparator=Comparator(row["comparator"]),
        light=Light(row["light"]),
        outlook=Outlook(row["outlook"]),
        expected_rule=Rule(row["expected_rule"]),
        freshness=Freshness(row["freshness"]),
        reason=_words(row, "reason"),
        outlook_reason=_words(row, "outlook_reason"),
        required_reason=_words(row, "required_reason"),
        basis=row.get("comparator_basis") or "",
        trail=tuple(row.get("trail") or ()),
        **same,
    )


_SAME = (
    "target_id", "unit", "deadline", "position", "parent", "agency", "value", "upper", "actual", "period", "target",
    "expected", "expected_linear", "progress", "expected_progress",
    "pace_pp", "gap", "forecast", "low", "high", "probability", "confidence", "required",
    "due", "days_late", "modality", "section", "clause", "indicator", "place", "measure", "against", "actual_snapshot",
    "file",
)  # fmt: skip


def overview(generation: "Generation") -> Overview | None:
    """Read what the watch screen shows: the targets of one county and year; None for a store without any."""
    from console.store import named

    shown = shown_in(generation)
    if shown is None or not (rows := generation.rows(named("panels/overview"), county=shown.county, year=shown.year)):
        return None
    first = rows[0]
    newest = generation.rows(named("panels/newest"), county=shown.county)[0]
    county, year = shown.county, shown.year
    published_at = generation.published_at
    assert published_at is not None, "there are targets, so something was published"
    return Overview(
        generation=generation.number,
        published_at=published_at,
        is_sample=generation.is_sample,
        today=generation.today,
        county=county,
        year=year,
        title=_words(first, "title"),
        snapshot=newest["snapshot_id"],
        lines=tuple(line_of(row) for row in rows),
        counties=shown.counties,
        catalogues=shown.catalogues,
    )
