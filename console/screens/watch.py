"""The watch screen: how all targets of a county and year stand, in five panels that follow the store."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.screen import Screen

from console import formats
from console.columns import needs
from console.filters import Filter, filter_words, towns_of
from console.following import Sight
from console.formats import Glyphs
from console.language import Sentence, chosen, say
from console.measured import VIEWS, Measures, View, measures_of, next_view
from console.messages import Asked, Focused, LeftPanel
from console.overview import Change, Line, Overview, compare
from console.pins import Pin
from console.standing.words import LIGHTS
from console.targets import Panel
from console.widgets.beside import Beside
from console.widgets.counts import Counts
from console.widgets.filter_line import FilterLine
from console.widgets.heading import Heading
from console.widgets.key_line import KeyLine
from console.widgets.notice import Banner, Welcome
from console.widgets.panel import TITLES, TargetPanel
from console.widgets.pinned import PinnedPanels
from console.widgets.sentence import ReasonLines

PANELS = (Panel.GROWTH, Panel.ENTERPRISES, Panel.CAPITAL, Panel.PARK, Panel.MILESTONES)
ALIKE = ((Panel.GROWTH, Panel.ENTERPRISES, Panel.CAPITAL), (Panel.PARK,), (Panel.MILESTONES,))
"""Panels that stand above each other, so that their columns are the same."""
WITHOUT_TARGETS = ("app.intake", "app.desk", "app.palette", "app.help", "app.quit", "app.language", "look")
"""What the keys do that work in an empty store as well."""
REFRESHES = 2
"""For how many refreshes a change stays marked."""
ROOM = (100, 28)
"""Fewer columns or lines than these show one panel at a time."""


class WatchScreen(Screen[None]):
    """Five panels, a line of counts above them, the reason of one target below."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (ROOM[0], "-wide"), (170, "-huge")]
    BINDINGS = [
        Binding("enter", "open", say("details").text, id="watch.open"),
        Binding("escape", "back", say("back").text, id="watch.back"),
        Binding("slash", "filter", say("filter").text, key_display="/", id="watch.filter"),
        Binding("exclamation_mark", "problems", say("problems").text, key_display="!", id="watch.problems"),
        Binding("1", "panel(1)", say("panel").text, key_display="1-5", id="watch.panel_1"),
        Binding("left_square_bracket", "app.replay(-1)", say("replay").text, key_display="[ ]", id="replay.back"),
        Binding("m", "measure", say("measure").text, id="watch.measure"),
        Binding("z", "maximise", say("maximise").text, id="watch.maximise"),
        Binding("t", "app.league", say("towns").text, id="watch.league"),
        Binding("c", "app.changes", say("changes").text, id="watch.changes"),
        Binding("C", "app.counties", say("counties").text, show=False, id="watch.counties"),
        Binding("e", "app.export", say("export").text, id="app.export"),
        Binding("d", "app.desk", say("SQL desk").text, id="watch.desk"),
        Binding("i", "app.intake", say("intake").text, id="watch.intake"),
        Binding("ctrl+p,colon", "app.palette", say("go anywhere").text, key_display="^p", id="app.palette"),
        Binding("question_mark", "app.help", say("help").text, id="app.help"),
        Binding("q", "app.quit", say("quit").text, id="app.quit"),
        Binding("tab,right", "next(1)", say("next").text, id="watch.next"),
        Binding("p", "pause", say("pause").text, id="watch.pause"),
        Binding("space,r", "look", say("look again").text, key_display="Space", id="watch.look"),
        Binding("y", "app.copy", say("copy").text, id="app.copy"),
        *(Binding(str(number), f"panel({number})", show=False, id=f"watch.panel_{number}") for number in range(2, 10)),
        Binding("shift+tab,left", "next(-1)", show=False, id="watch.previous"),
        Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
    ]

    heading = query_one("#heading", Heading)
    banner = query_one("#banner", Banner)
    counts = query_one("#counts", Counts)
    reason = query_one("#reason", ReasonLines)
    keys = query_one("#keys", KeyLine)
    filter_line = query_one("#filter", FilterLine)
    welcome = query_one("#welcome", Welcome)
    beside = query_one("#beside", Beside)
    main = query_one("#main", Horizontal)
    pinned = query_one("#pins", PinnedPanels)

    def __init__(self, folder: Path, clock: Callable[[], datetime], glyphs: Glyphs) -> None:
        super().__init__()
        self.folder = folder
        self.clock = clock
        self.glyphs = glyphs
        self.overview: Overview | None = None
        self.maximised = False
        self.paused = False
        self.news: tuple[Sentence, ...] = ()
        """What the first line says besides: how much changed since the last look, how a kiosk is left."""
        self.view = View.TARGET
        self.measures: Measures | None = None
        self._measured_at: object = None
        self.filter = Filter()
        self.towns: Mapping[str, tuple[str, ...]] = {}
        """The names of the towns that report each indicator, once somebody filters."""
        self.pins: tuple[Pin, ...] = ()
        self.shown = Panel.GROWTH
        self._left_from = Panel.GROWTH
        self._first_target: str | None = None
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
                yield PinnedPanels(self.glyphs)
            yield Beside(self.glyphs)
        yield Welcome(self.folder, self.glyphs)
        yield ReasonLines(self.glyphs)
        yield FilterLine(self.glyphs)
        yield KeyLine([binding for binding in self.BINDINGS if isinstance(binding, Binding)], self.glyphs)

    def on_mount(self) -> None:
        """Begin with the first panel, and let the age of the figures grow."""
        self.banner.display = self.welcome.display = False
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
        return self.maximised or self.small or self.pinned.alone is not None

    @property
    def small(self) -> bool:
        """Tell whether there is room for one panel only."""
        return self.size.width < ROOM[0] or self.size.height < ROOM[1]

    @property
    def changes(self) -> Mapping[str, Change]:
        """Return what is still marked as changed."""
        return {target_id: change for target_id, (change, _left) in self._marks.items()}

    def shown_lines(self) -> tuple[Line, ...]:
        """Return the targets that the filter lets through, panel by panel."""
        return tuple(line for panel in PANELS for line in self.panel(panel).lines)

    @property
    def current(self) -> Line | None:
        """Return the target under the cursor."""
        return self.panel(self.shown).current

    def return_to(self, panel: str | None, target_id: str | None) -> None:
        """Begin where somebody left off, as far as that is still there."""
        self.shown = next((known for known in PANELS if known == panel), Panel.GROWTH)
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
                self._keep_marks(sight.overview)
                self.overview = sight.overview
                self._ask_measures()
            self._warn(sight.trouble)
            self.show()
        self.call_after_refresh(self._pin)

    def pin(self, pins: Sequence[Pin]) -> None:
        """Show these pinned queries besides."""
        self.pins = tuple(pins)
        self._pin()

    def _pin(self) -> None:
        """Fill the pinned queries, once everything else is painted."""
        if self.overview is None or not self._laid_out:
            return
        here = next((panel for panel in self.pinned.panels if panel.has_focus), None)
        if self.pinned.pin(self.pins):
            self._share_room()
            if here is not None and here not in self.pinned.panels:
                self.panel(self.shown).focus()
        self.pinned.follow(self.overview.generation, self.overview.moment is not None)

    def _is_of_now(self, sight: Sight) -> bool:
        """Tell whether a pause holds something back; a step to another moment is what somebody asked for."""
        return self.overview is None or sight.overview is None or sight.overview.moment == self.overview.moment

    def show(self) -> None:
        """Show the overview that there is, in the language in use."""
        known = self.overview is not None
        self.welcome.display = not known and not self.banner.display
        shown = [one for one in self.BINDINGS if isinstance(one, Binding) and one.show]
        self.keys.bindings = shown if known else [one for one in shown if one.action in WITHOUT_TARGETS]
        self.keys.refresh()
        self.main.display = self.reason.display = known
        self.heading.show(self.overview)
        self._mark_heading()
        for alike in ALIKE:
            self._fill(alike)
        self._count()
        if self._first_target and known:
            self.panel(self.shown).go_to(self._first_target)
            self._first_target = None
        self._share_room()
        self._speak()

    def _fill(self, alike: Sequence[Panel]) -> None:
        if self.overview is None:
            return
        # One panel by itself has columns of its own; several above each other have the same.
        together = {panel: [panel] if self.alone else alike for panel in alike}
        words = "  ".join(map(str, filter_words(self.filter, LIGHTS)))
        for panel in alike:
            whole = self.overview.panel(panel)
            left = self.filter.of(whole, self.towns)
            wish = needs((line for line in self.overview.lines if line.panel in together[panel]), self.glyphs)
            self.panel(panel).show(left, self.changes, wish, (words, len(whole)))

    def _count(self) -> None:
        """Say how many targets the filter leaves."""
        left = sum(len(self.panel(panel).lines) for panel in PANELS)
        self.counts.filter, self.counts.left = self.filter, left
        self.filter_line.count(left, len(self.overview.lines) if self.overview else 0)

    def _mark_heading(self) -> None:
        """Say on the first line what is unusual about what is shown."""
        if not self._laid_out:
            return
        news = self._waiting is not None and self._waiting.overview is not None
        marks = [VIEWS[self.view]] if self.view is not View.TARGET else []
        marks = [*self.news, *marks]
        if self.paused:
            marks.append(say("paused, new figures wait") if news else say("paused"))
        self.heading.mark(tuple(marks))

    def _keep_marks(self, fresh: Overview | None) -> None:
        """Mark what changed; a mark stays for two refreshes."""
        if self.overview is None or fresh is None or self.overview.generation == fresh.generation:
            return
        if self.overview.moment or fresh.moment:  # a step through time is no news
            self._marks = {}
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
        if self._laid_out:
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        """Share out the room, and the columns where a panel has come to stand alone or no longer does."""
        for alike in ALIKE:
            self._fill(alike)
        self._share_room()

    def _share_room(self) -> None:
        """Give every panel the lines it needs as far as there are any, or all of them to the one that is shown."""
        self.set_class(self.alone, "-alone")
        pinned = self.pinned.share_room(alone=self.alone, room=self.size.height // 3)
        for panel in PANELS:
            widget = self.panel(panel)
            widget.display = not self.alone or (panel is self.shown and self.pinned.alone is None)
            widget.others = self._others(panel) if self.alone else ()
        self.get_widget_by_id("lower").display = self.panel(Panel.PARK).display or self.panel(Panel.MILESTONES).display
        self.beside.display = self.size.width >= 170 and not self.maximised
        replaying = self.overview is not None and self.overview.moment is not None
        above = 1 + replaying + self.banner.lay_out(self.size.width) + self.counts.show(self.overview, self.size.width)
        self.reason.styles.height = self._reason_height(above)
        if self.alone:
            self.panel(self.shown).styles.height = "1fr"
        else:
            self._set_heights(self.size.height - above - self._reason_height(above) - 1 - pinned)

    def _set_heights(self, room: int) -> None:
        growth, enterprises, capital, park, milestones = (self.panel(panel).wanted for panel in PANELS)
        *heights, lower = share([growth, enterprises, capital, max(park, milestones)], room)
        for panel, height in zip(PANELS, [*heights, lower, lower], strict=True):
            self.panel(panel).styles.height = height

    def _reason_height(self, above: int) -> int:
        """Return how many lines the reason has: a few, or more of those that a panel by itself leaves empty."""
        least = 5 if chosen() == "en" and not self.alone else 4
        spare = self.size.height - above - 1 - self.panel(self.shown).wanted if self.alone else 0
        return min(max(spare, least), 6)

    def _others(self, shown: Panel) -> tuple[tuple[str, str], ...]:
        return (
            *((f"{place + 1} {TITLES[panel]}  ", "muted") for place, panel in enumerate(PANELS) if panel is not shown),
            *self.pinned.others,
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
            self.beside.show(line, self.overview)

    def on_left_panel(self, message: LeftPanel) -> None:
        """Go on in the next panel."""
        place = self._number - 1 + message.direction
        if place >= len(PANELS):
            self.action_panel(place + 1)
        elif place >= 0:
            self._go_to(PANELS[place])
            self.panel(PANELS[place]).go_to_end(message.direction)

    def _go_to(self, panel: Panel) -> None:
        self.shown, self.pinned.alone = panel, None
        self._share_room()
        self.panel(panel).focus()

    def action_panel(self, number: int) -> None:
        """Go to a panel; behind the five come the pinned queries."""
        if number <= len(PANELS):
            self._go_to(PANELS[number - 1])
        elif (panel := self.pinned.numbered(number)) is not None:
            self.pinned.alone = panel if self.alone or not self.pinned.display else None
            self._share_room()
            panel.focus()

    @property
    def _number(self) -> int:
        """Return the number of the panel that has the focus."""
        return int(getattr(self.focused, "number", PANELS.index(self.shown) + 1))

    def action_next(self, direction: int) -> None:
        """Go to the next panel, or the one before."""
        count = len(PANELS) + len(self.pinned.panels)
        self.action_panel((self._number - 1 + direction) % count + 1)

    def action_maximise(self) -> None:
        """Give one panel all the room, or all panels theirs."""
        pinned = self.pinned.numbered(self._number)
        self.maximised = not self.maximised
        self.pinned.alone = pinned if self.maximised or self.small else None
        self._lay_out_anew()

    def action_back(self) -> None:
        """Leave the maximised panel, or else show all targets again."""
        if self.maximised:
            self.action_maximise()
        elif self.pinned.alone is not None:
            self._go_to(self.shown)
        elif self.filter:
            self.choose(Filter())

    # What is shown of it.

    def choose(self, chosen: Filter) -> None:
        """Show the targets that a filter lets through; where the panel in use has none, go to one that has some."""
        self.filter = chosen
        with self.app.batch_update():
            self.show()
        if not self.panel(self.shown).lines:
            held = next((panel for panel in PANELS if self.panel(panel).lines), self.shown)
            self.shown = held
            self._share_room()
        if not self.filter_line.typing:
            self.panel(self.shown).focus()

    def action_filter(self) -> None:
        """Begin to type a filter."""
        if self.overview is None:
            return
        self.keys.display = False
        self._left_from = self.shown
        self.filter_line.open(self.filter.text)
        if not self.towns:
            county = self.overview.county
            self.post_message(Asked(lambda generation: towns_of(generation, county), self.know_towns))

    def action_problems(self) -> None:
        """Show the problems alone, or everything again."""
        self.choose(replace(self.filter, problems=not self.filter.problems))

    @on(FilterLine.Typed)
    def take_words(self, message: FilterLine.Typed) -> None:
        """Follow what is being typed."""
        self.choose(replace(self.filter, text=message.text))

    @on(FilterLine.Left)
    def end_typing(self, message: FilterLine.Left) -> None:
        """Go back to the panels, with the filter or without it."""
        if not message.kept:
            self.shown = self._left_from
        # The line is hidden once it has lost the focus: hiding it before would hand that to the panel beside it.
        self.panel(self.shown).display = True
        self.panel(self.shown).focus()
        self.filter_line.display, self.keys.display = False, True
        if not message.kept:
            self.choose(replace(self.filter, text=""))

    @on(Counts.Picked)
    def filter_by_light(self, message: Counts.Picked) -> None:
        """Show the targets of one light alone; all of them when the count of all was clicked."""
        self.choose(self.filter.with_light(message.light) if message.light else Filter())

    def know_towns(self, towns: dict[str, tuple[str, ...]] | None, _trouble: Sentence | None) -> None:
        """Let the filter find targets by the towns that report them."""
        self.towns = towns or {}
        if self.filter:
            self.choose(self.filter)

    def action_measure(self) -> None:
        """Show the figures by another measure: the total, the month alone, on the year, on the month."""
        self.view = next_view(self.view)
        self._ask_measures()
        self._measure()

    def _ask_measures(self) -> None:
        overview = self.overview
        if overview is None or self.view is View.TARGET:
            return
        known_at = overview.moment.snapshot_id if overview.moment else None
        stamp = (overview.generation, known_at)
        if stamp != self._measured_at:
            self._measured_at = stamp
            county, year = overview.county, overview.year
            self.post_message(
                Asked(lambda generation: measures_of(generation, county, year, known_at), self.know_measures)
            )

    def know_measures(self, measures: Measures | None, _trouble: Sentence | None) -> None:
        """Show the figures that were asked for."""
        self.measures = measures
        self._measure()

    def _measure(self) -> None:
        for panel in PANELS:
            self.panel(panel).measure(self.view, self.measures)
        with self.app.batch_update():
            self.show()

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
