"""The line in which a filter is typed; the panels follow every letter."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual.message import Message

from console.columns import Piece
from console.filters import LONGEST
from console.formats import Glyphs, column_text, shorten
from console.language import say
from console.widgets.typed_line import TypedLine


class FilterLine(TypedLine):
    """Takes the place of the line of keys while something is typed."""

    LONGEST = LONGEST
    KEEPING = ("enter", "tab", "down")
    DEFAULT_CSS = "FilterLine { height: 1; width: 100%; background: $panel; display: none; }"

    @dataclass
    class Typed(Message):
        """Another letter came or went."""

        text: str

    @dataclass
    class Left(Message):
        """Typing is over; the filter stays, or is dropped."""

        kept: bool

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="filter", glyphs=glyphs)
        self.typing = False
        self.found = (0, 0)

    def open(self, text: str) -> None:
        """Begin to type, on from what there is."""
        self.text, self.typing, self.display = text, True, True
        self.focus()
        self.refresh()

    def count(self, shown: int, of: int) -> None:
        """Say how many targets the filter leaves."""
        self.found = (shown, of)
        self.refresh()

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return what was typed, how much it finds, and what may be typed."""
        found = say("{count} of {all}", count=self.found[0], all=self.found[1])
        hint = say("name, agency, place or initials; ! for all others; Enter keeps, Esc clears")
        typed = column_text(self.text, self.glyphs, max(self.size.width - 24, 10))
        room = self.size.width - cell_len(typed) - cell_len(str(found)) - 9
        hint_words = shorten(str(hint), max(room, 0), self.glyphs.ellipsis)
        return ((" / ", "key"), (typed, "actual"), ("_", "key"), (f"   {found}   ", ""), (hint_words, "muted"))

    def cells_before(self) -> int:
        """Return how many cells the mark of a filter takes."""
        return 3

    def on_blur(self) -> None:
        """Typing is over when something else has the focus."""
        if self.typing:
            self._leave(kept=True)

    def write(self, text: str) -> None:
        """Filter by other words."""
        super().write(text)
        self.post_message(self.Typed(self.text))

    def keep(self) -> None:
        """Keep the filter."""
        self._leave(kept=True)

    def drop(self) -> None:
        """Filter no longer."""
        self._leave(kept=False)

    def _leave(self, *, kept: bool) -> None:
        self.typing = False
        self.post_message(self.Left(kept))
