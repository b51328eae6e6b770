"""Puts a standing together: what is known, the pace of its kind, the light that wins, the forecast, what is needed."""

import math
from dataclasses import replace
from datetime import date

from console.standing.case import Case, Goal, goal_of, open_case
from console.standing.forecast import Forecast, forecast, settled
from console.standing.levels import pace_of_rank, pace_of_rate, pace_of_stock
from console.standing.milestones import pace_of_milestone, pace_of_promise
from console.standing.outlook import outlook_of, outlook_reason
from console.standing.pace import Pace
from console.standing.required import Required, required
from console.standing.terms import Evidence, Light, Standing
from console.standing.totals import pace_of_total
from console.standing.verdict import is_final, settle
from console.targets import Kind, Measure, Target


def standing_of(target: Target, evidence: Evidence, as_of: date, previous: Light | None) -> Standing:
    """Return where a target stands at a date; `console.standing.stand` is the door to it."""
    case = open_case(target, evidence, as_of)
    goal = goal_of(case.target, case.other)
    pace = settle(case, _pace(case, goal, previous))
    ahead = _forecast(case, goal, pace)
    rest = required(case, goal) if goal is not None else Required()
    return _standing(case, pace, ahead, rest)


def _pace(case: Case, goal: Goal | None, previous: Light | None) -> Pace | None:
    """Return the pace by the arithmetic of the target's kind; None when there is nothing to compare."""
    kind = case.target.kind
    if kind is Kind.QUALITATIVE:
        return pace_of_promise(case)
    if kind is Kind.MILESTONE:
        return pace_of_milestone(case, case.actual)
    if goal is None or case.actual is None:
        return None
    if case.is_rate:
        return pace_of_rate(case, goal, case.actual, previous)
    if kind is Kind.RANK:
        return pace_of_rank(case, goal, case.actual, previous)
    if case.target.measure is Measure.YTD:
        return pace_of_total(case, goal, case.actual, previous)
    return pace_of_stock(case, goal, case.actual, previous)


def _forecast(case: Case, goal: Goal | None, pace: Pace) -> Forecast:
    if case.target.kind in (Kind.QUALITATIVE, Kind.MILESTONE):
        return _milestone_outlook(case, pace)
    if case.actual is None or goal is None:
        return Forecast()
    if is_final(case):
        return settled(case.actual, pace.met)
    found = forecast(case, goal, pace.expected)
    return replace(found, probability=1.0 if pace.met else 0.0, fixed=True) if pace.fixed else found


def _milestone_outlook(case: Case, pace: Pace) -> Forecast:
    if pace.light is Light.DONE:
        return Forecast(probability=1.0, fixed=True)
    over = pace.light is Light.BEHIND and case.as_of > case.target.deadline
    return Forecast(probability=0.0, fixed=True) if over else Forecast()


def _standing(case: Case, pace: Pace, ahead: Forecast, rest: Required) -> Standing:
    expected = pace.expected
    relative = case.target.kind is Kind.RELATIVE
    return Standing(
        target_id=case.target.target_id,
        as_of=case.as_of,
        light=pace.light,
        outlook=outlook_of(ahead.probability),
        reason=pace.reason,
        outlook_reason=outlook_reason(case, ahead, pace.light),
        actual=case.actual,
        period=case.period,
        target=_tidy(pace.target if relative or pace.target is not None else case.target.value),
        expected=_tidy(expected.figure),
        expected_rule=expected.rule,
        expected_linear=_tidy(expected.linear),
        pace_pp=_tidy(pace.pace_pp),
        gap=_tidy(pace.gap),
        forecast=_tidy(ahead.figure),
        low=_tidy(ahead.low),
        high=_tidy(ahead.high),
        probability=_tidy(ahead.probability),
        confidence=ahead.confidence,
        required=_tidy(rest.rate),
        required_reason=rest.reason,
        freshness=case.arrival.freshness,
        due=case.arrival.due,
        days_late=case.arrival.days_late,
        progress=_tidy(pace.progress),
        expected_progress=_tidy(pace.expected_progress),
        linear_pp=_tidy(pace.linear_pp),
        seasons=expected.seasons,
    )


def _tidy(value: float | None) -> float | None:
    """Return a figure without the noise of binary fractions; None where it is not finite."""
    return round(value, 9) + 0.0 if value is not None and math.isfinite(value) else None
