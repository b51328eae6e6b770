"""The watch screen: how all targets of a county and year stand, in five panels that follow the store."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.screen import Screen

from console import formats
from console.columns import needs
from console.following import Sight
from console.formats import Glyphs
from console.language import Sentence, say
from console.messages import Focused, LeftPanel
from console.overview import Change, Line, Overview, compare
from console.targets import Panel
from console.widgets.counts import Counts
from console.widgets.heading import Heading
from console.widgets.key_line import KeyLine
from console.widgets.notice import Banner, Welcome
from console.widgets.page import Page
from console.widgets.panel import TITLES, TargetPanel
from console.widgets.sentence import ReasonLines

PANELS = (Panel.GROWTH, Panel.ENTERPRISES, Panel.CAPITAL, Panel.PARK, Panel.MILESTONES)
ALIKE = ((Panel.GROWTH, Panel.ENTERPRISES, Panel.CAPITAL), (Panel.PARK,), (Panel.MILESTONES,))
"""Panels that stand above each other, so that their columns are the same."""
REFRESHES = 2
"""For how many refreshes a change stays marked."""
ROOM = (100, 28)
"""Fewer columns or lines than these show one panel at a time."""


class WatchScreen(Screen[None]):
    """Five panels, a line of counts above them, the reason of one target below."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (ROOM[0], "-wide"), (170, "-huge")]
    BINDINGS = [
        Binding("enter", "open", say("details").text),
        Binding("1", "panel(1)", say("panel").text, key_display="1-5"),
        *(Binding(str(number), f"panel({number})", show=False) for number in range(2, 6)),
        Binding("tab", "next(1)", say("next").text),
        Binding("shift+tab,left", "next(-1)", show=False),
        Binding("right", "next(1)", show=False),
        Binding("z", "maximise", say("maximise").text),
        Binding("escape", "back", say("back").text),
        Binding("q", "app.quit", say("quit").text),
        Binding("question_mark", "app.help", say("help").text),
        Binding("l,L", "app.language", say("language").text, key_display="L"),
        Binding("r", "app.refresh", say("look again").text),
    ]

    heading = query_one("#heading", Heading)
    banner = query_one("#banner", Banner)
    counts = query_one("#counts", Counts)
    reason = query_one("#reason", ReasonLines)
    welcome = query_one("#welcome", Welcome)
    beside = query_one("#beside", Page)
    main = query_one("#main", Horizontal)

    def __init__(self, folder: Path, clock: Callable[[], datetime], glyphs: Glyphs) -> None:
        super().__init__()
        self.folder = folder
        self.clock = clock
        self.glyphs = glyphs
        self.overview: Overview | None = None
        self.maximised = False
        self.shown = Panel.GROWTH
        self._marks: dict[str, tuple[Change, int]] = {}
        self._waiting: Sight | None = None
        self._laid_out = False
        self._panels = {panel: TargetPanel(panel, place + 1, glyphs) for place, panel in enumerate(PANELS)}

    def compose(self) -> ComposeResult:
        """Lay out the screen; what there is no room for is hidden later."""
        yield Heading(self.clock, self.glyphs)
        yield Banner(self.glyphs)
        yield Counts(self.glyphs)
        with Horizontal(id="main"):
            with Vertical(id="panels"):
                yield self._panels[Panel.GROWTH]
                yield self._panels[Panel.ENTERPRISES]
                yield self._panels[Panel.CAPITAL]
                with Horizontal(id="lower"):
                    yield self._panels[Panel.PARK]
                    yield self._panels[Panel.MILESTONES]
            yield Page(id="beside", glyphs=self.glyphs)
        yield Welcome(self.folder, self.glyphs)
        yield ReasonLines(self.glyphs)
        yield KeyLine([binding for binding in self.BINDINGS if isinstance(binding, Binding)], self.glyphs)

    def on_mount(self) -> None:
        """Begin with the first panel, and let the age of the figures grow."""
        self.banner.display = self.welcome.display = False
        self.beside.can_focus = False
        self.set_interval(15, self.heading.refresh)
        self.panel(self.shown).focus()
        self._laid_out = True
        if self._waiting:
            self.see(self._waiting)

    def panel(self, panel: Panel) -> TargetPanel:
        """Return the widget of a panel."""
        return self._panels[panel]

    @property
    def alone(self) -> bool:
        """Tell whether only one panel is shown."""
        return self.maximised or self.size.width < ROOM[0] or self.size.height < ROOM[1]

    @property
    def changes(self) -> Mapping[str, Change]:
        """Return what is still marked as changed."""
        return {target_id: change for target_id, (change, _left) in self._marks.items()}

    @property
    def current(self) -> Line | None:
        """Return the target under the cursor."""
        return self.panel(self.shown).current

    # What the store says.

    def see(self, sight: Sight) -> None:
        """Show what was seen of the store; trouble leaves the last good figures where they are, in grey."""
        if not self._laid_out:
            self._waiting = sight
            return
        with self.app.batch_update():
            if sight.overview is not None or sight.trouble is None:
                self._keep_marks(sight.overview)
                self.overview = sight.overview
            self._warn(sight.trouble)
            self.show()

    def show(self) -> None:
        """Show the overview that there is, in the language in use."""
        known = self.overview is not None
        self.welcome.display = not known and not self.banner.display
        self.main.display = self.reason.display = known
        self.heading.show(self.overview)
        for alike in ALIKE:
            self._fill(alike)
        self._share_room()
        self._speak()

    def _fill(self, alike: Sequence[Panel]) -> None:
        if self.overview is None:
            return
        wish = needs((line for line in self.overview.lines if line.panel in alike), self.glyphs)
        for panel in alike:
            self.panel(panel).show(self.overview.panel(panel), self.changes, wish)

    def _keep_marks(self, fresh: Overview | None) -> None:
        """Mark what changed; a mark stays for two refreshes."""
        if self.overview is None or fresh is None or self.overview.generation == fresh.generation:
            return
        kept = {key: (change, left - 1) for key, (change, left) in self._marks.items() if left > 1}
        changed = {key: (change, REFRESHES) for key, change in compare(self.overview, fresh).items()}
        self._marks = {**kept, **changed}

    def _warn(self, trouble: Sentence | None) -> None:
        if trouble is None:
            self.banner.say()
        elif self.overview is None:
            self.banner.say(trouble)
        else:
            since = formats.age(self.overview.published_at, self.clock())
            self.banner.say(trouble, say("The figures below are the last good ones ({age}).", age=since))
        for panel in PANELS:
            self.panel(panel).greyed = trouble is not None

    # Room.

    def on_resize(self) -> None:
        """Share out the new room."""
        self._share_room()

    def _share_room(self) -> None:
        """Give every panel the lines it needs as far as there are any, or all of them to the one that is shown."""
        self.set_class(self.alone, "-alone")
        for panel in PANELS:
            widget = self.panel(panel)
            widget.display = not self.alone or panel is self.shown
            widget.others = self._others(panel) if self.alone else ()
        self.get_widget_by_id("lower").display = not self.alone or self.shown in (Panel.PARK, Panel.MILESTONES)
        self.beside.display = self.size.width >= 170 and not self.maximised
        self.reason.styles.height = self.reason_height
        above = 1 + self.banner.lay_out(self.size.width) + self.counts.show(self.overview, self.size.width)
        if self.alone:
            self.panel(self.shown).styles.height = "1fr"
        else:
            self._set_heights(self.size.height - above - self.reason_height - 1)

    def _set_heights(self, room: int) -> None:
        growth, enterprises, capital, park, milestones = (self.panel(panel).wanted for panel in PANELS)
        *heights, lower = share([growth, enterprises, capital, max(park, milestones)], room)
        for panel, height in zip(PANELS, [*heights, lower, lower], strict=True):
            self.panel(panel).styles.height = height

    @property
    def reason_height(self) -> int:
        """Return how many lines the reason has."""
        return 3 if self.size.height < ROOM[1] else 4

    def _others(self, shown: Panel) -> tuple[tuple[str, str], ...]:
        return tuple(
            (f"{place + 1} {TITLES[panel]}  ", "muted") for place, panel in enumerate(PANELS) if panel is not shown
        )

    # Keys.

    def on_focused(self, message: Focused) -> None:
        """Speak of the target under the cursor."""
        if isinstance(self.focused, TargetPanel):
            self.shown = self.focused.panel
        self._speak()

    def _speak(self) -> None:
        line = self.current if self.overview else None
        self.reason.show(line, self.changes.get(line.target_id) if line else None)
        if self.beside.display:
            self._speak_at_length(line)

    def _speak_at_length(self, line: Line | None) -> None:
        from console.sheet import sheet

        self.beside.show(sheet(line, self.beside.size.width or 60, self.glyphs) if line else ())

    def on_left_panel(self, message: LeftPanel) -> None:
        """Go on in the next panel."""
        place = PANELS.index(self.shown) + message.direction
        if 0 <= place < len(PANELS):
            self._go_to(PANELS[place])
            self.panel(PANELS[place]).go_to_end(message.direction)

    def _go_to(self, panel: Panel) -> None:
        self.shown = panel
        self._share_room()
        self.panel(panel).focus()

    def action_panel(self, number: int) -> None:
        """Go to a panel."""
        self._go_to(PANELS[number - 1])

    def action_next(self, direction: int) -> None:
        """Go to the next panel, or the one before."""
        self._go_to(PANELS[(PANELS.index(self.shown) + direction) % len(PANELS)])

    def action_maximise(self) -> None:
        """Give one panel all the room, or all panels theirs."""
        self.maximised = not self.maximised
        self._share_room()

    def action_back(self) -> None:
        """Leave the maximised panel."""
        if self.maximised:
            self.action_maximise()

    def action_open(self) -> None:
        """Open the target under the cursor."""
        self.panel(self.shown).action_open()


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
