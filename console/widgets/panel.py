"""A panel of the watch screen: its targets worst first, with a cursor that stays where it was when figures change."""

from collections import Counter
from collections.abc import Mapping

from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.strip import Strip

from console.columns import Cell, Columns, Needs, Piece, columns, headings, row
from console.formats import Glyphs, column_text
from console.keys import Key
from console.language import Sentence, say
from console.measured import VIEWS, Measures, View, measured_text
from console.messages import Focused, LeftPanel, Opened
from console.overview import Change, Line
from console.pieces import placed, spread, width_of
from console.standing import Light
from console.standing.words import LIGHTS
from console.targets import Panel
from console.widgets.scrolled import Scrolled

TITLES: Mapping[Panel, Sentence] = {
    Panel.GROWTH: say("Growth"),
    Panel.ENTERPRISES: say("Enterprises and projects"),
    Panel.CAPITAL: say("Loans and capital"),
    Panel.PARK: say("Park"),
    Panel.MILESTONES: say("Milestones"),
}
_IN_TITLE = (Light.BEHIND, Light.OVERDUE, Light.SLOW)


class TargetPanel(Scrolled):
    """One panel: a title line, and below it as many targets as there is room for."""

    ROLL = 1
    BINDINGS = [
        Binding("up,k", "move(-1)", show=False, id="panel.up"),
        Binding("down,j", "move(1)", show=False, id="panel.down"),
        Binding("pageup", "move(-10)", show=False, id="panel.page_up"),
        Binding("pagedown", "move(10)", show=False, id="panel.page_down"),
        Binding("home", "move(-1000)", show=False, id="panel.first"),
        Binding("end", "move(1000)", show=False, id="panel.last"),
        Binding("enter", "open", show=False, id="watch.open"),
    ]

    def __init__(self, panel: Panel, number: int, glyphs: Glyphs) -> None:
        super().__init__(id=panel.value, glyphs=glyphs)
        self.panel = panel
        self.number = number
        self.lines: tuple[Line, ...] = ()
        self.others: tuple[tuple[str, str], ...] = ()
        """What the title line says on the right: the other panels, while only one is shown."""
        self._depths: dict[str, int] = {}
        self._changes: Mapping[str, Change] = {}
        self._needs = Needs()
        self._filtered: tuple[str, int] = ("", 0)
        self._view = View.TARGET
        self._measures: Measures | None = None
        self._cursor = 0
        self._top = 0
        self._rows: list[tuple[Cell, ...]] = []
        self._rows_for: Columns | None = None

    # What the panel shows.

    def show(
        self, lines: tuple[Line, ...], changes: Mapping[str, Change], wish: Needs, filtered: tuple[str, int] = ("", 0)
    ) -> None:
        """Show these targets; the cursor stays on the target it was on, and only changed cells are drawn again.

        What is filtered is the words of the filter, and how many targets there would be without it.
        """
        here = self.current
        first = self.lines[self._top].target_id if self.lines[self._top :] else ""
        self.lines, self._changes, self._needs, self._filtered = lines, changes, wish, filtered
        self._depths = _depths(lines)
        places = {line.target_id: place for place, line in enumerate(lines)}
        self._top = min(places.get(first, self._top), max(0, len(lines) - 1))
        self._cursor = min(places.get(here.target_id, self._cursor) if here else 0, max(0, len(lines) - 1))
        old, planned, top = self._rows, self._rows_for, self._top
        self._rows_for = None
        self._keep_in_sight()
        if (planned, top, len(old)) == (self.planned, self._top, len(lines)):
            self._draw_again(old)
        else:
            self.refresh()

    def measure(self, view: View, measures: Measures | None) -> None:
        """Show other figures in place of the actuals; the targets do not change by that."""
        self._view, self._measures = view, measures

    @property
    def current(self) -> Line | None:
        """Return the target under the cursor."""
        return self.lines[self._cursor] if self._cursor < len(self.lines) else None

    @property
    def planned(self) -> Columns:
        """Return the columns that the panel has room for."""
        return columns(self.size.width, self._needs)

    @property
    def wanted(self) -> int:
        """Return how many lines it takes to show everything."""
        return 1 + len(self.lines)

    def go_to(self, target_id: str) -> bool:
        """Put the cursor on a target; False when it is not in this panel."""
        for place, line in enumerate(self.lines):
            if line.target_id == target_id:
                self._put(place)
                return True
        return False

    def go_to_end(self, direction: int) -> None:
        """Put the cursor on the first target when coming from above (1), on the last from below (-1)."""
        self._put(0 if direction > 0 else len(self.lines) - 1)

    # Drawing.

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return the title line, or the row that stands there."""
        if y == 0:
            return self._title()
        place = self._top + y - 1
        rows = self.rows()
        if place >= len(rows):
            return ((self._empty_words() if place == 0 else "", "muted"),)
        here = place == self._cursor and self.has_focus
        return ((self.glyphs.cursor if here else " ", "key"), *(piece for cell in rows[place] for piece in cell))

    def render_line(self, y: int) -> Strip:
        """Draw one line; the title and the row under the cursor have their own ground."""
        if y == 0:
            return self.line(self.pieces(0), ground="bar-title")
        here = self._top + y - 1 == self._cursor and self.has_focus and bool(self.lines)
        return self.line(self.pieces(y), ground="cursor" if here else "")

    def _empty_words(self) -> str:
        words, without = self._filtered
        if words and without:
            return " " + str(
                say("none of {count:target|targets}; {key} shows them all", count=without, key=Key("watch.back"))
            )
        return " " + str(say("no targets"))

    def _title(self) -> tuple[tuple[str, str], ...]:
        counts = Counter(line.light for line in self.lines)
        left: list[tuple[str, str]] = [(f" {self.number} ", "key"), (f"{TITLES[self.panel]}  ", "title")]
        for light in _IN_TITLE:
            if counts[light]:
                left.append((f"{self.glyphs.lights[light]} {LIGHTS[light]} {counts[light]}  ", light))
        if filtered := self._filter_words():
            left.append((filtered, "changed"))
        elif self.planned.wide and self.number == 1 and not self.others:
            figures = None if self._view is View.TARGET else VIEWS[self._view]
            left += placed(headings(self.planned, self.glyphs, figures), width_of(left))
        end = [(self._place_words(), "muted")]
        return spread(left, [*self._others_in(self.size.width - width_of([*left, *end])), *end], self.size.width)

    def _others_in(self, room: int) -> list[Piece]:
        """Return the other panels by name and number, or all of them by number rather than some by name."""
        for others in (self.others, [(f"{text.split(maxsplit=1)[0]} ", tone) for text, tone in self.others]):
            if others and width_of(others) < room:
                return [*others, (" ", "")]
        return []

    def _filter_words(self) -> str:
        """Return what the panel is filtered by and how much that leaves."""
        words, without = self._filtered
        if not words:
            return ""
        found = say("{count} of {all}", count=len(self.lines), all=without)
        return f"{column_text(words, self.glyphs, max(self.size.width // 3, 10))}  {found}  "

    def _place_words(self) -> str:
        """Return which targets are in sight when there are others above or below."""
        shown = self.size.height - 1
        if len(self.lines) <= shown:
            return ""
        return f"{self._top + 1}-{min(self._top + shown, len(self.lines))}/{len(self.lines)} "

    def rows(self) -> list[tuple[Cell, ...]]:
        """Return the cells of every row, worked out when the figures or the width have changed."""
        planned = self.planned
        if planned != self._rows_for:
            self._rows_for = planned
            self._rows = [
                row(
                    line,
                    planned,
                    self.glyphs,
                    self._depths[line.target_id],
                    self._changes.get(line.target_id),
                    self._instead(line),
                )
                for line in self.lines
            ]
        return self._rows

    def _instead(self, line: Line) -> tuple[str, str] | None:
        if self._view is View.TARGET:
            return None
        return measured_text(line, self._view, self._measures, self.glyphs)

    def _draw_again(self, old: list[tuple[Cell, ...]]) -> None:
        """Draw those cells again that differ from what is on the screen."""
        self.refresh(Region(0, 0, self.size.width, 1))
        for place, (before, after) in enumerate(zip(old, self.rows(), strict=True)):
            if before != after and 0 < (y := place - self._top + 1) < self.size.height:
                self.refresh(*_differing(before, after, y))

    # Moving.

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        top = self._top
        self._keep_in_sight()
        if top != self._top:
            self.refresh()

    def on_focus(self) -> None:
        """Say which target is looked at now."""
        self.post_message(Focused(self.current))

    def action_move(self, rows: int) -> None:
        """Move the cursor; beyond the end it goes on in the next panel."""
        if abs(rows) == 1 and not 0 <= self._cursor + rows < len(self.lines):
            self.post_message(LeftPanel(rows))
            return
        self._put(self._cursor + rows)

    def action_open(self) -> None:
        """Open the target under the cursor."""
        if self.current:
            self.post_message(Opened(self.current))

    def on_click(self, event: events.Click) -> None:
        """Select the target that was clicked; a second click on it opens it."""
        place = self._top + event.y - 1
        if event.y < 1 or place >= len(self.lines):
            return
        if event.chain > 1:
            self.action_open()
        else:
            self._put(place)

    def roll(self, rows: int) -> None:
        """Show what lies below or above; the cursor stays where it is."""
        lowest = max(0, len(self.lines) - (self.size.height - 1))
        self._top = max(0, min(self._top + rows, lowest))
        self.refresh()

    def _put(self, place: int) -> None:
        before, top = self._cursor, self._top
        self._cursor = max(0, min(place, len(self.lines) - 1))
        self._keep_in_sight()
        if top != self._top:
            self.refresh()
        else:
            for changed in {before, self._cursor}:
                self.refresh(Region(0, changed - self._top + 1, self.size.width, 1))
        self.post_message(Focused(self.current))

    def _keep_in_sight(self) -> None:
        shown = max(1, self.size.height - 1)
        self._top = min(self._top, self._cursor, max(0, len(self.lines) - shown))
        self._top = max(self._top, self._cursor - shown + 1, 0)


def _depths(lines: tuple[Line, ...]) -> dict[str, int]:
    """Return how deep every target stands under the ones it is a part of."""
    depths: dict[str, int] = {}
    for line in lines:
        depths[line.target_id] = depths[line.parent] + 1 if line.parent in depths else 0
    return depths


def _differing(before: tuple[Cell, ...], after: tuple[Cell, ...], y: int) -> list[Region]:
    """Return where two rows differ, cell by cell; the first cell of a row is the cursor's."""
    regions, x = [], 1
    for old, new in zip(before, after, strict=False):
        width = width_of(new)
        if old != new:
            regions.append(Region(x, y, width, 1))
        x += width
    return regions
