"""The intake screen: the files of a folder, what each would change, and every snapshot that was loaded."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen

from console.columns import Piece
from console.faults import Refused
from console.formats import Glyphs, column_text, safe_text
from console.intake.quarantine import quarantined
from console.intake.tray import BUSY, Handed, State, Tray
from console.keys import Key
from console.language import Sentence, say
from console.moments import Moment
from console.overview import Overview
from console.store import Store, StoreUnusable, reinstate, snapshots, withdraw
from console.widgets.ask_line import AskLine
from console.widgets.drawn import Drawn
from console.widgets.handed_page import HandedPage
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from console.widgets.page import Page
from console.widgets.tables.handed import STATES, files_content, snapshots_content

BEAT = 0.1
"""Seconds between two looks at how far a file has come."""
LOOKS = 2.0
"""Seconds between two looks into the folder."""

HISTORY_KEYS = (
    Binding("w", "withdraw", say("withdraw").text, id="intake.withdraw"),
    Binding("u", "reinstate", say("reinstate").text, id="intake.reinstate"),
    Binding("h", "history", say("files").text, id="intake.history"),
    Binding("slash", "search", say("search").text, key_display="/", id="table.search"),
    Binding("escape", "back", say("back").text, id="intake.back"),
    Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
)
"""The keys that are shown beside the snapshots."""

Job = Callable[[], None]


class IntakeHeading(Drawn):
    """Which folder, and how many of its files are in which state; or that the snapshots are shown."""

    DEFAULT_CSS = "IntakeHeading { height: 1; width: 100%; background: $panel; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="intake-heading", glyphs=glyphs)
        self.tray: Tray | None = None
        self.history = False
        self.quarantined = 0
        """Rows that nobody has resolved yet."""

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the line."""
        title = say("Snapshots") if self.history else say("Intake")
        if self.tray is None:
            return ((f" {title}", "title"),)
        counted = {state: sum(one.state is state for one in self.tray.files) for state in State}
        counts = "  ".join(f"{STATES[state]} {count}" for state, count in counted.items() if count)
        waiting = f"  {say('in quarantine {count}', count=self.quarantined)}" if self.quarantined else ""
        room = max(self.size.width - cell_len(str(title)) - cell_len(counts + waiting) - 6, 8)
        where = column_text(str(self.tray.folder), self.glyphs, room)
        return (
            (f" {title}  ", "title"),
            (f"{where}  ", "muted"),
            ("" if self.history else counts, ""),
            (waiting, "slow"),
        )


