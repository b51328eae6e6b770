"""A widget that draws its own lines out of pieces of text and tone, cell by cell."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from console.formats import NEUTRAL, Glyphs

_LIGHTS = ("done", "on_track", "slow", "behind", "watch", "not_due", "overdue", "no_data", "unassessed")
_TONES = (
    *_LIGHTS, *(f"bar-{light}" for light in _LIGHTS), "outlook-likely", "outlook-possible", "outlook-unlikely",
    "outlook-unknown", "muted", "name", "actual", "rest", "tick", "spark", "changed", "title", "bar-title", "key",
    "sample", "alarm", "cursor",
)  # fmt: skip
_KEPT = ("cursor", "key", "title", "bar-title")


class Drawn(Widget):
    """Knows the styles of its tones; a tone is a component class without the widget's own prefix."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone--{tone}" for tone in _TONES}

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
        """Return the style of a tone on this widget's own background."""
        style = self._tones.get(name)
        if style is None:
            wanted = "muted" if self._greyed and name not in _KEPT else name
            style = self.get_component_rich_style(f"tone--{wanted}") if wanted else self.rich_style
            self._tones[name] = style
        return style

    def line(self, pieces: Iterable[tuple[str, str]], *, ground: str = "") -> Strip:
        """Return pieces of (text, tone) as one line of exactly the widget's width, on the ground of another tone."""
        over = Style(bgcolor=self.tone(ground).bgcolor, bold=ground == "cursor" or None) if ground else Style.null()
        segments = [Segment(text, self.tone(tone) + over) for text, tone in pieces if text]
        return Strip(segments).adjust_cell_length(self.size.width, self.tone("") + over)

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return what a line says; each widget has its own answer."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        return self.line(self.pieces(y))
