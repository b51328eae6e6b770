"""What the rest of the year must bring: a growth rate, or so much a month, next to what earlier years managed."""

from dataclasses import dataclass

from console.language import Sentence, say
from console.standing.case import Case, Goal
from console.standing.figures import amount, is_count, months_left, percent
from console.targets import Kind


@dataclass(frozen=True, slots=True)
class Required:
    """The rate that the rest of the year must reach, and the sentence about it."""

    rate: float | None = None
    reason: Sentence | None = None


def required(case: Case, goal: Goal) -> Required:
    """Return the rate that the months left must reach; nothing when none is left or a rate makes no sense."""
    if case.actual is None or case.month is None or case.month >= case.horizon:
        return Required()
    if case.target.kind is Kind.GROWTH and case.is_rate:
        return _growth(case, goal, case.actual, case.month)
    if case.target.kind in (Kind.RATIO, Kind.RANK, Kind.RELATIVE, Kind.MILESTONE) or case.is_rate:
        return Required()
    return _monthly(case, goal, case.actual, case.month)


def base_share(case: Case, year: int, month: int) -> float | None:
    """Return the share of the year before that lay in its first months, by its levels: the weight of growth to date."""
    at, end = case.levels.get((year - 1, month)), case.levels.get((year - 1, case.horizon))
    if at is None or end is None or not 0 < at < end:
        return None
    return at / end


def rest_growth(whole: float, to_date: float, weight: float) -> float:
    """Return the growth of the rest of a year, in %, that turns growth to date into that of the whole year.

    (T - w g) / (1 - w), an identity when w is the base year's share of the months gone.
    """
    return (whole - weight * to_date) / (1.0 - weight)


def _growth(case: Case, goal: Goal, actual: float, month: int) -> Required:
    value = goal.low if goal.low != float("-inf") else goal.high
    known = base_share(case, case.year, month)
    weight = month / case.horizon if known is None else known
    rate = rest_growth(value, actual, weight)
    best = _best_rest_growth(case, month, weight)
    left = months_left(case.horizon - month)
    rest = _rest_in_words(goal, left, rate, best)
    return Required(
        rate,
        rest
        if known is not None
        else say("{required} (months weighed alike, last year's levels being unknown)", required=rest),
    )


def _best_rest_growth(case: Case, month: int, weight: float) -> float | None:
    """Return the best growth that the same months of an earlier year reached."""
    reached = []
    for year in case.years[:5]:
        at, end = case.readings.get((year, month)), case.readings.get((year, case.horizon))
        if at is not None and end is not None:
            own = base_share(case, year, month)
            reached.append(rest_growth(end, at, weight if own is None else own))
    return max(reached, default=None)


def _rest_in_words(goal: Goal, left: Sentence, rate: float, best: float | None) -> Sentence:
    if goal.low == float("-inf"):
        return say("{left} may grow by {rate} at most", left=left, rate=percent(rate))
    if best is None:
        return say("{left} must grow by {rate}", left=left, rate=percent(rate))
    if round(rate, 1) > round(best, 1):
        return say(
            "{left} must grow by {rate}, above the best of {best} in the same months of earlier years",
            left=left,
            rate=percent(rate),
            best=percent(best),
        )
    return say(
        "{left} must grow by {rate}; the same months of earlier years reached {best} at best",
        left=left,
        rate=percent(rate),
        best=percent(best),
    )


def _monthly(case: Case, goal: Goal, actual: float, month: int) -> Required:
    left = case.horizon - month
    ceiling = goal.low == float("-inf")
    room = (goal.high if ceiling else goal.low) - actual
    rate = max(0.0, room) / left
    stretch = months_left(left)
    if ceiling:
        return Required(rate, say("{left} may use {rate} a month at most", left=stretch, rate=_amount(case, rate)))
    if room <= 0:
        return Required(0.0, say("nothing more is needed in {left}", left=stretch))
    usual = _brought_last_year(case, month)
    if is_count(case.target.unit):
        return Required(rate, _in_all(case, stretch, room, usual))
    return Required(rate, _a_month(case, stretch, rate, None if usual is None else usual / left))


def _in_all(case: Case, left: Sentence, needed: float, usual: float | None) -> Sentence:
    if usual is None:
        return say("{left} must bring {needed} more", left=left, needed=_amount(case, needed))
    values: dict[str, object] = {"needed": _amount(case, needed), "usual": _amount(case, usual)}
    return say("{left} must bring {needed} more; last year they brought {usual}", left=left, **values)


def _a_month(case: Case, left: Sentence, rate: float, usual: float | None) -> Sentence:
    if usual is None:
        return say("{left} must bring {rate} a month", left=left, rate=_amount(case, rate))
    values: dict[str, object] = {"rate": _amount(case, rate), "usual": _amount(case, usual)}
    return say("{left} must bring {rate} a month; last year they brought {usual} a month", left=left, **values)


def _amount(case: Case, value: float) -> Sentence:
    return amount(value, case.target.unit, 2 if abs(value) < 100 else 1)


def _brought_last_year(case: Case, month: int) -> float | None:
    """Return what the same stretch of last year brought."""
    at, end = (case.readings.get((case.year - 1, m)) for m in (month, case.horizon))
    if at is None or end is None or case.year - 1 not in case.years:
        return None
    return end - at
