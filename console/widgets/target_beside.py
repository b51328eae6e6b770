"""The page of the target under the cursor, beside the panels where there is room: the facts, and its course below."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.timer import Timer

from console.drill.subject import Facts, facts_of, subject_of
from console.drill.trend import running
from console.formats import Glyphs
from console.language import Sentence, say
from console.messages import Asked
from console.overview import Line, Overview
from console.sheet import sheet
from console.tabs import is_dated
from console.widgets.page import Page
from console.widgets.trend import TrendChart

PAUSE = 0.12
"""Seconds that the cursor must stay on a target before its course is asked for."""
CHART = 18
"""Lines of the chart."""


class TargetBeside(Vertical):
    """Facts above, chart below; neither takes the focus."""

    DEFAULT_CSS = """
    TargetBeside > TrendChart, TargetBeside > Page { width: 100%; }
    """

    course = query_one("#course", TrendChart)
    page = query_one("#beside-facts", Page)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs
        self._line: Line | None = None
        self._overview: Overview | None = None
        self._facts: Facts | None = None
        self._asked: object = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out chart and facts."""
        yield Page(id="beside-facts", glyphs=self.glyphs)
        yield TrendChart(self.glyphs, id="course")

    @property
    def is_drawn(self) -> bool:
        """Tell whether the course of the target has come."""
        return self.is_mounted and self.course.trend is not None

    def on_mount(self) -> None:
        """Leave the focus to the panels, and show what was asked for meanwhile."""
        self.page.can_focus = self.course.can_focus = False
        self.course.styles.height = CHART
        line, overview = self._line, self._overview
        self._line = self._overview = None
        self.show(line, overview)

    def show(self, line: Line | None, overview: Overview | None) -> None:
        """Show a target: its facts at once, its course when the cursor stays."""
        same = (line, overview) == (self._line, self._overview)
        self._line, self._overview = line, overview
        if not self.is_mounted:
            return
        rows = sheet(line, self.size.width or 60, self.glyphs) if line else []
        self.page.styles.height = max(min(len(rows) + 1, self.size.height - CHART), 1)
        self.page.show(rows)
        self.course.display = line is not None and overview is not None and not is_dated(self._subject())
        if same:
            self._draw()
            return
        self._facts, self._asked = None, None
        self._draw()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._ask) if self.course.display else None

    def _subject(self) -> Any:
        assert self._line is not None
        assert self._overview is not None
        return subject_of(self._line, self._overview.county, self._overview.year)

    def _ask(self) -> None:
        overview, subject = self._overview, self._subject()
        known_at = overview.moment.snapshot_id if overview and overview.moment else None
        self._asked = asked = object()

        def told(facts: Any, trouble: Sentence | None) -> None:
            if asked is self._asked and self.is_attached and trouble is None:
                self._facts = facts
                self._draw()

        self.post_message(Asked(lambda generation: facts_of(generation, subject, known_at), told))

    def _draw(self) -> None:
        if self._line is None or self._overview is None or not self.course.display:
            return
        trend = running(self._subject(), self._facts, self._overview.today) if self._facts else None
        empty = say("No reading has been loaded for this target yet.") if self._facts else None
        self.course.show(trend, say("Course of the year"), empty)
