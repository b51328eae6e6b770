"""The readings of every target as its agency would report them: the measures one expects, and the breakdowns."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from console.demo.moves import COUNTED, Moves
from console.demo.splits import Part, split_amounts, split_counts
from console.demo.story import Months, Share, Story
from console.periods import month_end
from console.targets import Kind, Measure, Target

LARGE = 1000
"""A count this large is compared with last year's like a volume."""


class Key(NamedTuple):
    """What one reading is of."""

    indicator: str
    place: str
    dimension: str
    member: str
    measure: str
    period: date


Told = dict[Key, float]


class Readings:
    """Works out what is known of each target once a given month's files have come."""

    def __init__(self, story: Story, targets: Mapping[str, Target]) -> None:
        self.story = story
        self.targets = targets
        self.moves = Moves(story, targets)
        self._all = cache(self._worked_out)

    def known(self, target_id: str, until: date) -> Told:
        """Return every reading of a target up to a period, as it was known when that period's file came."""
        if target_id not in self.story.figures:
            return {}
        open_yet = frozenset(
            number for number, item in enumerate(self.story.restatements) if item.restated_with > until
        )
        return {key: value for key, value in self._all(target_id, open_yet).items() if key.period <= until}

    def _worked_out(self, target_id: str, open_yet: frozenset[int]) -> Told:
        target = self.targets[target_id]
        figures = dict(self.story.figures[target_id][1])
        for number in open_yet:
            item = self.story.restatements[number]
            if item.target_id == target_id:
                figures[item.period] = item.first
        return dict(self._readings(target, figures, open_yet))

    def _readings(self, target: Target, figures: Months, open_yet: frozenset[int]) -> Iterator[tuple[Key, float]]:
        if target.measure is Measure.YTD_YOY:
            levels = self._levels(target, figures)
            told = {Measure.YTD_YOY: figures, Measure.MONTH_YOY: _month_growth(figures, levels)}
            told |= {Measure.YTD: levels, Measure.MONTH: self._months(target, levels)}
        else:
            levels = figures
            told = self._flow(target, figures) if target.measure is Measure.YTD else {target.measure: figures}
        first = min(figures).year
        for measure, months in told.items():
            for period, value in months.items():
                if period.year >= first:
                    yield Key(target.indicator, target.place, "", "", measure.value, period), value
        levels = {period: level for period, level in levels.items() if period.year >= first}
        yield from self._broken_down(target, figures, levels, open_yet)

    def _broken_down(
        self, target: Target, figures: Months, levels: Months, open_yet: frozenset[int]
    ) -> Iterator[tuple[Key, float]]:
        grows = target.measure is Measure.YTD_YOY
        level = Measure.YTD if grows else target.measure
        for (place, dimension, member), months in self._parts(target, levels, open_yet).items():
            for period, value in months.items():
                yield Key(target.indicator, place, dimension, member, level.value, period), value
            for period, points in _growth(months).items() if grows else ():
                whole = figures[period] - 100 * (levels[period] / levels[_year_before(period)] - 1)
                yield (
                    Key(target.indicator, place, dimension, member, target.measure.value, period),
                    _rounded(points + whole, 1),
                )

    def _flow(self, target: Target, figures: Months) -> dict[Measure, Months]:
        months = self._months(target, figures)
        told = {Measure.YTD: figures, Measure.MONTH: months}
        if target.kind is Kind.VOLUME or (target.value or 0) >= LARGE:
            told |= {Measure.YTD_YOY: _growth(figures), Measure.MONTH_YOY: _growth(months)}
        return told

    def _levels(self, target: Target, growth: Months) -> Months:
        """Return running totals that grow as told, after the yearly change of prices."""
        target_id = target.target_id
        levels = dict(self.story.levels[target_id])
        for period, points in growth.items():
            prices = self.story.prices[target_id][period.year]
            grown = levels[_year_before(period)] * (1 + (points + prices) / 100)
            levels[period] = _rounded(grown, self.story.decimals[target_id])
        return levels

    def _months(self, target: Target, totals: Months) -> Months:
        """Return the months alone; January and February come together, so neither they nor quarters have any."""
        return {
            period: _rounded(total - totals[before], self.story.decimals[target.target_id])
            for period, total in totals.items()
            if (before := _month_before(period)) in totals and before.year == period.year
        }

    def _parts(self, target: Target, levels: Months, open_yet: frozenset[int]) -> dict[tuple[str, str, str], Months]:
        """Return the running totals of every part, by place, dimension and member."""
        parts: dict[tuple[str, str, str], Months] = {}
        for dimension in ("town", "industry", "bank"):
            if target.target_id in self.story.breakdowns[dimension]:
                for part in self._split(target, dimension, levels, open_yet):
                    which = part.place or target.place, part.dimension, part.member
                    parts.setdefault(which, {})[part.period] = part.value
        return parts

    def _split(self, target: Target, dimension: str, levels: Months, open_yet: frozenset[int]) -> Iterator[Part]:
        if target.kind in COUNTED:
            return split_counts(self.moves, target, dimension)
        kept = self._kept(target, open_yet) if dimension == "town" else {}
        return split_amounts(target, levels, dimension, self._members(target, dimension), kept)

    def _members(self, target: Target, dimension: str) -> list[Share]:
        shares = self.story.shares[dimension]
        if dimension != "town" or target.target_id in self.story.breakdowns["park"]:
            return shares
        return [share for share in shares if not share.member.endswith("-park")]

    def _kept(self, target: Target, open_yet: frozenset[int]) -> dict[str, Months]:
        """Return the parts of a county's total that have a target, and so figures, of their own."""
        kept: dict[str, Months] = {}
        for other in self.targets.values():
            if other.indicator == target.indicator and other.place != target.place:
                told = self._all(other.target_id, open_yet).items()
                kept[other.place] = {
                    key.period: value for key, value in told if key.measure == Measure.YTD and not key.dimension
                }
        return kept


def _growth(totals: Months) -> Months:
    """Return growth on the same month of the year before, in %."""
    return {
        period: _rounded(100 * (total / last - 1), 1)
        for period, total in totals.items()
        if (last := totals.get(_year_before(period), 0.0)) > 0
    }


def _month_growth(growth: Months, levels: Months) -> Months:
    """Return the month's own growth, which the running growth implies when last year's months weigh it, in %."""
    own: Months = {}
    for period, points in growth.items():
        before = _month_before(period)
        if before in growth and before.year == period.year:
            whole, part = levels[_year_before(period)], levels[_year_before(before)]
            own[period] = _rounded((whole * points - part * growth[before]) / (whole - part), 1)
    return own


def _year_before(period: date) -> date:
    return month_end(date(period.year - 1, period.month, 1))


def _month_before(period: date) -> date:
    return month_end(date(period.year - (period.month == 1), (period.month - 2) % 12 + 1, 1))


def _rounded(value: float, places: int) -> float:
    """Return a rounded figure; what rounds to nothing has no sign."""
    return round(value, places) + 0.0
