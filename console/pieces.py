"""Lines put together from pieces of text and tone, cell by cell."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from console.columns import Piece


def width_of(pieces: Iterable[Piece]) -> int:
    """Return how many cells pieces take."""
    return sum(cell_len(text) for text, _tone in pieces)


def placed(places: Iterable[tuple[int, str]], x: int) -> list[Piece]:
    """Return texts at their places behind what reaches to x; those that do not fit there are left out."""
    pieces: list[Piece] = []
    for start, text in places:
        if start > x and text:
            pieces.append((" " * (start - x) + text, "muted"))
            x = start + cell_len(text)
    return pieces


def spread(left: Sequence[Piece], right: Sequence[Piece], width: int) -> tuple[Piece, ...]:
    """Return a line of a width with some pieces at its beginning and others at its end."""
    return (*left, (" " * max(width - width_of([*left, *right]), 0), ""), *right)
