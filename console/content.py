"""What a table shows: its columns, and rows whose cells are asked for only where they are seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from console.columns import Piece
from console.language import Sentence, say

LONGEST = 48
"""Cells of the widest column."""
_YIELDED = 20
"""Cells that a column keeps which makes room for others."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: Sentence | str
    right: bool = False
    order: Callable[[Any], Any] | None = None
    """What the column is sorted by; it is not sorted without."""
    rising: bool = True
    """Whether the first sort puts the lowest on top."""
    rest: bool = False
    """Whether it takes the room that the others leave."""
    yielding: bool = False
    """Whether it gives up cells, down to some, where the others would not be seen otherwise."""
    spare: bool = False
    """Whether it is left out where there is no room for all of it, without a word about it."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a table shows. Cells are asked for only where they are seen."""

    columns: tuple[Column, ...]
    rows: Sequence[Any]
    cells: Callable[[Any], Sequence[Piece]]
    key: Callable[[Any], object]
    words: Sequence[str] | None = None
    """What a search looks at, one for each row in small letters; a table without is not searched."""
    notes: tuple[Sentence | str, ...] = ()
    empty: Sentence = field(default_factory=lambda: say("nothing to show"))
    fixed: int = 1
    """Columns at the left that stay when the others are scrolled."""


NOTHING = Content((), (), lambda row: (), lambda row: row)


def sought_rows(content: Content, sought: str) -> list[Any]:
    """Return the rows in which some words stand; behind a `!` those in which they do not."""
    if not sought or content.words is None:
        return list(content.rows)
    inverse, words = sought.startswith("!"), sought.lower().removeprefix("!")
    return [row for row, told in zip(content.rows, content.words, strict=True) if (words in told) != inverse]


def sorted_rows(rows: Sequence[Any], column: Column, *, falling: bool) -> list[Any]:
    """Return rows in the order of a column; those without a value come last either way."""
    order = column.order
    if order is None:
        return list(rows)
    known = [row for row in rows if order(row) is not None]
    missing = [row for row in rows if order(row) is None]
    return sorted(known, key=order, reverse=falling) + missing


def fitted_widths(columns: Sequence[Column], widths: Sequence[int], width: int) -> list[int]:
    """Return how wide columns are when they share a width: one takes what is left, others yield where it is short."""
    fitted = list(widths)
    room = width - sum(widths) - 2 * (len(columns) - 1)
    spare = sum(width + 2 for column, width in zip(columns, widths, strict=True) if column.spare)
    for at, column in enumerate(columns):
        if column.rest and room:
            fitted[at] = max(8, fitted[at] + room)
        elif column.yielding and room + spare < 0:
            fitted[at] = max(_YIELDED, fitted[at] + room + spare)
    return fitted
