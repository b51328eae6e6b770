"""The part of the desk that works on the answer in front: a column's figures, a whole cell, a chart, copying."""

from typing import TYPE_CHECKING

from textual import on, work
from textual.screen import ModalScreen

from console.answers import Copied, copied, name_text, whole
from console.columns import Piece
from console.desk.states import READY, Statistics
from console.language import say
from console.screens.desk_cards import CellView, ColumnCard
from console.screens.desk_sorting import SortingScreen
from console.screens.dialogs import Choice, Line, ListDialog
from console.widgets.answer_chart import MOST
from console.widgets.desk_heading import DeskFoot
from console.widgets.history_list import copy_list
from console.widgets.result_table import ResultTable

if TYPE_CHECKING:
    import pyarrow as pa

    from console.desk import Answer

MOST_COPIED = 20_000
"""Rows that are copied at a time; terminals take no more than some hundred kilobytes anyway."""


class WorkingScreen(SortingScreen):
    """Works on the answer in front."""

    def answer(self) -> "Answer | None":
        """Return the answer that is shown, None while there is none."""
        run = self.current
        return run.shown if run is not None and run.shown.state().mark in READY else None

    # Where the cursor stands.

    def foot(self) -> None:
        """Say which cell the cursor is on, and how the rows are sorted and filtered."""
        table, run = self.table, self.current
        if run is None or not table.columns:
            self.query_one(DeskFoot).show(())
            return
        rows, columns = table.area
        left: list[Piece] = [(f" {say('row {row}', row=f'{table.row + 1:,}')} ", "muted")]
        column = table.columns[table.at]
        left += [
            (f" {name_text(column.name, self.glyphs)}", "name"),
            (f" {name_text(column.kind.lower(), self.glyphs)}", "muted"),
        ]
        if len(rows) * len(columns) > 1:
            left.append((f"  {say('{rows} by {columns} cells chosen', rows=len(rows), columns=len(columns))}", "key"))
        self.query_one(DeskFoot).show(tuple(left), self.ordered())

    @on(ResultTable.Moved)
    def tell_place(self) -> None:
        """Say where the cursor stands."""
        if self.state.said is not None:
            self.state.said = None
            self.state.lay_out()
        self.foot()

    @work
    async def action_go_to_row(self) -> None:
        """Ask for the number of a row and go there."""
        typed_in = await self.app.push_screen_wait(Line(say("Go to row"), self.glyphs))
        digits = (typed_in or "").replace(",", "").strip()
        if digits.isdigit():
            self.table.go_to(int(digits[:18]) - 1)

    # One column, one cell.

    def action_statistics(self) -> None:
        """Describe the column of the cursor over all rows."""
        answer, at = self.answer(), self.table.at
        if answer is None or not answer.columns:
            return
        column = answer.columns[at]
        self.fetch_then(
            lambda: answer.statistics(at),
            lambda found: self.show_card(column.name, column.kind, found),
        )

    def show_card(self, name: str, kind: str, found: Statistics) -> None:
        """Show what a column holds."""
        self.app.push_screen(ColumnCard(name, kind, found, self.glyphs))

    @work
    async def action_whole_cell(self) -> None:
        """Show the value under the cursor in full."""
        table = self.table
        if not table.columns or table.values(table.row) is None:
            return
        column, value = table.columns[table.at], table.value
        key = await self.app.push_screen_wait(CellView(column.name, column.kind, value, self.glyphs))
        if key == "c":
            self._put_on_clipboard(whole(value), 1, 1)

    @on(ResultTable.Opened)
    def open_clicked(self) -> None:
        """Show the cell that was clicked twice."""
        self.action_whole_cell()

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

    # Copying.

    @work
    async def action_copy(self) -> None:
        """Ask how the chosen cells are to be copied."""
        if self.table.columns:
            dialog: ModalScreen[Choice | None] = ListDialog(say("Copy as"), copy_list(), self.glyphs, small=True)
            chosen = await self.app.push_screen_wait(dialog)
            if chosen is not None:
                self.action_copy_cells(chosen.row[0])

    def action_copy_cells(self, form: str) -> None:
        """Copy the chosen cells; those that are not here are fetched first."""
        answer, table = self.answer(), self.table
        if answer is None or not table.columns:
            return
        rows, columns = table.area
        names = [table.columns[at].name for at in columns]
        if (here := table.chosen()) is not None:
            self._put_on_clipboard(copied(Copied(form), names, here), len(rows), len(columns))
            return
        count = min(len(rows), MOST_COPIED)

        def put(found: "pa.Table") -> None:
            values = list(zip(*(found.column(at).to_pylist() for at in columns), strict=True))
            self._put_on_clipboard(copied(Copied(form), names, values), len(values), len(columns))

        self.fetch_then(lambda: answer.window(rows[0], count), put)

    def _put_on_clipboard(self, text: str, rows: int, columns: int) -> None:
        self.app.copy_to_clipboard(text)
        said = "Copied: {rows} by {columns} cells, {size:character|characters}."
        self.state.tell(say(said, rows=f"{rows:,}", columns=columns, size=f"{len(text):,}"))
