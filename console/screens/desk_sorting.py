"""The part of the desk that sorts and filters the answer in front, over all its rows."""

from typing import TYPE_CHECKING

from textual import on, work

from console.answers import name_text
from console.conditions import condition
from console.desk.states import READY, State
from console.language import say
from console.screens.desk_run import Order, Run, Where
from console.screens.desk_running import RunningScreen
from console.screens.dialogs import Line
from console.widgets.result_table import ResultTable

if TYPE_CHECKING:
    from console.desk import Answer

HINTS = say("for example: >= 100   = '澧县'   null   not null   or a part of the text; empty: no filter")


class SortingScreen(RunningScreen):
    """Sorts and filters in the query worker; what is shown stays until that is done."""

    def view(self, order: Order, where: Where) -> None:
        """Sort and filter the answer in front, over all its rows."""
        run = self.current
        if run is None or run.answer.state().mark not in READY:
            return
        if run.pending is not None:
            self.release([run.pending])
        else:
            run.old = run.order, run.where
        run.order, run.where = order, where
        run.pending = None
        if order or where:
            run.pending = run.answer.view(order, where)
            self.watch_runs()
        else:
            self._shown_view(run, None)

    def view_over(self, run: Run, state: State) -> None:
        """Show the answer sorted and filtered, or say why it is not."""
        view, run.pending = run.pending, None
        if state.mark in READY:
            self._shown_view(run, view)
            return
        run.order, run.where = run.old
        if view is not None:
            self.release([view])
        if run is self.current:
            self.state.show(run.shown.state(), run.answer.generation)
            self.state.tell(say("Not sorted or filtered: {why}", why=state.sentence), "behind")

    def _shown_view(self, run: Run, view: "Answer | None") -> None:
        if run.view is not None:
            self.release([run.view])
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
        self.view(run.order, (*others, (at, *condition(words, self.table.columns[at].kind))))

    # Keys.

    def action_sort(self, more: bool) -> None:
        """Sort by the column of the cursor, then the other way, then not; or by one more column."""
        run = self.current
        if run is None or not self.table.columns:
            return
        at = self.table.at
        had = dict(run.order).get(at)
        others = tuple(one for one in run.order if one[0] != at) if more else ()
        mine: tuple[tuple[int, bool], ...] = () if had else ((at, had is False),)
        self.view((*others, *mine), run.where)

    @on(ResultTable.SortWanted)
    def sort_clicked(self, message: ResultTable.SortWanted) -> None:
        """Sort by the heading that was clicked."""
        self.table.action_move(0, message.column - self.table.at)
        self.action_sort(False)

    @work
    async def action_filter(self) -> None:
        """Ask for a filter on the column of the cursor."""
        run = self.current
        if run is None or not self.table.columns:
            return
        name = name_text(self.table.columns[self.table.at].name, self.glyphs)
        had = next(
            (f"{sign} {value}" if value is not None else sign for at, sign, value in run.where if at == self.table.at),
            "",
        )
        typed_in = await self.app.push_screen_wait(
            Line(say("Only rows whose {column} is", column=name), self.glyphs, had.removeprefix("contains "), HINTS)
        )
        if typed_in is not None:
            self.filter_by(typed_in)

    def action_unsorted(self) -> None:
        """Show the answer as it came."""
        self.view((), ())

    def ordered(self) -> str:
        """Say how the answer in front is sorted and filtered."""
        run, names = self.current, [name_text(column.name, self.glyphs) for column in self.table.columns]
        if run is None or not (run.order or run.where) or run.pending is not None:
            return ""
        parts = []
        if run.order:
            arrows = (f"{names[at]}{self.glyphs.down if down else self.glyphs.up}" for at, down in run.order)
            parts.append(str(say("sorted by {columns}", columns=", ".join(arrows))))
        if run.where:
            filters = (f"{names[at]} {sign} {name_text(str(value), self.glyphs) if value is not None else ''}".strip()
                       for at, sign, value in run.where)  # fmt: skip
            parts.append(str(say("only {filters}", filters=", ".join(filters))))
        return str(say("{parts}, over all rows", parts="; ".join(parts)))
