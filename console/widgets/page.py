"""A page of lines that scrolls."""

from collections.abc import Sequence

from textual import events
from textual.binding import Binding

from console.columns import Piece
from console.widgets.drawn import Drawn


class Page(Drawn, can_focus=True):
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

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down."""
        event.stop()
        self.action_scroll(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up."""
        event.stop()
        self.action_scroll(-2)
