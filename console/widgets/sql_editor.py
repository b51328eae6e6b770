"""The editor of the desk: SQL in colours, the statement that would run on its own ground, an error where it stands."""

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.color import Color
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea

from console.desk.statements import Statement, under
from console.formats import Glyphs
from console.lexing import LONGEST, Kind, Lines
from console.widgets.completion import Completion

COLOURS = {
    Kind.TEXT: "text-success",
    Kind.NUMBER: "text-warning",
    Kind.REMARK: "foreground-muted",
    Kind.QUOTED: "text-secondary",
    Kind.PARAMETER: "text-accent",
}
SHORT = 300
"""Up to so many lines the statement under the cursor is looked for in the whole text while keys are pressed."""
STEP = 32
"""Cells by which the text grows wider than the screen: to lay out anew for every character would delay the keys."""


class Unwrapped(WrappedDocument):
    """A document whose lines are never wrapped, so that nobody need count them."""

    @property
    def height(self) -> int:
        """The height of the document."""
        return len(self._wrap_offsets)


class SqlEditor(TextArea):
    """A TextArea that knows SQL."""

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
        self.lines = Lines()
        self._colours: dict[str, Style] = {}
        self.keywords: frozenset[str] = frozenset()
        self.functions: frozenset[str] = frozenset()
        self.statement: Statement | None = None
        self.fault: tuple[int, int] | None = None
        """Line and column, from 0, that the last error points at."""
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

    def _set_document(self, text: str, language: str | None) -> None:
        """Keep long texts cheap: no line is wrapped."""
        super()._set_document(text, language)
        self.wrapped_document = Unwrapped(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def _refresh_size(self) -> None:
        """Be laid out anew only where the text outgrows what there was room for."""
        width, height = self.document.get_size(self.indent_width)
        width, room = width + self.gutter_width + 1, self.container_size.width
        self.virtual_size = Size(room if width <= room else -(-width // STEP) * STEP, height)
        self._refresh_scrollbars()

    # Colours.

    def _build_highlight_map(self) -> None:
        """Read the changed lines again whenever the text changed in whatever way."""
        super()._build_highlight_map()
        self.lines.follow(self.document.lines)

    def learn(self, keywords: frozenset[str], functions: frozenset[str]) -> None:
        """Take over the words of the DuckDB in use."""
        self.keywords, self.functions = keywords, functions
        self._draw_again()

    def notify_style_update(self) -> None:
        """Forget the colours when the theme changed."""
        self._colours.clear()
        super().notify_style_update()

    def _draw_again(self) -> None:
        self._line_cache.clear()
        self.refresh()

    def _colour(self, name: str) -> Style:
        style = self._colours.get(name)
        if style is None:
            ground = self.background_colors[1]
            found = Color.parse(self.app.theme_variables[name])
            style = self._colours[name] = Style(color=ground.blend(found, found.a, 1.0).rich_color)
        return style

    def get_line(self, line_index: int) -> Text:
        """Return a line in its colours, every character drawn as one that no terminal obeys."""
        line = Text(_harmless(self.document.get_line(line_index)), end="", no_wrap=True)
        for token in self.lines.of(line_index):
            if token.kind is Kind.WORD:
                self._colour_word(line, token.start, token.end)
            else:
                line.stylize(self._colour(COLOURS[token.kind]), token.start, token.end)
        if self.fault and self.fault[0] == line_index:
            self._mark_fault(line, self.fault[1])
        return line

    def _colour_word(self, line: Text, start: int, end: int) -> None:
        word = line.plain[start:end].lower()
        if word in self.keywords:
            line.stylize(self._colour("text-primary") + Style(bold=True), start, end)
        elif word in self.functions and line.plain[end : end + 1] == "(":
            line.stylize(self._colour("text-secondary"), start, end)

    def _mark_fault(self, line: Text, column: int) -> None:
        token = next((token for token in self.lines.of(self.fault[0] if self.fault else 0) if token.end > column), None)
        end = token.end if token and token.start <= column else column + 1
        if column >= len(line):
            column, end = max(len(line) - 1, 0), len(line)
        ground = Color.parse(self.app.theme_variables["error-muted"])
        over = self.background_colors[1].blend(ground, ground.a, 1.0)
        line.stylize(
            self._colour("text-error") + Style(bgcolor=over.rich_color, underline=True, bold=True), column, end
        )

    def render_line(self, y: int) -> Strip:
        """Draw a line; those of the statement that would run have a bar beside them and a ground of their own."""
        strip = super().render_line(y)
        place = y + self.scroll_offset[1]
        if place not in self._shown_rows or not self.selection.is_empty:
            return strip
        width = self.gutter_width
        bar = Segment(f"{self._bar} ", self._colour("text-accent"))
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
        if self.fault is not None:
            self.fault = None
            self._line_cache.clear()
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
        self._draw_again()

    # Keys.

    def action_comment(self) -> None:
        """Turn the lines of the selection, or the line of the cursor, into remarks, or back."""
        (first, _), (last, end) = sorted(self.selection)
        last -= 1 if last > first and end == 0 else 0
        lines = [self.document.get_line(row) for row in range(first, last + 1)]
        told = [line for line in lines if line.strip()]
        back = bool(told) and all(line.lstrip().startswith("--") for line in told)
        fresh = [_uncommented(line) if back else f"-- {line}" if line.strip() else line for line in lines]
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
        begins, ends = self.suggestions.begins, self.cursor_location
        self.suggestions.hide()
        self.typed = False
        if begins[0] == ends[0] and begins <= ends:  # more may have been typed since it was suggested
            self.replace(chosen.word, begins, ends)

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste text without what a terminal could obey; Textual goes on to its own editor's way of pasting."""
        event.text = event.text.replace("\r\n", "\n").replace("\r", "\n")


def _uncommented(line: str) -> str:
    blanks = len(line) - len(line.lstrip())
    rest = line[blanks:].removeprefix("--")
    return line[:blanks] + rest.removeprefix(" ") if line.lstrip().startswith("--") else line


def _harmless(line: str) -> str:
    """Return a line of the same length with signs for what a terminal could obey or would hide."""
    line = line[:LONGEST]
    if line.isascii() and line.isprintable():
        return line
    return "".join(character if character in "\t\u3000" or character.isprintable() else "?" for character in line)
