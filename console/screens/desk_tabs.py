"""The part of the desk that keeps its tabs: open, close, bring back, write down so that a crash loses nothing."""

import contextlib

from textual import on
from textual.timer import Timer

from console.drafts import Drafts, Tab
from console.keys import Key
from console.language import say
from console.screens.desk_running import RunningScreen
from console.screens.desk_suggesting import SuggestingScreen
from console.widgets.desk_heading import DeskHeading
from console.widgets.sql_editor import SqlEditor

KEPT_AFTER = 1.0
"""Seconds after a change before the tabs are written down."""


class TabsScreen(RunningScreen, SuggestingScreen):
    """Has tabs, one of them in front."""

    drafts: Drafts
    closed: list[Tab]
    _keeping: Timer | None = None

    def on_sql_editor_moved(self, message: SqlEditor.Moved) -> None:
        """Note where the cursor stands; a changed text is written down soon."""
        self.tab.cursor = self.editor.cursor_location
        if message.edited and self._keeping is None:
            self._keeping = self.set_timer(KEPT_AFTER, self.keep)

    def on_text_area_changed(self) -> None:
        """Take over the text of the tab."""
        self.tab.text = self.editor.text
        self.query_one(DeskHeading).refresh()

    def bring_to_front(self, place: int) -> None:
        """Show another tab with its answer."""
        self.hush()
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
