"""What the parts of the intake screen share: the tray, the one thread that reads and loads, and asking."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen

from console.faults import Refused
from console.formats import Glyphs
from console.intake.tray import BUSY, Handed, Tray
from console.language import Sentence, say
from console.store import Store, StoreUnusable
from console.widgets.ask_line import AskLine
from console.widgets.intake_lines import StatusLine
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing

BEAT = 0.1
"""Seconds between two looks at how far a file has come."""

Job = Callable[[], None]


class IntakeWork(Screen[None]):
    """A screen with a tray of files and one thread that works on them."""

    files = query_one("#files", Listing)
    status = query_one("#status", StatusLine)
    asking = query_one("#ask", AskLine)
    keys = query_one("#keys", KeyLine)

    @dataclass
    class Moved(Message):
        """A file has come further."""

        handed: Handed

    @dataclass
    class Done(Message):
        """A job is over: what there is to say of it."""

        sentence: Sentence
        bad: bool = False

    def __init__(self, store: Store, folder: Path, glyphs: Glyphs, county: str = "") -> None:
        super().__init__()
        self.store = store
        self.glyphs = glyphs
        self.tray = Tray(store, folder, self._moved, county)
        self.history: list[dict[str, Any]] | None = None
        self.brought: dict[int, dict[str, Any]] = {}
        """What a snapshot changed when it came, of those that were asked for."""
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._told = 0.0
        self._open = True

    def show(self) -> None:
        """Show everything in the language in use."""
        raise NotImplementedError

    @property
    def current(self) -> Handed | None:
        """Return the file under the cursor."""
        row = self.files.current
        if not isinstance(row, Handed):
            return None
        # The table may still show what the tray has replaced meanwhile.
        return next((one for one in self.tray.files if one.path == row.path), row)

    def begin(self) -> None:
        """Start the thread."""
        threading.Thread(target=self._work, name="intake", daemon=True).start()

    def do(self, job: Job) -> None:
        """Have something done by the thread, after what it does now."""
        self._jobs.put(job)

    def changed(self) -> None:
        """Have everything shown anew, from any thread."""
        self.post_message(self.Moved(Handed(self.tray.folder, (0, 0))))

    def break_off(self) -> None:
        """Forget what was still to be done, and break off what is being done; nothing is changed."""
        while not self._jobs.empty():
            self._jobs.get()
        self.tray.cancelled.set()

    def on_unmount(self) -> None:
        """Leave nothing half done: what is not published yet is put back."""
        self._open = False
        self.tray.cancelled.set()
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and self._open:
            try:
                job()
            except Refused as refused:
                self.post_message(self.Done(refused.sentence, bad=True))
            except StoreUnusable as unusable:
                self.post_message(self.Done(unusable.sentence, bad=True))
            except Exception as error:  # a fault of ours: the thread goes on, and the terminal is not written over
                self.post_message(self.Done(say("That did not work: {why}", why=f"{error}"[:200]), bad=True))

    def _moved(self, handed: Handed) -> None:
        """Tell the screen, but not of every thousand rows."""
        now = time.monotonic()
        if handed.state not in BUSY or now - self._told > BEAT:
            self._told = now
            self.post_message(self.Moved(handed))

    def ask(self, question: Sentence, follows: Callable[[str], None], text: str = "", *, needed: bool = True) -> None:
        """Ask for words, or for Enter alone."""
        self.keys.display = False
        self.asking.ask(question, follows, text, needed=needed)

    def on_ask_line_told(self, message: AskLine.Told) -> None:
        """Do what was asked for."""
        message.follows(message.text)

    def on_ask_line_left(self, message: AskLine.Left) -> None:
        """Show the keys again."""
        self.asking.display, self.keys.display = False, True
        self.files.focus()
