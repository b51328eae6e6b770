"""A line that asks for a few words before something is done, and does nothing without them."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message

from console.columns import Piece
from console.formats import Glyphs, column_text, safe_text
from console.language import Sentence, say
from console.widgets.drawn import Drawn

LONGEST = 400
"""Characters that may be typed."""


class AskLine(Drawn, can_focus=True):
    """Takes the place of the line of keys while it asks."""

    DEFAULT_CSS = "AskLine { height: 1; width: 100%; background: $panel; display: none; }"

    @dataclass
    class Told(Message):
        """Somebody answered; nothing is told when they thought better of it."""

        text: str
        follows: Callable[[str], None]

    @dataclass
    class Left(Message):
        """The question is over."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="ask", glyphs=glyphs)
        self.text = ""
        self.asking = False
        self._question = say("{file}", file="")
        self._follows: Callable[[str], None] = lambda text: None
        self._needed = True

    def ask(self, question: Sentence, follows: Callable[[str], None], text: str = "", *, needed: bool = True) -> None:
        """Ask; without `needed` words Enter alone is an answer."""
        self._question, self._follows, self._needed = question, follows, needed
        self.text, self.asking, self.display = text, True, True
        self.focus()
        self.refresh()

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the question and what is typed."""
        question = f" {self._question} "
        room = max(self.size.width - cell_len(question) - 4, 10)
        shown = self.text if cell_len(self.text) <= room else self.text[-room // 2 :]
        return ((question, "key"), (column_text(shown, self.glyphs, room), "actual"), ("_", "key"))

    def on_focus(self) -> None:
        """Put the terminal's own cursor here, where input methods open their window."""
        words = cell_len(f" {self._question} ") + cell_len(self.text)
        self.app.cursor_position = Offset(self.region.x + min(words, self.size.width - 1), self.region.y)

    def on_blur(self) -> None:
        """Asking is over when something else has the focus."""
        if self.asking:
            self._leave()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed."""
        if event.key in ("ctrl+q", "ctrl+c"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self._leave()
        elif event.key == "enter":
            self._answer()
        elif event.key == "backspace":
            self._say(self.text[:-1])
        elif event.key == "ctrl+u":
            self._say("")
        elif event.character and event.is_printable:
            self._say(self.text + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of what is pasted."""
        event.stop()
        self._say(self.text + safe_text(event.text.partition("\n")[0], LONGEST))

    def _say(self, text: str) -> None:
        self.text = text[:LONGEST]
        self.refresh()

    def _answer(self) -> None:
        if self._needed and not self.text.strip():
            return
        told = self.Told(self.text.strip(), self._follows)
        self._leave()
        self.post_message(told)

    def _leave(self) -> None:
        self.asking = False
        self.post_message(self.Left())
