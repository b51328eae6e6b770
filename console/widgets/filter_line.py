"""The line in which a filter is typed; the panels follow every letter."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message

from console.columns import Piece
from console.filters import LONGEST
from console.formats import Glyphs, column_text, safe_text, shorten
from console.language import say
from console.widgets.drawn import Drawn


class FilterLine(Drawn, can_focus=True):
    """Takes the place of the line of keys while something is typed."""

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
        self.text = ""
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

    def on_focus(self) -> None:
        """Put the terminal's own cursor here, where input methods open their window."""
        self._place_cursor()

    def on_blur(self) -> None:
        """Typing is over when something else has the focus."""
        if self.typing:
            self._leave(kept=True)

    def _place_cursor(self) -> None:
        self.app.cursor_position = Offset(self.region.x + 3 + cell_len(self.text), self.region.y)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed."""
        if event.key in ("ctrl+q", "ctrl+c"):
            return
        event.stop()
        event.prevent_default()
        if event.key in ("enter", "tab", "down"):
            self._leave(kept=True)
        elif event.key == "escape":
            self._leave(kept=False)
        elif event.key == "backspace":
            self._say(self.text[:-1])
        elif event.key == "ctrl+u":
            self._say("")
        elif event.character and event.is_printable and not event.key.startswith("alt+"):
            self._say(self.text + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of what is pasted."""
        event.stop()
        self._say(self.text + safe_text(event.text.partition("\n")[0], LONGEST))

    def _say(self, text: str) -> None:
        self.text = text[:LONGEST]
        self._place_cursor()
        self.refresh()
        self.post_message(self.Typed(self.text))

    def _leave(self, *, kept: bool) -> None:
        self.typing = False
        self.post_message(self.Left(kept))
