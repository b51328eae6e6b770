"""Where one is: the path from the watch screen down to this page, and what is said of it in a briefing."""

from collections.abc import Sequence

from rich.cells import cell_len

from console.columns import Piece
from console.formats import Glyphs, column_text, safe_text, shorten, steady_text, wrapped
from console.language import Sentence, say
from console.overview import Line, Wording
from console.standing.words import LIGHTS
from console.widgets.drawn import Drawn

MOST = 4
"""Lines of a headline."""


class Crumbs(Drawn):
    """One line; the steps nearest to this page are cut last."""

    DEFAULT_CSS = "Crumbs { height: 1; width: 100%; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="crumbs", glyphs=glyphs)
        self.path: Sequence[Sentence | Wording | str] = ()

    def show(self, path: Sequence[Sentence | Wording | str]) -> None:
        """Show another path."""
        self.path = path
        self.refresh()

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the path."""
        steps = [column_text(str(step), self.glyphs, 60) for step in (say("All"), *self.path)]
        between = f" {self.glyphs.path} "
        while len(steps) > 2 and cell_len(between.join(steps)) > self.size.width - 2:
            steps = (
                [self.glyphs.ellipsis, *steps[2:]]
                if steps[0] == self.glyphs.ellipsis
                else [self.glyphs.ellipsis, *steps[1:]]
            )
        last = shorten(steps[-1], max(self.size.width // 2, 10), self.glyphs.ellipsis)
        before = "".join(step + between for step in steps[:-1])
        return ((f" {before}", "muted"), (last, "title"))


class Headline(Drawn):
    """The light of a target and what is said of it in a briefing."""

    DEFAULT_CSS = "Headline { height: auto; width: 100%; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="headline", glyphs=glyphs)
        self.target: Line | None = None
        self.said: Sequence[Sentence] = ()
        self._lines: list[str] = []

    def show(self, line: Line | None, said: Sequence[Sentence]) -> None:
        """Say something else."""
        self.target, self.said = line, said
        self.lay_out()

    def on_resize(self) -> None:
        """Break the lines where the new width ends."""
        self.lay_out()

    @property
    def _mark(self) -> str:
        if self.target is None:
            return ""
        return f"{self.glyphs.lights[self.target.light]} {LIGHTS[self.target.light]}  "

    def lay_out(self) -> None:
        """Take as many lines as the sentences need, up to four."""
        text = safe_text("".join(_joined(self.said)), 1200)
        indent = " " * cell_len(self._mark)
        words = steady_text(text) if self.glyphs.steady else text
        room = max(self.size.width - 2 - len(indent), 20)
        lines = wrapped(words, room) if words else []
        if len(lines) > MOST:
            lines = [*lines[: MOST - 1], shorten(lines[MOST - 1], room, self.glyphs.ellipsis, always=True)]
        self._lines = lines
        self.styles.height = max(1, len(lines))
        self.refresh()

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return a line of what is said."""
        if y >= len(self._lines):
            return ()
        mark = self._mark
        first: Piece = (
            (f" {mark}", str(self.target.light)) if self.target and y == 0 else (" " * (1 + cell_len(mark)), "")
        )
        return first, (self._lines[y], "actual" if y == 0 else "")


def _joined(said: Sequence[Sentence]) -> list[str]:
    """Return sentences with a space between those that end in a Latin full stop."""
    return [f"{sentence} " if str(sentence).endswith(".") else str(sentence) for sentence in said]
