"""The panels of the watch screen and the pinned queries below them: which is looked at, and how much room each has."""

from collections.abc import Iterator, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from console.columns import needs
from console.filters import Filter, filter_words
from console.formats import Glyphs
from console.measured import Measures, View
from console.overview import Change, Line, Overview
from console.standing.words import LIGHTS
from console.targets import Panel
from console.widgets.panel import TITLES, TargetPanel
from console.widgets.pinned import PinnedPanels

PANELS = (Panel.GROWTH, Panel.ENTERPRISES, Panel.CAPITAL, Panel.PARK, Panel.MILESTONES)
ALIKE = ((Panel.GROWTH, Panel.ENTERPRISES, Panel.CAPITAL), (Panel.PARK,), (Panel.MILESTONES,))
"""Panels that stand above each other, so that their columns are the same."""
ROOM = (100, 28)
"""Fewer columns or lines of the screen than these show one panel at a time."""


class Panels(Vertical):
    """Five panels and the pinned queries, or one of them alone."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="panels")
        self.glyphs = glyphs
        self.shown = Panel.GROWTH
        """The panel that is looked at."""
        self.maximised = False
        self.pinned = PinnedPanels(glyphs)
        self._panels = {panel: TargetPanel(panel, place + 1, glyphs) for place, panel in enumerate(PANELS)}

    def compose(self) -> ComposeResult:
        """Lay out the panels; what there is no room for is hidden later."""
        yield self._panels[Panel.GROWTH]
        yield self._panels[Panel.ENTERPRISES]
        yield self._panels[Panel.CAPITAL]
        with Horizontal(id="lower"):
            yield self._panels[Panel.PARK]
            yield self._panels[Panel.MILESTONES]
        yield self.pinned

    def of(self, panel: Panel) -> TargetPanel:
        """Return the widget of a panel."""
        return self._panels[panel]

    @property
    def each(self) -> Iterator[TargetPanel]:
        """Give the five, in the order of their numbers."""
        yield from self._panels.values()

    @property
    def looked_at(self) -> TargetPanel:
        """Return the panel that is looked at."""
        return self._panels[self.shown]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the targets that the filter lets through, panel by panel."""
        return tuple(line for panel in self.each for line in panel.lines)

    @property
    def small(self) -> bool:
        """Tell whether the screen has room for one panel only."""
        return self.screen.size.width < ROOM[0] or self.screen.size.height < ROOM[1]

    @property
    def alone(self) -> bool:
        """Tell whether only one panel is shown."""
        return self.maximised or self.small or self.pinned.alone is not None

    # What they show.

    def fill(
        self, overview: Overview, chosen: Filter, towns: Mapping[str, tuple[str, ...]], changes: Mapping[str, Change]
    ) -> None:
        """Show the targets that a filter lets through; panels above each other have the same columns."""
        words = "  ".join(map(str, filter_words(chosen, LIGHTS)))
        for panel, widget in self._panels.items():
            whole = overview.panel(panel)
            together = (panel,) if self.alone else next(alike for alike in ALIKE if panel in alike)
            wish = needs((line for line in overview.lines if line.panel in together), self.glyphs)
            widget.show(chosen.of(whole, towns), changes, wish, (words, len(whole)))

    def measure(self, view: View, measures: Measures | None) -> None:
        """Show the figures by another measure."""
        for panel in self.each:
            panel.measure(view, measures)

    def grey(self, greyed: bool) -> None:
        """Show everything in grey, as it may no longer hold, or in colours again."""
        for panel in self.each:
            panel.greyed = greyed

    # Room.

    def appear(self) -> int:
        """Show those there is room for, and return how many lines the pinned queries take."""
        self.set_class(self.alone, "-alone")
        pinned = self.pinned.share_room(alone=self.alone, room=self.screen.size.height // 3)
        for panel, widget in self._panels.items():
            widget.display = not self.alone or (panel is self.shown and self.pinned.alone is None)
            widget.others = self._others() if self.alone else ()
        lower = self.of(Panel.PARK).display or self.of(Panel.MILESTONES).display
        self.get_widget_by_id("lower").display = lower
        return pinned

    def share(self, room: int) -> None:
        """Give every panel the lines it needs as far as there are any, or all of them to the one that is alone."""
        if self.alone:
            self.looked_at.styles.height = "1fr"
            return
        growth, enterprises, capital, park, milestones = (panel.wanted for panel in self.each)
        *heights, lower = share([growth, enterprises, capital, max(park, milestones)], room)
        for panel, height in zip(self.each, [*heights, lower, lower], strict=True):
            panel.styles.height = height

    def _others(self) -> tuple[tuple[str, str], ...]:
        """Return what the title line of the panel that is alone says of the others."""
        return (
            *(
                (f"{place + 1} {TITLES[panel]}  ", "muted")
                for place, panel in enumerate(PANELS)
                if panel is not self.shown
            ),
            *self.pinned.others,
        )

    # Going from one to another.

    @property
    def number(self) -> int:
        """Return the number of the panel that has the focus."""
        return int(getattr(self.screen.focused, "number", PANELS.index(self.shown) + 1))

    def next_number(self, step: int) -> int:
        """Return the number of the next panel, or of the one before."""
        count = len(PANELS) + len(self.pinned.panels)
        return (self.number - 1 + step) % count + 1

    def choose(self, number: int) -> bool:
        """Choose what is looked at by its number; False where there is none. Behind the five come the pinned."""
        if number <= len(PANELS):
            self.shown, self.pinned.alone = PANELS[number - 1], None
            return True
        pinned = self.pinned.numbered(number)
        if pinned is not None:
            self.pinned.alone = pinned if self.alone or not self.pinned.display else None
        return pinned is not None

    def focus_on(self, number: int) -> None:
        """Put the focus on a panel."""
        widget = self.of(PANELS[number - 1]) if number <= len(PANELS) else self.pinned.numbered(number)
        if widget is not None:
            widget.focus()

    def maximise(self) -> None:
        """Give the panel that has the focus all the room, or all of them theirs."""
        pinned = self.pinned.numbered(self.number)
        self.maximised = not self.maximised
        self.pinned.alone = pinned if self.maximised or self.small else None

    def go_to_one_with_targets(self) -> bool:
        """Look at a panel that the filter leaves some targets; False where nothing is to be done."""
        held = next((panel for panel in PANELS if self.of(panel).lines), self.shown)
        if self.looked_at.lines or held is self.shown:
            return False
        self.shown = held
        return True


def share(wanted: Sequence[int], room: int) -> list[int]:
    """Share out lines: nobody gets more than is wanted while another has less; what is left over goes to the last."""
    given = [0] * len(wanted)
    left = max(room, 0)
    while left and any(have < want for have, want in zip(given, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if given[place] < want and left:
                given[place] += 1
                left -= 1
    given[-1] += left
    return given
