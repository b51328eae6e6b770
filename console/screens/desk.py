"""The analyst's desk: SQL in tabs, the store's tables, answers of any length, charts, saved queries, history."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer

from console.completing import NOTHING, Known, Offer, offer
from console.desk import Client
from console.desk.history import History
from console.drafts import Drafts, Tab
from console.formats import NEUTRAL, Glyphs
from console.keys import Key
from console.knowing import Learned, learn
from console.language import Sentence, say
from console.moments import Moment
from console.overview import Overview
from console.screens.desk_pinning import PinningScreen
from console.store import Store
from console.widgets.answer_chart import AnswerChart
from console.widgets.catalogue_tree import CatalogueTree, tables_of
from console.widgets.completion import Completion
from console.widgets.desk_heading import DeskFoot, DeskHeading
from console.widgets.desk_keys import EVERYWHERE, IN_CHART, IN_TABLE, IN_TREE
from console.widgets.key_line import KeyLine
from console.widgets.result_state import ResultState
from console.widgets.result_table import ResultTable
from console.widgets.sql_editor import SqlEditor

PAUSE = 0.08
"""Seconds after a key before suggestions are worked out."""
KEPT_AFTER = 1.0
"""Seconds after a change before the tabs are written down."""


class DeskScreen(PinningScreen):
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

    @dataclass
    class Offered(Message):
        """Suggestions have been worked out for a place of the text."""

        offer: Offer
        place: tuple[int, int]

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        glyphs: Glyphs = NEUTRAL,
        *,
        client: Client | None = None,
        drafts: Drafts | None = None,
        history: History | None = None,
    ) -> None:
        super().__init__()
        self.store, self.clock, self.glyphs = store, clock, glyphs
        self.client = client or Client(store)  # type: ignore[arg-type]
        self.drafts = drafts or Drafts()
        self.history = history or History()
        self.tabs, self.front = self.drafts.open()
        self.closed: list[Tab] = []
        self.runs = {}
        self.learned = Learned()
        self._suggesting: Timer | None = None
        self._keeping: Timer | None = None

    @property
    def tab(self) -> Tab:  # type: ignore[override]
        """The tab in front."""
        return self.tabs[self.front]

    @property
    def known(self) -> Known:
        """What can be suggested."""
        return self.learned.known

    @property
    def completion(self) -> Completion:
        """The list of suggestions."""
        return self.query_one(Completion)

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
            self.completion.hide()

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

    # Suggestions, which must never delay a key.

    def on_sql_editor_moved(self, message: SqlEditor.Moved) -> None:
        """Note a change; suggest something when the keys pause."""
        self.tab.cursor = self.editor.cursor_location
        if not message.edited:
            return
        if self._keeping is None:
            self._keeping = self.set_timer(KEPT_AFTER, self.keep)
        if self._suggesting is not None:
            self._suggesting.stop()
        self._suggesting = self.set_timer(PAUSE, self.suggest)

    def on_sql_editor_asked(self) -> None:
        """Suggest something now."""
        self._offer(list(self.editor.document.lines), *self.editor.cursor_location, True)

    def suggest(self) -> None:
        """Work out suggestions for the cursor."""
        if self.focused is self.editor and self.editor.typed:
            self._offer(list(self.editor.document.lines), *self.editor.cursor_location, False)
        else:
            self.completion.hide()

    @work(thread=True, exclusive=True, group="offer")
    def _offer(self, lines: list[str], row: int, column: int, asked: bool) -> None:
        self.post_message(self.Offered(offer(lines, row, column, self.known, asked=asked), (row, column)))

    def on_desk_screen_offered(self, message: Offered) -> None:
        """Show suggestions if the cursor is still there."""
        if message.place == self.editor.cursor_location and self.focused is self.editor:
            x, y = self.editor.cursor_screen_offset
            row, column = message.place
            self.completion.begins = row, column - message.offer.typed
            self.completion.show(message.offer, x, y, self.size.width, self.size.height)

    @on(Completion.Chosen)
    def complete(self) -> None:
        """Write the suggestion that was clicked."""
        self.editor.complete()

    # Tabs.

    def on_text_area_changed(self) -> None:
        """Take over the text of the tab."""
        self.tab.text = self.editor.text
        self.query_one(DeskHeading).refresh()

    def bring_to_front(self, place: int) -> None:
        """Show another tab with its answer."""
        self.completion.show(NOTHING, 0, 0, 10, 10)
        self.front = max(0, min(place, len(self.tabs) - 1))
        tab = self.tab
        if self.editor.text != tab.text:
            self.editor.load_text(tab.text)
        with contextlib.suppress(ValueError, IndexError):
            self.editor.move_cursor(tab.cursor)
        self.query_one(DeskHeading).show(self.tabs, self.front)
        self.show_chart(False)
        self.show_answer()

    @on(DeskHeading.Chosen)
    def tab_clicked(self, message: DeskHeading.Chosen) -> None:
        """Bring the clicked tab to the front."""
        self.bring_to_front(message.place)

    def action_turn(self, step: int) -> None:
        """Bring the next or previous tab to the front."""
        self.bring_to_front((self.front + step) % len(self.tabs))

    def action_new_tab(self) -> None:
        """Open an empty tab."""
        self.open_tab(Tab())

    def open_tab(self, tab: Tab) -> None:
        """Open a tab behind the one in front; an empty draft is taken over."""
        here = self.tab
        if tab.text and not here.text.strip() and not here.name:
            self.drop(here)
            self.tabs[self.front] = tab
            self.bring_to_front(self.front)
        else:
            self.tabs.insert(self.front + 1, tab)
            self.bring_to_front(self.front + 1)
        self.editor.focus()
        self.keep()

    def action_close_tab(self) -> None:
        """Close the tab in front; its text can be brought back."""
        tab = self.tabs.pop(self.front)
        self.drop(tab)
        if tab.text.strip():
            self.closed = [*self.closed[-19:], tab]
            self.state.tell(say("Closed; {key} brings it back.", key=Key("desk.reopen_tab")))
        self.tabs = self.tabs or [Tab()]
        self.bring_to_front(self.front)
        if tab.text.strip():
            self.state.tell(say("Closed; {key} brings it back.", key=Key("desk.reopen_tab")))
        self.keep()

    def action_reopen_tab(self) -> None:
        """Bring the last closed tab back."""
        if self.closed:
            self.open_tab(self.closed.pop())

    def keep(self) -> None:
        """Write the tabs down, so that a crash loses nothing."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        if not self.drafts.keep(self.tabs, self.front):
            self.state.tell(say("The tabs cannot be kept: the state folder is not writable."), "behind")

    def on_unmount(self) -> None:
        """Keep the tabs and end the worker."""
        self.drafts.keep(self.tabs, self.front)
        self.drafts.close()
        self.client.close()
