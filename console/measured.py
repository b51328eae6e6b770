"""The figures of every target's indicator by other measures: 累计, 当月, 同比, 环比."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from console import formats
from console.formats import Glyphs, figure
from console.language import Sentence, say
from console.overview import Line
from console.targets import Kind, Measure

if TYPE_CHECKING:
    from console.store import Generation


class View(StrEnum):
    """Which figure stands in the column of actuals."""

    TARGET = "target"
    """the one that the target is about"""
    TOTAL = "total"
    MONTH = "month"
    YEAR = "year"
    BEFORE = "before"


VIEWS: Mapping[View, Sentence] = {
    View.TARGET: say("as targeted"),
    View.TOTAL: say("year to date"),
    View.MONTH: say("month alone"),
    View.YEAR: say("on the year"),
    View.BEFORE: say("on the month"),
}
_WHY_NOT: Mapping[View, Sentence] = {
    View.TOTAL: say("no total"),
    View.MONTH: say("no months"),
    View.YEAR: say("no year-on-year"),
    View.BEFORE: say("no month-on-month"),
}
_READ_FROM: Mapping[View, tuple[Measure, ...]] = {
    View.TOTAL: (Measure.YTD,),
    View.MONTH: (Measure.MONTH,),
    View.YEAR: (Measure.YTD_YOY, Measure.MONTH_YOY),
    View.BEFORE: (Measure.MOM,),
}
POINTS = "个百分点"

Series = dict[date, float]
Key = tuple[str, str]
"""Indicator and place."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure by one measure."""

    value: float
    unit: str
    period: date
    worked_out: bool = False
    """Whether nobody reported it and it follows from two other figures."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The newest figure of every indicator and place by every view."""

    found: Mapping[Key, Mapping[View, Measured]]
    stocks: frozenset[Key] = frozenset()
    """What is counted at the end of a month, so that no month has a figure of its own."""

    @property
    def newest(self) -> date | None:
        """Return the newest month that anything was reported for."""
        return max((figure.period for views in self.found.values() for figure in views.values()), default=None)

    def of(self, line: Line, view: View) -> Measured | None:
        """Return a target's figure by a view; None when nobody reports it and it does not follow."""
        return self.found.get((line.indicator, line.place), {}).get(view)


def next_view(view: View) -> View:
    """Return the view that one key leads to."""
    views = list(View)
    return views[(views.index(view) + 1) % len(views)]


def measures_of(generation: "Generation", county: str, year: int, known_at: int | None) -> Measures:
    """Read the figures by every measure, as known at a snapshot (None: now)."""
    from console.store import named

    series: dict[Key, dict[str, Series]] = {}
    units: dict[Key, str] = {}
    for row in generation.rows(named("panels/measures"), county=county, year=year, known_at=known_at):
        key = (row["indicator"], row["place"])
        series.setdefault(key, {}).setdefault(row["measure"], {})[row["period"]] = row["value"]
        units[key] = row["unit"] or ""
    stocks = frozenset(key for key, held in series.items() if Measure.STOCK in held or Measure.RANK in held)
    return Measures({key: views_of(held, units[key], year) for key, held in series.items()}, stocks)


def views_of(held: Mapping[str, Series], unit: str, year: int) -> dict[View, Measured]:
    """Return the newest figure of the year by every view that a series' readings allow."""
    found = _views_of(held, unit)
    return {view: figure for view, figure in found.items() if figure.period.year == year}


def _views_of(held: Mapping[str, Series], unit: str) -> dict[View, Measured]:
    found: dict[View, Measured] = {}
    for view, measures in _READ_FROM.items():
        for measure in measures:
            if points := held.get(measure):
                newest = max(points)
                rate = measure in (Measure.YTD_YOY, Measure.MONTH_YOY, Measure.MOM)
                found[view] = Measured(points[newest], _rate_unit(unit) if rate else unit, newest)
                break
    if View.BEFORE not in found and (moved := _month_on_month(held, unit)):
        found[View.BEFORE] = moved
    return found


def _rate_unit(unit: str) -> str:
    """Return what a change is told in: percent, but points where the figure is itself a percentage."""
    return POINTS if unit == "%" else "%"


def _month_on_month(held: Mapping[str, Series], unit: str) -> Measured | None:
    """Work out the change on the month before; January and February reported together are no month."""
    points = held.get(Measure.MONTH) or held.get(Measure.STOCK) or {}
    newest = max(points, default=None)
    if newest is None:
        return None
    earlier = [period for period in points if period < newest]
    before = max(earlier, default=None)
    if before is None or _months(newest) - _months(before) != 1:
        return None
    if Measure.MONTH in held and before.month == 2 and not any(p.month == 1 and p.year == before.year for p in points):
        return None
    now, then = points[newest], points[before]
    if unit == "%":
        return Measured(now - then, POINTS, newest, worked_out=True)
    return Measured((now / then - 1) * 100, "%", newest, worked_out=True) if then > 0 else None


def _months(period: date) -> int:
    return period.year * 12 + period.month


def measured_text(line: Line, view: View, measures: Measures | None, glyphs: Glyphs) -> tuple[str, str]:
    """Return what the column of actuals says by another measure, and its tone; or why there is no such figure."""
    if measures is None:
        return glyphs.ellipsis, "muted"
    found = measures.of(line, view)
    if found is None:
        return str(_why_not(line, view, measures)), "muted"
    value, unit = formats.in_language(found.value, found.unit)
    rate = view in (View.YEAR, View.BEFORE)
    text = formats.with_unit(figure(value, "%" if rate else unit, signed=rate), unit)
    month = "" if found.period == measures.newest else f" ({formats.month_name(found.period)})"
    return f"{'~' if found.worked_out else ''}{text}{month}", "actual"


def _why_not(line: Line, view: View, measures: Measures) -> Sentence:
    if not measures.found.get((line.indicator, line.place)) and (line.indicator, line.place) not in measures.stocks:
        return say("no data")
    if line.kind is Kind.RANK:
        return say("a rank")
    stock = (line.indicator, line.place) in measures.stocks
    return say("a level") if stock and view in (View.TOTAL, View.MONTH) else _WHY_NOT[view]
