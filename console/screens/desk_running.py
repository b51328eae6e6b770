"""The part of the desk that runs queries and shows what comes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.timer import Timer

from console.desk.states import READY, Mark, State, Unanswered
from console.drafts import Tab
from console.language import Sentence
from console.screens.desk_finding import FindingScreen
from console.screens.desk_run import Run
from console.store import StoreUnusable
from console.widgets.result_table import ResultTable

if TYPE_CHECKING:
    import pyarrow as pa

    from console.desk import Answer, Client
    from console.desk.history import History
    from console.desk.records import Value

POLL = 0.1
"""Seconds between two looks at a query that runs."""


class RunningScreen(FindingScreen):
    """Runs queries in the query worker, looks how they stand, and fetches the rows that are in sight."""

    @dataclass
    class Begun(Message):
        """A query was handed to the worker, or could not be."""

        run: Run | None
        trouble: Sentence | None = None

    @dataclass
    class Fetched(Message):
        """Rows have come, or a reason why not."""

        answer: "Answer"
        offset: int
        rows: "pa.Table | None"
        trouble: Sentence | None = None

    client: "Client"
    history: "History"
    _timer: Timer | None = None

    # Running.

    def run(self, text: str, values: Mapping[str, "Value"], row: int, column: int, *, in_editor: bool = True) -> None:
        """Run a query whose text begins at a line and column of the editor."""
        self.drop(self.tab)
        self.show_chart(False)
        self.table.clear()
        self.state.show(State(Mark.RUNNING))
        self._ask(text, dict(values), self.tab, row, column, in_editor)

    @work(thread=True, group="ask")
    def _ask(self, text: str, values: dict[str, "Value"], tab: Tab, row: int, column: int, in_editor: bool) -> None:
        try:
            self.post_message(self.Begun(Run(self.client.ask(text, values), tab, row, column, in_editor)))
        except StoreUnusable as unusable:
            self.post_message(self.Begun(None, unusable.sentence))

    @on(Begun)
    def watch_run(self, message: Begun) -> None:
        """Watch a query that has begun."""
        if message.run is None:
            self.state.show(State(Mark.FAILED, error=message.trouble))
            return
        self.drop(message.run.tab)
        self.runs[id(message.run.tab)] = message.run
        self.watch_runs()

    def drop(self, tab: Tab) -> None:
        """Let the answer of a tab go."""
        run = self.runs.pop(id(tab), None)
        if run is not None:
            self.release([answer for answer in (run.pending, run.view, run.answer) if answer])

    @work(thread=True, group="release")
    def release(self, answers: list["Answer"]) -> None:
        """Let answers go, in a thread."""
        for answer in answers:
            answer.release()

    def watch_runs(self) -> None:
        """Look at what runs until nothing does."""
        if self._timer is None:
            self._timer = self.set_interval(POLL, self._poll)
        self._poll()

    def _poll(self) -> None:
        busy = False
        for run in list(self.runs.values()):
            state = run.waited_for.state()
            if state.mark is not Mark.RUNNING:
                self._over(run, state)
                state = run.waited_for.state()
            if run is self.current:
                self._show_state(run, state)
            busy |= state.mark is Mark.RUNNING or state.counting
        if not busy and self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _over(self, run: Run, state: State) -> None:
        """Take note that a query, or a view of its answer, is over."""
        if run.pending is not None:
            self.view_over(run, state)
        elif not run.settled:
            run.settled = True
            self._remember(run.answer.text, state, run.answer.generation)
            if run is self.current:
                self.show_answer()

    def view_over(self, run: Run, state: State) -> None:
        """Take note that the answer is sorted or filtered; the part of the desk that does so has its own way."""
        raise NotImplementedError

    @work(thread=True, group="remember")
    def _remember(self, text: str, state: State, generation: int) -> None:
        self.history.remember(text, state, generation)

    def _show_state(self, run: Run, state: State) -> None:
        """Show how the answer in front stands."""
        if state.mark is Mark.RUNNING and run.pending is None:
            self._preview(run, state)
        if self.state.said is None or state.mark is Mark.RUNNING:
            self.state.show(state, run.answer.generation, run.place_of(state))
        if run.settled and run.pending is None and state.mark in READY:
            self.table.grow(state.rows)
            self.foot()

    def _preview(self, run: Run, state: State) -> None:
        """Show the first rows while the rest is still being worked out."""
        if state.rows > run.previewed and run.answer.columns:
            run.previewed = state.rows
            self.table.show(run.answer.columns, state.rows)
            self.table.take(0, run.answer.window(0, state.rows))

    def show_answer(self) -> None:
        """Show what the tab in front has for an answer."""
        run = self.current
        if run is None:
            self.table.clear()
            self.state.show(None)
            self.foot()
            return
        state = run.shown.state()
        if state.mark in READY:
            self.table.order, self.table.filtered = run.order, frozenset(at for at, _name, _value in run.where)
            self.table.show(run.shown.columns, state.rows, keep=True)
            if state.mark is Mark.EMPTY:
                self.table.instead = ""
        else:
            self._show_trouble(run, state)
        self.state.show(state, run.answer.generation, run.place_of(state))
        self.foot()

    def _show_trouble(self, run: Run, state: State) -> None:
        """Show no rows, and the error where it is."""
        self.table.clear()
        place = run.place_of(state)
        if state.mark is Mark.FAILED and place is not None and self._unchanged(run):
            self.editor.mark(place[0] - 1, place[1] - 1)

    def _unchanged(self, run: Run) -> bool:
        """Tell whether the text that was run still stands in the editor where it stood."""
        if run.ends[0] >= self.editor.document.line_count:
            return False
        return self.editor.get_text_range((run.row, run.column), run.ends) == run.answer.text

    def stop_running(self) -> bool:
        """Cancel what runs in front; False when nothing does."""
        run = self.current
        if run is None or run.waited_for.state().mark is not Mark.RUNNING:
            return False
        self._cancel(run.waited_for)
        return True

    @work(thread=True, group="cancel")
    def _cancel(self, answer: "Answer") -> None:
        answer.cancel()

    # Rows on demand.

    def on_result_table_wanted(self, message: ResultTable.Wanted) -> None:
        """Fetch the rows in sight."""
        run = self.current
        if run is not None:
            self._fetch(run.shown, message.offset, message.count)

    @work(thread=True, group="rows")
    def _fetch(self, answer: "Answer", offset: int, count: int) -> None:
        try:
            self.post_message(self.Fetched(answer, offset, answer.window(offset, count)))
        except Unanswered as without:
            self.post_message(self.Fetched(answer, offset, None, without.state.sentence))

    @on(Fetched)
    def show_rows(self, message: Fetched) -> None:
        """Show rows, if they still belong to what is shown."""
        run = self.current
        if run is None or run.shown is not message.answer:
            return
        if message.rows is None:
            self.state.tell(message.trouble or "", "behind")
            return
        self.table.take(message.offset, message.rows)
        self.foot()
