"""What the year will end on, with an 80 % interval and the chance of meeting the target.

It rests on the same months of earlier years: two or more give a Student's t interval, one gives a figure of low
confidence; without any, the plan or time alone gives a figure and no interval.
"""

import math
from dataclasses import dataclass, replace

from console.standing.case import HISTORY, Case, Figures, Goal, mean, spread
from console.standing.levels import start_of
from console.standing.pace import Expected, planned_figure
from console.standing.student import NORMAL, arrivals_below, arrivals_quantile, t_below, t_quantile
from console.standing.terms import Rule
from console.targets import Kind

FLOOR_LOG = 0.005
"""A season is never taken to be steadier than half a percent."""
FLOOR_POINTS = 0.1
"""Nor a growth rate steadier than a tenth of a point."""
FEW = 30
"""Yearly counts up to this many are treated as arrivals."""
_NINETY = 0.9


@dataclass(frozen=True, slots=True)
class Forecast:
    """The figure the year will end on, and how sure that is."""

    figure: float | None = None
    low: float | None = None
    high: float | None = None
    probability: float | None = None
    confidence: str = "none"
    rule: Rule = Rule.NONE
    final: bool = False
    """The year's result is in."""
    fixed: bool = False
    """The year is not over, but nothing can change whether the target is met."""


@dataclass(frozen=True, slots=True)
class _Bell:
    """A forecast on the scale on which it is symmetric."""

    centre: float
    width: float
    freedom: float

    def ends(self) -> tuple[float, float]:
        reach = t_quantile(_NINETY, self.freedom) * self.width
        return self.centre - reach, self.centre + reach

    def between(self, low: float, high: float) -> float:
        chance = self._below(high) - self._below(low)
        return min(1.0, max(0.0, chance))

    def _below(self, edge: float) -> float:
        return t_below((edge - self.centre) / self.width, self.freedom)


def forecast(case: Case, goal: Goal, expected: Expected) -> Forecast:
    """Return the forecast for a target whose year is still running."""
    actual, month = case.actual, case.month
    if actual is None or month is None:
        return Forecast()
    try:
        found = _by_kind(case, goal, expected, actual, month)
    except (OverflowError, ValueError):
        found = Forecast()
    figures = (found.figure, found.low, found.high, found.probability)
    return found if all(value is None or math.isfinite(value) for value in figures) else Forecast()


def settled(actual: float, met: bool) -> Forecast:
    """Return the forecast when the year is over: the actual itself."""
    return Forecast(actual, actual, actual, 1.0 if met else 0.0, "normal", Rule.TARGET, final=True)


def _by_kind(case: Case, goal: Goal, expected: Expected, actual: float, month: int) -> Forecast:
    kind = case.target.kind
    if kind is Kind.RELATIVE:
        return _relative(case, goal, actual, month)
    pairs = case.pairs(case.readings, month)
    if not pairs:
        return _without_history(case, expected, actual, month)
    if kind in (Kind.NEW_COUNT, Kind.STOCK) and _few_arrivals(kind, pairs):
        return _arrivals(goal, pairs, actual)
    if case.is_total and kind is not Kind.NET_INCREASE and all(at > 0 and end > 0 for at, end in pairs):
        found = _by_share(case, goal, pairs, actual, month)
    else:
        found = _by_drift(case, goal, pairs, actual)
    if kind is Kind.RANK:
        found = replace(
            found, figure=_one_or_more(found.figure), low=_one_or_more(found.low), high=_one_or_more(found.high)
        )
    return found


def _one_or_more(place: float | None) -> float | None:
    return None if place is None else max(1.0, place)


def _by_share(case: Case, goal: Goal, pairs: list[tuple[float, float]], actual: float, month: int) -> Forecast:
    """Return the total times the rest of the season: F = S exp(mean log(B/S)), t interval on the logs.

    A total under a tenth of what was ever usual says nothing by its ratio: what it lacks to that tenth is taken off
    as it is, so zero and negative totals have a forecast too and a better actual never lowers it.
    """
    rests = [math.log(end / at) for at, end in pairs]
    base = max(actual, 0.1 * min(at for at, _ in pairs))
    shift = actual - base
    centre, years = math.log(base) + mean(rests), len(pairs)
    if years == 1:
        bell = _pooled(centre, case.evidence.spread)
    else:
        width = max(spread(rests), FLOOR_LOG) * math.sqrt(1 + 1 / years)
        bell = _Bell(centre, width, years - 1)
        if month <= 2:
            bell = _with_yearly_growth(case, bell)
    if bell is None:
        return Forecast(math.exp(centre) + shift, confidence="low", rule=Rule.SEASONAL)
    low, high = bell.ends()
    if case.target.kind is not Kind.CEILING and all(rest >= 0 for rest in rests) and shift == 0:
        low = max(low, min(math.log(actual), bell.centre))
    chance = bell.between(_log_edge(goal.low - shift), _log_edge(goal.high - shift))
    confidence = "normal" if years > 1 else "low"
    ends = math.exp(low) + shift, math.exp(high) + shift
    return Forecast(math.exp(bell.centre) + shift, *ends, chance, confidence, Rule.SEASONAL)


