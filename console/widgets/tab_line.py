"""The tabs of a page on one line: a number, a word, and which one is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message

from console.columns import Piece
from console.formats import Glyphs, column_text
from console.language import Sentence
from console.widgets.drawn import Drawn


class TabLine(Drawn):
    """One line; a click opens a tab. Words that do not fit stand closer, then those further off are numbers alone."""

    DEFAULT_CSS = "TabLine { height: 1; width: 100%; background: $surface; }"

    @dataclass
    class Chosen(Message):
        """Somebody clicked a tab."""

        tab: str

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="tabs", glyphs=glyphs)
        self.tabs: Sequence[tuple[str, Sentence]] = ()
        self.open = ""

    def show(self, tabs: Sequence[tuple[str, Sentence]], opened: str) -> None:
        """Show these tabs, one of them open."""
        self.tabs, self.open = tabs, opened
        self.refresh()

    def places(self) -> list[tuple[int, int, str, str]]:
        """Return where every tab begins and ends, its name, and its words."""
        every = len(self.tabs)
        for near, apart in ((every, True), *((near, False) for near in range(every, -1, -1))):
            found, x = [], 1
            for tab, words in self._worded(near, apart=apart):
                found.append((x, x + cell_len(words), tab, words))
                x += cell_len(words)
            if x <= self.size.width:
                return found
        return found

    def _worded(self, near: int, *, apart: bool) -> list[tuple[str, str]]:
        """Return the tabs, the open one and those near it with their words, the others as a number."""
        margin = " " if apart else ""
        here = next((place for place, (tab, _words) in enumerate(self.tabs) if tab == self.open), 0)
        return [
            (
                tab,
                f"{margin}{place + 1} {column_text(str(words), self.glyphs, 30)} "
                if abs(place - here) <= near
                else f"{margin}{place + 1} ",
            )
            for place, (tab, words) in enumerate(self.tabs)
        ]

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the tabs."""
        tabs = [(words, "cursor" if tab == self.open else "muted") for _start, _end, tab, words in self.places()]
        return ((" ", ""), *tabs)

    def on_click(self, event: events.Click) -> None:
        """Open the tab that was clicked."""
        for start, end, tab, _words in self.places():
            if start <= event.x < end:
                self.post_message(self.Chosen(tab))
