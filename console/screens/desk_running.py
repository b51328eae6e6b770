"""The part of the desk that runs queries and shows what comes of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from console.desk.parameters import typed
from console.desk.states import READY, Mark, State, Unanswered
from console.drafts import Tab
from console.language import Sentence, say
from console.store import StoreUnusable
from console.widgets.answer_chart import MOST, AnswerChart
from console.widgets.result_state import ResultState
from console.widgets.result_table import ResultTable
from console.widgets.sql_editor import SqlEditor

if TYPE_CHECKING:
    import pyarrow as pa

    from console.desk import Answer, Client
    from console.desk.history import History
    from console.desk.records import Value

POLL = 0.1
"""Seconds between two looks at a query that runs."""
SIGNS = ("<=", ">=", "!=", "=", "<", ">")


@dataclass(eq=False)
class Run:
    """One query of one tab and what is shown of its answer."""

    answer: "Answer"
    tab: Tab
    row: int = 0
    """Line and column, from 0, of the editor at which its text begins."""
    column: int = 0
    in_editor: bool = True
    view: "Answer | None" = None
    """The answer sorted or filtered."""
    pending: "Answer | None" = None
    """A view that is being worked out."""
    order: tuple[tuple[int, bool], ...] = ()
    where: tuple[tuple[int, str, "Value"], ...] = ()
    old: tuple[Any, Any] = ((), ())
    """Order and filters to go back to where the view does not come."""
    settled: bool = False
    previewed: int = 0

    @property
    def shown(self) -> "Answer":
        """The answer whose rows are shown."""
        return self.view or self.answer

    @property
    def waited_for(self) -> "Answer":
        """The answer whose state is shown."""
        return self.pending or self.shown


class RunningScreen(Screen[None]):
    """Runs queries in the query worker; a screen with an editor, a table, a chart and a state."""

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

    @dataclass
    class Found(Message):
        """Something that took a while is there: it is done with what was found, or the trouble is told."""

        then: Callable[[Any], None]
        found: Any = None
        trouble: Sentence | None = None

    client: "Client"
    history: "History"
    tab: Tab
    runs: dict[int, Run]
    _timer: Timer | None = None

    # The parts of the screen.

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

    def on_running_screen_begun(self, message: Begun) -> None:
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
            self._release([answer for answer in (run.pending, run.view, run.answer) if answer])

    @work(thread=True, group="release")
    def _release(self, answers: list["Answer"]) -> None:
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
            self._view_over(run, state)
        elif not run.settled:
            run.settled = True
            self._remember(run.answer.text, state, run.answer.generation)
            if run is self.current:
                self.show_answer()

    @work(thread=True, group="remember")
    def _remember(self, text: str, state: State, generation: int) -> None:
        self.history.remember(text, state, generation)

    def _show_state(self, run: Run, state: State) -> None:
        """Show how the answer in front stands."""
        if state.mark is Mark.RUNNING and run.pending is None:
            self._preview(run, state)
        if self.state.said is None or state.mark is Mark.RUNNING:
            self.state.show(state, run.answer.generation, self._place(run, state))
        if run.settled and run.pending is None and state.mark in READY:
            self.table.grow(state.rows)
            self.foot()

    def _preview(self, run: Run, state: State) -> None:
        """Show the first rows while the rest is still being worked out."""
        if state.rows > run.previewed and run.answer.columns:
            run.previewed = state.rows
            self.table.show(run.answer.columns, state.rows)
            self.table.take(0, run.answer.window(0, state.rows))

    def _place(self, run: Run, state: State) -> tuple[int, int] | None:
        """Return where in the editor an error is, from 1."""
        if state.line is None or not run.in_editor:
            return None
        column = (state.column or 1) + (run.column if state.line == 1 else 0)
        return run.row + state.line, column

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
        self.state.show(state, run.answer.generation, self._place(run, state))
        self.foot()

    def _show_trouble(self, run: Run, state: State) -> None:
        """Show no rows, and the error where it is."""
        self.table.clear()
        place = self._place(run, state)
        if state.mark is Mark.FAILED and place is not None and self._unchanged(run):
            self.editor.mark(place[0] - 1, place[1] - 1)

    def _unchanged(self, run: Run) -> bool:
        """Tell whether the text that was run still stands in the editor where it stood."""
        lines = run.answer.text.split("\n")
        last = run.row + len(lines) - 1
        end = len(lines[-1]) + (run.column if len(lines) == 1 else 0)
        if last >= self.editor.document.line_count:
            return False
        return self.editor.get_text_range((run.row, run.column), (last, end)) == run.answer.text

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

    def on_running_screen_fetched(self, message: Fetched) -> None:
        """Show rows, if they still belong to what is shown."""
        run = self.current
        if run is None or run.shown is not message.answer:
            return
        if message.rows is None:
            self.state.tell(message.trouble or "", "behind")
            return
        self.table.take(message.offset, message.rows)
        self.foot()

    # Sorting and filtering.

    def view(self, order: tuple[tuple[int, bool], ...], where: tuple[tuple[int, str, "Value"], ...]) -> None:
        """Sort and filter the answer in front, over all its rows."""
        run = self.current
        if run is None or run.answer.state().mark not in READY:
            return
        if run.pending is not None:
            self._release([run.pending])
        else:
            run.old = run.order, run.where
        run.order, run.where = order, where
        run.pending = None
        if order or where:
            run.pending = run.answer.view(order, where)
            self.watch_runs()
        else:
            self._shown_view(run, None)

    def _view_over(self, run: Run, state: State) -> None:
        view, run.pending = run.pending, None
        if state.mark in READY:
            self._shown_view(run, view)
            return
        run.order, run.where = run.old
        if view is not None:
            self._release([view])
        if run is self.current:
            self.state.show(run.shown.state(), run.answer.generation)
            self.state.tell(say("Not sorted or filtered: {why}", why=state.sentence), "behind")

    def _shown_view(self, run: Run, view: "Answer | None") -> None:
        if run.view is not None:
            self._release([run.view])
        run.view = view
        if run is self.current:
            self.show_answer()

    def filter_by(self, typed_in: str) -> None:
        """Filter by the column of the cursor: `>= 100`, `= word`, `null`, `not null`, or a word it contains."""
        run = self.current
        if run is None or not self.table.columns:
            return
        at = self.table.at
        others = tuple(one for one in run.where if one[0] != at)
        words = typed_in.strip()
        if not words:
            self.view(run.order, others)
            return
        self.view(run.order, (*others, (at, *_condition(words, self.table.columns[at].kind))))

    # Statistics, charts, and whatever else takes a while.

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

    def on_running_screen_found(self, message: Found) -> None:
        """Do what was to be done with it."""
        self.state.said = None
        self.state.lay_out()
        if message.trouble is not None:
            self.state.tell(message.trouble, "behind")
        else:
            message.then(message.found)

    def show_chart(self, shown: bool) -> None:
        """Show the chart in the place of the table, or the table again."""
        if shown == self.chart.display:
            return
        had = self.focused in (self.chart, self.table)
        self.chart.display, self.table.display = shown, not shown
        if had:
            (self.chart if shown else self.table).focus()

    def draw_chart(self) -> None:
        """Draw the answer in front."""
        run = self.current
        if run is None or run.shown.state().mark not in READY:
            return
        answer, at = run.shown, self.table.at
        self.chart.wait()
        self.show_chart(True)
        self.chart.focus()

        def show(rows: "pa.Table") -> None:
            columns = [(column.name, column.kind) for column in answer.columns]
            values = list(zip(*(column.to_pylist() for column in rows.columns), strict=True))
            state = answer.state()
            self.chart.show(columns, values, at, state.rows if state.exact else None)

        self.fetch_then(lambda: answer.window(0, MOST), show)

    @on(ResultTable.Moved)
    def tell_place(self) -> None:
        """Say where the cursor stands."""
        if self.state.said is not None:
            self.state.said = None
            self.state.lay_out()
        self.foot()


def _condition(words: str, kind: str) -> tuple[str, "Value"]:
    """Return the name and the value of a filter that somebody wrote."""
    if words.lower() in ("null", "is null"):
        return "is null", None
    if words.lower() in ("not null", "is not null"):
        return "is not null", None
    sign = next((sign for sign in SIGNS if words.startswith(sign)), None)
    if sign is None:
        return "contains", words
    text = words.removeprefix(sign).strip()
    return sign, text.strip("'") if kind == "VARCHAR" else typed(text)
