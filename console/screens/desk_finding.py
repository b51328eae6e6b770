"""What every part of the desk stands on: the editor, the table, the line of state, and questions that take a while."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from console.desk.states import Unanswered
from console.drafts import Tab
from console.formats import Glyphs
from console.language import Sentence, say
from console.screens.desk_run import Run
from console.store import StoreUnusable
from console.widgets.answer_chart import AnswerChart
from console.widgets.result_state import ResultState
from console.widgets.result_table import ResultTable
from console.widgets.sql_editor import SqlEditor


class FindingScreen(Screen[None]):
    """A screen with an editor, a table, a chart and a state; finds things out in threads."""

    @dataclass
    class Found(Message):
        """Something that took a while is there: it is done with what was found, or the trouble is told."""

        then: Callable[[Any], None]
        found: Any = None
        trouble: Sentence | None = None

    glyphs: Glyphs
    tabs: list[Tab]
    front: int
    runs: dict[int, Run]
    """The query of each tab that has one."""

    # The parts of the screen.

    @property
    def tab(self) -> Tab:
        """The tab in front."""
        return self.tabs[self.front]

    @property
    def editor(self) -> SqlEditor:
        """The editor."""
        return self.query_one(SqlEditor)

    @property
    def table(self) -> ResultTable:
        """The table."""
        return self.query_one(ResultTable)

    @property
    def chart(self) -> AnswerChart:
        """The chart, hidden while the table is shown."""
        return self.query_one(AnswerChart)

    @property
    def state(self) -> ResultState:
        """The line that says how the answer stands."""
        return self.query_one(ResultState)

    @property
    def current(self) -> Run | None:
        """The query of the tab in front."""
        return self.runs.get(id(self.tab))

    def foot(self) -> None:
        """Say where the cursor stands; the screen has its own way."""
        raise NotImplementedError

    def show_chart(self, shown: bool) -> None:
        """Show the chart in the place of the table, or the table again."""
        if shown == self.chart.display:
            return
        had = self.focused in (self.chart, self.table)
        self.chart.display, self.table.display = shown, not shown
        if had:
            (self.chart if shown else self.table).focus()

    # What takes a while.

    def fetch_then(self, ask: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Find something out in a thread, then do something with it."""
        self.state.tell(say("working over all rows"))
        self._find(ask, then)

    @work(thread=True, group="find")
    def _find(self, ask: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            self.post_message(self.Found(then, ask()))
        except Unanswered as without:
            self.post_message(self.Found(then, trouble=without.state.sentence))
        except StoreUnusable as unusable:
            self.post_message(self.Found(then, trouble=unusable.sentence))

    @on(Found)
    def do_then(self, message: Found) -> None:
        """Do what was to be done with it."""
        self.state.said = None
        self.state.lay_out()
        if message.trouble is not None:
            self.state.tell(message.trouble, "behind")
        else:
            message.then(message.found)
