"""The table of towns, industries or banks: rank, change of rank, figure, share, growth, gap to the line."""

from collections.abc import Sequence

from console.columns import Piece
from console.content import Column, Content
from console.drill.parts import ADDITIVE, League, Part
from console.drill.subject import Subject
from console.formats import Glyphs, bar
from console.language import Sentence, say
from console.widgets.tables.figures import gap_piece, headed, month, moved_piece, percent, told

BAR = 30
"""Cells of the longest bar."""
_WHO = {"": say("Town"), "industry": say("Industry"), "bank": say("Bank")}


def part_table(subject: Subject, league: League, glyphs: Glyphs) -> Content:
    """Return the table of one league."""
    additive = subject.line.kind in ADDITIVE
    unit = subject.unit
    columns = [
        Column(say("Rank"), right=True, order=lambda part: part.rank),
        Column(say("Moved"), right=True, order=lambda part: part.moved, rising=False),
        Column(_who(league.dimension), order=lambda part: str(part.name)),
        Column(headed(say("Figure"), unit), right=True, order=lambda part: part.value, rising=False),
        Column(say("To the line"), right=True, order=lambda part: part.gap),
        Column(_year_title(unit), right=True, order=lambda part: _growth(part, unit), rising=False),
        *([Column(say("Share"), right=True, order=lambda part: part.share, rising=False)] if additive else []),
        Column("", spare=True),
    ]
    most = max((part.value for part in league.parts if part.value is not None), default=0.0)

    def cells(part: Part) -> Sequence[Piece]:
        growth = _growth(part, unit)
        year = glyphs.absent if growth is None else f"{growth:+.1f}"
        return (
            (str(part.rank) if part.rank else glyphs.absent, "muted"),
            moved_piece(part.moved, glyphs),
            (str(part.name), "name"),
            (told(part.value, unit, glyphs), "actual"),
            gap_piece(part.gap, unit, glyphs),
            (year, "muted"),
            *([(percent(part.share, glyphs), "muted")] if additive else []),
            (_bar(part, most, glyphs), "spark"),
        )

    when = say("Figures to {month}, ranks compared with the period before.", month=month(league.period, glyphs))
    return Content(
        tuple(columns), league.parts, cells, lambda part: part.key, notes=(*league.notes, when), fixed=3,
        words=tuple(f"{part.name.zh}\n{part.name.en}".lower() for part in league.parts),
        empty=say("No part of this figure has been reported."),
    )  # fmt: skip


def _bar(part: Part, most: float, glyphs: Glyphs) -> str:
    """Return a part's figure as a bar beside the largest one, with a tick where the line is."""
    if part.value is None or most <= 0:
        return ""
    line = None if part.gap is None else (part.value - part.gap) / most
    shown = None if line is None or not 0 <= line <= 1 else line
    return "".join(text for text, _part in bar(part.value / most, shown, BAR, glyphs))


def _who(dimension: str) -> Sentence | str:
    return _WHO.get(dimension, dimension)


def _year_title(unit: str) -> Sentence:
    return say("On year, pt") if unit == "%" else say("On year, %")


def _growth(part: Part, unit: str) -> float | None:
    """Return the change on a year earlier: points of a rate, else percent."""
    if part.value is None or part.year_before is None:
        return None
    if unit == "%":
        return part.value - part.year_before
    return 100 * (part.value / part.year_before - 1) if part.year_before > 0 else None
