"""How widely the years of one family of targets scatter, for targets that have a single earlier year."""

import math
from collections.abc import Iterable, Sequence

from console.standing.case import Case, mean

Family = str


def family_of(case: Case) -> Family:
    """Return the family that a target's scatter is pooled with; empty where units differ too much to pool."""
    if case.is_total:
        return "total"
    return "rate" if case.is_rate else ""


def pooled_spreads(cases: Iterable[Case]) -> dict[Family, float]:
    """Return the pooled standard deviation of each family: of logs for totals, of points for rates.

    What is pooled is the rest of the year, log(end / now) or end - now, in each earlier year at the same month.
    """
    squares: dict[Family, float] = {}
    freedom: dict[Family, int] = {}
    for case in cases:
        family, rests = family_of(case), _rests(case)
        if family and len(rests) > 1:
            squares[family] = squares.get(family, 0.0) + _squares(rests)
            freedom[family] = freedom.get(family, 0) + len(rests) - 1
    return {family: math.sqrt(squares[family] / freedom[family]) for family in squares if squares[family] > 0}


def _rests(case: Case) -> list[float]:
    if case.month is None:
        return []
    pairs = case.pairs(case.readings, case.month)
    if case.is_total:
        return [math.log(end / at) for at, end in pairs if at > 0 and end > 0]
    return [end - at for at, end in pairs]


def _squares(values: Sequence[float]) -> float:
    centre = mean(values)
    return math.fsum((value - centre) ** 2 for value in values)