class StatusLine(Drawn):
    """What was just done, or what is being done."""

    DEFAULT_CSS = "StatusLine { height: 1; width: 100%; background: $surface; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="status", glyphs=glyphs)
        self.said: Sentence | None = None
        self.said_tone = "muted"

    def say(self, sentence: Sentence | None, tone: str = "muted") -> None:
        """Say something else, or nothing."""
        self.said, self.said_tone = sentence, tone
        self.refresh()

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the line."""
        text = safe_text(str(self.said), max(self.size.width - 2, 10)) if self.said else ""
        return ((f" {text}", self.said_tone),)


class IntakeScreen(Screen[None]):
    """Files above, what the one under the cursor would change below; h shows the snapshots instead."""

    CSS = """
    IntakeScreen #files { height: 40%; min-height: 5; }
    IntakeScreen #files.-all { height: 1fr; }
    IntakeScreen #page { height: 1fr; width: 100%; background: $surface; }
    """
    BINDINGS = [
        Binding("enter", "inspect", say("preview").text, id="intake.inspect"),
        Binding("t", "take", say("load").text, id="intake.take"),
        Binding("T", "take_all", say("all ready").text, id="intake.take_all"),
        Binding("f", "report", say("report").text, id="intake.report"),
        Binding("x", "refuse", say("refuse").text, id="intake.refuse"),
        Binding("h", "history", say("snapshots").text, id="intake.history"),
        Binding("escape", "back", say("back").text, id="intake.back"),
        Binding("g", "good_rows", say("good rows").text, id="intake.good_rows"),
        Binding("c", "cancel", say("cancel").text, id="intake.cancel"),
        Binding("o", "folder", say("folder").text, id="intake.folder"),
        Binding("v", "inspect_all", say("preview all").text, id="intake.inspect_all"),
        Binding("w", "withdraw", say("withdraw").text, id="intake.withdraw"),
        Binding("u", "reinstate", say("reinstate").text, id="intake.reinstate"),
        Binding("tab", "other", show=False, id="intake.other"),
        Binding("question_mark", "app.help", show=False, id="app.help"),
        Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
    ]

    remembered = ("intake",)
    """How the screen is found again the next time."""

    heading = query_one("#intake-heading", IntakeHeading)
    files = query_one("#files", Listing)
    page = query_one("#page", Page)
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

    def __init__(self, store: Store, folder: Path, glyphs: Glyphs) -> None:
        super().__init__()
        self.store = store
        self.glyphs = glyphs
        self.tray = Tray(store, folder, self._moved)
        self.history: list[dict[str, Any]] | None = None
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._told = 0.0
        self._shown: tuple[object, ...] = ()
        self._open = True
        self._listed = True
        """Whether the table shows the files."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield IntakeHeading(self.glyphs)
        yield Listing(self.glyphs, id="files")
        yield Page(id="page", glyphs=self.glyphs)
        yield StatusLine(self.glyphs)
        yield AskLine(self.glyphs)
        yield KeyLine([binding for binding in self.BINDINGS if isinstance(binding, Binding)], self.glyphs)

    def on_mount(self) -> None:
        """Look into the folder and begin to work."""
        self.heading.tray = self.tray
        self.files.focus()
        threading.Thread(target=self._work, name="intake", daemon=True).start()
        self._jobs.put(self._count_quarantine)
        self._look()
        self.set_interval(LOOKS, self._look)
        self.set_interval(BEAT, self._follow_cursor)

    def on_unmount(self) -> None:
        """Leave nothing half done: what is not published yet is put back."""
        self._open = False
        self.tray.cancelled.set()
        self._jobs.put(None)

    # The one thread that reads files and writes to the store.

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and self._open:
            try:
                job()
            except Refused as refused:
                self.post_message(self.Done(refused.sentence, bad=True))
            except StoreUnusable as unusable:
                self.post_message(self.Done(unusable.sentence, bad=True))
            except Exception as error:
                # The thread goes on, and the terminal is not written over by it.
                self.post_message(self.Done(say("That did not work: {why}", why=f"{error}"[:200]), bad=True))

    def _moved(self, handed: Handed) -> None:
        """Tell the screen, but not of every thousand rows."""
        now = time.monotonic()
        if handed.state not in BUSY or now - self._told > BEAT:
            self._told = now
            self.post_message(self.Moved(handed))

    def _look(self) -> None:
        self._jobs.put(self._look_now)

    def _look_now(self) -> None:
        before = [(one.path, one.stamp) for one in self.tray.files]
        self.tray.look()
        if [(one.path, one.stamp) for one in self.tray.files] != before or not before:
            self.post_message(self.Moved(Handed(self.tray.folder, (0, 0))))
        for handed in self.tray.files:
            if not handed.looked_at and self._open:
                self.tray.recognise(handed)

    # What is shown.

    def show(self) -> None:
        """Show everything in the language in use."""
        self._shown = ()
        self._show_list()
        self._follow_cursor()
        self.heading.refresh()

    def follow(self, overview: Overview) -> None:
        """Read the snapshots anew: the store has a new generation."""
        self._jobs.put(self._count_quarantine)
        if self.history is not None:
            self._jobs.put(self._read_history_anew)

    def in_replay(self, moment: Moment) -> Sentence:
        """Say that files are loaded into the present while an earlier moment is shown."""
        return say(
            "REPLAY of snapshot {number}. This screen shows and changes the present; {key} comes back to it",
            number=moment.snapshot_id, key=Key("replay.present"),
        )  # fmt: skip

    def _count_quarantine(self) -> None:
        with self.store.read() as newest:
            self.heading.quarantined = len(quarantined(newest))
        self.post_message(self.Moved(Handed(self.tray.folder, (0, 0))))

    def on_intake_screen_moved(self, message: Moved) -> None:
        """Show how far a file has come."""
        self._show_list()
        self._shown = ()
        self._follow_cursor()
        if message.handed.state in BUSY:
            self.status.say(
                say("{file}: {phase}, c cancels", file=message.handed.path.name, phase=_phase(message.handed))
            )
        elif self.status.said is not None and self.status.said.text.startswith("{file}: {phase}"):
            self.status.say(message.handed.trouble)

    def on_intake_screen_done(self, message: Done) -> None:
        """Say what was done."""
        self.status.say(message.sentence, "behind" if message.bad else "done")
        self.show()

    def _show_list(self) -> None:
        self.heading.history = self.history is not None
        self.heading.refresh()
        self.page.display = self.history is None
        self.files.set_class(self.history is not None, "-all")
        shown = HISTORY_KEYS if self.history is not None else self.BINDINGS
        self.keys.bindings = [one for one in shown if isinstance(one, Binding) and one.show]
        self.keys.refresh()
        keep, self._listed = self._listed == (self.history is None), self.history is None
        if self.history is not None:
            self.files.show(snapshots_content(self.history, self.glyphs), keep=keep)
            return
        empty = say("No Parquet, CSV or Excel file lies in this folder. o names another one.")
        self.files.show(files_content(self.tray.files, self.glyphs, empty, self.size.width), keep=keep)

    def _follow_cursor(self) -> None:
        """Speak of the file under the cursor."""
        handed = self.current
        told = (
            (id(handed), handed.state, id(handed.outcome), self.page.size.width)
            if handed
            else (None, self.page.size.width)
        )
        if told != self._shown:
            self._shown = told
            self.page.show(HandedPage(self.page.size.width, self.glyphs).rows(handed))

    @property
    def current(self) -> Handed | None:
        """Return the file under the cursor."""
        row = self.files.current
        return row if isinstance(row, Handed) else None

    # Keys.

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Enter shows what a file would change."""
        message.stop()
        self.action_inspect()

    def action_inspect(self) -> None:
        """Work out what the file under the cursor would change."""
        if (handed := self.current) is not None and handed.state not in (*BUSY, State.REFUSED):
            self._jobs.put(lambda: self.tray.inspect(handed))

    def action_inspect_all(self) -> None:
        """Work that out for every new file."""
        for handed in self.tray.files:
            if handed.state is State.NEW:
                self._jobs.put(lambda one=handed: self.tray.inspect(one))  # type: ignore[misc]

    def action_take(self) -> None:
        """Load the file under the cursor."""
        if (handed := self.current) is None:
            return
        if handed.state is State.READY:
            self._jobs.put(lambda: self._take(handed))
        elif handed.state is State.NEW:
            self.status.say(say("Look at what it would change first: {key}.", key=Key("intake.inspect")))
        else:
            self.status.say(say("Only a file that is ready can be loaded."), "slow")

    def action_take_all(self) -> None:
        """Load every file that is ready."""
        ready = [one for one in self.tray.files if one.state is State.READY]
        if not ready:
            self.status.say(
                say(
                    "No file is ready. {one} previews one, {all} all of them.",
                    one=Key("intake.inspect"),
                    all=Key("intake.inspect_all"),
                )
            )
        for handed in ready:
            self._jobs.put(lambda one=handed: self._take(one))  # type: ignore[misc]

    def _take(self, handed: Handed, *, accept_good_rows: bool = False) -> None:
        self.tray.take(handed, accept_good_rows=accept_good_rows)
        if handed.outcome is not None and handed.state is State.LOADED:
            self.post_message(self.Done(handed.outcome.as_sentences()[0]))

    def action_good_rows(self) -> None:
        """Load the good rows of a faulty file, after asking: the others would be left out."""
        if (handed := self.current) is None or handed.state is not State.FAULTY:
            self.status.say(say("Only a faulty file has rows to leave out."))
            return
        self._ask(
            say("Faulty rows go into quarantine, the others are loaded. Enter does it, Esc does not."),
            lambda _: self._jobs.put(lambda: self._take(handed, accept_good_rows=True)), needed=False,
        )  # fmt: skip

    def action_report(self) -> None:
        """Write the fault report of the file under the cursor."""
        if (handed := self.current) is not None:
            self._jobs.put(lambda: self._report(handed))

    def _report(self, handed: Handed) -> None:
        book, _ = self.tray.report(handed)
        self.post_message(self.Done(say("Fault report: {file} and .csv", file=book)))

    def action_refuse(self) -> None:
        """Lay the file under the cursor aside."""
        if (handed := self.current) is not None and handed.state not in BUSY:
            self._jobs.put(lambda: self._refuse(handed))

    def _refuse(self, handed: Handed) -> None:
        target = self.tray.refuse(handed)
        self.post_message(self.Done(say("Laid aside: {file}", file=target)))

    def action_cancel(self) -> None:
        """Break off what is being read; nothing is changed."""
        while not self._jobs.empty():
            self._jobs.get()
        self.tray.cancelled.set()

    def action_history(self) -> None:
        """Show the snapshots, or the files again."""
        if self.history is not None:
            self.history = None
            self.show()
        else:
            self._jobs.put(self._read_history)

    def _read_history(self) -> None:
        self.history = snapshots(self.store)
        self.post_message(self.Moved(Handed(self.tray.folder, (0, 0))))

    def _read_history_anew(self) -> None:
        """Read the snapshots again, unless they were left meanwhile."""
        found = snapshots(self.store)
        if self.history is not None:
            self.history = found
            self.post_message(self.Moved(Handed(self.tray.folder, (0, 0))))

    def action_withdraw(self) -> None:
        """Take the snapshot under the cursor out of the count, after asking why."""
        if (number := self._snapshot("loaded")) is not None:
            self._ask(
                say("Why is snapshot {snapshot} withdrawn? Its figures will no longer count:", snapshot=number),
                lambda reason: self._jobs.put(lambda: self._withdraw(number, reason)),
            )

    def _withdraw(self, number: int, reason: str) -> None:
        withdraw(self.store, number, reason)
        self._read_history_anew()
        self.post_message(self.Done(say("Snapshot {snapshot} is withdrawn; u reinstates it.", snapshot=number)))

    def action_reinstate(self) -> None:
        """Let the snapshot under the cursor count again, after asking why."""
        if (number := self._snapshot("withdrawn")) is not None:
            self._ask(
                say("Why does snapshot {snapshot} count again?", snapshot=number),
                lambda reason: self._jobs.put(lambda: self._reinstate(number, reason)),
            )

    def _reinstate(self, number: int, reason: str) -> None:
        reinstate(self.store, number, reason)
        self._read_history_anew()
        self.post_message(self.Done(say("Snapshot {snapshot} counts again.", snapshot=number)))

    def _snapshot(self, status: str) -> int | None:
        row = self.files.current
        if self.history is None or row is None:
            self.status.say(say("h lists the snapshots first."))
            return None
        if row["status"] != status:
            said = say("That snapshot counts already.") if status == "withdrawn" else say("It is withdrawn already.")
            self.status.say(said)
            return None
        return int(row["snapshot_id"])

    def action_folder(self) -> None:
        """Ask for another folder."""
        self._ask(say("Folder:"), self._go_to, str(self.tray.folder))

    def _go_to(self, text: str) -> None:
        folder = Path(text).expanduser()
        if not folder.is_dir():
            self.status.say(say("{folder} is not a folder.", folder=text), "behind")
            return
        self.action_cancel()
        self.tray.folder, self.tray.files = folder, []
        self.history = None
        self.show()
        self._look()

    def action_other(self) -> None:
        """Go to the page below, or back to the files."""
        (self.files if self.page.has_focus else self.page).focus()

    def action_back(self) -> None:
        """Leave the snapshots, then the screen; what is being read is broken off first."""
        if self.page.has_focus:
            self.files.focus()
        elif self.history is not None:
            self.action_history()
        elif any(one.state in BUSY for one in self.tray.files):
            self.action_cancel()
        else:
            self.app.pop_screen()

    # Asking.

    def _ask(self, question: Sentence, follows: Callable[[str], None], text: str = "", *, needed: bool = True) -> None:
        self.keys.display = False
        self.asking.ask(question, follows, text, needed=needed)

    def on_ask_line_told(self, message: AskLine.Told) -> None:
        """Do what was asked for."""
        message.follows(message.text)

    def on_ask_line_left(self, message: AskLine.Left) -> None:
        """Show the keys again."""
        self.asking.display, self.keys.display = False, True
        self.files.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines of the page where the new width ends."""
        self._shown = ()
        self._show_list()


def _phase(handed: Handed) -> object:
    words = {
        "hash": say("reading the bytes"), "copy": say("copying the store"), "inspect": say("checking the rows"),
        "check": say("checking the rows"), "settle": say("working out the standings"), "publish": say("publishing"),
        "waiting": say("waiting for another load"),
    }  # fmt: skip
    word = words.get(handed.phase, words["copy"])
    return say("{phase} {done}", phase=word, done=f"{handed.done:,}") if handed.done else word
