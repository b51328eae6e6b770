"""The intake screen: the files of a folder, what each would change, and every snapshot that was loaded."""

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one

from console.formats import Glyphs
from console.intake.quarantine import quarantined
from console.intake.tray import BUSY
from console.keys import Key
from console.language import Sentence, say
from console.moments import Moment
from console.overview import Overview
from console.screens.intake_files import FileKeys
from console.screens.intake_history import HISTORY_KEYS, SnapshotKeys
from console.screens.intake_work import BEAT, IntakeWork
from console.store import Store
from console.widgets.ask_line import AskLine
from console.widgets.handed_page import HandedPage
from console.widgets.intake_lines import IntakeHeading, StatusLine, phase_of
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from console.widgets.page import Page
from console.widgets.snapshot_page import SnapshotPage
from console.widgets.tables.handed import files_content, snapshots_content

LOOKS = 2.0
"""Seconds between two looks into the folder."""


class IntakeScreen(FileKeys, SnapshotKeys):
    """Files above, what the one under the cursor would change below; h shows the snapshots instead."""

    CSS = """
    IntakeScreen #files { height: 40%; min-height: 5; }
    IntakeScreen #files.-history { height: 70%; }
    IntakeScreen #page { height: 1fr; width: 100%; background: $surface; }
    """
    BINDINGS = [
        Binding("enter", "inspect", say("preview").text, id="intake.inspect"),
        Binding("t", "take", say("load").text, id="intake.take"),
        Binding("T", "take_all", say("all").text, id="intake.take_all"),
        Binding("p", "profile", say("profile").text, id="intake.profile"),
        Binding("f", "report", say("faults").text, id="intake.report"),
        Binding("x", "refuse", say("refuse").text, id="intake.refuse"),
        Binding("h", "history", say("loads").text, id="intake.history"),
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
    page = query_one("#page", Page)

    def __init__(self, store: Store, folder: Path, glyphs: Glyphs, county: str = "") -> None:
        super().__init__(store, folder, glyphs, county)
        self._shown: tuple[object, ...] = ()
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
        self.begin()
        self.do(self._count_quarantine)
        self._look()
        self.set_interval(LOOKS, self._look)
        self.set_interval(BEAT, self._follow_cursor)

    def _look(self) -> None:
        self.do(self.look_now)

    def look_now(self) -> None:
        """Look which files are there, and whose the new ones are."""
        before = [(one.path, one.stamp) for one in self.tray.files]
        self.tray.look()
        if [(one.path, one.stamp) for one in self.tray.files] != before or not before:
            self.changed()
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
        self.do(self._count_quarantine)
        if self.history is not None:
            self.do(self._read_history_anew)

    def in_replay(self, moment: Moment) -> Sentence:
        """Say that files are loaded into the present while an earlier moment is shown."""
        return say(
            "REPLAY of snapshot {number}. This screen shows and changes the present; {key} comes back to it",
            number=moment.snapshot_id, key=Key("replay.present"),
        )  # fmt: skip

    def _count_quarantine(self) -> None:
        with self.store.read() as newest:
            self.heading.quarantined = len(quarantined(newest))
        self.changed()

    def on_intake_work_moved(self, message: IntakeWork.Moved) -> None:
        """Show how far a file has come."""
        self._show_list()
        self._shown = ()
        self._follow_cursor()
        if message.handed.state in BUSY:
            self.status.say(
                say("{file}: {phase}, c cancels", file=message.handed.path.name, phase=phase_of(message.handed))
            )
        elif self.status.said is not None and self.status.said.text.startswith("{file}: {phase}"):
            self.status.say(message.handed.trouble)

    def on_intake_work_done(self, message: IntakeWork.Done) -> None:
        """Say what was done."""
        self.status.say(message.sentence, "behind" if message.bad else "done")
        self.show()

    def _show_list(self) -> None:
        self.heading.history = self.history is not None
        self.heading.refresh()
        self.files.set_class(self.history is not None, "-history")
        shown = HISTORY_KEYS if self.history is not None else self.BINDINGS
        self.keys.bindings = [one for one in shown if isinstance(one, Binding) and one.show]
        self.keys.refresh()
        keep, self._listed = self._listed == (self.history is None), self.history is None
        if self.history is not None:
            self.files.show(snapshots_content(self.history, self.glyphs, self.size.width), keep=keep)
            return
        empty = say("No Parquet, CSV or Excel file lies in this folder. o names another one.")
        self.files.show(files_content(self.tray.files, self.glyphs, empty, self.size.width), keep=keep)

    def _follow_cursor(self) -> None:
        """Speak of the file under the cursor."""
        if self.history is not None:
            self._follow_history()
            return
        handed = self.current
        told = (
            (id(handed), handed.state, id(handed.outcome), self.page.size.width)
            if handed
            else (None, self.page.size.width)
        )
        if told != self._shown:
            self._shown = told
            self.page.show(HandedPage(self.page.size.width, self.glyphs).rows(handed))

    def _follow_history(self) -> None:
        """Speak of the snapshot under the cursor."""
        row, width = self.files.current, self.page.size.width
        if not isinstance(row, dict):
            return
        brought = self.brought.get(int(row["snapshot_id"]))
        told = (row["snapshot_id"], row["status"], brought is not None, width)
        if told != self._shown:
            self._shown = told
            self.page.show(SnapshotPage(width, self.glyphs).rows(row, brought))

    # Keys.

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Enter shows what a file would change, or what a snapshot changed."""
        message.stop()
        self.action_inspect()

    def action_inspect(self) -> None:
        """Work out what the file under the cursor would change, or what the snapshot changed."""
        self.look_into() if self.history is not None else self.preview()

    def action_cancel(self) -> None:
        """Break off what is being read; nothing is changed."""
        self.break_off()

    def action_folder(self) -> None:
        """Ask for another folder."""
        self.ask(say("Folder:"), self._go_to, str(self.tray.folder))

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

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines of the page where the new width ends."""
        self._shown = ()
        self._show_list()
