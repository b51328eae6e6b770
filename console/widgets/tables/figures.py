"""How figures, months and places are written in the cells of a table."""

from datetime import date

from console import formats
from console.columns import Piece
from console.formats import Glyphs, figure
from console.language import Sentence, say
from console.rounding import written

EVENTS = {
    "done": say("done"),
    "started": say("started"),
    "entered": say("entered"),
    "left": say("left"),
}
"""What an entry's events are called; a stage of a milestone keeps its own name."""


def told(value: float | None, unit: str, glyphs: Glyphs, *, signed: bool = False) -> str:
    """Return a figure as the language in use writes it, without its unit, which stands in the heading."""
    said, name = formats.in_language(value, unit)
    return figure(said, name, absent=glyphs.absent, signed=signed)


def unit_name(unit: str) -> str:
    """Return what a unit is called in the language in use."""
    return formats.in_language(None, unit)[1]


def headed(words: Sentence, unit: str) -> str:
    """Return a heading with the unit of its column."""
    name = unit_name(unit)
    return f"{words} {name}" if name else str(words)


def month(period: date | None, glyphs: Glyphs) -> str:
    """Return a period as 2023-09."""
    return f"{period:%Y-%m}" if period else glyphs.absent


def percent(share: float | None, glyphs: Glyphs) -> str:
    """Return a share of 1 in percent."""
    return glyphs.absent if share is None else f"{written(100 * share, 1)}%"


def gap_piece(gap: float | None, unit: str, glyphs: Glyphs) -> Piece:
    """Return a distance to the line; what is short of it is marked by its sign and by its tone."""
    text = told(gap, unit, glyphs, signed=True) if gap is not None else glyphs.absent
    return text, "behind" if gap is not None and gap < -1e-9 else "muted"


def moved_piece(moved: int | None, glyphs: Glyphs) -> Piece:
    """Return the ranks won or lost since the period before."""
    if moved is None:
        return glyphs.absent, "muted"
    if moved == 0:
        return "=", "muted"
    return (f"{glyphs.up}{moved}", "on_track") if moved > 0 else (f"{glyphs.down}{-moved}", "behind")
