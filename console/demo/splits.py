"""How a total spreads over towns, industries and banks, so that the parts add up to it exactly."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from console.demo.chance import apportion, between
from console.demo.moves import Moves
from console.demo.story import Months, Share
from console.targets import Target

SCALE = 10_000
"""Parts of money are written in 万元, totals in 亿元."""

DRIFT = 0.08
"""How far the share of a member moves at most in the course of a year, up or down."""


class Part(NamedTuple):
    """The share of a total that falls to one member."""

    place: str
    """Empty for a part that is no place."""
    dimension: str
    member: str
    period: date
    value: float


def split_amounts(
    target: Target, totals: Months, dimension: str, shares: list[Share], kept: dict[str, Months]
) -> Iterator[Part]:
    """Yield the parts of running totals in money; members in `kept` have figures of their own."""
    for period, total in totals.items():
        known = {member: round(months[period] * SCALE) for member, months in kept.items()}
        free = [share for share in shares if share.member not in known]
        units = round(total * SCALE) - sum(known.values())
        parts = apportion(units, [_weight(target, dimension, share, period) for share in free])
        for share, part in zip(free, parts, strict=True):
            yield _part(dimension, share.member, period, part / SCALE)


def split_counts(moves: Moves, target: Target, dimension: str) -> Iterator[Part]:
    """Yield how many of a count fall to each town: each place's moves so far."""
    flow = target.measure.value == "ytd"
    members = [share.member for share in moves.places(target)]
    of_period: dict[date, list[tuple[str, int]]] = {}
    for move in moves.of(target.target_id):
        of_period.setdefault(move.period, []).append((move.place, move.step))
    so_far: Counter[str] = Counter()
    year = 0
    for period, _ in moves.steps(target.target_id):
        if flow and period.year != year:
            so_far, year = Counter(), period.year
        for place, step in of_period.get(period, []):
            so_far[place] += step
        for member in members:
            yield _part(dimension, member, period, float(so_far[member]))


def _weight(target: Target, dimension: str, share: Share, period: date) -> float:
    about = (target.target_id, dimension, share.member)
    drift = between(-DRIFT, DRIFT, "drift", *about, period.year)
    return share.weight * between(0.6, 1.5, "liking", *about) * (1 + drift * period.month / 12)


def _part(dimension: str, member: str, period: date, value: float) -> Part:
    if dimension == "town":
        return Part(member, "", "", period, value)
    return Part("", dimension, member, period, value)
