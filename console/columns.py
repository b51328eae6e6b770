"""Which columns a panel of a given width has room for, and a target's row laid out in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from rich.cells import cell_len

from console import formats
from console.cells import (
    GROWING,
    actual_text,
    arrow,
    chance_text,
    change_word,
    fresh_text,
    gap_text,
    has_share,
    is_dated,
    needed_text,
    outlook_text,
    target_text,
)  # fmt: skip
from console.formats import Glyphs, column_text, fit
from console.language import Sentence, say
from console.overview import Change, Line
from console.periods import Freshness
from console.standing import Light
from console.standing.words import LIGHTS

BETWEEN = 3
"""Cells of the stroke between actual and target."""

Piece = tuple[str, str]
"""Text and its tone: the name of a component class of the panel."""
Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """How many cells the contents of a group of panels would like to have."""

    word: int = 4
    name: int = 16
    actual: int = 1
    target: int = 1
    gap: int = 4
    chance: int = 4
    outlook: int = 8
    note: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cells every column of a panel has; 0 leaves a column out."""

    word: int
    name: int
    actual: int
    target: int
    bar: int
    gap: int
    outlook: int
    note: int
    wide: bool
    """Whether the outlook has room for its word, and columns for two cells between them."""

    @property
    def between(self) -> int:
        """Return the cells between two columns."""
        return 2 if self.wide else 1


def needs(lines: Iterable[Line], glyphs: Glyphs) -> Needs:
    """Return how many cells the contents of these lines would like to have."""
    lines = tuple(lines)

    def widest(text: Callable[[Line], str], least: int = 0) -> int:
        return max((cell_len(text(line)) for line in lines), default=0) or least

    figures = [line for line in lines if not is_dated(line)]
    dates = widest(lambda line: target_text(line, glyphs) if is_dated(line) else "")
    actual = max((cell_len(actual_text(line, glyphs)) for line in figures), default=0)
    target = max((cell_len(target_text(line, glyphs)) for line in figures), default=0)
    return Needs(
        word=max(cell_len(str(word)) for word in LIGHTS.values()),
        name=max(min(widest(lambda line: _name(line, glyphs)) + 2, 60), 12),
        actual=actual,
        target=max(target, dates - actual - BETWEEN),
        gap=widest(gap_text),
        chance=widest(chance_text),
        outlook=widest(lambda line: outlook_text(line, wide=True)),
        note=min(max(widest(fresh_text), widest(needed_text)), 30),
    )


def columns(width: int, wish: Needs) -> Columns:
    """Share out a panel's width: figures and a name, then gap and chance, the bar, words, full names and notes."""
    wide = width >= 100
    planned = Columns(
        word=wish.word, name=8, actual=wish.actual, target=wish.target, bar=0, gap=0, outlook=0, note=0, wide=wide
    )
    for name, cells in (
        ("name", min(wish.name, 12)),
        ("name", min(wish.name, 20)),
        ("gap", wish.gap),
        ("outlook", wish.chance),
        ("bar", 8),
        ("name", min(wish.name, 26)),
        ("outlook", wish.outlook),
        ("name", min(wish.name, 34) if width >= 130 else 0),
        ("note", wish.note),
        ("bar", 12),
        ("name", wish.name),
        ("bar", 24),
    ):
        planned = _grown(planned, name, cells, width)
    return planned


def _grown(planned: Columns, name: str, cells: int, width: int) -> Columns:
    """Let one column grow as far as there is room; figures, notes and words come whole or not at all."""
    had: int = getattr(planned, name)
    new_gap = planned.between if had == 0 else 0
    room = width - used(planned) - new_gap
    grown = min(cells, had + room)
    if grown <= had or (name in ("note", "outlook", "gap") and grown < cells) or (name == "bar" and grown < 8):
        return planned
    widths: dict[str, Any] = {name: grown}
    return replace(planned, **widths)


def used(planned: Columns) -> int:
    """Return how many cells a row takes."""
    shown = [planned.name, planned.bar, planned.gap, planned.outlook, planned.note]
    shown = [cells for cells in shown if cells]
    value = planned.actual + BETWEEN + planned.target
    # One cell at either side, the mark and its word, the light's arrow.
    return 1 + 2 + planned.word + 1 + value + sum(shown) + planned.between * (len(shown)) + 1


def _name(line: Line, glyphs: Glyphs) -> str:
    return column_text(str(line.name), glyphs)


