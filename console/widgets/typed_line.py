"""A line into which words are typed, in the place of the line of keys: Enter keeps them, Esc drops them."""

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset

from console.formats import safe_text
from console.widgets.drawn import Drawn

_LEFT_ALONE = ("ctrl+q", "ctrl+c")
"""Keys that mean what they mean everywhere."""


class TypedLine(Drawn, can_focus=True):
    """Takes letters and what is pasted; each line has its own way of keeping and dropping them."""

    LONGEST = 400
    """Characters that may be typed."""
    KEEPING: tuple[str, ...] = ("enter",)
    """Keys that keep what was typed."""

    text = ""

    def keep(self) -> None:
        """Take the words."""
        raise NotImplementedError

    def drop(self) -> None:
        """Forget the words."""
        raise NotImplementedError

    def cells_before(self) -> int:
        """Return how many cells stand before the words."""
        raise NotImplementedError

    def write(self, text: str) -> None:
        """Let the line hold other words."""
        self.text = text[: self.LONGEST]
        self.place_cursor()
        self.refresh()

    def place_cursor(self) -> None:
        """Put the terminal's own cursor behind the words, where input methods open their window."""
        x = self.cells_before() + cell_len(self.text)
        self.app.cursor_position = Offset(self.region.x + min(x, max(self.size.width - 1, 0)), self.region.y)

    def on_focus(self) -> None:
        """Put the cursor here."""
        self.place_cursor()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed."""
        if event.key in _LEFT_ALONE:
            return
        event.stop()
        event.prevent_default()
        if event.key in self.KEEPING:
            self.keep()
        elif event.key == "escape":
            self.drop()
        elif event.key == "backspace":
            self.write(self.text[:-1])
        elif event.key == "ctrl+u":
            self.write("")
        elif event.character and event.is_printable and not event.key.startswith("alt+"):
            self.write(self.text + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of what is pasted."""
        event.stop()
        self.write(self.text + safe_text(event.text.partition("\n")[0], self.LONGEST))
