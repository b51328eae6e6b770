"""A chart drawn in dots of Braille, eight to a cell, or in plain characters; it knows no widget."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

from rich.cells import cell_len

Piece = tuple[str, str]
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bit of the dot in each column and row of a cell."""
_BLANK = 0x2800


@dataclass(slots=True)
class Canvas:
    """A grid of cells; what is drawn first stays in front."""

    columns: int
    rows: int
    plain: bool = False
    """Whether only characters that every terminal knows may be used."""
    _dots: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    _marks: dict[tuple[int, int], Piece] = field(default_factory=dict)
    _ground: set[tuple[int, int]] = field(default_factory=set)

    def line(self, points: Sequence[tuple[float, float]], tone: str, *, every: int = 1, mark: str = "*") -> None:
        """Draw a line through points given in dots; every second or third dot only makes it a dotted one."""
        ways = list(itertools.pairwise(points)) or [(points[0], points[0])] if points else []
        count = 0
        for (x0, y0), (x1, y1) in ways:
            steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0))))
            for step in range(steps + 1):
                count += 1
                if count % every == 0 or every == 1:
                    self.dot(round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps), tone, mark)

    def dot(self, x: int, y: int, tone: str, mark: str) -> None:
        """Draw one dot, unless its cell belongs to something that was drawn before."""
        place = x // 2, y // 4
        if not (0 <= place[0] < self.columns and 0 <= place[1] < self.rows):
            return
        if self.plain:
            self._marks.setdefault(place, (mark, tone))
            return
        bits, kept = self._dots.get(place, (0, tone))
        if kept == tone:
            self._dots[place] = bits | _BITS[x % 2][y % 4], tone

    def level(self, row: int, mark: str, tone: str) -> None:
        """Draw a mark in every cell of a row that is still free."""
        if 0 <= row < self.rows:
            for column in range(self.columns):
                if (column, row) not in self._dots:
                    self._marks.setdefault((column, row), (mark, tone))

    def shade(self, column: int, top: int, bottom: int) -> None:
        """Give the cells of a column another ground."""
        self._ground |= {(column, row) for row in range(max(top, 0), min(bottom, self.rows - 1) + 1)}

    def text(self, column: int, row: int, words: str, tone: str) -> None:
        """Write words over whatever is drawn there; what does not fit is not written."""
        if not (0 <= row < self.rows and column >= 0 and column + cell_len(words) <= self.columns):
            return
        at = column
        for character in words:
            self._dots.pop((at, row), None)
            self._marks[at, row] = character, tone
            at += cell_len(character)
            if cell_len(character) == 2:
                self._dots.pop((at - 1, row), None)
                self._marks[at - 1, row] = "", tone

    def pieces(self, row: int, ground: str, ground_mark: str) -> list[Piece]:
        """Return a row in pieces; cells of another ground that nothing is drawn in get its mark."""
        found: list[Piece] = []
        for column in range(self.columns):
            text, tone = self._cell(column, row, ground, ground_mark)
            if found and found[-1][1] == tone:
                found[-1] = found[-1][0] + text, tone
            else:
                found.append((text, tone))
        return found

    def _cell(self, column: int, row: int, ground: str, ground_mark: str) -> Piece:
        place = column, row
        shaded = place in self._ground
        if dots := self._dots.get(place):
            return chr(_BLANK | dots[0]), f"{dots[1]} {ground}" if shaded else dots[1]
        if mark := self._marks.get(place):
            return mark[0], f"{mark[1]} {ground}" if shaded else mark[1]
        return (ground_mark, ground) if shaded else (" ", "")


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return round figures between two others, so many at most, that are good to read beside an axis."""
    if not high > low or most < 1:
        return [low]
    rough = (high - low) / most
    size = 10.0 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999)
    first = ceil(low / step - 1e-9)
    last = floor(high / step + 1e-9)
    return [round(number * step, 10) + 0.0 for number in range(first, last + 1)]


def span(values: Iterable[float], *, from_zero: bool) -> tuple[float, float]:
    """Return the lowest and highest figure that an axis must reach, with a little room."""
    known = list(values)
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return (low if from_zero and low == 0 else low - room), (high if from_zero and high == 0 else high + room)


def apart(wanted: Sequence[tuple[int, str]], rows: int) -> list[tuple[int, str]]:
    """Return labels at rows of their own, moved as little as it takes."""
    placed: dict[int, str] = {}
    for row, words in wanted:
        free = sorted((other for other in range(rows) if other not in placed), key=lambda other: abs(other - row))
        if free:
            placed[free[0]] = words
    return sorted(placed.items())
