"""The list of what may be meant, which floats beside the cursor of the editor."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message

from console.columns import Piece
from console.completing import NOTHING, Offer, Suggestion
from console.formats import Glyphs, column_text, fit
from console.language import Sentence, say
from console.widgets.drawn import Drawn

KINDS: Mapping[str, Sentence] = {
    "keyword": say("keyword"), "function": say("function"), "table": say("table"), "column": say("column"),
    "cte": say("with"), "name": say("name"),
}  # fmt: skip
ROWS = 8
WIDE = 56


class Completion(Drawn):
    """Never has the focus: the editor hands it the keys."""

    DEFAULT_CSS = """
    Completion { layer: above; background: $panel; display: none; height: 1; width: 20; }
    """

    @dataclass
    class Chosen(Message):
        """Somebody clicked a suggestion."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="completion", glyphs=glyphs)
        self.offer: Offer = NOTHING
        self.begins = 0, 0
        """Line and column at which the word begins that a suggestion takes the place of."""
        self.at = 0
        self._top = 0

    @property
    def current(self) -> Suggestion | None:
        """Return the suggestion under the cursor."""
        return self.offer.suggestions[self.at] if self.display and self.offer.suggestions else None

    def show(self, offer: Offer, x: int, y: int, width: int, height: int) -> None:
        """Show suggestions beside a place of the screen that is so wide and high; an empty offer hides the list."""
        self.offer, self.at, self._top = offer, 0, 0
        self.display = bool(offer.suggestions)
        if not offer.suggestions:
            return
        rows = min(len(offer.suggestions), ROWS)
        wide = min(max(self._width(), 20), WIDE, width - 2)
        below = y + 1 + rows <= height
        rows = rows if below else min(rows, y)
        self.styles.width, self.styles.height = wide, rows
        self.styles.offset = (max(0, min(x - offer.typed - 1, width - wide)), y + 1 if below else y - rows)
        self.refresh(layout=True)

    def hide(self) -> bool:
        """Hide the list; False when it was hidden."""
        was, self.display, self.offer = self.display, False, NOTHING
        return was

    def _width(self) -> int:
        return max(cell_len(one.word) + min(cell_len(one.said), 28) for one in self.offer.suggestions[:40]) + 14

    def move(self, rows: int) -> None:
        """Go to another suggestion, round the ends."""
        self.at = (self.at + rows) % max(len(self.offer.suggestions), 1)
        room = max(self.size.height, 1)
        self._top = max(min(self._top, self.at), self.at - room + 1)
        self.refresh()

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return one suggestion: what is written, what kind it is, what it means."""
        place = self._top + y
        if place >= len(self.offer.suggestions):
            return ()
        one = self.offer.suggestions[place]
        mark = self.glyphs.cursor if place == self.at else " "
        kind = str(KINDS[one.kind])
        room = self.size.width - 3 - cell_len(kind)
        word = column_text(one.word, self.glyphs, 60)
        said = column_text(one.said, self.glyphs, 80)
        left = room - cell_len(word) - 2
        tail = f"  {fit(said, left, self.glyphs)}" if said and left > 6 else ""
        if not tail:
            word = fit(word, room, self.glyphs)
        gap = " " * max(room - cell_len(word) - cell_len(tail), 0)
        return (mark, "key"), (word, "actual" if place == self.at else ""), (tail + gap, "muted"), (f" {kind} ", "rest")

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked suggestion."""
        self.at = min(self._top + event.y, len(self.offer.suggestions) - 1)
        self.post_message(self.Chosen())
