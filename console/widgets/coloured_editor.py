"""An editor that draws SQL in colours: words of the DuckDB in use, texts, numbers, remarks, and where an error is."""

from typing import Any

from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Size
from textual.widgets import TextArea

from console.lexing import LONGEST, Kind, Lines

COLOURS = {
    Kind.TEXT: "text-success",
    Kind.NUMBER: "text-warning",
    Kind.REMARK: "foreground-muted",
    Kind.QUOTED: "text-secondary",
    Kind.PARAMETER: "text-accent",
}
STEP = 32
"""Cells by which the text grows wider than the screen: to lay out anew for every character would delay the keys."""


class Unwrapped(WrappedDocument):
    """A document whose lines are never wrapped, so that nobody need count them."""

    @property
    def height(self) -> int:
        """The height of the document."""
        return len(self._wrap_offsets)


class ColouredEditor(TextArea):
    """A TextArea that reads no more of its text than has changed, and lays out no more than is seen."""

    def __init__(self, **options: Any) -> None:
        self.lines = Lines()
        self._colours: dict[str, Style] = {}
        self.keywords: frozenset[str] = frozenset()
        self.functions: frozenset[str] = frozenset()
        self.fault: tuple[int, int] | None = None
        """Line and column, from 0, that the last error points at."""
        super().__init__(**options)

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
        self.draw_again()

    def forget_fault(self) -> bool:
        """Draw no error any longer; False when none was drawn."""
        had, self.fault = self.fault is not None, None
        if had:
            self._line_cache.clear()
        return had

    def notify_style_update(self) -> None:
        """Forget the colours when the theme changed."""
        self._colours.clear()
        super().notify_style_update()

    def draw_again(self) -> None:
        """Draw every line anew."""
        self._line_cache.clear()
        self.refresh()

    def colour(self, name: str) -> Style:
        """Return a colour of the theme on the editor's own ground."""
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
                line.stylize(self.colour(COLOURS[token.kind]), token.start, token.end)
        if self.fault and self.fault[0] == line_index:
            self._mark_fault(line, self.fault[1])
        return line

    def _colour_word(self, line: Text, start: int, end: int) -> None:
        word = line.plain[start:end].lower()
        if word in self.keywords:
            line.stylize(self.colour("text-primary") + Style(bold=True), start, end)
        elif word in self.functions and line.plain[end : end + 1] == "(":
            line.stylize(self.colour("text-secondary"), start, end)

    def _mark_fault(self, line: Text, column: int) -> None:
        token = next((token for token in self.lines.of(self.fault[0] if self.fault else 0) if token.end > column), None)
        end = token.end if token and token.start <= column else column + 1
        if column >= len(line):
            column, end = max(len(line) - 1, 0), len(line)
        ground = Color.parse(self.app.theme_variables["error-muted"])
        over = self.background_colors[1].blend(ground, ground.a, 1.0)
        line.stylize(self.colour("text-error") + Style(bgcolor=over.rich_color, underline=True, bold=True), column, end)


def _harmless(line: str) -> str:
    """Return a line of the same length with signs for what a terminal could obey or would hide."""
    line = line[:LONGEST]
    if line.isascii() and line.isprintable():
        return line
    return "".join(character if character in "\t\u3000" or character.isprintable() else "?" for character in line)
