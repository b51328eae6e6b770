"""Figures that are not pro-rated by time: growth rates, comparisons of two rates, stocks, ratios and ranks."""

import math

from console.language import Sentence, say
from console.standing.case import Case, Goal, mean
from console.standing.figures import amount, number, points
from console.standing.pace import Expected, Pace, planned_figure, points_of, shade
from console.standing.terms import Light, Rule
from console.targets import Kind


def pace_of_rate(case: Case, goal: Goal, actual: float, previous: Light | None) -> Pace:
    """Return the pace of a growth rate: points from the target, or from the plan; never a share of it."""
    value = _edge(goal, actual)
    planned = planned_figure(case, case.month or case.horizon, None, value)
    due = value if planned is None else planned
    rule = Rule.TARGET if planned is None else Rule.PLAN
    ahead = Goal(goal.low + due - value, goal.high + due - value).gap(actual)
    light = shade(case, -ahead, 0.0, goal.slack, previous)
    if case.target.kind is Kind.CEILING and not goal.met(actual):
        light = Light.BEHIND
    relative = case.target.kind is Kind.RELATIVE
    return Pace(
        light=light,
        reason=_reason_relative(case, goal, actual) if relative else _reason_rate(actual, due, rule),
        expected=Expected(due, rule),
        target=case.other if relative else value,
        gap=goal.gap(actual),
        pace_pp=ahead,
        met=goal.met(actual),
    )


def _edge(goal: Goal, actual: float) -> float:
    """Return the edge of the goal that an actual is measured against: the nearer one of a range."""
    return goal.low if actual - goal.low <= goal.high - actual else goal.high


def _reason_rate(actual: float, due: float, rule: Rule) -> Sentence:
    rate, gap = amount(actual, "%"), points(actual - due, 2)
    other = amount(due, "%")
    if abs(actual - due) < 0.005:
        if rule is Rule.PLAN:
            return say("growth of {actual} is what the plan asks for by now", actual=rate)
        return say("growth of {actual} equals the target", actual=rate)
    if rule is Rule.PLAN:
        if actual > due:
            return say(
                "growth of {actual} is {gap} above the {target} planned for now", actual=rate, gap=gap, target=other
            )
        return say("growth of {actual} is {gap} below the {target} planned for now", actual=rate, gap=gap, target=other)
    if actual > due:
        return say("growth of {actual} is {gap} above the target of {target}", actual=rate, gap=gap, target=other)
    return say("growth of {actual} is {gap} below the target of {target}", actual=rate, gap=gap, target=other)


def _reason_relative(case: Case, goal: Goal, actual: float) -> Sentence:
    other, width = case.other or 0.0, (goal.high - goal.low) / 2
    values: dict[str, object] = {
        "actual": amount(actual, "%"),
        "other": amount(other, "%"),
        "gap": points(actual - other, 2),
        "tolerance": points(width, 2) if math.isfinite(width) else "",
    }
    if math.isinf(width):
        if actual < other:
            return say("growth of {actual} is {gap} below the {other} it is compared with", **values)
        return say("growth of {actual} is {gap} above the {other} it is compared with", **values)
    if goal.met(actual):
        return say(
            "growth of {actual} is {gap} from the {other} it is compared with, within the {tolerance} allowed", **values
        )
    if actual < other:
        return say(
            "growth of {actual} is {gap} below the {other} it is compared with, more than the {tolerance} allowed",
            **values,
        )
    return say(
        "growth of {actual} is {gap} above the {other} it is compared with, more than the {tolerance} allowed", **values
    )


def pace_of_stock(case: Case, goal: Goal, actual: float, previous: Light | None) -> Pace:
    """Return the pace of a stock or a ratio: how many more are needed, and the way from where the year began.

    Only an approved plan or the path of two earlier years paces it. Without them being short is slow; behind, for a
    ratio, below nine tenths of the target; for a stock when it fell below its start by April or later, or when it is
    below nine tenths with three months left.
    """
    value = _edge(goal, actual)
    start = start_of(case) if case.target.kind is Kind.STOCK else None
    expected = expected_stock(case, value, start, case.month or case.horizon)
    sign = 1.0 if value == goal.low else -1.0
    origin = start if start is not None and sign * (value - start) > 1e-12 else 0.0
    way = value - origin
    due = None if expected.figure is None or expected.rule is Rule.TARGET else expected.figure
    return Pace(
        light=_light_of_stock(case, goal, actual, start, due, previous),
        reason=_reason_stock(case, goal, actual, expected, start),
        expected=expected,
        target=value,
        gap=goal.gap(actual),
        pace_pp=None if due is None else points_of(sign * (actual - due), way),
        linear_pp=None if expected.linear is None else points_of(sign * (actual - expected.linear), way),
        progress=(actual - origin) / way if abs(way) > 1e-12 else None,
        expected_progress=(due - origin) / way if due is not None and abs(way) > 1e-12 else None,
        met=goal.met(actual),
    )


