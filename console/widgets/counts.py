"""How many targets stand how: one line that counts the lights, worst first."""

from rich.cells import cell_len

from console.cells import LIGHTS
from console.formats import Glyphs
from console.language import say
from console.overview import Overview
from console.widgets.drawn import Drawn


class Counts(Drawn):
    """The line of counts; where it does not fit it takes two."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="counts", glyphs=glyphs)
        self.overview: Overview | None = None
        self._lines: list[list[tuple[str, str]]] = [[]]

    def show(self, overview: Overview | None, width: int) -> int:
        """Count a generation on as few lines as a width takes, and return how many these are."""
        self.overview = overview
        self._lines = [[]]
        for piece in self._counts():
            if sum(cell_len(text) for text, _tone in (*self._lines[-1], piece)) > max(width - 1, 20):
                self._lines.append([])
            self._lines[-1].append(piece)
        self.styles.height = len(self._lines)
        self.refresh()
        return len(self._lines)

    def _counts(self) -> list[tuple[str, str]]:
        if self.overview is None:
            return []
        counts = self.overview.counts()
        pieces = [
            (f" {self.glyphs.lights[light]} {word} {counts[light]} ", str(light))
            for light, word in LIGHTS.items()
            if counts[light]
        ]
        return [*pieces, (" " + str(say("{count} targets", count=len(self.overview.lines))), "muted")]

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return one line of counts."""
        return tuple(self._lines[y]) if y < len(self._lines) else ()
