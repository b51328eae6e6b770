"""The table of an answer: any number of rows, of which only those in sight are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from console.answers import cell, is_number
from console.blocks import Blocks, around
from console.columns import Piece
from console.formats import Glyphs, column_text, fit
from console.grid import Grid
from console.language import Sentence
from console.widgets.desk_keys import IN_TABLE
from console.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    import pyarrow as pa

    from console.desk.held import Column

WIDEST = 36
"""Cells of a column unless it is widened."""


class ResultTable(Scrolled):
    """Headings, rows, and a cursor on one cell or a range of them."""

    ROLL = 3
    BINDINGS = [
        Binding("up,k", "move(-1, 0)", show=False, id="answer.up"),
        Binding("down,j", "move(1, 0)", show=False, id="answer.down"),
        Binding("left,h", "move(0, -1)", show=False, id="answer.left"),
        Binding("right", "move(0, 1)", show=False, id="answer.right"),
        Binding("shift+up", "move(-1, 0, True)", show=False, id="answer.stretch_up"),
        Binding("shift+down", "move(1, 0, True)", show=False, id="answer.stretch_down"),
        Binding("shift+left", "move(0, -1, True)", show=False, id="answer.stretch_left"),
        Binding("shift+right", "move(0, 1, True)", show=False, id="answer.stretch_right"),
        Binding("pageup", "page(-1)", show=False, id="answer.page_up"),
        Binding("pagedown,space", "page(1)", show=False, id="answer.page_down"),
        Binding("home", "move(0, -100000)", show=False, id="answer.row_start"),
        Binding("end", "move(0, 100000)", show=False, id="answer.row_end"),
        Binding("ctrl+home,g", "ends(-1)", show=False, id="answer.first"),
        Binding("ctrl+end,G", "ends(1)", show=False, id="answer.last"),
        Binding("shift+space", "whole_row", show=False, id="answer.whole_row"),
        Binding("plus,equals_sign", "widen(6)", show=False, id="answer.widen"),
        Binding("minus", "widen(-6)", show=False, id="answer.narrow"),
        *IN_TABLE,
    ]

    @dataclass
    class Wanted(Message):
        """Rows are to be shown that are not here yet."""

        offset: int
        count: int

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

    @dataclass
    class Opened(Message):
        """Somebody wants to see a whole cell."""

    @dataclass
    class SortWanted(Message):
        """A heading was clicked."""

        column: int

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, glyphs=glyphs)
        self.columns: tuple[Column, ...] = ()
        self.order: tuple[tuple[int, bool], ...] = ()
        self.filtered: frozenset[int] = frozenset()
        self.instead: Sentence | str = ""
        self.tone_instead = "muted"
        self.grid = Grid()
        self._blocks = Blocks()
        self._cells: dict[int, list[Piece]] = {}
        self._asked: tuple[int, int] | None = None

    # What is shown.

    def clear(self, instead: Sentence | str = "", tone: str = "muted") -> None:
        """Show a sentence and no rows."""
        self.columns, self.instead, self.tone_instead = (), instead, tone
        self.order, self.filtered = (), frozenset()
        self._forget()
        self.grid.begin_again(0, [])
        self.refresh()

    def _forget(self) -> None:
        self._asked = None
        self._blocks.clear()
        self._cells.clear()

    def show(self, columns: Sequence["Column"], total: int, *, keep: bool = False) -> None:
        """Show an answer from its first row, or the same columns in another order."""
        keep = keep and len(columns) == len(self.grid.widths)
        self._forget()
        self.columns, self.instead = tuple(columns), ""
        titles = [min(max(cell_len(self._title(place)) + 2, 4), WIDEST) for place in range(len(columns))]
        self.grid.begin_again(total, self.grid.widths if keep else titles, self.grid.at if keep else 0)
        self._keep_in_sight()
        self.refresh()

    @property
    def row(self) -> int:
        """The row under the cursor."""
        return self.grid.row

    @property
    def at(self) -> int:
        """The column under the cursor."""
        return self.grid.at

    @property
    def area(self) -> tuple[range, range]:
        """The rows and the columns that are chosen."""
        return self.grid.area

    def grow(self, total: int) -> None:
        """Learn of more rows."""
        if total != self.grid.rows:
            self.grid.rows = total
            self.refresh()

    def take(self, offset: int, rows: "pa.Table") -> None:
        """Take over some rows that were wanted."""
        count = self._blocks.take(offset, rows)
        self._cells.clear()
        self._asked = None
        self._widen_for(range(max(self.grid.top, offset), min(self.grid.top + self._room + 50, offset + count)))
        self.refresh()

    def _widen_for(self, rows: Sequence[int]) -> None:
        for row in rows:
            for place, (text, _tone) in enumerate(self._row_cells(row) or ()):
                self.grid.widths[place] = max(self.grid.widths[place], min(cell_len(text), WIDEST))

    def values(self, row: int) -> tuple[object, ...] | None:
        """Return a row, None while it is not here."""
        return self._blocks.row(row)

    @property
    def value(self) -> object:
        """Return the value under the cursor."""
        values = self.values(self.row)
        return values[self.at] if values else None

    def chosen(self) -> list[list[object]] | None:
        """Return the chosen cells; None where some of them are not here any more."""
        rows, columns = self.area
        found = []
        for row in rows:
            values = self.values(row)
            if values is None:
                return None
            found.append([values[at] for at in columns])
        return found

    def _row_cells(self, row: int) -> list[Piece] | None:
        found = self._cells.get(row)
        if found is None:
            values = self.values(row)
            if values is None:
                return None
            found = self._cells[row] = [cell(value, self.glyphs) for value in values]
        return found

    def _title(self, place: int) -> str:
        mark = next((self.glyphs.down if down else self.glyphs.up for at, down in self.order if at == place), "")
        sieve = "*" if place in self.filtered else ""
        return f"{column_text(self.columns[place].name, self.glyphs, 60)}{mark}{sieve}"

    # Drawing.

    @property
    def _room(self) -> int:
        return max(1, self.size.height - 1)

    @property
    def _margin(self) -> int:
        return len(f"{max(self.grid.rows, 1):,}") + 2

    def render_line(self, y: int) -> Strip:
        """Draw the headings or a row."""
        if not self.columns:
            return self.line(((f"  {self.instead}" if y == 1 else "", self.tone_instead),))
        if y == 0:
            return self.line(self._headings(), ground="bar-title")
        row = self.grid.top + y - 1
        return self.line(self._row(row)) if row < self.grid.rows else self.line(())

    @property
    def _width(self) -> int:
        """Return how many cells there are for the columns."""
        return self.size.width - self._margin - 1

    def _in_sight(self) -> list[tuple[int, int]]:
        """Return the columns in sight with their cells."""
        return self.grid.in_sight(self._width)

    def _right(self, place: int) -> bool:
        return is_number(self.columns[place].kind)

    def _headings(self) -> list[Piece]:
        more = self.glyphs.path if self.grid.left else " "
        pieces: list[Piece] = [(" " * (self._margin - 1) + more, "muted"), (" ", "")]
        for place, cells in self._in_sight():
            tone = "key" if place == self.at and self.has_focus else "title"
            pieces += [(fit(self._title(place), cells, self.glyphs, right=self._right(place)), tone), ("  ", "")]
        return pieces

    def _row(self, row: int) -> list[Piece]:
        here = row == self.row
        number = fit(f"{row + 1:,}", self._margin - 1, self.glyphs, right=True)
        pieces: list[Piece] = [(number, "key" if here and self.has_focus else "rest"), ("  ", "")]
        cells = self._row_cells(row)
        if cells is None:
            self._want()
            return [*pieces, (self.glyphs.ellipsis, "rest")]
        rows, columns = self.area
        for place, width in self._in_sight():
            text, tone = cells[place]
            fitted = fit(text, width, self.glyphs, right=self._right(place))
            marked = self.has_focus and row in rows and place in columns
            pieces += [(fitted, f"{tone} cursor" if marked else tone), ("  ", "")]
        return pieces

    def tone(self, name: str) -> Any:
        """Return a tone; two names are a tone on the ground of another."""
        first, space, ground = name.partition(" ")
        if not space:
            return super().tone(name)
        found = self._tones.get(name)
        if found is None:
            over = super().tone(ground)

            found = self._tones[name] = super().tone(first) + Style(bgcolor=over.bgcolor, bold=True)
        return found

    # Asking for rows.

    def _want(self) -> None:
        """Ask for the rows in sight, once."""
        wanted = around(self.grid.top, min(self.grid.top + self._room, self.grid.rows))
        if self._asked != wanted:
            self._asked = wanted
            start, end = wanted
            self.post_message(self.Wanted(start, end - start))

    # Moving.

    def _moved(self) -> None:
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    def action_move(self, rows: int, columns: int, choosing: bool = False) -> None:
        """Move the cursor, no further than the ends; while choosing, the range grows."""
        if self.columns:
            self.grid.move(rows, columns, choosing=choosing)
            self._moved()

    def go_to(self, row: int) -> None:
        """Go to a row."""
        self.action_move(row - self.row, 0)

    def action_page(self, pages: int) -> None:
        """Move by as many rows as are in sight."""
        self.grid.scroll(pages * self._room, self._room)
        self.action_move(pages * self._room, 0)

    def action_ends(self, direction: int) -> None:
        """Go to the first or the last row."""
        self.go_to(0 if direction < 0 else self.grid.rows - 1)

    def action_whole_row(self) -> None:
        """Choose all columns of the row, or of the rows that are chosen."""
        if self.columns:
            self.grid.choose_rows()
            self._moved()

    def action_widen(self, cells: int) -> None:
        """Make the column of the cursor wider or narrower."""
        if self.columns:
            self.grid.widen(cells)
            self._moved()

    def _keep_in_sight(self) -> None:
        self.grid.keep_in_sight(self._room, self._width)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        if self.columns:
            self._keep_in_sight()

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """Go to the clicked cell, open it on the second click, sort by a heading."""
        start = self._margin + 1
        for place, cells in self._in_sight() if self.columns else ():
            if start <= event.x < start + cells + 2:
                self._clicked(event, place)
                return
            start += cells + 2

    def _clicked(self, event: events.Click, place: int) -> None:
        if event.y == 0:
            self.post_message(self.SortWanted(place))
        elif (row := self.grid.top + event.y - 1) < self.grid.rows:
            self.action_move(row - self.row, place - self.at, choosing=event.shift)
            if event.chain > 1:
                self.post_message(self.Opened())

    def roll(self, rows: int) -> None:
        """Move the cursor with the wheel."""
        self.action_move(rows, 0)
