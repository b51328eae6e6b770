"""The part of the desk that suggests how a word goes on, which must never delay a key."""

from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.timer import Timer

from console.completing import Offer, offer
from console.knowing import Learned
from console.screens.desk_finding import FindingScreen
from console.widgets.completion import Completion
from console.widgets.sql_editor import SqlEditor

PAUSE = 0.08
"""Seconds after a key before suggestions are worked out."""


class SuggestingScreen(FindingScreen):
    """Works suggestions out in a thread when the keys pause, and shows them if the cursor is still there."""

    @dataclass
    class Offered(Message):
        """Suggestions have been worked out for a place of the text."""

        offer: Offer
        place: tuple[int, int]

    learned: Learned
    _suggesting: Timer | None = None
    _wanted: tuple[int, int] | None = None
    """The place of the text for which suggestions are wanted."""

    @property
    def completion(self) -> Completion:
        """The list of suggestions."""
        return self.query_one(Completion)

    def on_sql_editor_moved(self, message: SqlEditor.Moved) -> None:
        """Suggest something when the keys pause."""
        if message.edited:
            if not self.editor.is_still_meant():  # what was suggested for another word must not take this one's place
                self.completion.hide()
            self._wait_no_longer()
            self._suggesting = self.set_timer(PAUSE, self.suggest)

    def _wait_no_longer(self) -> None:
        if self._suggesting is not None:
            self._suggesting.stop()
            self._suggesting = None

    def on_sql_editor_asked(self) -> None:
        """Suggest something now."""
        self._work_out(asked=True)

    def suggest(self) -> None:
        """Work out suggestions for the cursor."""
        if self.focused is self.editor and self.editor.typed:
            self._work_out(asked=False)
        else:
            self.hush()

    def hush(self) -> None:
        """Suggest nothing, nor what is still being worked out, until the text is another one."""
        self._wait_no_longer()
        self._wanted = None
        self.completion.hide()

    def _work_out(self, *, asked: bool) -> None:
        self._wanted = self.editor.cursor_location
        self._offer(list(self.editor.document.lines), *self._wanted, asked)

    @work(thread=True, exclusive=True, group="offer")
    def _offer(self, lines: list[str], row: int, column: int, asked: bool) -> None:
        self.post_message(self.Offered(offer(lines, row, column, self.learned.known, asked=asked), (row, column)))

    @on(Offered)
    def show_offer(self, message: Offered) -> None:
        """Show suggestions if the cursor is still there."""
        if message.place == self._wanted == self.editor.cursor_location and self.focused is self.editor:
            x, y = self.editor.cursor_screen_offset
            row, column = message.place
            self.completion.begins = row, column - message.offer.typed
            self.completion.show(message.offer, x, y, self.size.width, self.size.height)

    @on(Completion.Chosen)
    def complete(self) -> None:
        """Write the suggestion that was clicked."""
        self.editor.complete()
