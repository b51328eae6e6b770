"""The chart of an answer, in the place of its table."""

from collections.abc import Sequence

from textual.binding import Binding
from textual.message import Message

from console.charts import MOST, WORDS, Chart, Form, chart_of, drawn
from console.columns import Piece
from console.formats import Glyphs
from console.language import Sentence, say
from console.widgets.desk_keys import IN_CHART
from console.widgets.drawn import Drawn


class AnswerChart(Drawn, can_focus=True):
    """Draws the first rows of an answer; other forms are a key away."""

    BINDINGS = [
        Binding("left", "form(-1)", show=False, id="chart.previous"),
        *IN_CHART,
    ]

    class Closed(Message):
        """Somebody wants the table back."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="chart", glyphs=glyphs)
        self.columns: Sequence[tuple[str, str]] = ()
        self.rows: Sequence[Sequence[object]] = ()
        self.at = 0
        self.total: int | None = None
        self.chart: Chart | Sentence = say("reading the answer")
        self._lines: list[list[Piece]] = []

    def wait(self) -> None:
        """Say that the rows are being fetched."""
        self.chart = say("reading the answer")
        self.lay_out()

    def show(
        self, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]], at: int, total: int | None
    ) -> None:
        """Draw rows, with the column of the cursor first; `total` is how many the answer has, None when unknown."""
        self.columns, self.rows, self.at, self.total = columns, rows, at, total
        self.chart = chart_of(columns, rows, at)
        self.lay_out()

    def action_form(self, step: int) -> None:
        """Draw the same figures in another form."""
        if isinstance(self.chart, Chart):
            forms = list(Form)
            form = forms[(forms.index(self.chart.form) + step) % len(forms)]
            self.chart = chart_of(self.columns, self.rows, self.at, form)
            self.lay_out()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.lay_out()

    def lay_out(self) -> None:
        """Work out the lines."""
        if isinstance(self.chart, Chart):
            said = self._remarks(self.chart)
            lines = drawn(self.chart, max(self.size.width, 20), max(self.size.height - 1, 4), self.glyphs)
            self._lines = [*lines, [(f" {said}", "muted")]]
        else:
            self._lines = [[], [(f"  {self.chart}", "muted")]]
        self.refresh()

    def _remarks(self, chart: Chart) -> str:
        parts = [str(WORDS[form]) for form in Form if form is not chart.form]
        said = [str(say("left right: {forms}", forms=", ".join(parts)))]
        if self.total is None or self.total > len(self.rows):
            said.append(str(say("drawn from the first {rows:row|rows}", rows=f"{len(self.rows):,}")))
        if chart.left_out:
            said.append(
                str(say("{rows:row|rows} without a figure or beyond the fifth series", rows=f"{chart.left_out:,}"))
            )
        return "   ".join(said)

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return a line of the chart."""
        return tuple(self._lines[y]) if y < len(self._lines) else ()


__all__ = ["MOST", "AnswerChart"]
