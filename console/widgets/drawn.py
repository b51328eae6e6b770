"""A widget that draws its own lines out of pieces of text and tone, cell by cell."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from console.formats import NEUTRAL, Glyphs


class Tone(NamedTuple):
    """A tone by the theme's own names of colours."""

    colour: str = "foreground"
    ground: str = ""
    bold: bool = False


TONES: dict[str, Tone] = {
    "": Tone(),
    "name": Tone(),
    "muted": Tone("foreground-muted"),
    "actual": Tone(bold=True),
    "title": Tone(bold=True),
    "bar-title": Tone(ground="surface-lighten-1"),
    "cursor": Tone(ground="primary-muted"),
    "key": Tone("text-accent"),
    "figure": Tone("text-accent", bold=True),
    "spark": Tone("text-primary"),
    "changed": Tone("text-accent", bold=True),
    "restated": Tone("text-warning", bold=True),
    "sample": Tone("text-warning", "warning-muted", bold=True),
    "mark": Tone("text-accent", "accent-muted", bold=True),
    "alarm": Tone("text-error", "error-muted"),
    "rest": Tone("foreground-disabled"),
    "tick": Tone(bold=True),
    "done": Tone("text-success"),
    "on_track": Tone("text-success"),
    "slow": Tone("text-warning"),
    "behind": Tone("text-error"),
    "watch": Tone("text-secondary"),
    "overdue": Tone("foreground-muted"),
    "not_due": Tone("foreground-muted"),
    "no_data": Tone("foreground-muted"),
    "unassessed": Tone("foreground-muted"),
    "bar-done": Tone("success"),
    "bar-on_track": Tone("success"),
    "bar-slow": Tone("warning"),
    "bar-behind": Tone("error"),
    "bar-watch": Tone("secondary"),
    "bar-not_due": Tone("foreground-muted"),
    "bar-overdue": Tone("foreground-muted"),
    "bar-no_data": Tone("foreground-muted"),
    "bar-unassessed": Tone("foreground-muted"),
    "outlook-likely": Tone("foreground-muted"),
    "outlook-possible": Tone("text-warning"),
    "outlook-unlikely": Tone("text-error"),
    "outlook-unknown": Tone("foreground-muted"),
    "chart-0": Tone("text-accent"),
    "chart-1": Tone("text-warning"),
    "chart-2": Tone("text-success"),
    "chart-3": Tone("text-secondary"),
    "chart-4": Tone("text-error"),
}
_KEPT = ("", "cursor", "key", "title", "bar-title")
"""Tones that do not turn grey."""


class Drawn(Widget):
    """Draws lines of pieces. Tones are no component classes, as thirty of them in every widget would slow the start."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = NEUTRAL) -> None:  # noqa: A002
        super().__init__(id=id)
        self.glyphs = glyphs
        self._tones: dict[str, Style] = {}
        self._greyed = False

    def notify_style_update(self) -> None:
        """Forget the styles of the tones when the theme or the style sheet changed."""
        self._tones.clear()
        super().notify_style_update()

    @property
    def greyed(self) -> bool:
        """Tell whether everything is drawn in grey, because it may no longer hold."""
        return self._greyed

    @greyed.setter
    def greyed(self, greyed: bool) -> None:
        if greyed != self._greyed:
            self._greyed = greyed
            self._tones.clear()
            self.refresh()

    def tone(self, name: str) -> Style:
        """Return the style of a tone on this widget's own ground."""
        style = self._tones.get(name)
        if style is None:
            style = self._styled(TONES["muted" if self._greyed and name not in _KEPT else name])
            self._tones[name] = style
        return style

    def _styled(self, tone: Tone) -> Style:
        variables = self.app.theme_variables
        own = self.background_colors[1]
        ground = _over(own, variables[tone.ground]) if tone.ground else own
        colour = _over(ground, variables[tone.colour])
        return Style(color=colour.rich_color, bgcolor=ground.rich_color, bold=tone.bold or None)

    def line(self, pieces: Iterable[tuple[str, str]], *, ground: str = "") -> Strip:
        """Return pieces of (text, tone) as one line of exactly the widget's width, on the ground of another tone."""
        over = self._ground(ground) if ground else Style.null()
        segments = [Segment(text, self.tone(tone) + over) for text, tone in pieces if text]
        return Strip(segments).adjust_cell_length(self.size.width, self.tone("") + over)

    def _ground(self, ground: str) -> Style:
        """Return what a ground lays over the tones; of sixteen colours, red on blue and the like cannot be read."""
        written = self.app.theme_variables.get("on-ground") if ground in ("cursor", "bar-title") else None
        return Style(color=written, bgcolor=self.tone(ground).bgcolor, bold=ground == "cursor" or None)

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return what a line says; each widget has its own answer."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        return self.line(self.pieces(y))


def _over(ground: Color, colour: str) -> Color:
    """Return a theme's colour as it looks on a ground, as terminals have no transparency."""
    found = Color.parse(colour)
    return ground.blend(found, found.a, 1.0)
