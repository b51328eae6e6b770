"""The pinned queries on the watch screen, side by side, or one of them in all the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message

from console.formats import Glyphs
from console.pins import Pin
from console.settings import Settings

if TYPE_CHECKING:
    from console.widgets.pinned_panel import PinnedPanel

FIRST = 6
"""The number key of the first one."""


class PinnedPanels(Horizontal):
    """Takes no room, and loads nothing, while nothing is pinned."""

    DEFAULT_CSS = """
    PinnedPanels { height: auto; display: none; }
    PinnedPanel { width: 1fr; height: 100%; margin: 0 0 0 1; }
    PinnedPanel.-first { margin: 0; }
    """

    @dataclass
    class Wanted(Message):
        """A panel is to be filled from the newest generation."""

        panel: "PinnedPanel"
        generation: int

    @dataclass
    class Opened(Message):
        """Somebody wants the query on the desk."""

        pin: Pin

    @dataclass
    class Unpinned(Message):
        """Somebody wants the query off the watch screen."""

        pin: Pin

    @dataclass
    class Changed(Message):
        """The settings pin other queries now."""

        settings: Settings

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="pins")
        self.glyphs = glyphs
        self.panels: list[PinnedPanel] = []
        self.alone: PinnedPanel | None = None
        """The one that has all the room."""

    def pin(self, pins: Sequence[Pin]) -> bool:
        """Show other queries and tell whether they are others; one that stays keeps what it shows."""
        if tuple(pins) == tuple(panel.pin for panel in self.panels):
            return False
        from console.widgets.pinned_panel import PinnedPanel

        had = {id(panel): panel for panel in self.panels}
        self.panels = []
        for place, pin in enumerate(pins):
            same = next((panel for panel in had.values() if panel.pin == pin), None)
            panel = had.pop(id(same)) if same else PinnedPanel(pin, self.glyphs)
            panel.number = FIRST + place
            panel.set_class(place == 0, "-first")
            self.panels.append(panel)
        for gone in had.values():
            gone.remove()
        self.mount(*(panel for panel in self.panels if panel.parent is None))
        self.alone = self.alone if self.alone in self.panels else None
        return True

    def follow(self, generation: int, replaying: bool) -> None:
        """Be filled from a generation; figures of an earlier moment are not asked for."""
        for panel in self.panels:
            panel.follow(generation, replaying)

    def share_room(self, *, alone: bool, room: int) -> int:
        """Show all side by side where there is room, or the one that is alone; return the lines that they take."""
        wanted = max((panel.wanted for panel in self.panels), default=0)
        self.display = bool(self.panels) and (self.alone is not None or (not alone and wanted <= room))
        for panel in self.panels:
            panel.display = self.alone in (None, panel)
        self.styles.height = "1fr" if self.alone else wanted
        return wanted if self.display else 0

    def numbered(self, number: int) -> "PinnedPanel | None":
        """Return the one with a number key."""
        return next((panel for panel in self.panels if panel.number == number), None)

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Return numbers and titles, for the title line of what is shown alone."""
        return tuple((f"{panel.number} {panel.title}  ", "muted") for panel in self.panels)
