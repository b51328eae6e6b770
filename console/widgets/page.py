"""A page of lines that scrolls."""

from collections.abc import Sequence

from textual.binding import Binding

from console.columns import Piece
from console.language import say
from console.widgets.scrolled import Scrolled

FURTHER = Binding("pagedown,space", "scroll(10)", say("further down").text, id="text.page_down")
"""The key that is shown beside a page that is longer than its room."""


class Page(Scrolled):
    """Lines of text and tone, scrolled with the arrow keys and the wheel."""

    BINDINGS = [
        Binding("up,k", "scroll(-1)", show=False, id="text.up"),
        Binding("down,j", "scroll(1)", show=False, id="text.down"),
        Binding("pageup", "scroll(-10)", show=False, id="text.page_up"),
        Binding("pagedown,space", "scroll(10)", show=False, id="text.page_down"),
        Binding("home", "scroll(-100000)", show=False, id="text.first"),
        Binding("end", "scroll(100000)", show=False, id="text.last"),
    ]

    rows: Sequence[tuple[Piece, ...]] = ()
    top = 0

    @property
    def is_longer(self) -> bool:
        """Tell whether there is more than fits."""
        return len(self.rows) > self.size.height

    def show(self, rows: Sequence[tuple[Piece, ...]]) -> None:
        """Show other lines and stay where one was reading."""
        self.rows = rows
        self.action_scroll(0)

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the line that stands there."""
        place = self.top + y
        return self.rows[place] if place < len(self.rows) else ()

    def action_scroll(self, lines: int) -> None:
        """Move up or down, no further than the ends."""
        self.top = max(0, min(self.top + lines, len(self.rows) - self.size.height))
        self.refresh()

    def roll(self, rows: int) -> None:
        """Move with the wheel."""
        self.action_scroll(rows)