def start_of(case: Case) -> float | None:
    """Return where a stock stood when the year began: last December's reading, else what the catalogue says."""
    return case.readings.get((case.year - 1, 12), case.target.start)


def expected_stock(case: Case, value: float, start: float | None, month: int) -> Expected:
    """Return the stock or ratio expected by a month: plan, else the way of two earlier years, else the target."""
    linear = None if start is None else start + (value - start) * month / case.horizon
    planned = planned_figure(case, month, start, value)
    if planned is not None:
        return Expected(planned, Rule.PLAN, linear)
    ways = _ways_of_earlier_years(case, month) if case.target.kind is Kind.STOCK else []
    if start is not None and start < value and len(ways) >= 2:
        return Expected(start + (value - start) * mean(ways), Rule.SEASONAL, linear, len(ways))
    return Expected(value, Rule.TARGET, linear)


def _ways_of_earlier_years(case: Case, month: int) -> list[float]:
    """Return the share of each earlier year's way that was covered by a month, for years that gained anything."""
    ways = []
    for year in case.years:
        start, at, end = (case.readings.get(key) for key in ((year - 1, 12), (year, month), (year, case.horizon)))
        if start is not None and at is not None and end is not None and end - start > 1e-9:
            ways.append((at - start) / (end - start))
    return ways[:5]


def _light_of_stock(
    case: Case, goal: Goal, actual: float, start: float | None, due: float | None, previous: Light | None
) -> Light:
    value = _edge(goal, actual)
    sign = 1.0 if value == goal.low else -1.0
    if goal.met(actual):
        return Light.ON_TRACK
    if case.target.kind is Kind.CEILING:
        return Light.BEHIND
    if due is not None:
        origin = start if start is not None and sign * (value - start) > 1e-12 else 0.0
        short = points_of(sign * (due - actual), value - origin) or 0.0
        covered = points_of(due - origin, value - origin) or 0.0
        return shade(case, short, 1.0, max(1.0, abs(covered) / 10.0), previous)
    # The slack is a tenth of the value, or the tolerance of a range: ten points of this scale.
    scale = goal.slack * 10.0
    short = 100.0 * sign * (value - actual) / scale if scale > 1e-12 else 100.0
    light = shade(case, short, 0.0, 10.0, previous)
    if light is Light.BEHIND and case.target.kind is Kind.STOCK and not _late_or_lost(case, actual, start, sign):
        return Light.SLOW
    return light


def _late_or_lost(case: Case, actual: float, start: float | None, sign: float) -> bool:
    month = case.month or case.horizon
    lost = start is not None and sign * (actual - start) < 0 and month >= 4
    return lost or month >= case.horizon - 3


def _reason_stock(case: Case, goal: Goal, actual: float, expected: Expected, start: float | None) -> Sentence:
    unit, value = case.target.unit, _edge(goal, actual)
    values: dict[str, object] = {"actual": amount(actual, unit), "target": amount(value, unit)}
    if goal.met(actual):
        return say("at {actual} the target of {target} is reached and must hold to the end of the year", **values)
    values["missing"] = amount(-goal.gap(actual), unit)
    if value != goal.low:
        return say("at {actual}, {missing} above the limit of {target}", **values)
    if case.target.kind is not Kind.STOCK:
        return say("at {actual}, {missing} short of the target of {target}", **values)
    if expected.rule is not Rule.TARGET and expected.figure is not None:
        values |= {"expected": amount(expected.figure, unit, 1), "rule": expected.words()}
        return say("{missing} more needed: {actual} of {target}, {expected} expected by now ({rule})", **values)
    if start is not None and actual < start:
        return say(
            "{missing} more needed: {actual} of {target}, fewer than the {start} at the start of the year",
            **values,
            start=amount(start, unit),
        )
    return say("{missing} more needed: {actual} of {target}", **values)


def pace_of_rank(case: Case, goal: Goal, actual: float, previous: Light | None) -> Pace:
    """Return the pace of a rank, in places to the line, where lower is better; slow up to a tenth of the peers."""
    short = -goal.gap(actual)
    line = goal.high
    planned = planned_figure(case, case.month or case.horizon, None, line)
    due, rule = (line, Rule.TARGET) if planned is None else (planned, Rule.PLAN)
    values: dict[str, object] = {"rank": number(actual, 0), "target": number(line, 0)}
    if goal.met(actual):
        reason = say("in place {rank}, inside the top {target}", **values)
    elif abs(short - 1.0) < 1e-9:
        reason = say("in place {rank}, one place short of the top {target}", **values)
    else:
        reason = say("in place {rank}, {places:place|places} short of the top {target}", **values, places=number(short))
    light = shade(case, actual - max(due, line), 0.0, goal.slack, previous)
    return Pace(light, reason, Expected(due, rule), line, goal.gap(actual), met=goal.met(actual))
