"""The palette: type a few letters of anything, and go there or do it."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from console.columns import Piece
from console.content import Column, Content
from console.formats import Glyphs
from console.language import say
from console.way import Way
from console.widgets.listing import Listing
from console.widgets.way_list import WayList


class PaletteScreen(ModalScreen[None]):
    """Every screen, target, place and action, narrowed down by what is typed."""

    BINDINGS = [Binding("escape,ctrl+p", "leave", show=False, id="palette.back")]

    @dataclass(frozen=True)
    class _Row:
        way: Way
        words: str

    def __init__(self, ways: Iterator[Way], glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.rows = [self._Row(way, way.words) for way in ways]

    def compose(self) -> ComposeResult:
        """Lay out one list."""
        yield WayList(self.glyphs, id="palette")

    def on_mount(self) -> None:
        """Fill the list and begin to type."""
        self.show()
        ways = self.query_one(WayList)
        ways.focus()
        ways.action_search()

    def show(self) -> None:
        """Show the list in the language in use."""
        columns = (Column(""), Column("", rest=True), Column("", right=True, spare=True))
        content = Content(
            columns, self.rows, _cells, id,  # two targets may be called the same
            words=[row.words for row in self.rows], notes=(say("Type letters or pinyin initials, Enter goes there"),),
        )  # fmt: skip
        self.query_one(WayList).show(content)

    def add(self, ways: Iterator[Way]) -> None:
        """Add what was found later."""
        self.rows += [self._Row(way, way.words) for way in ways]
        self.show()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    @on(Listing.Chosen)
    def go(self, message: Listing.Chosen) -> None:
        """Leave the palette and go where was chosen."""
        way: Way = message.row.way
        self.dismiss()
        self.app.call_later(way.go)


def _cells(row: "PaletteScreen._Row") -> tuple[Piece, ...]:
    way = row.way
    return (str(way.kind), "muted"), (str(way.name), "name"), (way.key, "key")