def _log_edge(edge: float) -> float:
    if edge <= 0:
        return -math.inf
    return math.log(edge) if math.isfinite(edge) else math.inf


def _with_yearly_growth(case: Case, share: _Bell) -> _Bell:
    """Return the mean, weighted by precision, of the season's forecast and last year's total grown as usual.

    Two months say little; it takes two yearly growth rates and last year's total.
    """
    ends = {year: case.readings.get((year, case.horizon), 0.0) for year in case.years[: HISTORY + 1]}
    growth = [math.log(ends[y] / ends[y - 1]) for y in ends if ends[y] > 0 and ends.get(y - 1, 0.0) > 0]
    last = ends.get(case.year - 1, 0.0)
    if len(growth) < 2 or last <= 0:
        return share
    width = max(spread(growth), FLOOR_LOG) * math.sqrt(1 + 1 / len(growth))
    one, other = share.width**-2, width**-2
    centre = (one * share.centre + other * (math.log(last) + mean(growth))) / (one + other)
    return _Bell(centre, (one + other) ** -0.5, min(share.freedom, len(growth) - 1))


def _pooled(centre: float, width: float | None) -> _Bell | None:
    """Return the bell around a single earlier year, as wide as the family's pooled spread."""
    if width is None or not math.isfinite(width) or width <= 0:
        return None
    return _Bell(centre, width * math.sqrt(2.0), NORMAL)


def _by_drift(case: Case, goal: Goal, pairs: list[tuple[float, float]], actual: float) -> Forecast:
    """Return the figure plus what earlier years still gained: F = x + mean(end - at), t interval on the gains."""
    drifts = [end - at for at, end in pairs]
    centre, years = actual + mean(drifts), len(drifts)
    if years == 1:
        bell = _pooled(centre, case.evidence.spread)
    else:
        floor = FLOOR_POINTS if case.is_rate else max(1e-9, FLOOR_LOG * mean(abs(end) for _, end in pairs))
        bell = _Bell(centre, max(spread(drifts), floor) * math.sqrt(1 + 1 / years), years - 1)
    if bell is None:
        return Forecast(centre, confidence="low", rule=Rule.SEASONAL)
    confidence = "normal" if years > 1 else "low"
    return Forecast(centre, *bell.ends(), bell.between(goal.low, goal.high), confidence, Rule.SEASONAL)


def _few_arrivals(kind: Kind, pairs: list[tuple[float, float]]) -> bool:
    """Return whether whole numbers, never falling, still arrive a few at a time."""
    whole = all(float(value).is_integer() for pair in pairs for value in pair)
    rising = all(end >= at >= 0 for at, end in pairs)
    usual = mean(end - at if kind is Kind.STOCK else end for at, end in pairs)
    return whole and rising and usual <= (FEW / 2 if kind is Kind.STOCK else FEW)


def _arrivals(goal: Goal, pairs: list[tuple[float, float]], actual: float) -> Forecast:
    """Return the count plus Poisson arrivals in the rest of the year, at a rate as uncertain as its years are few."""
    arrived, years = math.fsum(end - at for at, end in pairs), len(pairs)
    low, high = (arrivals_quantile(p, arrived, years) for p in (1 - _NINETY, _NINETY))
    up_to_high = 1.0 if math.isinf(goal.high) else arrivals_below(arrived, years, math.floor(goal.high - actual + 1e-9))
    under_low = 0.0 if math.isinf(goal.low) else arrivals_below(arrived, years, math.ceil(goal.low - actual - 1e-9) - 1)
    confidence = "normal" if years > 1 else "low"
    chance = min(1.0, max(0.0, up_to_high - under_low))
    return Forecast(actual + arrived / years, actual + low, actual + high, chance, confidence, Rule.SEASONAL)


def _relative(case: Case, goal: Goal, actual: float, month: int) -> Forecast:
    """Return the forecast of the distance to the other rate, told from where the other rate stands now."""
    other = case.other or 0.0
    apart: Figures = {key: case.readings[key] - case.against[key] for key in case.readings.keys() & case.against.keys()}
    pairs = case.pairs(apart, month)
    if not pairs:
        return Forecast(actual)
    return _by_drift(case, goal, [(at + other, end + other) for at, end in pairs], actual)


def _without_history(case: Case, expected: Expected, actual: float, month: int) -> Forecast:
    """Return what the plan, or time alone, makes of the figure: no interval and no chance."""
    value = case.target.value
    if case.is_rate:
        return Forecast(actual, rule=Rule.TARGET)
    if expected.rule is Rule.PLAN and value is not None and expected.figure is not None:
        if case.is_total and expected.figure > 0 and case.target.kind is not Kind.NET_INCREASE:
            return Forecast(value * actual / expected.figure, rule=Rule.PLAN)
        start = 0.0 if case.is_total else start_of(case)
        end = planned_figure(case, case.horizon, start, value)
        return Forecast(actual + (value if end is None else end) - expected.figure, rule=Rule.PLAN)
    if case.is_total:
        return Forecast(actual * case.horizon / month, rule=Rule.LINEAR)
    return Forecast()
