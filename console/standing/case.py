"""One target and all that is known about it at one date: the figures by month, what counts as met."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from console.periods import Arrival, arrival, expected_releases, month_end
from console.standing.terms import Event, Evidence
from console.targets import Comparator, Kind, Measure, Target

Month = tuple[int, int]
"""Year and month."""
Figures = Mapping[Month, float]

HISTORY = 5
"""How many earlier years shape a season at most."""
_LARGEST = 1e15
RATES = (Measure.YTD_YOY, Measure.MONTH_YOY, Measure.MOM)


@dataclass(frozen=True, slots=True)
class Goal:
    """The figures that count as met, and how far outside them is only slow (in the target's unit)."""

    low: float
    high: float
    slack: float = 0.0

    def gap(self, actual: float) -> float:
        """Return how far inside (+) or outside (-) an actual lies."""
        return min(actual - self.low, self.high - actual)

    def met(self, actual: float) -> bool:
        """Return whether an actual counts as met; a billionth is rounding."""
        edge = self.low if math.isfinite(self.low) else self.high
        return self.gap(actual) >= -1e-9 * max(1.0, abs(edge))


@dataclass(frozen=True, slots=True)
class Case:
    """What a standing is worked out from."""

    target: Target
    as_of: date
    year: int
    horizon: int
    """Month of the deadline, 1 to 12."""
    readings: Figures
    levels: Figures
    against: Figures
    plan: Figures
    years: tuple[int, ...]
    """Earlier years that may shape season and forecast, newest first."""
    evidence: Evidence
    events: tuple[Event, ...]
    month: int | None
    """Month of the newest reading of the target's year."""
    arrival: Arrival
    nothing_due: bool
    """The calendar knows this year, and no release date has come."""

    @property
    def actual(self) -> float | None:
        """The newest reading of the target's year."""
        return self.readings[self.year, self.month] if self.month else None

    @property
    def period(self) -> date | None:
        """The period of the newest reading."""
        return month_end(date(self.year, self.month, 1)) if self.month else None

    @property
    def other(self) -> float | None:
        """The other indicator's actual for the same period, of a relative target."""
        return self.against.get((self.year, self.month)) if self.month else None

    @property
    def is_rate(self) -> bool:
        """Whether the target is read from a growth rate, which no share of the year applies to."""
        return self.target.measure in RATES

    @property
    def is_total(self) -> bool:
        """Whether the target is read from a running total of the year."""
        return self.target.measure is Measure.YTD

    def pairs(self, figures: Figures, month: int) -> list[tuple[float, float]]:
        """Return, for each usable earlier year, the figure of a month and that of the year's end; newest first."""
        found = [(figures.get((year, month)), figures.get((year, self.horizon))) for year in self.years]
        return [(at, end) for at, end in found if at is not None and end is not None][:HISTORY]


def open_case(target: Target, evidence: Evidence, as_of: date) -> Case:
    """Sort what is known by month and leave out what lies after the date or is no finite figure."""
    target = _finite(target)
    year, horizon = target.deadline.year, target.deadline.month
    readings = _figures(evidence.readings, as_of)
    against = _figures(evidence.against, as_of)
    usable = readings.keys() & against.keys() if target.kind is Kind.RELATIVE else readings.keys()
    month = max((m for y, m in usable if y == year and m <= horizon), default=None)
    calendar = () if target.comparator is Comparator.DONE else evidence.releases
    due = [item for item in expected_releases(calendar, year) if item.period.month <= horizon]
    newest = max((m for y, m in readings if y == year), default=None)
    newest_day = month_end(date(year, newest, 1)) if newest else None
    earlier = {y for y, _ in readings if y < year} - evidence.exclude_years
    return Case(
        target=target,
        as_of=as_of,
        year=year,
        horizon=horizon,
        readings=readings,
        levels=_figures(evidence.levels, as_of),
        against=against,
        plan=_figures(evidence.plan, date.max),
        years=tuple(sorted(earlier, reverse=True)),
        evidence=evidence,
        events=tuple(sorted((e for e in evidence.events if e.day <= as_of), key=lambda e: (e.day, e.event, e.name))),
        month=month,
        arrival=arrival(newest_day, due, as_of),
        nothing_due=bool(due) and all(item.due > as_of for item in due),
    )


def _finite(target: Target) -> Target:
    """Return the target without figures that are no finite numbers."""
    names = ("value", "upper", "tolerance", "start", "slow_at", "behind_at")
    absurd = [n for n in names if (figure := getattr(target, n)) is not None and not abs(figure) < _LARGEST]
    blank: dict[str, Any] = dict.fromkeys(absurd)
    return replace(target, **blank) if absurd else target


def _figures(source: Mapping[date, float], as_of: date) -> dict[Month, float]:
    """Return the finite figures of the months that have ended, the later one where a month is named twice."""
    limit = (as_of.year, as_of.month) if as_of == month_end(as_of) else _month_before(as_of)
    kept: dict[Month, float] = {}
    for day in sorted(source):
        value = source[day]
        if (day.year, day.month) <= limit and math.isfinite(value) and abs(value) < _LARGEST:
            kept[day.year, day.month] = float(value)
    return kept


def _month_before(day: date) -> Month:
    return (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)


def goal_of(target: Target, other: float | None = None) -> Goal | None:
    """Return what counts as met, or None for a target without a figure; a relative one takes the other's actual.

    左右 without a stated tolerance allows 0.5 points for rates and 5 % for amounts; = allows for rounding.
    """
    value = other if target.kind is Kind.RELATIVE else target.value
    if value is None:
        return None
    rate = target.measure in RATES
    if target.comparator is Comparator.AT_LEAST or target.comparator is Comparator.DONE:
        return Goal(value, math.inf, _slack(target, value, rate))
    if target.comparator in (Comparator.AT_MOST, Comparator.RANK_WITHIN):
        return Goal(-math.inf, value, _slack(target, value, rate))
    if target.comparator is Comparator.RANGE:
        upper = value if target.upper is None else target.upper
        return Goal(min(value, upper), max(value, upper), _slack(target, value, rate))
    width = _tolerance(target, value, rate)
    return Goal(value - width, value + width, max(width, 0.01) if rate else width)


def _tolerance(target: Target, value: float, rate: bool) -> float:
    if target.tolerance is not None:
        return abs(target.tolerance)
    if target.comparator is Comparator.EXACTLY:
        return 0.05 if rate else 0.005 * abs(value)
    return 0.5 if rate else 0.05 * abs(value)


def _slack(target: Target, value: float, rate: bool) -> float:
    """Return the width of slow outside the goal: 1 point for rates, else a tenth of the value."""
    if target.kind is Kind.RANK:
        return max(1.0, 0.1 * (target.peers or abs(value)))
    return 1.0 if rate else 0.1 * abs(value)


def mean(values: Iterable[float]) -> float:
    """Return the arithmetic mean of at least one value."""
    known = list(values)
    return math.fsum(known) / len(known)


def spread(values: Iterable[float]) -> float:
    """Return the standard deviation of a sample of at least two values."""
    known = list(values)
    centre = mean(known)
    return math.sqrt(math.fsum((value - centre) ** 2 for value in known) / (len(known) - 1))
