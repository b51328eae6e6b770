"""The first and last lines of the intake screen: the folder, its files by state, and what was just done."""

from pathlib import Path

from rich.cells import cell_len

from console.columns import Piece
from console.formats import Glyphs, column_text, safe_text
from console.intake.tray import Handed, State, Tray
from console.language import Sentence, say
from console.widgets.drawn import Drawn
from console.widgets.tables.handed import STATES


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
        where = column_text(shown_folder(self.tray.folder), self.glyphs, room)
        return (
            (f" {title}  ", "title"),
            (f"{where}  ", "muted"),
            ("" if self.history else counts, ""),
            (waiting, "slow"),
        )


def shown_folder(folder: Path) -> str:
    """Return a folder as its owner calls it: what lies in the home begins with ~."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder != home and folder.is_relative_to(home) else str(folder)


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


def phase_of(handed: Handed) -> object:
    """Return what is being done to a file, and with how many rows."""
    words = {
        "hash": say("reading the bytes"), "copy": say("copying the store"), "inspect": say("checking the rows"),
        "check": say("checking the rows"), "settle": say("working out the standings"), "publish": say("publishing"),
        "waiting": say("waiting for another load"),
    }  # fmt: skip
    word = words.get(handed.phase, words["copy"])
    return say("{phase} {done}", phase=word, done=f"{handed.done:,}") if handed.done else word
