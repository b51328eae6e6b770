"""One pinned query on the watch screen: a table, a number or a chart, in a frame that also shows its failure."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from console.answers import cell, is_number
from console.charts import Chart, chart_of, drawn
from console.columns import Piece
from console.formats import Glyphs, column_text, fit, shorten, wrapped
from console.language import say
from console.messages import LeftPanel
from console.pinned import Shown
from console.pins import Pin, Shape
from console.widgets.pinned import PinnedPanels
from console.widgets.scrolled import Scrolled

TALL = 10
"""Lines of a table or a chart, with its title."""
WIDEST = 30
"""Cells of a column."""


class PinnedPanel(Scrolled):
    """One pinned query: a title line, and below it what it answered."""

    BINDINGS = [
        Binding("enter", "open", show=False, id="watch.open"),
        Binding("delete", "unpin", say("unpin").text, key_display="Del", show=False, id="pin.unpin"),
        Binding("up,k", "move(-1)", show=False, id="panel.up"),
        Binding("down,j", "move(1)", show=False, id="panel.down"),
        Binding("pageup", "move(-10)", show=False, id="panel.page_up"),
        Binding("pagedown", "move(10)", show=False, id="panel.page_down"),
    ]

    def __init__(self, pin: Pin, glyphs: Glyphs) -> None:
        super().__init__(glyphs=glyphs)
        self.pin = pin
        self.number = 0
        """Its number key."""
        self.shown: Shown | None = None
        self.generation: int | None = None
        """The generation it was last asked of."""
        self.replaying = False
        """Whether the rest of the screen shows an earlier moment."""
        self._top = 0
        self._lines: list[Sequence[Piece]] | None = None

    @property
    def wanted(self) -> int:
        """Return how many lines it takes."""
        if self.pin.shape is not Shape.NUMBER:
            return TALL
        return 1 + min(max(len(self.shown.columns) if self.shown else 1, 1), 4)

    @property
    def title(self) -> str:
        """Return its title, safe and short."""
        return column_text(self.pin.title or self.pin.query, self.glyphs, 40)

    def follow(self, generation: int, replaying: bool) -> None:
        """Be filled anew where the generation is another one; what is shown stays until then."""
        if replaying != self.replaying:
            self.replaying = replaying
            self.refresh()
        if generation != self.generation and not replaying:
            self.generation = generation
            if self.is_running:
                self.on_mount()

    def on_mount(self) -> None:
        """Ask to be filled; before it is mounted a panel cannot ask."""
        if self.generation is not None:
            self.post_message(PinnedPanels.Wanted(self, self.generation))

    def show(self, shown: Shown) -> None:
        """Show what was answered."""
        self.shown, self._lines = shown, None
        self._top = max(0, min(self._top, len(shown.rows) - 1))
        self.refresh()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line; the title has its own ground."""
        if y == 0:
            return self.line(self.pieces(0), ground="cursor" if self.has_focus else "bar-title")
        return self.line(self.pieces(y))

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the title line, or a line of the answer."""
        if y == 0:
            return self._title()
        if self._lines is None:
            self._lines = self._laid_out()
        y += self._top if y > self._fixed else 0
        return tuple(self._lines[y - 1]) if y <= len(self._lines) else ()

    @property
    def _fixed(self) -> int:
        """Return how many lines below the title do not scroll."""
        return 1 if self.pin.shape is Shape.TABLE else 0

    def _title(self) -> tuple[Piece, ...]:
        right, tone = self._said()
        number = f" {self.number} "
        room = self.size.width - cell_len(right) - len(number) - 2
        title = shorten(self.title, max(room, 4), self.glyphs.ellipsis)
        gap = max(self.size.width - cell_len(number + title + right) - 1, 1)
        return (number, "key"), (title, "title"), (" " * gap, ""), (f"{right} ", tone)

    def _said(self) -> Piece:
        if self.shown is None:
            return str(say("working it out")), "muted"
        if self.shown.trouble is not None:
            return f"! {say('failed')}", "behind"
        if self.replaying:
            return str(say("newest figures")), "changed"
        if self.pin.shape is not Shape.TABLE:
            return "", "muted"
        if self.shown.total is None:
            return str(say("over {rows:row|rows}", rows=f"{len(self.shown.rows):,}")), "muted"
        return str(say("{rows:row|rows}", rows=f"{self.shown.total:,}")), "muted"

    def _laid_out(self) -> list[Sequence[Piece]]:
        shown = self.shown
        if shown is None:
            return []
        if shown.trouble is not None:
            lines = wrapped(column_text(str(shown.trouble), self.glyphs, 400), max(self.size.width - 2, 10))
            return [((f" {line}", "behind"),) for line in lines]
        if not shown.rows:
            return [((f" {say('no rows')}", "muted"),)]
        if self.pin.shape is Shape.NUMBER:
            return self._number(shown)
        if self.pin.shape is Shape.CHART:
            return self._chart(shown)
        return self._table(shown)

    def _number(self, shown: Shown) -> list[Sequence[Piece]]:
        """Return the columns of the first row, figures first, each below the other."""
        columns = sorted(zip(shown.columns, shown.rows[0], strict=True), key=lambda one: not is_number(one[0][1]))
        lines: list[Sequence[Piece]] = []
        for place, ((name, _kind), value) in enumerate(columns):
            text, tone = cell(value, self.glyphs)
            figure = (f" {text}", "figure" if place == 0 else tone)
            lines.append((figure, (f"  {column_text(name, self.glyphs, 40)}", "muted")))
        return lines

    def _chart(self, shown: Shown) -> list[Sequence[Piece]]:
        chart = chart_of(shown.columns, shown.rows)
        if not isinstance(chart, Chart):
            return [((f" {line}", "muted"),) for line in wrapped(str(chart), max(self.size.width - 2, 10))]
        return [*drawn(chart, max(self.size.width, 20), max(self.size.height - 1, 4), self.glyphs)]

    def _table(self, shown: Shown) -> list[Sequence[Piece]]:
        rows = [[cell(value, self.glyphs) for value in row] for row in shown.rows]
        names = [column_text(name, self.glyphs, WIDEST) for name, _kind in shown.columns]
        widths = [
            min(max(map(cell_len, [name, *(row[place][0] for row in rows[:100])])), WIDEST)
            for place, name in enumerate(names)
        ]
        right = [is_number(kind) for _name, kind in shown.columns]
        titles = [(name, "muted") for name in names]
        return [self._row(row, widths, right) for row in [titles, *rows]]

    def _row(self, row: Sequence[Piece], widths: Sequence[int], right: Sequence[bool]) -> list[Piece]:
        pieces: list[Piece] = [(" ", "")]
        left = self.size.width - 2
        for (text, tone), width, to_right in zip(row, widths, right, strict=True):
            if left < min(width, 4):
                break
            pieces += [(fit(text, min(width, left), self.glyphs, right=to_right), tone), ("  ", "")]
            left -= width + 2
        return pieces

    # Keys.

    def action_move(self, rows: int) -> None:
        """Move through the rows; beyond the ends go on in the next panel."""
        count = len(self.shown.rows) if self.shown and self.pin.shape is Shape.TABLE else 0
        last = max(0, count - (self.size.height - 1 - self._fixed))
        top = max(0, min(self._top + rows, last))
        if top == self._top and abs(rows) == 1:
            self.post_message(LeftPanel(rows))
        self._top = top
        self.refresh()

    def action_open(self) -> None:
        """Open the query on the desk."""
        self.post_message(PinnedPanels.Opened(self.pin))

    def action_unpin(self) -> None:
        """Take the query off the watch screen."""
        self.post_message(PinnedPanels.Unpinned(self.pin))

    def on_click(self, event: events.Click) -> None:
        """Open the query on the second click."""
        if event.chain > 1:
            self.action_open()

    def roll(self, rows: int) -> None:
        """Move through the rows with the wheel."""
        self.action_move(rows)

    def on_resize(self) -> None:
        """Lay it out for the new size."""
        self._lines = None
        self.refresh()
