"""The watch screen: how all targets of a county and year stand, in five panels that follow the store."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one

from console import formats
from console.filters import Filter
from console.following import Sight
from console.formats import Glyphs
from console.language import Sentence, chosen, say
from console.marks import Marks
from console.measured import VIEWS, View
from console.messages import Focused, LeftPanel
from console.overview import Line, Overview
from console.pins import Pin
from console.screens.watch_choosing import ChoosingScreen
from console.targets import Panel
from console.widgets.beside import Beside
from console.widgets.counts import Counts
from console.widgets.filter_line import FilterLine
from console.widgets.heading import Heading
from console.widgets.key_line import KeyLine
from console.widgets.notice import Banner, Welcome
from console.widgets.panel import TargetPanel
from console.widgets.panels import PANELS, ROOM, Panels
from console.widgets.sentence import ReasonLines
from console.widgets.watch_keys import KEYS, keys_shown

HUGE = 170
"""Columns from which the target under the cursor stands beside the panels."""


class WatchScreen(ChoosingScreen):
    """Five panels, a line of counts above them, the reason of one target below."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (ROOM[0], "-wide"), (HUGE, "-huge")]
    BINDINGS = [*KEYS]

    heading = query_one("#heading", Heading)
    banner = query_one("#banner", Banner)
    reason = query_one("#reason", ReasonLines)
    welcome = query_one("#welcome", Welcome)
    beside = query_one("#beside", Beside)
    main = query_one("#main", Horizontal)

    def __init__(self, store: str, clock: Callable[[], datetime], glyphs: Glyphs) -> None:
        super().__init__()
        self.store_name = store
        self.clock = clock
        self.glyphs = glyphs
        self.overview: Overview | None = None
        self.paused = False
        self.news: tuple[Sentence, ...] = ()
        """What the first line says besides: how much changed since the last look, how a kiosk is left."""
        self.pins: tuple[Pin, ...] = ()
        self.marks = Marks()
        self.panels = Panels(glyphs)
        self._first_target: str | None = None
        self._waiting: Sight | None = None
        self._laid_out = False

    def compose(self) -> ComposeResult:
        """Lay out the screen; what there is no room for is hidden later."""
        yield Heading(self.clock, self.glyphs)
        yield Banner(self.glyphs)
        yield Counts(self.glyphs)
        with Horizontal(id="main"):
            yield self.panels
            yield Beside(self.glyphs)
        yield Welcome(self.store_name, self.glyphs)
        yield ReasonLines(self.glyphs)
        yield FilterLine(self.glyphs)
        yield KeyLine(keys_shown(1, back=False), self.glyphs)

    def on_mount(self) -> None:
        """Begin with the first panel, and let the age of the figures grow."""
        self.banner.display = self.welcome.display = False
        self.set_interval(15, self.heading.refresh)
        self.panels.looked_at.focus()
        self._laid_out = True
        if self._waiting:
            self.see(self._waiting)

    def panel(self, panel: Panel) -> TargetPanel:
        """Return the widget of a panel."""
        return self.panels.of(panel)

    @property
    def shown(self) -> Panel:
        """Return the panel that is looked at."""
        return self.panels.shown

    def shown_lines(self) -> tuple[Line, ...]:
        """Return the targets that the filter lets through, panel by panel."""
        return self.panels.lines

    @property
    def current(self) -> Line | None:
        """Return the target under the cursor."""
        return self.panels.looked_at.current

    def return_to(self, panel: str | None, target_id: str | None) -> None:
        """Begin where somebody left off, as far as that is still there."""
        self.panels.shown = next((known for known in PANELS if known == panel), Panel.GROWTH)
        self._first_target = target_id

    # What the store says.

    def see(self, sight: Sight) -> None:
        """Show what was seen of the store; trouble leaves the last good figures where they are, in grey."""
        if not self._laid_out or (self.paused and self._is_of_now(sight)):
            self._waiting = sight
            self._mark_heading()
            return
        with self.app.batch_update():
            if sight.overview is not None or sight.trouble is None:
                self.marks.follow(self.overview, sight.overview)
                self.overview = sight.overview
                self.ask_measures()
            self._warn(sight.trouble)
            self.show()
        self.call_after_refresh(self._pin)

    def _is_of_now(self, sight: Sight) -> bool:
        """Tell whether a pause holds something back; a step to another moment is what somebody asked for."""
        return self.overview is None or sight.overview is None or sight.overview.moment == self.overview.moment

    def pin(self, pins: Sequence[Pin]) -> None:
        """Show these pinned queries besides."""
        self.pins = tuple(pins)
        self._pin()

    def _pin(self) -> None:
        """Fill the pinned queries, once everything else is painted."""
        if self.overview is None or not self._laid_out:
            return
        pinned = self.panels.pinned
        here = next((panel for panel in pinned.panels if panel.has_focus), None)
        if pinned.pin(self.pins):
            self.share_room()
            if here is not None and here not in pinned.panels:
                self.panels.looked_at.focus()
        pinned.follow(self.overview.generation, self.overview.moment is not None)

    def show(self) -> None:
        """Show the overview that there is, in the language in use."""
        known = self.overview is not None
        self.welcome.display = not known and not self.banner.display
        self.main.display = self.reason.display = known
        self.heading.show(self.overview)
        self._mark_heading()
        self._fill()
        self.count()
        if self._first_target and known:
            self.panels.looked_at.go_to(self._first_target)
            self._first_target = None
        self.share_room()
        self._speak()

    def _fill(self) -> None:
        if self.overview is not None:
            self.panels.fill(self.overview, self.filter, self.towns, self.marks.changes)

    def _mark_heading(self) -> None:
        """Say on the first line what is unusual about what is shown."""
        if not self._laid_out:
            return
        news = self._waiting is not None and self._waiting.overview is not None
        marks = [*self.news]
        if self.view is not View.TARGET:
            marks.append(VIEWS[self.view])
        if self.paused:
            marks.append(say("paused, new figures wait") if news else say("paused"))
        self.heading.mark(tuple(marks))

    def _warn(self, trouble: Sentence | None) -> None:
        if trouble is None:
            self.banner.say()
        elif self.overview is None:
            self.banner.say(trouble)
        else:
            since = formats.age(self.overview.published_at, self.clock())
            self.banner.say(trouble, say("The figures below are the last good ones ({age}).", age=since))
        self.panels.grey(trouble is not None)

    # Room.

    def on_resize(self) -> None:
        """Share out the new room, and the columns where a panel has come to stand alone or no longer does."""
        if self._laid_out:
            self._fill()
            self.share_room()

    def share_room(self) -> None:
        """Give the panels what the lines above and below them leave."""
        pinned = self.panels.appear()
        self.beside.display = self.size.width >= HUGE and not self.panels.maximised
        replaying = self.overview is not None and self.overview.moment is not None
        above = 1 + replaying + self.banner.lay_out(self.size.width) + self.counts.show(self.overview, self.size.width)
        below = self._reason_height(above)
        self.reason.styles.height = below
        self.panels.share(self.size.height - above - below - 1 - pinned)
        self._show_keys()

    def _show_keys(self) -> None:
        """Show the keys that do something now."""
        back = self.panels.maximised or self.panels.pinned.alone is not None or bool(self.filter)
        self.keys.bindings = keys_shown(self.overview.catalogues if self.overview else 0, back=back)
        self.keys.refresh()

    def _reason_height(self, above: int) -> int:
        """Return how many lines the reason has: a few, or more of those that a panel by itself leaves empty."""
        alone = self.panels.alone
        least = 5 if chosen() == "en" and not alone else 4
        spare = self.size.height - above - 1 - self.panels.looked_at.wanted if alone else 0
        return min(max(spare, least), 6)

    # Keys.

    def on_focused(self, message: Focused) -> None:
        """Speak of the target under the cursor."""
        if isinstance(self.focused, TargetPanel):
            self.panels.shown = self.focused.panel
        self._speak()

    def _speak(self) -> None:
        line = self.current if self.overview else None
        self.reason.show(line, self.marks.changes.get(line.target_id) if line else None)
        if self.beside.display:
            self.beside.show(line, self.overview)

    def on_left_panel(self, message: LeftPanel) -> None:
        """Go on in the next panel."""
        number = self.panels.number + message.direction
        if number >= 1:
            self.action_panel(number)
        if 1 <= number <= len(PANELS):
            self.panels.looked_at.go_to_end(message.direction)

    def action_panel(self, number: int) -> None:
        """Go to a panel; behind the five come the pinned queries."""
        if self.panels.choose(number):
            self.share_room()
            self.panels.focus_on(number)

    def action_next(self, direction: int) -> None:
        """Go to the next panel, or the one before."""
        self.action_panel(self.panels.next_number(direction))

    def action_maximise(self) -> None:
        """Give one panel all the room, or all panels theirs."""
        self.panels.maximise()
        self._fill()
        self.share_room()

    def action_back(self) -> None:
        """Leave the maximised panel, or else show all targets again."""
        if self.panels.maximised:
            self.action_maximise()
        elif self.panels.pinned.alone is not None:
            self.action_panel(PANELS.index(self.shown) + 1)
        elif self.filter:
            self.choose(Filter())

    def action_open(self) -> None:
        """Open the target under the cursor."""
        self.panels.looked_at.action_open()

    # When it is shown.

    def action_pause(self) -> None:
        """Leave everything as it is until the next press, or show what has come since."""
        self.paused = not self.paused
        self.action_look() if not self.paused else self._mark_heading()

    def action_look(self) -> None:
        """Show what is new now, paused or not."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            paused, self.paused = self.paused, False
            self.see(waiting)
            self.paused = paused
        self._mark_heading()
        if not self.paused:
            self.app.call_later(self.app.run_action, "refresh")