def headings(planned: Columns, glyphs: Glyphs, figures: Sentence | None = None) -> tuple[tuple[int, str], ...]:
    """Return what the columns are called and where each begins; the figures may be others than the targets'."""
    value = planned.actual + BETWEEN + planned.target
    start = 1 + 2 + planned.word + 1 + planned.name + planned.between
    said = [(start + max(planned.actual - 4, 0), str(say("actual / target")))]
    if figures is not None:
        said = [(start + max(value - cell_len(str(figures)), 0), str(figures))]
    start += value
    for cells, heading, right in (
        (planned.bar, say("reached, {tick} by now", tick=glyphs.tick), False),
        (planned.gap, say("gap"), True),
        (planned.outlook, say("outlook"), True),
    ):
        start += planned.between
        text = str(heading)
        if cell_len(text) <= cells:
            said.append((start + (cells - cell_len(text) if right else 0), text))
        start += cells
    return tuple(said)


def row(
    line: Line,
    planned: Columns,
    glyphs: Glyphs,
    depth: int = 0,
    change: Change | None = None,
    instead: Piece | None = None,
) -> tuple[Cell, ...]:
    """Return the cells of a target's row, each of exactly its column's width; another figure may be shown instead."""
    space: Cell = ((" " * planned.between, ""),)
    parts: list[Cell] = [_light(line, planned, glyphs, change), _named(line, planned, glyphs, depth, change), space]
    parts.append(_instead(instead, planned, glyphs) if instead else _value(line, planned, glyphs))
    for cells, make in (
        (planned.bar, _progress), (planned.gap, _gap), (planned.outlook, _outlook), (planned.note, _note),
    ):  # fmt: skip
        if cells:
            parts += [space, make(line, planned, glyphs)]
    return tuple(parts)


def _light(line: Line, planned: Columns, glyphs: Glyphs, change: Change | None) -> Cell:
    moved = arrow(change.light, glyphs) if change else ""
    word = fit(str(LIGHTS[line.light]), planned.word, glyphs)
    return ((f"{glyphs.lights[line.light]} {word}", line.light), (moved or " ", "changed"))


def _named(line: Line, planned: Columns, glyphs: Glyphs, depth: int, change: Change | None) -> Cell:
    quiet = line.light in (Light.UNASSESSED, Light.NOT_DUE, Light.NO_DATA)
    branch = f"{'  ' * (depth - 1)}{glyphs.part} " if depth else ""
    flag = _flag(change, glyphs)
    text = fit(_name(line, glyphs), planned.name - cell_len(branch) - cell_len(flag), glyphs)
    return ((branch, "muted"), (text, "muted" if quiet else "name"), (flag, "changed"))


def _flag(change: Change | None, glyphs: Glyphs) -> str:
    """Return the arrow and the word that stand before a figure that changed."""
    if change is None or not change.figure:
        return ""
    return f" {glyphs.new if change.is_new else arrow(change.figure, glyphs)}{change_word(change)}"


def _value(line: Line, planned: Columns, glyphs: Glyphs) -> Cell:
    target = column_text(target_text(line, glyphs), glyphs)
    if is_dated(line):
        return ((fit(target, planned.actual + BETWEEN + planned.target, glyphs), "muted"),)
    stale = line.freshness is Freshness.OVERDUE
    actual = fit(actual_text(line, glyphs), planned.actual, glyphs, right=True)
    return ((actual, "muted" if stale else "actual"), (" / " + fit(target, planned.target, glyphs), "muted"))


def _instead(piece: Piece, planned: Columns, glyphs: Glyphs) -> Cell:
    text, tone = piece
    return ((fit(text, planned.actual + BETWEEN + planned.target, glyphs, right=True), tone),)


def _progress(line: Line, planned: Columns, glyphs: Glyphs) -> Cell:
    if has_share(line):
        tones = {"full": f"bar-{line.light}", "rest": "rest", "tick": "tick"}
        pieces = formats.bar(line.progress or 0.0, line.expected_progress, planned.bar, glyphs)
        return tuple((text, tones[part]) for text, part in pieces)
    trail = line.trail if line.kind in GROWING else ()
    return ((fit(formats.sparkline(trail, planned.bar, glyphs), planned.bar, glyphs), "spark"),)


def _gap(line: Line, planned: Columns, glyphs: Glyphs) -> Cell:
    tone = line.light if line.light in (Light.BEHIND, Light.SLOW) else "muted"
    return ((fit(column_text(gap_text(line), glyphs), planned.gap, glyphs, right=True), tone),)


def _outlook(line: Line, planned: Columns, glyphs: Glyphs) -> Cell:
    text = outlook_text(line, wide=planned.outlook > 4)
    return ((fit(text, planned.outlook, glyphs, right=True), f"outlook-{line.outlook}"),)


def _note(line: Line, planned: Columns, glyphs: Glyphs) -> Cell:
    late = fresh_text(line)
    text = column_text(late or needed_text(line), glyphs)
    return ((fit(text, planned.note, glyphs), "overdue" if line.freshness is Freshness.OVERDUE else "muted"),)
