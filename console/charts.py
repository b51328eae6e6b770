"""Which chart suits an answer, and the chart drawn: a course over time, bars, or points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import cycle

from rich.cells import cell_len

from console.answers import is_day, is_nested, is_number
from console.formats import Glyphs, column_text, fit
from console.language import Sentence, say
from console.plot import Canvas, span, ticks

Piece = tuple[str, str]
MOST = 5000
"""Rows that are drawn at most."""
SERIES = 5
TONES = ("chart-0", "chart-1", "chart-2", "chart-3", "chart-4")
SIGNS = "*+ox#"
"""What stands for a dot where only plain characters may be drawn."""


class Form(StrEnum):
    """How an answer can be drawn."""

    COURSE = "course"
    BARS = "bars"
    POINTS = "points"


WORDS = {Form.COURSE: say("course"), Form.BARS: say("bars"), Form.POINTS: say("points")}


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: series of points by name, and what stands along the bottom."""

    form: Form
    across: str
    """The column along the bottom, or of the names beside the bars."""
    series: dict[str, list[tuple[float, float]]]
    names: tuple[str, ...] = ()
    """The names of the bars."""
    is_day: bool = False
    left_out: int = 0
    """Rows without a figure, or series beyond the fifth."""
    forms: tuple[Form, ...] = field(default=tuple(Form))
    """What the answer could be drawn as."""


def chart_of(
    columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]], at: int = 0, form: Form | None = None
) -> Chart | Sentence:
    """Return the chart that suits columns (name, type) and rows, that of the cursor first; or why there is none."""
    kinds = [kind for _name, kind in columns]
    numbers = [place for place, kind in enumerate(kinds) if is_number(kind)]
    days = [place for place, kind in enumerate(kinds) if is_day(kind)]
    words = [place for place, kind in enumerate(kinds) if place not in {*numbers, *days} and not is_nested(kind)]
    if not numbers or not rows:
        return say("A chart needs at least one column of figures, and rows.")
    begins = numbers[-1 if not (days or words) else 0]
    value = at if at in numbers and (at != numbers[0] or begins == at) else begins
    across = _across(value, days, numbers)
    usual = _usual(across, days, words, rows)
    form = form or usual
    if form is Form.BARS:
        return _bars(columns, rows, value, (*words, *days, *numbers))
    split = next((place for place in words if 1 < len({row[place] for row in rows}) <= 12), None)
    by = split if across in days and split is not None else None
    return _courses(columns, rows, form, across, value, by, numbers)


def _across(value: int, days: Sequence[int], numbers: Sequence[int]) -> int | None:
    """Return what goes along the bottom: days, else the first other figure, else the numbers of the rows."""
    if days:
        return days[0]
    others = [place for place in numbers if place != value]
    return others[0] if others else None


def _usual(across: int | None, days: Sequence[int], words: Sequence[int], rows: Sequence[Sequence[object]]) -> Form:
    if across is not None and across in days and len({row[across] for row in rows}) > 1:
        return Form.COURSE
    if words:
        return Form.BARS
    if across is None:
        return Form.COURSE
    positions = [_figure(row[across]) for row in rows]
    known = [position for position in positions if position is not None]
    return Form.COURSE if known == sorted(set(known)) else Form.POINTS


def _figure(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).toordinal() + (value.hour * 60 + value.minute) / 1440
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, int | float | Decimal):
        try:
            found = float(value)
        except OverflowError:
            return None
        return found if abs(found) < 1e300 else None
    return None


def _bars(
    columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]], value: int, named: Sequence[int]
) -> Chart:
    by = next((place for place in named if place != value), None)
    points, names = [], []
    for number, row in enumerate(rows):
        figure = _figure(row[value])
        if figure is not None:
            points.append((float(number), figure))
            names.append(str(number + 1) if by is None else "NULL" if row[by] is None else str(row[by])[:80])
    across = columns[by][0] if by is not None else ""
    return Chart(Form.BARS, across, {columns[value][0]: points}, tuple(names), left_out=len(rows) - len(points))


def _courses(
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[object]],
    form: Form,
    across: int | None,
    value: int,
    by: int | None,
    numbers: Sequence[int],
) -> Chart:
    series: dict[str, list[tuple[float, float]]] = {}
    left_out = 0
    dated = across is not None and is_day(columns[across][1])
    others = [place for place in numbers if place not in (value, across)] if by is None and dated else []
    for number, row in enumerate(rows):
        x = float(number + 1) if across is None else _figure(row[across])
        for place in (value, *others[: SERIES - 1]):
            y = _figure(row[place])
            name = columns[place][0] if by is None else "NULL" if row[by] is None else str(row[by])[:80]
            if x is None or y is None or (name not in series and len(series) == SERIES):
                left_out += place == value
                continue
            series.setdefault(name, []).append((x, y))
    if form is Form.COURSE:
        series = {name: sorted(points) for name, points in series.items()}
    return Chart(form, columns[across][0] if across is not None else "", series, is_day=dated, left_out=left_out)


