"""Why the target under the cursor stands where it stands: its path, what changed, and the reason in full."""

from console.cells import change_words, fresh_text
from console.formats import Glyphs, safe_text, shorten, steady_text, wrapped
from console.overview import Change, Line
from console.widgets.drawn import Drawn
from console.widgets.panel import TITLES


class ReasonLines(Drawn):
    """A few lines below the panels."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="reason", glyphs=glyphs)
        self.target: Line | None = None
        self.change: Change | None = None

    def show(self, line: Line | None, change: Change | None) -> None:
        """Speak of another target."""
        self.target, self.change = line, change
        self.refresh()

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return the path, or a line of the reason."""
        if self.target is None:
            return ()
        if y == 0:
            return self._path(self.target)
        lines = self._reasons(self.target)
        if y > len(lines):
            return ()
        text, tone = lines[y - 1]
        if y == self.size.height - 1 and y < len(lines):
            text = shorten(text, max(self.size.width - 4, 1), self.glyphs.ellipsis, always=True)
        return (" ", ""), (text, tone)

    def _path(self, line: Line) -> tuple[tuple[str, str], ...]:
        path = f" {TITLES[line.panel]} {self.glyphs.path} "
        late = fresh_text(line)
        changed = change_words(self.change, self.glyphs) if self.change else ""
        name = self._safe(str(line.name))
        return ((path, "muted"), (name, "title"), (f"  {late}" if late else "", "overdue"), (f"  {changed}", "changed"))

    def _reasons(self, line: Line) -> list[tuple[str, str]]:
        width = max(self.size.width - 2, 10)
        said = ((line.reason, ""), (line.outlook_reason, "muted"), (line.required_reason, "muted"))
        shown = [(self._safe(str(text)), tone) for text, tone in said if str(text)]
        return [(part, tone) for text, tone in shown for part in wrapped(text[:1].upper() + text[1:], width)]

    def _safe(self, text: str) -> str:
        text = safe_text(text, 1000)
        return steady_text(text) if self.glyphs.steady else text
