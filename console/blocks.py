"""The rows of an answer that are here: blocks of them, of which the newest stay."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

Row = tuple[object, ...]

BLOCK = 200
"""Rows that are asked for at a time."""
KEPT = 24
"""Blocks that are kept."""


class Blocks:
    """Blocks of rows by the number of their first row."""

    def __init__(self) -> None:
        self._held: dict[int, list[Row]] = {}

    def take(self, offset: int, rows: "pa.Table") -> int:
        """Take over rows from a number on, and return how many these are."""
        columns = [column.to_pylist() for column in rows.columns]
        found: list[Row] = list(zip(*columns, strict=True)) if columns else []
        for start in range(0, len(found), BLOCK):
            self._held.pop(offset + start, None)
            self._held[offset + start] = found[start : start + BLOCK]
        while len(self._held) > KEPT:
            self._held.pop(next(iter(self._held)))
        return len(found)

    def row(self, number: int) -> Row | None:
        """Return a row, None while it is not here."""
        block = self._held.get(number // BLOCK * BLOCK, [])
        place = number % BLOCK
        return block[place] if place < len(block) else None

    def clear(self) -> None:
        """Let all of them go."""
        self._held.clear()


def around(first: int, end: int) -> tuple[int, int]:
    """Return where the blocks begin and end that hold the rows from one number up to another."""
    return first // BLOCK * BLOCK, (end - 1) // BLOCK * BLOCK + BLOCK
