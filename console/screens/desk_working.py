"""The part of the desk that works on an answer: sort, filter, describe, copy, write to a file; and on the catalogue."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.screen import ModalScreen

from console.answers import Copied, copied, whole
from console.columns import Piece
from console.desk.states import READY, Statistics, Unanswered
from console.faults import Refused
from console.formats import Glyphs, column_text, fit, wrapped
from console.keys import is_chosen, told
from console.language import Sentence, say
from console.screens.desk_dialogs import CellView, Choice, ColumnCard, Line, ListDialog, PageDialog
from console.screens.desk_running import RunningScreen
from console.sheet import Row
from console.widgets.catalogue_tree import CatalogueTree
from console.widgets.desk_heading import DeskFoot
from console.widgets.desk_keys import EXPLAINED
from console.widgets.history_list import choice_list, copy_list
from console.widgets.result_table import ResultTable

if TYPE_CHECKING:
    import pyarrow as pa

    from console.desk import Answer

MOST_COPIED = 20_000
"""Rows that are copied at a time; terminals take no more than some hundred kilobytes anyway."""
HINTS = say("for example: >= 100   = '澧县'   null   not null   or a part of the text; empty: no filter")
ENDINGS = say("The ending of the name says what is written: .csv .parquet .xlsx .json .arrow")


class DeskHelp(PageDialog):
    """The keys of the desk."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(str(say("Keys of the SQL desk")), glyphs)

    def rows(self, width: int) -> list[Row]:
        """Return a key and what it does, line by line."""
        rows: list[Row] = []
        for usual, names, said in EXPLAINED:
            keys = " ".join(map(told, names.split())) if any(map(is_chosen, names.split())) else usual
            lines = wrapped(str(said), max(width - 17, 10))
            rows += [
                ((f" {fit(keys if not number else '', 14, self.glyphs)} ", "key"), (line, ""))
                for number, line in enumerate(lines)
            ]
        return rows


def quoted(name: str) -> str:
    """Return a name as SQL takes it, in quotes where it needs them."""
    plain = name.isascii() and name.isidentifier() and name == name.lower()
    return name if plain else '"' + name.replace('"', '""') + '"'