def drawn(chart: Chart, width: int, height: int, glyphs: Glyphs) -> list[list[Piece]]:
    """Return a chart as lines of pieces."""
    if not any(chart.series.values()):
        return [[(f" {say('There is no figure to draw.')}", "muted")]]
    if chart.form is Form.BARS:
        return _drawn_bars(chart, width, height, glyphs)
    return _drawn_plot(chart, width, height, glyphs)


def _said(value: float) -> str:
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}" if abs(value) < 1e12 else f"{value:.4g}"


def _drawn_bars(chart: Chart, width: int, height: int, glyphs: Glyphs) -> list[list[Piece]]:
    (title, points), *_ = chart.series.items()
    shown = points[: max(height - 2, 1)]
    names = [column_text(name, glyphs, 40) for name in chart.names[: len(shown)]]
    figures = [_said(y) for _x, y in shown]
    left, right = min(max(map(cell_len, names)), width // 3), max(map(len, figures))
    room = max(width - left - right - 5, 4)
    low, high = min(0.0, *(y for _x, y in shown)), max(0.0, *(y for _x, y in shown))
    zero = round((0 - low) / ((high - low) or 1) * room)
    lines = [_titled(chart, title, glyphs)]
    for name, text, (_x, y) in zip(names, figures, shown, strict=True):
        end = round((y - low) / ((high - low) or 1) * room)
        start, stop = sorted((zero, end))
        bar = " " * start + glyphs.full * max(stop - start, 0)
        tone = "chart-0" if y >= 0 else "behind"
        lines.append(
            [(f" {fit(name, left, glyphs)} ", ""), (fit(bar, room, glyphs), tone), (f" {text:>{right}}", "actual")]
        )  # fmt: skip
    if len(points) > len(shown):
        lines.append([(f" {say('and {count} more', count=len(points) - len(shown))}", "muted")])
    return lines


def _titled(chart: Chart, title: str, glyphs: Glyphs) -> list[Piece]:
    across = f" / {column_text(chart.across, glyphs, 40)}" if chart.across else ""
    return [(f" {column_text(title, glyphs, 40)}", "title"), (across, "muted"), (f"   {WORDS[chart.form]}", "rest")]


def _drawn_plot(chart: Chart, width: int, height: int, glyphs: Glyphs) -> list[list[Piece]]:
    plain = glyphs.full.isascii()
    every = [point for points in chart.series.values() for point in points]
    low, high = span((y for _x, y in every), from_zero=False)
    first, last = min(x for x, _y in every), max(x for x, _y in every)
    rows = max(height - 3, 2)
    marks = ticks(low, high, max(2, rows // 3))
    axis = {round((high - mark) / ((high - low) or 1) * (rows - 1)): _said(mark) for mark in marks}
    left = max(map(len, axis.values())) if axis else 1
    columns = max(width - left - 4, 8)
    canvas = Canvas(columns, rows, plain)
    for (points, tone), sign in zip(
        zip(chart.series.values(), cycle(TONES), strict=False), cycle("*+ox#"), strict=False
    ):
        dots = [
            ((x - first) / ((last - first) or 1) * (columns * 2 - 1), (high - y) / ((high - low) or 1) * (rows * 4 - 1))
            for x, y in points
        ]
        for group in [dots] if chart.form is Form.COURSE else [[dot] for dot in dots]:
            canvas.line(group, tone, mark=sign)
    title = next(iter(chart.series)) if len(chart.series) == 1 else ""
    lines = [_titled(chart, title, glyphs)]
    stroke = "|" if plain else "╎"
    for row in range(rows):
        lines.append([(f" {axis.get(row, ''):>{left}} ", "muted"), (stroke, "rest"), *canvas.pieces(row, "", " ")])
    lines.append(_below(chart, first, last, left, columns))
    return [*lines, *_legend(chart, width, glyphs)]


def _below(chart: Chart, first: float, last: float, left: int, columns: int) -> list[Piece]:
    def told(x: float) -> str:
        return date.fromordinal(max(1, min(int(x), 3652059))).isoformat() if chart.is_day else _said(x)

    begin, middle, end = told(first), told((first + last) / 2), told(last)
    gap = max(columns - len(begin) - len(middle) - len(end), 2)
    half = gap // 2
    words = begin + " " * half + middle + " " * (gap - half) + end if last > first else begin
    return [(" " * (left + 3), ""), (words, "muted")]


def _legend(chart: Chart, width: int, glyphs: Glyphs) -> list[list[Piece]]:
    if len(chart.series) < 2:
        return []
    line: list[Piece] = [(" ", "")]
    plain = glyphs.full.isascii()
    for name, tone, sign in zip(chart.series, cycle(TONES), cycle(SIGNS), strict=False):
        line += [((sign if plain else "⠒") * 2, tone), (f" {column_text(name, glyphs, 24)}   ", "muted")]
    return [line]
