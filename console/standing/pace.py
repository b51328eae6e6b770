"""What is expected by now, by which rule, and how short of it a target may be before its light changes."""

import math
from dataclasses import dataclass

from console.language import Sentence, say
from console.standing.case import Case, mean
from console.standing.terms import Light, Rule
from console.targets import Kind

GRACE = 0.5
"""Points by which a limit must be passed before a light that stood better gets worse."""
SMALL = 15
"""A count below this is not called short when less than one whole is missing."""
_WORSE = (Light.ON_TRACK, Light.SLOW, Light.BEHIND)


@dataclass(frozen=True, slots=True)
class Expected:
    """The figure expected by now and where it comes from."""

    figure: float | None = None
    rule: Rule = Rule.NONE
    linear: float | None = None
    seasons: int = 0

    def words(self) -> Sentence:
        """Return the rule as it is named in a reason."""
        if self.rule is Rule.PLAN:
            return say("by the approved monthly plan")
        if self.rule is Rule.SEASONAL and self.seasons == 1:
            return say("by the season of one earlier year only")
        if self.rule is Rule.SEASONAL:
            return say("by the season of earlier years")
        return say("by time alone") if self.rule is Rule.LINEAR else say("by the target itself")


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a target stands against what is expected, before lateness and deadlines are looked at."""

    light: Light
    reason: Sentence
    expected: Expected = Expected()
    target: float | None = None
    gap: float | None = None
    pace_pp: float | None = None
    linear_pp: float | None = None
    progress: float | None = None
    expected_progress: float | None = None
    met: bool = False
    fixed: bool = False
    """Nothing that can still happen this year changes the light: a total reached, a ceiling broken."""


def expected_total(case: Case, value: float, month: int) -> Expected:
    """Return the running total expected by a month: plan, else the season of earlier years, else time alone."""
    linear = value * month / case.horizon
    planned = planned_figure(case, month, 0.0, value)
    if planned is not None:
        return Expected(planned, Rule.PLAN, linear)
    pairs = case.pairs(case.readings, month)
    seasonal = _seasonal_total(pairs, value, case.target.kind)
    if seasonal is not None and math.isfinite(seasonal):
        return Expected(seasonal, Rule.SEASONAL, linear, len(pairs))
    return Expected(linear, Rule.LINEAR, linear)


def _seasonal_total(pairs: list[tuple[float, float]], value: float, kind: Kind) -> float | None:
    """Return the mean share of earlier years times the value; what was still to come, where shares mean nothing."""
    if not pairs:
        return None
    if value > 0 and all(end > 1e-9 and at >= 0 for at, end in pairs):
        return value * mean(at / end for at, end in pairs)
    if kind is Kind.NET_INCREASE or value <= 0:
        return value - mean(end - at for at, end in pairs)
    return None


def planned_figure(case: Case, month: int, start: float | None, value: float) -> float | None:
    """Return the plan's figure for a month, between its neighbours where the plan skips it; None without a plan."""
    points = {m: figure for (year, m), figure in case.plan.items() if year == case.year and m <= case.horizon}
    if not points:
        return None
    if month in points:
        return points[month]
    earlier = max((m for m in points if m < month), default=0)
    if start is None:
        return points.get(earlier, value)
    later = min((m for m in points if m > month), default=case.horizon)
    low, high = points.get(earlier, start), points.get(later, value)
    return low + (high - low) * (month - earlier) / (later - earlier)


def points_of(value: float, scale: float) -> float | None:
    """Return a difference as points of the year's target; None when the target is zero."""
    return 100.0 * value / abs(scale) if abs(scale) > 1e-12 else None


def shade(case: Case, short: float, slow_at: float, behind_at: float, previous: Light | None) -> Light:
    """Return the light for being so many points short: slow beyond the first limit, behind beyond the second.

    The target's own limits replace those of its kind. A light improves at once; it gets worse only when the limit
    is passed by more than `GRACE` points (hysteresis, where the previous light is known).
    """
    target = case.target
    slow_at = slow_at if target.slow_at is None else target.slow_at
    behind_at = max(slow_at, behind_at if target.behind_at is None else target.behind_at)
    now = _beyond(short, slow_at, behind_at)
    if previous not in _WORSE or _WORSE.index(now) <= _WORSE.index(previous):
        return now
    return worst(previous, _beyond(short - GRACE, slow_at, behind_at))


def _beyond(short: float, slow_at: float, behind_at: float) -> Light:
    if short <= slow_at + 1e-9:
        return Light.ON_TRACK
    return Light.SLOW if short <= behind_at + 1e-9 else Light.BEHIND


def worst(first: Light, second: Light) -> Light:
    """Return the worse of two of the lights on track, slow and behind."""
    return max(first, second, key=_WORSE.index)
