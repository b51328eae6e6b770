"""Draws the course of a year line by line: axes, curves, the forecast's fan, and a legend in words."""

from rich.cells import cell_len

from console import formats
from console.columns import Piece
from console.drill.trend import WORDS, Part, Trend
from console.formats import Glyphs, column_text, figure, fit, shorten
from console.language import Sentence, chosen
from console.plot import Canvas, apart, span, ticks

_MARKS = {
    Part.ACTUAL: "*", Part.FORECAST: "+", Part.EXPECTED: ":", Part.PLAN: "o", Part.NEEDED: "=", Part.TARGET: "-",
    Part.LAST_YEAR: ".", Part.FAN: "/",
}  # fmt: skip
_EVERY = {Part.ACTUAL: 1, Part.FORECAST: 2, Part.EXPECTED: 3, Part.PLAN: 4, Part.LAST_YEAR: 2}
"""A dot of so many is drawn."""
_SIGNS = {
    Part.ACTUAL: "⠒⠒", Part.FORECAST: "⠐⠐", Part.FAN: "⠢⠢", Part.EXPECTED: "⠄⠂", Part.PLAN: "⠁ ", Part.NEEDED: "╍╍",
    Part.TARGET: "╌╌", Part.LAST_YEAR: "⠂⠂",
}  # fmt: skip


