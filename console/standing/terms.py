"""The words in which a standing is given: lights, outlooks, rules, what is known, and the standing itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from console.language import Sentence
from console.periods import Freshness
from console.targets import Release, Stage


class Light(StrEnum):
    """The one-word status of a target."""

    DONE = "done"
    ON_TRACK = "on_track"
    SLOW = "slow"
    BEHIND = "behind"
    WATCH = "watch"
    """too early to judge"""
    NOT_DUE = "not_due"
    OVERDUE = "overdue"
    NO_DATA = "no_data"
    UNASSESSED = "unassessed"


class Outlook(StrEnum):
    """Whether the year will end on target."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


class Rule(StrEnum):
    """Which rule gave the expected figure."""

    PLAN = "plan"
    SEASONAL = "seasonal"
    LINEAR = "linear"
    TARGET = "target"
    """The target itself: growth, rank and the like are not pro-rated."""
    STAGES = "stages"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Event:
    """One dated entry behind a milestone or a net increase."""

    day: date
    event: str
    """done, started, entered, left, or the name of a stage"""
    name: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known about one target when its standing is worked out; earlier years are included."""

    readings: Mapping[date, float] = field(default_factory=dict)
    """Period (any day of its month) to the figure of the target's own measure."""
    levels: Mapping[date, float] = field(default_factory=dict)
    """The same indicator's cumulative level, which weighs the months of a growth rate."""
    against: Mapping[date, float] = field(default_factory=dict)
    """The other indicator's actuals, for a relative target."""
    plan: Mapping[date, float] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()
    stages: tuple[Stage, ...] = ()
    events: tuple[Event, ...] = ()
    exclude_years: frozenset[int] = frozenset()
    """Earlier years that must not shape the season or the forecast."""
    spread: float | None = None
    """Pooled spread of the family, for a forecast from a single earlier year: of logs for running totals, else in
    the target's unit (points for growth)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one target stands at one date."""

    target_id: str
    as_of: date
    light: Light
    outlook: Outlook
    reason: Sentence
    """One sentence: why this light, by which rule."""
    outlook_reason: Sentence
    actual: float | None = None
    period: date | None = None
    """The period of the actual, as the last day of its month."""
    target: float | None = None
    """The value to be reached; for a relative target the other's actual."""
    expected: float | None = None
    """The actual expected by the period, in the target's unit."""
    expected_rule: Rule = Rule.NONE
    expected_linear: float | None = None
    """序时进度: the same by time alone, always shown beside it."""
    pace_pp: float | None = None
    """Points ahead (+) or behind (-): share of the year's target against the expected share; for growth actual minus
    target."""
    gap: float | None = None
    """Actual minus target in the target's unit; negative means still missing, whatever the direction."""
    forecast: float | None = None
    low: float | None = None
    high: float | None = None
    """The 80 % interval of the forecast."""
    probability: float | None = None
    """Of ending the year on target, 0 to 1."""
    confidence: str = "none"
    """normal, low (one earlier year) or none (no earlier year)"""
    required: float | None = None
    """Growth: rest-of-year growth in %; others: per month still needed, in the target's unit."""
    required_reason: Sentence | None = None
    """The required rate in words, with what earlier years managed in the same months."""
    freshness: Freshness = Freshness.UNSCHEDULED
    due: date | None = None
    """When the oldest release still missing was due, or else when the next one is."""
    days_late: int | None = None
    progress: float | None = None
    """Share of the way that is done, for a bar: 0 at the start, 1 at the target; None where a share means nothing."""
    expected_progress: float | None = None
    """The share expected by now, for the bar's tick."""
    linear_pp: float | None = None
    """The same points as `pace_pp` against time alone."""
    seasons: int = 0
    """Earlier years that shaped the expected figure."""
