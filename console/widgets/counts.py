"""How many targets stand how: one line that counts the lights, worst first."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message

from console.filters import Filter
from console.formats import Glyphs
from console.language import say
from console.overview import Overview
from console.standing import Light
from console.standing.words import LIGHTS
from console.widgets.drawn import Drawn

_Count = tuple[str, str, Light | None]
"""Text, tone, and which light a click on it means."""


class Counts(Drawn):
    """The line of counts, or two where one is too short; a click on a count shows the targets of that light alone."""

    @dataclass
    class Picked(Message):
        """Somebody clicked a light's count; None is the count of all targets."""

        light: Light | None

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="counts", glyphs=glyphs)
        self.overview: Overview | None = None
        self.filter = Filter()
        self.left = 0
        """How many targets the filter leaves."""
        self._lines: list[list[_Count]] = [[]]

    def show(self, overview: Overview | None, width: int) -> int:
        """Count a generation on as few lines as a width takes, and return how many these are."""
        self.overview = overview
        self._lines = [[]]
        for count in self._counts():
            if sum(cell_len(text) for text, _tone, _light in (*self._lines[-1], count)) > max(width - 1, 20):
                self._lines.append([])
            self._lines[-1].append(count)
        self.styles.height = len(self._lines)
        self.refresh()
        return len(self._lines)

    def _counts(self) -> list[_Count]:
        if self.overview is None:
            return []
        counts = self.overview.counts()
        marked = [
            (self._marked(light, f"{self.glyphs.lights[light]} {word} {counts[light]}"), str(light), light)
            for light, word in LIGHTS.items()
            if counts[light]
        ]
        return [*marked, (" " + self._whole(len(self.overview.lines)), "muted", None)]

    def _marked(self, light: Light, text: str) -> str:
        """Put brackets around the light that is filtered by."""
        return f"[{text}]" if self.filter.light == light else f" {text} "

    def _whole(self, count: int) -> str:
        if self.filter:
            return str(say("{shown} of {count}", shown=self.left, count=count))
        return str(say("all {count}", count=count))

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return one line of counts."""
        return tuple((text, tone) for text, tone, _light in self._lines[y]) if y < len(self._lines) else ()

    def on_click(self, event: events.Click) -> None:
        """Filter by the light that was clicked."""
        end = 0
        for text, _tone, light in self._lines[event.y] if event.y < len(self._lines) else ():
            start, end = end, end + cell_len(text)
            if start <= event.x < end:
                self.post_message(self.Picked(light))
