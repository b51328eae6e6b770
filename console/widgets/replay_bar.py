"""The loud line over everything that is not the present: which snapshot is shown, where it lies, what waits."""

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from console.columns import Piece
from console.formats import Glyphs, column_text, day_text, shorten
from console.keys import told
from console.language import Sentence, say
from console.moments import Moment
from console.widgets.drawn import TONES, Drawn, Tone

TONES["replay"] = Tone("background", "warning", bold=True)


class ReplayBar(Drawn):
    """One line, hidden in the present. A click on its scale goes to the snapshot there."""

    DEFAULT_CSS = """
    ReplayBar { height: 1; width: 100%; display: none; background: $warning; }
    ReplayBar.-shown { display: block; }
    .-replaying Heading { background: $warning-muted; }
    """

    class Stepped(Message):
        """Somebody clicked the scale."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs=glyphs)
        self.moment: Moment | None = None
        self.waiting = False
        self.own: Callable[[Moment], Sentence] | None = None
        """What a screen says that has no earlier moment to show and works in the present."""

    def show(self, moment: Moment | None, *, waiting: bool = False) -> None:
        """Show where a moment lies, and whether something newer than all of them waits; None is the present."""
        self.moment, self.waiting = moment, waiting
        self.set_class(moment is not None, "-shown")
        self.screen.set_class(moment is not None, "-replaying")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line, all of it loud."""
        return self.line(self.pieces(y), ground="replay")

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the words, the scale, and the way back."""
        if self.moment is None:
            return ()
        if self.own is not None:
            mark = "<<" if self.glyphs.full.isascii() else "◂◂"
            words = f" {mark} {self.own(self.moment)} "
            return ((shorten(words, self.size.width, self.glyphs.ellipsis), "replay"),)
        left, scale, right = self._parts(self.moment)
        return ((f"{left}{scale}{right}", "replay"),)

    def _parts(self, moment: Moment) -> tuple[str, str, str]:
        """Return what stands before the scale, the scale, and what stands after it; names go before words do."""
        mark = "<<" if self.glyphs.full.isascii() else "◂◂"
        place = say("snapshot {number} of {count}", number=moment.number, count=moment.count)
        loud, day, back = say("REPLAY, not the present"), day_text(moment.published), say("back to the present")
        waiting, withdrawn_word = say("newer figures wait"), say("(withdrawn later)")
        key, news = told("replay.present"), f" {waiting} " if self.waiting else " "
        left, right = f" {mark} {loud}  {place}  {day} ", f"{news} {key} {back} "
        room = self.size.width - cell_len(left) - cell_len(right)
        if room < 6:
            short, back = say("REPLAY"), say("the present")
            left, right = f" {mark} {short} {moment.number}/{moment.count} {day} ", f"{news} {key} {back} "
            room = self.size.width - cell_len(left) - cell_len(right)
        withdrawn = f" {withdrawn_word}" if moment.withdrawn else ""
        named = f" {column_text(moment.source, self.glyphs)}{withdrawn} {column_text(moment.name, self.glyphs)} "
        spare = room - 12
        if spare >= 10:
            named = shorten(named, spare, self.glyphs.ellipsis)
            left, room = left + named, room - cell_len(named)
        return left, self._scale(moment, max(room, 0)), right

    def _scale(self, moment: Moment, cells: int) -> str:
        """Return a line as long as the history, with a mark at the moment."""
        if cells < 3:
            return " " * cells
        at = round((moment.number - 1) / max(moment.count - 1, 1) * (cells - 1))
        return self.glyphs.full * at + self.glyphs.tick + self.glyphs.rest * (cells - 1 - at)

    def on_click(self, event: events.Click) -> None:
        """Go to the snapshot that was clicked on the scale, or back to the present."""
        if self.moment is None or self.own is not None:
            return
        left, scale, _right = self._parts(self.moment)
        start, end = cell_len(left), cell_len(left) + cell_len(scale)
        if event.x >= end:
            self.app.call_later(self.app.run_action, "present")
        elif event.x >= start:
            share = (event.x - start) / max(end - start - 1, 1)
            wanted = 1 + round(share * (self.moment.count - 1))
            self.post_message(self.Stepped(wanted - self.moment.number))
