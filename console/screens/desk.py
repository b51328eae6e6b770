"""The analyst's desk: SQL in tabs, the store's tables, answers of any length, charts, saved queries, history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from console.desk import Client
from console.desk.history import History
from console.drafts import Drafts
from console.formats import NEUTRAL, Glyphs
from console.knowing import Learned, learn
from console.language import Sentence, say
from console.moments import Moment
from console.overview import Overview
from console.screens.desk_help import DeskHelp
from console.screens.desk_pinning import PinningScreen
from console.screens.desk_tables import TablesScreen
from console.screens.desk_writing import WritingScreen
from console.store import FiledStore
from console.widgets.answer_chart import AnswerChart
from console.widgets.catalogue_tree import CatalogueTree, tables_of
from console.widgets.completion import Completion
from console.widgets.desk_heading import DeskFoot, DeskHeading
from console.widgets.desk_keys import EVERYWHERE, IN_CHART, IN_TABLE, IN_TREE
from console.widgets.key_line import KeyLine
from console.widgets.result_state import ResultState
from console.widgets.result_table import ResultTable
from console.widgets.sql_editor import SqlEditor


class DeskScreen(PinningScreen, WritingScreen, TablesScreen):
    """Editor above, answer below, the catalogue beside them."""

    CSS_PATH = "desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = [*EVERYWHERE]
    remembered = ("desk",)
    """How the screen is found again the next time."""

    @dataclass
    class Knows(Message):
        """What can be suggested has been learnt."""

        learned: Learned

    def __init__(
        self,
        store: FiledStore,
        clock: Callable[[], datetime],
        glyphs: Glyphs = NEUTRAL,
        *,
        client: Client | None = None,
        drafts: Drafts | None = None,
        history: History | None = None,
    ) -> None:
        super().__init__()
        self.store, self.clock, self.glyphs = store, clock, glyphs
        self.client = client or Client(store)
        self.drafts = drafts or Drafts()
        self.history = history or History()
        self.tabs, self.front = self.drafts.open()
        self.closed = []
        self.runs = {}
        self.learned = Learned()

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield DeskHeading(self.glyphs)
        with Horizontal(id="halves"):
            yield CatalogueTree(self.glyphs)
            with Vertical(id="work"):
                yield SqlEditor(self.glyphs, id="editor")
                yield ResultState(self.glyphs)
                yield ResultTable(self.glyphs, id="table")
                yield AnswerChart(self.glyphs)
                yield DeskFoot(self.glyphs)
        yield KeyLine(EVERYWHERE, self.glyphs)
        yield Completion(self.glyphs)

    def on_mount(self) -> None:
        """Show the tabs as they were left, and start the query worker meanwhile."""
        self.chart.display = False
        self.catalogue.display = self.size.width >= 110
        self.editor.suggestions = self.completion
        self.bring_to_front(self.front)
        self.editor.focus()
        self.learn()

    @work(thread=True, exclusive=True, group="learn")
    def learn(self) -> None:
        """Learn what can be suggested."""
        self.post_message(self.Knows(learn(self.client, self.store)))

    def on_desk_screen_knows(self, message: Knows) -> None:
        """Take over what was learnt."""
        learned = message.learned
        if learned.trouble is not None:
            self.catalogue.show((), str(learned.trouble))
            return
        self.learned = learned
        self.query_one(DeskHeading).is_sample = learned.is_sample
        self.query_one(DeskHeading).refresh()
        known = learned.known
        columns = {name for fields in known.tables.values() for name in fields}
        self.editor.learn(frozenset(known.keywords) - columns, frozenset(known.functions))
        self.catalogue.show(tables_of(learned.catalogue))

    def action_help(self) -> None:
        """Explain the keys."""
        self.app.push_screen(DeskHelp(self.glyphs))

    def follow(self, overview: Overview) -> None:
        """Say that there are newer figures, and learn the new names."""
        newer = overview.generation
        self.state.newer = self.state.generation is not None and newer != self.state.generation
        self.state.refresh()
        if self.learned.generation not in (0, newer):
            self.learn()

    def in_replay(self, moment: Moment) -> Sentence:
        """Say that answers are of the present while an earlier moment is shown, and how to ask for those of then."""
        return say(
            "REPLAY of snapshot {number}. Answers here are of the present; readings_at({number}) and"
            " standings_at({number}) give what was known then",
            number=moment.snapshot_id,
        )

    def show(self) -> None:
        """Show everything in the language in use."""
        self.state.lay_out()
        self.foot()
        if self.chart.display:
            self.chart.lay_out()

    # Keys by what has the focus.

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of what has the focus now."""
        keys = {"table": IN_TABLE, "chart": IN_CHART, "catalogue": IN_TREE}.get(event.widget.id or "")
        line = self.query_one(KeyLine)
        shown = [*keys, *EVERYWHERE] if keys else EVERYWHERE
        line.bindings = [binding for binding in shown if binding.show]
        line.refresh()
        if event.widget is not self.editor:
            self.hush()

    def action_back(self) -> None:
        """Close what is open, cancel what runs, go back to the editor, leave: one of them at a time."""
        if self.completion.hide() or self.stop_running():
            return
        if self.chart.display:
            self.show_chart(False)
        elif self.focused is not self.editor:
            self.editor.focus()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Go back to the watch screen; everything here stays as it is."""
        self.keep()
        self.app.pop_screen()

    def action_copy_or_cancel(self) -> None:
        """Cancel what runs, else copy."""
        if self.stop_running():
            return
        if self.focused is self.table:
            self.action_copy_cells("tsv")
        else:
            self.editor.action_copy()

    def action_other_half(self) -> None:
        """Go from the editor to the answer and back."""
        if self.focused is self.editor:
            (self.chart if self.chart.display else self.table).focus()
        else:
            self.editor.focus()

    def action_catalogue(self) -> None:
        """Go to the catalogue, or hide it."""
        if self.catalogue.display and self.focused is self.catalogue:
            self.catalogue.display = False
            self.editor.focus()
        else:
            self.catalogue.display = True
            self.catalogue.focus()

    def action_chart(self) -> None:
        """Draw the answer, or show its table again."""
        if self.chart.display:
            self.show_chart(False)
            self.table.focus()
        else:
            self.draw_chart()

    def on_unmount(self) -> None:
        """Keep the tabs and end the worker."""
        self.drafts.keep(self.tabs, self.front)
        self.drafts.close()
        self.client.close()
