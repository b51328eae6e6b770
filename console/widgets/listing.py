"""A table with a cursor that scrolls both ways, is searched with `/` and sorted by any column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from console.columns import Piece
from console.content import LONGEST, NOTHING, Content, fitted_widths, sorted_rows, sought_rows
from console.formats import Glyphs, column_text, fit, wrapped
from console.widgets.searched import Searched

MEASURED = 400
"""So many rows decide how wide a column is; looking at all of a long list would be felt."""


class Listing(Searched):
    """Notes, a line of headings, and rows."""

    DEFAULT_CSS = "Listing { width: 100%; height: 1fr; }"
    BINDINGS = [
        Binding("up,k", "move(-1)", show=False, id="table.up"),
        Binding("down,j", "move(1)", show=False, id="table.down"),
        Binding("pageup", "move(-10)", show=False, id="table.page_up"),
        Binding("pagedown,space", "move(10)", show=False, id="table.page_down"),
        Binding("home", "move(-1000000)", show=False, id="table.first"),
        Binding("end", "move(1000000)", show=False, id="table.last"),
        Binding("enter", "choose", show=False, id="table.open"),
        Binding("slash", "search", show=False, id="table.search"),
        Binding("s", "sort(1)", show=False, id="table.sort"),
        Binding("S", "sort(0)", show=False, id="table.turn"),
        Binding("less_than_sign", "aside(-1)", show=False, id="table.left"),
        Binding("greater_than_sign", "aside(1)", show=False, id="table.right"),
    ]

    @dataclass
    class Chosen(Message):
        """Somebody wants to know more about a row."""

        row: Any

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, glyphs=glyphs)
        self.content = NOTHING
        self.sorted_by: int | None = None
        self.falling = False
        self._rows: list[Any] = []
        self._cursor = 0
        self._top = 0
        self._first = 0
        self._notes: list[str] = []
        self._widths: list[int] = []
        self._cells: dict[int, list[Piece]] = {}

    # What is shown.

    def show(self, content: Content, *, keep: bool = True) -> None:
        """Show a table; the cursor, the search and the order stay when it is the same table told anew."""
        here = self._key_here() if keep else None
        if not keep:
            self.typing, self.sought, self.sorted_by, self.falling, self._first = False, "", None, False, 0
        self.content = content
        self._choose_rows()
        keys = [content.key(row) for row in self._rows] if here is not None else []
        self._cursor = keys.index(here) if here in keys else min(self._cursor if keep else 0, len(self._rows) - 1)
        self._cursor = max(0, self._cursor)
        self.lay_out()

    def _key_here(self) -> object:
        return self.content.key(self.current) if self.current is not None else None

    @property
    def current(self) -> Any:
        """Return the row under the cursor."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None

    @property
    def shown(self) -> int:
        """Return how many rows the search leaves."""
        return len(self._rows)

    def _choose_rows(self) -> None:
        """Keep the rows that are sought, in the order that is asked for."""
        rows, columns = sought_rows(self.content, self.sought), self.content.columns
        if self.sorted_by is not None and self.sorted_by < len(columns):
            rows = sorted_rows(rows, columns[self.sorted_by], falling=self.falling)
        self._rows = rows

    def lay_out(self) -> None:
        """Share out the width and break the notes where it ends."""
        self._cells.clear()
        width = max(self.size.width - 2, 10)
        self._notes = [part for note in self.content.notes for part in wrapped(self.safe(str(note)), width)]
        self._notes = self._notes[: max(self.size.height // 3, 1)]
        self._widths = self._wide()
        self._keep_in_sight()
        self.refresh()

    def _row_cells(self, place: int) -> list[Piece]:
        found = self._cells.get(place)
        if found is None:
            cells = self.content.cells(self._rows[place])
            found = [(column_text(text, self.glyphs), tone) for text, tone in cells]
            self._cells[place] = found
        return found

    def _title(self, place: int) -> str:
        column = self.content.columns[place]
        mark = (self.glyphs.down if self.falling else self.glyphs.up) if place == self.sorted_by else ""
        return f"{column_text(str(column.title), self.glyphs, LONGEST)}{mark}"

    def _wide(self) -> list[int]:
        columns = self.content.columns
        measured = range(min(len(self._rows), MEASURED))
        widths = [
            min(max([cell_len(self._title(at)), *(cell_len(self._row_cells(row)[at][0]) for row in measured)]), LONGEST)
            for at in range(len(columns))
        ]
        return fitted_widths(columns, widths, self.size.width - 2)

    # Drawing.

    @property
    def _above(self) -> int:
        return len(self._notes) + 1

    @property
    def _below(self) -> int:
        return 1 if self.typing or self.sought else 0

    @property
    def _room(self) -> int:
        return max(1, self.size.height - self._above - self._below)

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return a note, the headings, a row, or what is sought."""
        if y < len(self._notes):
            return ((f" {self._notes[y]}", "muted"),)
        if self._below and y == self.size.height - 1:
            return self.search_line(len(self._rows), len(self.content.rows))
        if not self._rows:
            return ((f"  {self._instead(y - self._above)}", "muted"),)
        if y == len(self._notes):
            return self._line([(self._title(at), "muted") for at in range(len(self.content.columns))], " ")
        place = self._top + y - self._above
        if place >= len(self._rows):
            return ()
        here = place == self._cursor and self.has_focus
        return self._line(self._row_cells(place), self.glyphs.cursor if here else " ")

    def _instead(self, line: int) -> str:
        """Return a line of the sentence that stands where there are no rows."""
        lines = wrapped(self.safe(str(self.content.empty)), max(self.size.width - 4, 10))
        return lines[line] if 0 <= line < len(lines) else ""

    def render_line(self, y: int) -> Strip:
        """Draw one line; the row under the cursor has its own ground."""
        place = self._top + y - self._above
        on_row = y >= self._above and place == self._cursor and bool(self._rows) and y < self.size.height - self._below
        return self.line(self.pieces(y), ground="cursor" if on_row and self.has_focus else "")

    def _seen(self) -> list[int]:
        """Return the columns that are in sight: those that stay, then the ones that were scrolled to."""
        fixed = self.content.fixed
        return [*range(min(fixed, len(self._widths))), *range(fixed + self._first, len(self._widths))]

    def _line(self, cells: Sequence[Piece], mark: str) -> tuple[Piece, ...]:
        """Return a row; a column there is no room for is left out when it is a figure, else cut with an ellipsis."""
        pieces: list[Piece] = [(mark, "key")]
        room = self.size.width - 2
        for at in self._seen():
            text, tone = cells[at]
            column, width = self.content.columns[at], self._widths[at]
            if width > room and column.spare:
                continue
            if width > room:
                width = 0 if column.right or room < 6 else room
            if not width:
                pieces.append((self.glyphs.path, "key"))
                break
            pieces += [(fit(text, width, self.glyphs, right=column.right), tone), ("  ", "")]
            room -= width + 2
        return tuple(pieces)

    # Moving.

    def on_resize(self, event: events.Resize) -> None:
        """Share out the new width."""
        self.lay_out()

    def action_move(self, rows: int) -> None:
        """Move the cursor, no further than the ends."""
        self._cursor = max(0, min(self._cursor + rows, len(self._rows) - 1))
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        self._top = min(self._top, self._cursor, max(0, len(self._rows) - self._room))
        self._top = max(self._top, self._cursor - self._room + 1, 0)
        self._widen()

    def _widen(self) -> None:
        """Give a column more room when a row in sight needs it; it keeps that room."""
        for place in range(self._top, min(self._top + self._room, len(self._rows))):
            for at, (text, _tone) in enumerate(self._row_cells(place)):
                column = self.content.columns[at]
                if not column.rest and not column.yielding:
                    self._widths[at] = max(self._widths[at], min(cell_len(text), LONGEST))

    def action_aside(self, columns: int) -> None:
        """Show columns further to the right, or to the left again."""
        most = max(0, len(self.content.columns) - self.content.fixed - 1)
        if sum(self._widths) + 2 * len(self._widths) <= self.size.width and columns > 0:
            return
        self._first = max(0, min(self._first + columns, most))
        self.refresh()

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def action_sort(self, on: int) -> None:
        """Sort by the next column (1), or turn the order round (0)."""
        able = [at for at, column in enumerate(self.content.columns) if column.order]
        if not able:
            return
        if on or self.sorted_by is None:
            later = [at for at in able if self.sorted_by is None or at > self.sorted_by]
            self.sort_by(later[0] if later else None)
        else:
            self.sort_by(self.sorted_by, falling=not self.falling)

    def sort_by(self, column: int | None, *, falling: bool | None = None) -> None:
        """Sort by a column; None is the order in which the rows came."""
        self.sorted_by = column
        if column is not None:
            self.falling = not self.content.columns[column].rising if falling is None else falling
        self._again()

    def _again(self) -> None:
        """Choose the rows anew; the cursor stays on its row when that is still there."""
        here = self._key_here()
        self._choose_rows()
        keys = [self.content.key(row) for row in self._rows]
        self._cursor = keys.index(here) if here in keys else 0
        self.lay_out()

    # Searching.

    @property
    def searchable(self) -> bool:
        """Tell whether there is anything to search."""
        return self.content.words is not None

    def search_anew(self) -> None:
        """Show the rows that are sought now."""
        self._again()

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked, open it on the second click, sort by a heading."""
        if event.y == len(self._notes) and self._rows:
            self._sort_at(event.x)
        place = self._top + event.y - self._above
        if event.y < self._above or place >= len(self._rows):
            return
        self.action_move(place - self._cursor)
        if event.chain > 1:
            self.action_choose()

    def _sort_at(self, x: int) -> None:
        start = 1
        for at in self._seen():
            end = start + self._widths[at] + 2
            if start <= x < end and self.content.columns[at].order:
                again = at == self.sorted_by
                self.sort_by(at, falling=not self.falling if again else None)
                return
            start = end

    def roll(self, rows: int) -> None:
        """Move the cursor with the wheel."""
        self.action_move(rows)
