"""How the answer stands, in words: running, done, cut off, empty, cancelled, timed out, failed; and how to stop it."""

from collections.abc import Mapping

from rich.cells import cell_len

from console.columns import Piece
from console.desk.states import Mark, State
from console.formats import Glyphs, fit, safe_text, steady_text, wrapped
from console.keys import Key
from console.language import Sentence, say
from console.widgets.drawn import Drawn

MOST = 5
"""Lines of an error."""
TONES: Mapping[Mark, str] = {
    Mark.RUNNING: "key", Mark.DONE: "done", Mark.TRUNCATED: "slow", Mark.EMPTY: "muted", Mark.CANCELLED: "slow",
    Mark.TIMED_OUT: "slow", Mark.FAILED: "behind",
}  # fmt: skip
LIGHTS: Mapping[Mark, str] = {
    Mark.RUNNING: "watch", Mark.DONE: "done", Mark.TRUNCATED: "slow", Mark.EMPTY: "not_due", Mark.CANCELLED: "behind",
    Mark.TIMED_OUT: "overdue", Mark.FAILED: "behind",
}  # fmt: skip
WORDS: Mapping[Mark, Sentence] = {
    Mark.RUNNING: say("running"),
    Mark.DONE: say("answered"),
    Mark.TRUNCATED: say("cut off"),
    Mark.EMPTY: say("empty"),
    Mark.CANCELLED: say("cancelled"),
    Mark.TIMED_OUT: say("timed out"),
    Mark.FAILED: say("failed"),
}


class ResultState(Drawn):
    """One line, or several for an error."""

    DEFAULT_CSS = "ResultState { height: 1; width: 100%; background: $panel; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="state", glyphs=glyphs)
        self.state: State | None = None
        self.generation: int | None = None
        self.newer = False
        self.position: tuple[int, int] | None = None
        """Line and column of the error in the editor, from 1."""
        self.said: Sentence | str | None = None
        """What happened besides: copied, saved, written."""
        self.said_tone = "key"
        self._lines: list[str] = []

    def show(self, state: State | None, generation: int | None = None, position: tuple[int, int] | None = None) -> None:
        """Show how an answer stands."""
        self.state, self.generation, self.position, self.said = state, generation, position, None
        self.lay_out()

    def tell(self, said: Sentence | str, tone: str = "key") -> None:
        """Say something that happened besides, until the next change."""
        self.said, self.said_tone = said, tone
        self.lay_out()

    def on_resize(self) -> None:
        """Break the lines where the new width ends."""
        self.lay_out()

    def lay_out(self) -> None:
        """Take as many lines as an error needs."""
        text, _tone = self._words()
        room = max(self.size.width - 2 - cell_len(self._mark) - self._right_cells, 16)
        lines = [part for line in text.split("\n") for part in wrapped(_steady(line, self.glyphs), room)] or [""]
        self._lines = lines[:MOST]
        height = len(self._lines)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def _words(self) -> tuple[str, str]:
        if self.said is not None:
            return str(self.said), self.said_tone
        if self.state is None:
            return str(say("Write a query above; {key} runs the one the cursor is in.", key=Key("desk.run"))), "muted"
        where = ""
        if self.position is not None:
            where = str(say("Line {line}, column {column}: ", line=self.position[0], column=self.position[1]))
        notice = f"  {self.state.notice}" if self.state.notice else ""
        return f"{where}{self.state.sentence}{notice}", TONES[self.state.mark]

    @property
    def _mark(self) -> str:
        if self.said is not None or self.state is None:
            return " "
        return f" {self.glyphs.lights[LIGHTS[self.state.mark]]} {WORDS[self.state.mark]}  "

    def _right(self) -> list[Piece]:
        if self.state is None:
            return []
        if self.state.mark is Mark.RUNNING:
            return [("Esc ", "key"), (f"{say('cancel')} ", "actual")]
        if self.generation is None:
            return []
        newer = str(say("newer figures: F5")) if self.newer else ""
        words = str(say("generation {number}", number=self.generation))
        return [(f"{newer}  " if newer else "", "slow"), (f"{words} ", "muted")]

    @property
    def _right_cells(self) -> int:
        return sum(cell_len(text) for text, _tone in self._right())

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return a line of what is said."""
        if y >= len(self._lines):
            return ()
        mark, (_text, tone) = self._mark, self._words()
        if y:
            return (" " * cell_len(mark), ""), (self._lines[y], tone)
        right = self._right()
        room = self.size.width - cell_len(mark) - self._right_cells
        failed = self.state is not None and self.state.mark is Mark.FAILED and self.said is None
        body = "actual" if tone in ("done", "slow") and not failed else tone
        return ((mark, tone), (fit(self._lines[0], max(room, 0), self.glyphs), body), *right)


def _steady(line: str, glyphs: Glyphs) -> str:
    safe = safe_text(line, 2000)
    return steady_text(safe) if glyphs.steady else safe