class Drawing:
    """One chart for one size."""

    def __init__(
        self, trend: Trend, title: Sentence | str, width: int, height: int, glyphs: Glyphs, *, plain: bool
    ) -> None:
        self.trend, self.title, self.glyphs, self.plain = trend, title, glyphs, plain
        self.width = width
        self.legend = self._legend()
        self.height = max(2, height - 2 - len(self.legend))
        values = [value for course in trend.courses.values() for value in course.values()]
        values += [*trend.level.values(), *trend.low.values(), *trend.high.values()]
        self.low, self.high = span(values, from_zero=trend.from_zero)
        self.labels = self._axis()
        self.left = max((cell_len(words) for _row, words in self.labels), default=1) + 2
        self.right = self._beside()
        margin = max((cell_len(words) for _row, (words, _tone) in self.right), default=0)
        self.plot = max(8, width - self.left - (margin + 1 if margin else 0) - 1)
        self.canvas = Canvas(self.plot, self.height, plain)

    def rows(self) -> list[list[Piece]]:
        """Return the lines: title, plot, months, legend."""
        self._draw()
        labels = dict(self.labels)
        beside = dict(self.right)
        lines: list[list[Piece]] = [self._title()]
        for row in range(self.height):
            axis = fit(labels.get(row, ""), self.left - 2, self.glyphs, right=True)
            words, tone = beside.get(row, ("", ""))
            stroke = "|" if self.plain else "╎"
            lines.append(
                [(f" {axis}", "muted"), (stroke, "rest"),
                 *self.canvas.pieces(row, "chart-fan", "/" if self.plain else " "), (f" {words}", tone)]
            )  # fmt: skip
        return [*lines, self._months(), *self.legend]

    def _x(self, month: float) -> float:
        return (month - 1) / 11 * (self.plot * 2 - 1)

    def _y(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return (share if self.trend.lowest_is_best else 1 - share) * (self.height * 4 - 1)

    def _row(self, value: float) -> int:
        return int(self._y(value) // 4)

    def _draw(self) -> None:
        trend = self.trend
        for part in (Part.ACTUAL, Part.FORECAST, Part.EXPECTED, Part.PLAN, Part.LAST_YEAR):
            course = trend.courses.get(part, {})
            points = [(self._x(month), self._y(course[month])) for month in sorted(course)]
            self.canvas.line(points, f"chart-{part}", every=_EVERY[part], mark=_MARKS[part])
        for part in (Part.TARGET, Part.NEEDED):
            if part in trend.level:
                mark = _MARKS[part] if self.plain else _SIGNS[part][0]
                self.canvas.level(self._row(trend.level[part]), mark, f"chart-{part}")
        self._fan()
        self._newest()

    def _fan(self) -> None:
        """Shade what the year is likely to end in: whole cells by their ground, its edges in dots."""
        months = sorted(self.trend.low.keys() & self.trend.high.keys())
        if not months:
            return
        first, last = self._x(months[0]), self._x(months[-1])
        for column in range(int(first // 2) + 1, min(int(last // 2), self.plot - 1) + 1):
            tops, bottoms = zip(*(self._edges(2 * column + half) for half in (0, 1)), strict=True)
            whole_top, whole_bottom = -(-max(tops) // 4), (min(bottoms) + 1) // 4 - 1
            self.canvas.shade(column, whole_top, whole_bottom)
            for half in (0, 1):
                for y in range(tops[half], bottoms[half] + 1):
                    if not whole_top <= y // 4 <= whole_bottom:
                        self.canvas.dot(2 * column + half, y, "chart-edge", _MARKS[Part.FAN])

    def _edges(self, x: int) -> tuple[int, int]:
        """Return the upper and the lower dot of the fan in a column of dots."""
        month = 1 + x / (self.plot * 2 - 1) * 11
        edges = sorted(round(self._y(_between(course, month))) for course in (self.trend.low, self.trend.high))
        return edges[0], edges[1]

    def _newest(self) -> None:
        """Write the newest actual beside its point."""
        month = self.trend.last_month
        if month is None:
            return
        value = self.trend.courses[Part.ACTUAL][month]
        words = self._figure(value)
        row, column = self._row(value), round(self._x(month) / 2)
        start = max(0, min(column - cell_len(words), self.plot - cell_len(words)))
        self.canvas.text(start, row - 1 if row > 0 else row + 1, words, "chart-actual")

    def _figure(self, value: float) -> str:
        said, unit = formats.in_language(formats.whole(value, self.trend.unit), self.trend.unit)
        return figure(said, unit) + ("%" if unit == "%" else "")

    def _axis(self) -> list[tuple[int, str]]:
        factor = formats.in_language(1.0, self.trend.unit)[0] or 1.0
        marks = ticks(self.low * factor, self.high * factor, max(2, self.height // 3))
        rows = {self._row(mark / factor): f"{mark:,.10g}" for mark in marks}
        return [(row, words) for row, words in sorted(rows.items()) if 0 <= row < self.height]

    def _beside(self) -> list[tuple[int, tuple[str, str]]]:
        """Return what stands at the right of the plot: the target, what is needed, and where the year may end."""
        wanted: list[tuple[int, str, str]] = []
        for part, value in self.trend.level.items():
            wanted.append((self._row(value), f"{WORDS[part]} {self._figure(value)}", f"chart-{part}"))
        forecast = self.trend.courses.get(Part.FORECAST, {})
        if forecast:
            end = forecast[max(forecast)]
            wanted.append((self._row(end), f"{WORDS[Part.FORECAST]} {self._figure(end)}", "chart-forecast"))
        tones = {words: tone for _row, words, tone in wanted}
        placed = apart([(row, words) for row, words, _tone in wanted], self.height)
        most = max(8, self.width // 4)
        return [(row, (shorten(words, most, self.glyphs.ellipsis), tones[words])) for row, words in placed]

    def _title(self) -> list[Piece]:
        title = column_text(str(self.title), self.glyphs, max(self.width // 2, 10))
        unit = column_text(formats.in_language(0.0, self.trend.unit)[1], self.glyphs, max(self.width // 2 - 12, 6))
        return [(f" {title}", "title"), (f"  {unit}  {self.trend.year}", "muted")]

    def _months(self) -> list[Piece]:
        line = Canvas(self.plot + 6, 1, True)
        step = 1 if self.plot >= 36 else 2
        for month in range(12, 0, -step):
            words = f"{month}"
            column = min(int(self._x(month) // 2), self.plot - cell_len(words))
            line.text(column, 0, words, "muted")
        suffix = "月" if chosen() == "zh" else ""
        pieces = [(text, tone or "muted") for text, tone in line.pieces(0, "", "")]
        return [(" " * (self.left), ""), *_trimmed(pieces, self.plot), (f" {suffix}", "muted")]

    def _legend(self) -> list[list[Piece]]:
        """Return the legend in words, on as many lines as it takes."""
        parts = [part for part in (*self.trend.courses, *self.trend.level) if part in WORDS]
        if self.trend.low:
            parts.insert(parts.index(Part.FORECAST) + 1 if Part.FORECAST in parts else 0, Part.FAN)
        lines: list[list[Piece]] = [[(" ", "")]]
        for part in (part for part in Part if part in parts):
            sign = _MARKS[part] * 2 if self.plain else _SIGNS[part]
            piece = f"{sign} {WORDS[part]}   "
            if sum(cell_len(text) for text, _tone in lines[-1]) + cell_len(piece) > self.width:
                lines.append([(" ", "")])
            sign = "  " if part is Part.FAN and not self.plain else sign
            lines[-1] += [(sign, f"chart-{part}"), (f" {WORDS[part]}   ", "muted")]
        return lines


def _between(course: dict[int, float], month: float) -> float:
    """Return a course's figure between two of its months."""
    known = sorted(course)
    month = min(max(month, known[0]), known[-1])
    before = max(other for other in known if other <= month)
    after = min(other for other in known if other >= month)
    if before == after:
        return course[before]
    return course[before] + (course[after] - course[before]) * (month - before) / (after - before)


def _trimmed(pieces: list[Piece], cells: int) -> list[Piece]:
    """Return pieces of at most so many cells."""
    kept: list[Piece] = []
    for text, tone in pieces:
        room = cells - sum(cell_len(words) for words, _tone in kept)
        if room > 0:
            kept.append((text[:room], tone))
    return kept
