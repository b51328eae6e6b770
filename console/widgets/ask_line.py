"""A line that asks for a few words before something is done, and does nothing without them."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from textual.message import Message

from console.columns import Piece
from console.formats import Glyphs, column_text
from console.language import Sentence, say
from console.widgets.typed_line import TypedLine


class AskLine(TypedLine):
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

    def cells_before(self) -> int:
        """Return how many cells the question takes."""
        return cell_len(f" {self._question} ")

    def on_blur(self) -> None:
        """Asking is over when something else has the focus."""
        if self.asking:
            self.drop()

    def keep(self) -> None:
        """Answer with the words, if there are any or none are needed."""
        if self._needed and not self.text.strip():
            return
        told = self.Told(self.text.strip(), self._follows)
        self.drop()
        self.post_message(told)

    def drop(self) -> None:
        """Answer nothing."""
        self.asking = False
        self.post_message(self.Left())
