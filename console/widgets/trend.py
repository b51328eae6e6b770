"""The chart of a target's year: actual, target, plan, last year, the expected course and the forecast's fan."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from console.columns import Piece
from console.drill.trend import Trend
from console.formats import Glyphs
from console.language import Sentence, say
from console.trend_drawing import Drawing
from console.widgets.drawn import TONES, Drawn, Tone

TONES.update({
    "chart-actual": Tone("text-primary", bold=True),
    "chart-forecast": Tone("text-primary"),
    "chart-fan": Tone("foreground-muted", "primary-muted"),
    "chart-edge": Tone("primary-muted"),
    "chart-expected": Tone("text-warning"),
    "chart-plan": Tone("text-secondary"),
    "chart-needed": Tone("text-error"),
    "chart-target": Tone("text-success"),
    "chart-last-year": Tone("foreground-disabled"),
})  # fmt: skip


class TrendChart(Drawn, can_focus=True):
    """One chart with its axes and a legend in words."""

    BINDINGS = [Binding("enter", "deeper", show=False, id="table.open")]

    class Deeper(Message):
        """Somebody wants to see what the course is made of."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, glyphs=glyphs)
        self.trend: Trend | None = None
        self.title: Sentence | str = ""
        self.said: Sentence | None = None
        self._rows: list[list[Piece]] = []

    @property
    def plain(self) -> bool:
        """Tell whether only plain characters may be drawn."""
        return self.glyphs.full.isascii()

    def show(self, trend: Trend | None, title: Sentence | str, instead: Sentence | None = None) -> None:
        """Show another course, or a sentence that says why there is none."""
        self.trend, self.title, self.said = trend, title, instead
        self.lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new size."""
        self.lay_out()

    def lay_out(self) -> None:
        """Work out every line of the chart."""
        width, height = self.size.width, self.size.height
        if self.trend is None or self.trend.is_empty:
            words = self.said or say("reading the store")
            self._rows = [[], [(f"  {words}", "muted")]]
        elif width >= 20 and height >= 5:
            self._rows = Drawing(self.trend, self.title, width, height, self.glyphs, plain=self.plain).rows()
        self.refresh()

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return a line of the chart."""
        return tuple(self._rows[y]) if y < len(self._rows) else ()

    def render_line(self, y: int) -> Strip:
        """Draw one line; a piece may stand on the ground of another tone."""
        segments = []
        for text, tone in self.pieces(y):
            name, _space, ground = tone.partition(" ")
            over = Style(bgcolor=self.tone(ground).bgcolor) if ground else Style.null()
            segments.append(Segment(text, self.tone(name) + over))
        return Strip(segments).adjust_cell_length(self.size.width, self.tone(""))

    def action_deeper(self) -> None:
        """Go to what the course is made of."""
        self.post_message(self.Deeper())

    def on_click(self, event: events.Click) -> None:
        """Go deeper on a double click."""
        if event.chain > 1:
            self.action_deeper()
