"""A drawn widget that has a cursor while it has the focus, and is moved through with the wheel of the mouse."""

from textual import events

from console.widgets.drawn import Drawn


class Scrolled(Drawn, can_focus=True):
    """Is drawn anew when the focus comes or goes; each widget has its own way of rolling."""

    ROLL = 2
    """Rows by which one turn of the wheel moves."""

    def roll(self, rows: int) -> None:
        """Move down, or up where it is less than none."""
        raise NotImplementedError

    def on_focus(self) -> None:
        """Draw the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw no cursor."""
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what lies below."""
        event.stop()
        self.roll(self.ROLL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what lies above."""
        event.stop()
        self.roll(-self.ROLL)
