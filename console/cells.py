"""What the cells of a target's row say: actual, target, gap, outlook, freshness, change."""

from datetime import date

from console import formats
from console.formats import Glyphs, figure, plain_figure, short_day
from console.language import chosen, say
from console.language import gettext as _
from console.overview import Change, Line
from console.periods import Freshness
from console.standing import Light
from console.standing.words import LIGHTS, OUTLOOKS
from console.targets import Comparator, Kind

GROWING = (Kind.GROWTH, Kind.RELATIVE, Kind.RANK)
"""Kinds that have no share of completion: their row shows the newest readings instead of a bar."""
DATED = (Kind.MILESTONE, Kind.QUALITATIVE)
COUNTED = (Kind.NEW_COUNT, Kind.NET_INCREASE, Kind.STOCK, Kind.MILESTONE)
FEW = 30
"""Up to so many missing enterprises or projects are counted one by one; more are spoken of in points."""


def has_share(line: Line) -> bool:
    """Tell whether a target can be drawn as a part of a whole."""
    return line.kind not in GROWING and line.progress is not None


def actual_text(line: Line, glyphs: Glyphs) -> str:
    """Return the actual without its unit, which stands after the target."""
    if line.actual is None and line.comparator is Comparator.DONE:
        return ""
    value, unit = formats.in_language(line.actual, unit_of(line))
    return figure(value, unit, absent=glyphs.absent)


def unit_of(line: Line) -> str:
    """Return the unit of a target's readings."""
    return "%" if line.kind in (Kind.GROWTH, Kind.RELATIVE) else line.unit


def target_text(line: Line, glyphs: Glyphs) -> str:
    """Return what is to be reached, with the unit; for a target that is only done or not, the day it is due."""
    if line.comparator is Comparator.DONE:
        return _("by {day}").format(day=short_day(line.deadline))
    if line.kind is Kind.RANK:
        return _("top {rank}").format(rank=plain_figure(line.value))
    unit = formats.in_language(None, unit_of(line))[1]
    return formats.with_unit(f"{_comparing(line, glyphs)}{_promised(line, glyphs)}", unit)


def _comparing(line: Line, glyphs: Glyphs) -> str:
    """Return the comparator where it is not the usual "at least"."""
    signs = {Comparator.AT_MOST: glyphs.at_most, Comparator.ABOUT: "~", Comparator.RELATIVE: "~"}
    return signs.get(line.comparator, "")


def _promised(line: Line, glyphs: Glyphs) -> str:
    def said(value: float | None) -> str:
        return plain_figure(formats.in_language(value, unit_of(line))[0], absent=glyphs.absent)

    if line.comparator is Comparator.RANGE:
        return f"{said(line.value)}~{said(line.upper)}"
    if line.comparator is Comparator.RELATIVE:
        return figure(line.target, "%", absent=glyphs.absent)
    return said(line.value if line.value is not None else line.target)


def is_dated(line: Line) -> bool:
    """Tell whether a target is only done or not by a day, so that there is no figure to show."""
    return line.comparator is Comparator.DONE


def gap_text(line: Line) -> str:
    """Return what is missing in the unit that people speak of: points, enterprises, places, days."""
    if line.kind in DATED and not has_share(line):
        return ""
    if line.gap is None:
        return ""
    if line.kind in (Kind.GROWTH, Kind.RELATIVE):
        return _points(line.gap)
    if line.kind is Kind.RANK:
        return str(say("{count:place|places} short", count=plain_figure(abs(line.gap)))) if line.gap < 0 else ""
    return _counted_gap(line)


def _counted_gap(line: Line) -> str:
    gap = formats.in_language(line.gap, line.unit)[0] or 0.0
    if line.light is Light.DONE or gap >= 0:
        return figure(gap, signed=True) if gap else ""
    counted = line.kind in COUNTED
    if (counted and -gap <= FEW) or line.pace_pp is None:
        return _to_go(-gap, line.unit) if counted else figure(gap, signed=True)
    return _points(line.pace_pp)


def _to_go(missing: float, unit: str) -> str:
    counted = f" {unit}" if chosen() == "zh" and unit else ""
    return _("{count}{unit} to go").format(count=figure(missing), unit=counted)


def _points(points: float) -> str:
    return _("{points} pt").format(points=figure(points, "%", signed=True))


def chance_text(line: Line) -> str:
    """Return the probability of ending the year on target."""
    if line.probability is None or line.light is Light.DONE:
        return ""
    if line.probability < 0.01:
        return "<1%"
    return ">99%" if line.probability > 0.99 else f"{line.probability:.0%}"


def outlook_text(line: Line, *, wide: bool) -> str:
    """Return the outlook: its word and the probability, or the probability alone where there is no room."""
    if not wide or line.light is Light.DONE:
        return chance_text(line)
    word = str(OUTLOOKS[line.outlook])
    return f"{word} {chance_text(line):>4}".rstrip() if word else chance_text(line)


def fresh_text(line: Line) -> str:
    """Return how late the newest reading is, or when the next one is due; nothing when it is fresh."""
    if line.freshness is Freshness.OVERDUE:
        return str(say("{count:day|days} late", count=line.days_late)) if line.days_late else _("late")
    if line.freshness is Freshness.NOT_DUE and line.due and line.actual is None:
        return _("due {day}").format(day=short_day(line.due))
    return ""


def needed_text(line: Line) -> str:
    """Return what the rest of the year must bring, in few cells."""
    if line.required is None or line.light in (Light.DONE, Light.UNASSESSED):
        return ""
    if line.kind is Kind.GROWTH:
        return _("needs {rate}% from now on").format(rate=figure(line.required, "%"))
    if line.required <= 0 or line.kind in GROWING:
        return ""
    value, unit = formats.in_language(line.required, line.unit)
    places = 0 if abs(value or 0.0) >= 1000 else 1 if line.kind in COUNTED else 2
    return _("needs {figure} a month").format(figure=formats.with_unit(figure(value, places=places), unit))


def change_words(change: Change, glyphs: Glyphs) -> str:
    """Say what changed on the last refresh, old and new."""
    parts = []
    if change.figure:
        word = change_word(change)
        parts.append(f"{arrow(change.figure, glyphs)}{word} {_moved(change, glyphs)}")
    if change.light:
        before, after = str(LIGHTS[change.before.light]), str(LIGHTS[change.after.light])
        parts.append(f"{arrow(change.light, glyphs)}{before} {glyphs.path} {after}")
    return "  ".join(parts)


def _moved(change: Change, glyphs: Glyphs) -> str:
    return f"{actual_text(change.before, glyphs) or glyphs.absent} {glyphs.path} {actual_text(change.after, glyphs)}"


def change_word(change: Change) -> str:
    """Return the word of a changed figure."""
    if change.is_new:
        return _("new")
    if change.restated:
        return _("rev")
    return _("up") if change.figure > 0 else _("down")


def arrow(direction: int, glyphs: Glyphs) -> str:
    """Return the arrow of a rise or a fall; nothing for 0."""
    return (glyphs.down, "", glyphs.up)[direction + 1]


def as_of(day: date | None) -> str:
    """Return the month of the newest figures: 截至 9 月."""
    return _("to {month}").format(month=formats.month_name(day)) if day else ""
