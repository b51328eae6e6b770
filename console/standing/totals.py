"""Running totals of the year: volumes, new counts, net increases and ceilings."""

from dataclasses import replace

from console.language import Sentence, say
from console.standing.case import Case, Goal
from console.standing.figures import amount, points, share
from console.standing.pace import SMALL, Expected, Pace, expected_total, points_of, shade, worst
from console.standing.terms import Light
from console.targets import Kind

_COUNTS = (Kind.NEW_COUNT, Kind.NET_INCREASE, Kind.MILESTONE)


def pace_of_total(case: Case, goal: Goal, actual: float, previous: Light | None) -> Pace:
    """Return the pace of a running total: against its floor, its ceiling, or both for a range."""
    if goal.low == float("-inf"):
        return _under_ceiling(case, goal.high, actual, previous)
    pace = _towards(case, goal.low, actual, previous)
    if goal.high == float("inf"):
        return pace
    roof = _under_ceiling(case, goal.high, actual, previous)
    if roof.fixed or worst(pace.light, roof.light) is not pace.light:
        return roof
    return replace(pace, fixed=False, met=goal.met(actual), gap=goal.gap(actual))


def _towards(case: Case, value: float, actual: float, previous: Light | None) -> Pace:
    expected = expected_total(case, value, case.month or case.horizon)
    due = expected.figure or 0.0
    pace_pp = points_of(actual - due, value)
    met = actual >= value - 1e-9 * max(1.0, abs(value))
    light = Light.ON_TRACK if met else _light_towards(case, value, actual, due, previous)
    reason = _reason_towards(case, value, actual, expected, pace_pp)
    if _negative(case, value, actual):
        light, reason = Light.BEHIND, say("net change so far is negative: {actual}", actual=_amount(case, actual))
    return Pace(
        light=light,
        reason=reason,
        expected=expected,
        target=value,
        gap=actual - value,
        pace_pp=pace_pp,
        linear_pp=points_of(actual - (expected.linear or 0.0), value),
        progress=actual / value if value > 1e-12 else None,
        expected_progress=due / value if value > 1e-12 else None,
        met=met,
        fixed=met and case.target.kind is not Kind.NET_INCREASE,
    )


def _light_towards(case: Case, value: float, actual: float, due: float, previous: Light | None) -> Light:
    """Return slow from 1 point short of the expected figure, behind below nine tenths of it."""
    short = points_of(due - actual, value)
    if short is None:
        return Light.ON_TRACK if actual >= due else Light.BEHIND
    if _within_one(case, value, actual, due):
        return Light.ON_TRACK
    return shade(case, short, 1.0, max(1.0, 10.0 * due / abs(value)), previous)


def _within_one(case: Case, value: float, actual: float, due: float) -> bool:
    """Return whether a small count lacks less than one whole, which time alone cannot call short."""
    own_limits = case.target.slow_at is not None or case.target.behind_at is not None
    small = case.target.kind in _COUNTS and 0 < value < SMALL and not own_limits
    return small and actual >= 0 and due - actual < 1.0 - 1e-9


def _negative(case: Case, value: float, actual: float) -> bool:
    return case.target.kind is Kind.NET_INCREASE and value > 0 > actual and (case.month or 0) >= 4


def _reason_towards(case: Case, value: float, actual: float, expected: Expected, pace_pp: float | None) -> Sentence:
    rule = expected.words()
    if pace_pp is None or value < 0 or actual < 0:
        due = _amount(case, expected.figure or 0.0)
        return say(
            "{actual} against {expected} expected by now ({rule})",
            actual=_amount(case, actual),
            expected=due,
            rule=rule,
        )
    done = share(actual / value)
    if pace_pp < 0 and _within_one(case, value, actual, expected.figure or 0.0):
        return say(
            "{share} of the year's target is done, less than one whole short of schedule ({rule})",
            share=done,
            rule=rule,
        )
    if abs(pace_pp) < 0.05:
        return say("{share} of the year's target is done, on schedule ({rule})", share=done, rule=rule)
    if pace_pp < 0:
        return say(
            "{share} of the year's target is done, {gap} behind schedule ({rule})",
            share=done,
            gap=points(pace_pp),
            rule=rule,
        )
    return say(
        "{share} of the year's target is done, {gap} ahead of schedule ({rule})",
        share=done,
        gap=points(pace_pp),
        rule=rule,
    )


def _under_ceiling(case: Case, ceiling: float, actual: float, previous: Light | None) -> Pace:
    """Return the pace of a total that must stay under a ceiling: using it up faster than expected is the risk."""
    expected = expected_total(case, ceiling, case.month or case.horizon)
    due = expected.figure or 0.0
    over = points_of(actual - due, ceiling)
    broken = actual > ceiling + 1e-9 * max(1.0, abs(ceiling))
    risk = 0.0 if over is None else over
    light = Light.BEHIND if broken else shade(case, risk, 1.0, max(1.0, 10.0 * due / (abs(ceiling) or 1.0)), previous)
    return Pace(
        light=light,
        reason=_reason_under(case, ceiling, actual, expected, risk, broken),
        expected=expected,
        target=ceiling,
        gap=ceiling - actual,
        pace_pp=None if over is None else -over,
        linear_pp=points_of((expected.linear or 0.0) - actual, ceiling),
        progress=actual / ceiling if ceiling > 1e-12 else None,
        expected_progress=due / ceiling if ceiling > 1e-12 else None,
        met=not broken,
        fixed=broken,
    )


def _reason_under(case: Case, ceiling: float, actual: float, expected: Expected, risk: float, broken: bool) -> Sentence:
    limit = _amount(case, ceiling)
    if broken:
        return say(
            "the ceiling of {target} is exceeded by {excess}", target=limit, excess=_amount(case, actual - ceiling)
        )
    if ceiling <= 1e-12 or actual < 0:
        return say("{actual}, within the ceiling of {target}", actual=_amount(case, actual), target=limit)
    used = share(actual / ceiling)
    if risk < 0.05:
        return say("{share} of the ceiling is used, within schedule ({rule})", share=used, rule=expected.words())
    return say(
        "{share} of the ceiling is used, {gap} more than the schedule allows ({rule})",
        share=used,
        gap=points(risk),
        rule=expected.words(),
    )


def _amount(case: Case, value: float) -> Sentence:
    return amount(value, case.target.unit)
