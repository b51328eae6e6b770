"""The editor of the desk: SQL in colours, the statement that would run on its own ground, an error where it stands."""

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.color import Color
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea

from console.commenting import turned
from console.desk.statements import Statement, under
from console.formats import Glyphs
from console.widgets.coloured_editor import ColouredEditor
from console.widgets.completion import Completion

SHORT = 300
"""Up to so many lines the statement under the cursor is looked for in the whole text while keys are pressed."""


class SqlEditor(ColouredEditor):
    """Shows which statement would run, and takes suggestions."""

    BINDINGS = [
        Binding("ctrl+underscore,ctrl+slash,alt+slash", "comment", show=False, id="editor.comment"),
        Binding("ctrl+space,ctrl+at,alt+space", "complete", show=False, id="editor.complete"),
    ]
    DEFAULT_CSS = """
    SqlEditor { border: none; padding: 0; &:focus { border: none; } }
    """

    @dataclass
    class Moved(Message):
        """The cursor or the text is another one."""

        edited: bool

    @dataclass
    class Asked(Message):
        """Suggestions are asked for by a key."""

    @dataclass
    class Cleared(Message):
        """What was said of the last run no longer fits the text."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        self.statement: Statement | None = None
        self._shown_rows = range(0)
        self._looking: Timer | None = None
        self.suggestions: Completion | None = None
        """The list that takes some of the keys while it is shown."""
        self.typed = False
        """Whether the last change was typed, not pasted, loaded or undone."""
        self._bar = glyphs.tick
        super().__init__(id=id, soft_wrap=False, show_line_numbers=True, tab_behavior="indent", theme="css")
        self.glyphs = glyphs
        self.cursor_blink = False
        self.highlight_cursor_line = False

    def render_line(self, y: int) -> Strip:
        """Draw a line; those of the statement that would run have a bar beside them and a ground of their own."""
        strip = super().render_line(y)
        place = y + self.scroll_offset[1]
        if place not in self._shown_rows or not self.selection.is_empty:
            return strip
        width = self.gutter_width
        bar = Segment(f"{self._bar} ", self.colour("text-accent"))
        return Strip([*strip.crop(0, width - 2), bar, *self._grounded(strip.crop(width))], strip.cell_length)

    def _grounded(self, strip: Strip) -> list[Segment]:
        own = self.background_colors[1]
        muted = Color.parse(self.app.theme_variables["primary-muted"])
        ground = Style(bgcolor=own.blend(muted, muted.a * 0.35, 1.0).rich_color)
        usual = own.rich_color
        found = []
        for text, style, _control in strip:
            style = style or Style.null()
            found.append(Segment(text, style + ground if style.bgcolor in (None, usual) else style))
        return found

    # The statement under the cursor.

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Forget the mark of an error, and look which statement would run now."""
        if self.forget_fault():
            self.post_message(self.Cleared())
        self._look_soon()
        self.post_message(self.Moved(edited=True))

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Look which statement would run now."""
        self._look_soon()
        self.post_message(self.Moved(edited=False))

    def _look_soon(self) -> None:
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(0.03, self.look)

    def look(self) -> None:
        """Show which statement would run; in a long text only those nearby are read."""
        row, column = self.cursor_location
        first, last = (0, self.document.line_count) if self.document.line_count <= SHORT else self.lines.around(row)
        lines = self.document.lines[first:last]
        near = "\n".join(lines)
        self._show(near, under(near, sum(len(line) + 1 for line in lines[: row - first]) + column), first)

    def _show(self, text: str, statement: Statement | None, first: int = 0) -> None:
        self.statement, rows = statement, range(0)
        if statement is not None:
            begins = first + text.count("\n", 0, statement.start)
            rows = range(begins, begins + statement.text.count("\n") + 1)
        if rows != self._shown_rows:
            self._shown_rows = rows
            self.refresh()

    @property
    def place(self) -> int:
        """Return the cursor's place in the whole text, in characters."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def to_run(self) -> tuple[str, int, int]:
        """Return what would run now, and the line and column, from 0, at which it begins."""
        if not self.selection.is_empty:
            row, column = min(self.selection.start, self.selection.end)
            return self.selected_text, row, column
        self._show(self.text, under(self.text, self.place))
        if self.statement is None:
            return "", 0, 0
        before = self.text[: self.statement.start]
        return self.statement.text, before.count("\n"), len(before) - before.rfind("\n") - 1

    def mark(self, row: int, column: int) -> None:
        """Mark where an error is, and go there."""
        row = min(row, self.document.line_count - 1)
        self.fault = row, min(column, len(self.document.get_line(row)))
        self.move_cursor(self.fault)
        self.draw_again()

    # Keys.

    def action_comment(self) -> None:
        """Turn the lines of the selection, or the line of the cursor, into remarks, or back."""
        (first, _), (last, end) = sorted(self.selection)
        last -= 1 if last > first and end == 0 else 0
        lines = [self.document.get_line(row) for row in range(first, last + 1)]
        fresh = turned(lines)
        cursor = self.cursor_location
        shift = len(fresh[cursor[0] - first]) - len(lines[cursor[0] - first]) if first <= cursor[0] <= last else 0
        self.replace("\n".join(fresh), (first, 0), (last, len(lines[-1])), maintain_selection_offset=True)
        if first == last:
            self.move_cursor((cursor[0], max(0, cursor[1] + shift)))

    def action_complete(self) -> None:
        """Ask for suggestions."""
        self.post_message(self.Asked())

    async def _on_key(self, event: events.Key) -> None:
        """Let the list of suggestions have its keys, and begin a line as deep as the one before."""
        self.typed = event.is_printable or event.key == "backspace"
        if event.key == "escape":
            event.prevent_default()  # Textual's editor would go on to the next widget
            return  # the screen knows what is to be closed
        if self.suggestions is not None and self.suggestions.current is not None and self._suggested(event.key):
            event.stop()
            event.prevent_default()
            return
        if event.key == "enter" and self.selection.is_empty:
            row, column = self.cursor_location
            before = self.document.get_line(row)[:column]
            self.insert("\n" + before[: len(before) - len(before.lstrip())])
            event.stop()
            event.prevent_default()

    def _suggested(self, key: str) -> bool:
        """Do what a key does to the list of suggestions; False when it does nothing."""
        assert self.suggestions is not None
        if key in ("up", "down"):
            self.suggestions.move(1 if key == "down" else -1)
        elif key in ("tab", "enter"):
            self.complete()
        else:
            return False
        return True

    def complete(self) -> None:
        """Write the suggestion under the cursor of the list."""
        if self.suggestions is None or (chosen := self.suggestions.current) is None:
            return
        begins, ends, meant = self.suggestions.begins, self.cursor_location, self.is_still_meant()
        self.suggestions.hide()
        self.typed = False
        if meant:
            self.replace(chosen.word, begins, ends)

    def is_still_meant(self) -> bool:
        """Tell whether the suggestion under the cursor of the list can take the place of what stands there now.

        More may have been typed since it was suggested: the rest of the word, or something else altogether.
        """
        if self.suggestions is None or (chosen := self.suggestions.current) is None:
            return False
        (line, first), (row, last) = self.suggestions.begins, self.cursor_location
        if line != row or first > last:
            return False
        typed = self.document.get_line(row)[first:last]
        return len(typed) <= self.suggestions.offer.typed or chosen.word.casefold().startswith(typed.casefold())

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste text without what a terminal could obey; Textual goes on to its own editor's way of pasting."""
        event.text = event.text.replace("\r\n", "\n").replace("\r", "\n")