class WorkingScreen(RunningScreen):
    """Works on the answer in front."""

    glyphs: Glyphs

    @property
    def catalogue(self) -> CatalogueTree:
        """The catalogue."""
        return self.query_one(CatalogueTree)

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
            (f" {fit_name(column.name, self.glyphs)}", "name"),
            (f" {fit_name(column.kind.lower(), self.glyphs)}", "muted"),
        ]
        if len(rows) * len(columns) > 1:
            left.append((f"  {say('{rows} x {columns} cells chosen', rows=len(rows), columns=len(columns))}", "key"))
        self.query_one(DeskFoot).show(tuple(left), self._ordered())

    def _ordered(self) -> str:
        run, names = self.current, [fit_name(column.name, self.glyphs) for column in self.table.columns]
        if run is None or not (run.order or run.where) or run.pending is not None:
            return ""
        parts = []
        if run.order:
            arrows = (f"{names[at]}{self.glyphs.down if down else self.glyphs.up}" for at, down in run.order)
            parts.append(str(say("sorted by {columns}", columns=", ".join(arrows))))
        if run.where:
            filters = (f"{names[at]} {sign} {fit_name(str(value), self.glyphs) if value is not None else ''}".strip()
                       for at, sign, value in run.where)  # fmt: skip
            parts.append(str(say("only {filters}", filters=", ".join(filters))))
        return str(say("{parts}, over all rows", parts="; ".join(parts)))

    # Sort and filter.

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
        name = fit_name(self.table.columns[self.table.at].name, self.glyphs)
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
            lambda found: self._show_card(column.name, column.kind, found),
        )

    def _show_card(self, name: str, kind: str, found: Statistics) -> None:
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
        self.state.tell(say("Copied: {rows} x {columns} cells, {size} characters.", rows=f"{rows:,}", columns=columns,
                            size=f"{len(text):,}"))  # fmt: skip

    # Writing to a file.

    @work
    async def action_export(self) -> None:
        """Ask for a file and write the answer to it."""
        answer = self.answer()
        if answer is None:
            self.state.tell(say("There is no answer to write yet."), "slow")
            return
        usual = _in_home(f"{self.tab.name or 'answer'}.csv")
        told = await self.app.push_screen_wait(Line(say("Write the answer to"), self.glyphs, usual, ENDINGS))
        if not told:
            return
        file, form, there = _where(told)
        if form is None:
            self.state.tell(ENDINGS, "behind")
            return
        bom = form == "csv" and await self._yes(say("For Excel? Then it begins with a byte order mark."))
        if not there or await self._yes(say("{file} is there already. Write over it?", file=file.name)):
            self._write(answer, file, form, bom)

    async def _yes(self, question: Sentence) -> bool:
        choices: Sequence[tuple[object, Sentence]] = [(False, say("no")), (True, say("yes"))]
        dialog: ModalScreen[Choice | None] = ListDialog(question, choice_list(choices), self.glyphs, small=True)
        chosen = await self.app.push_screen_wait(dialog)
        return chosen is not None and bool(chosen.row[0])

    @work(thread=True, group="write")
    def _write(self, answer: "Answer", file: Path, form: str, bom: bool) -> None:
        from console.desk.export import write_file

        def told(rows: int) -> None:
            state = answer.state()
            share = f"{rows / state.rows:.0%}" if state.exact and state.rows else ""
            said = say("Writing {file}: {rows} rows {share}", file=file.name, rows=f"{rows:,}", share=share)
            self.post_message(self.Found(lambda said: self.state.tell(said), said))

        try:
            rows = write_file(answer.pieces(), file, form, bom=bom, progress=told)
            said, tone = say("Written: {rows} rows to {file}", rows=f"{rows:,}", file=str(file)), "done"
        except Unanswered as without:
            said, tone = without.state.sentence, "behind"
        except Refused as refused:
            said, tone = refused.sentence, "behind"
        self.post_message(self.Found(lambda said: self.state.tell(said, tone), said))

    # The catalogue.

    def action_preview(self) -> None:
        """Show the rows of the table under the cursor."""
        table, _field = self.catalogue.current
        if table is not None:
            self.run(f"from {quoted(table.name)}", {}, 0, 0, in_editor=False)

    def action_summarise(self) -> None:
        """Describe the column under the cursor over the whole table."""
        table, field = self.catalogue.current
        if table is None or field is None:
            self.state.tell(say("Unfold the table and choose one of its columns."), "slow")
            return
        at = table.fields.index(field)
        text = f"from {quoted(table.name)}"

        def ask() -> object:
            answer = self.client.ask(text)
            try:
                return answer.statistics(at)
            finally:
                answer.release()

        self.fetch_then(ask, lambda found: self._show_card(field.name, field.kind, found))

    def action_count_rows(self) -> None:
        """Count the rows of the table under the cursor."""
        table, _field = self.catalogue.current
        if table is None:
            return
        name = table.name

        def ask() -> int:
            answer = self.client.ask(f"from {quoted(name)}")
            try:
                return answer.count()
            finally:
                answer.release()

        self.fetch_then(ask, lambda rows: self.catalogue.note_count(name, rows))

    def action_insert_name(self) -> None:
        """Write the name under the cursor into the editor."""
        if self.focused is self.catalogue:
            table, field = self.catalogue.current
            name = field.name if field else table.name if table else ""
        else:
            name = self.table.columns[self.table.at].name if self.table.columns else ""
        if name:
            self.editor.insert(quoted(name))
            self.editor.focus()

    def action_help(self) -> None:
        """Explain the keys."""
        self.app.push_screen(DeskHelp(self.glyphs))


def _in_home(name: str) -> str:
    return str(Path.home() / name)


def _where(told: str) -> tuple[Path, str | None, bool]:
    """Return a file, the format that its ending asks for, and whether it is there already."""
    from console.desk.export import form_of

    file = Path(told.strip()).expanduser()
    return file, form_of(file), file.exists()


def fit_name(name: str, glyphs: Glyphs) -> str:
    """Return a name as it may stand in a line, cut where it is long."""
    return column_text(name, glyphs, 32)
