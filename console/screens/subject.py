"""A page about one figure: its sentence, its chart, and tabs for what lies behind it; Esc goes one back."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.getters import query_one

from console.drill.history import Said
from console.drill.subject import Facts, Subject
from console.drill.trend import Trend, monthly, running
from console.formats import Glyphs
from console.language import Sentence, chosen, say
from console.messages import Replayed
from console.overview import Overview, Wording
from console.screens.asking import AskingScreen
from console.screens.bodies import WIDEST, Bodies
from console.screens.showing import rows_of
from console.store import Store
from console.tabs import ASK, DEEPER, TITLES, Tab, is_dated, tabs_of
from console.way import Way
from console.widgets.crumbs import Crumbs, Headline
from console.widgets.heading import Heading
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from console.widgets.page import Page
from console.widgets.replay_bar import ReplayBar
from console.widgets.subject_keys import KEYS
from console.widgets.tab_line import TabLine
from console.widgets.trend import TrendChart

Step = Sentence | Wording | str
ROOM = (110, 34)
"""Fewer columns or lines than these show the chart and the facts as tabs of their own."""


class SubjectScreen(AskingScreen):
    """One figure and what lies behind it."""

    CSS_PATH = "subject.tcss"
    BINDINGS = [*KEYS]

    heading = query_one("#heading", Heading)
    crumbs = query_one("#crumbs", Crumbs)
    headline = query_one("#headline", Headline)
    chart = query_one("#chart", TrendChart)
    beside = query_one("#facts", Page)
    upper = query_one("#upper", Horizontal)
    tab_line = query_one("#tabs", TabLine)

    def __init__(
        self, store: Store, overview: Overview, subject: Subject, path: Sequence[Step],
        clock: Callable[[], datetime], glyphs: Glyphs,
    ) -> None:  # fmt: skip
        super().__init__()
        self.store, self.overview, self.subject, self.path = store, overview, subject, tuple(path)
        self.clock, self.glyphs = clock, glyphs
        self.opened = Tab.STAGES if is_dated(subject) else Tab.TREND
        self.by_month = False
        self.bodies = Bodies(glyphs)

    # What the page consists of.

    def compose(self) -> ComposeResult:
        """Lay out everything; what does not belong to the open tab is hidden."""
        yield ReplayBar(self.glyphs)
        yield Heading(self.clock, self.glyphs)
        yield Crumbs(self.glyphs)
        yield Headline(self.glyphs)
        with Horizontal(id="upper"):
            yield TrendChart(self.glyphs, id="chart")
            yield Page(id="facts", glyphs=self.glyphs)
        yield TabLine(self.glyphs)
        yield from self.bodies.each
        yield KeyLine(KEYS, self.glyphs)

    def said(self) -> tuple[Sentence, ...]:
        """Return what is said of the subject in a briefing; each page has its own answer."""
        raise NotImplementedError

    def course_title(self) -> Sentence | str:
        """Return what the chart is called."""
        return ""

    @property
    def roomy(self) -> bool:
        """Tell whether chart and facts stand above the tabs."""
        return self.size.width >= ROOM[0] and self.size.height >= ROOM[1]

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Return the tabs there are."""
        if self.facts is None:
            return tabs_of(self.subject, Facts(), beside=self.roomy) or (Tab.FACTS,)
        return tabs_of(self.subject, self.facts, beside=self.roomy)

    def on_mount(self) -> None:
        """Show what is known at once and ask for the rest."""
        self.show()
        self.fetch(self.opened)

    def ways(self) -> Iterator[Way]:
        """Give the tabs of this page."""
        for tab in self.tabs:
            yield Way(say("tab"), TITLES[tab], partial(self.open, tab))

    # Showing it.

    def on_resize(self) -> None:
        """Use the new room."""
        if self.is_mounted:
            if self.facts is not None and self.opened not in self.tabs:
                self._open_first()
            self._shown.clear()
            self.show()

    def show(self) -> None:
        """Show everything that is known, in the language in use."""
        with self.app.batch_update():
            if (bar := self.query_one(ReplayBar)).moment != self.overview.moment:
                bar.show(self.overview.moment)
            self.heading.show(self.overview)
            self.crumbs.show(self.path)
            self.headline.show(None if self.gone or self.subject.is_part else self.subject.line, self.said())
            self._show_chart()
            self._arrange()
            self._fill()

    def _show_chart(self) -> None:
        self.chart.show(self._trend(), self.course_title(), self._instead())

    def _trend(self) -> Trend | None:
        if self.facts is None or self.gone:
            return None
        single = monthly(self.subject, self.facts) if self.by_month else None
        return single or running(self.subject, self.facts, self.overview.today)

    def _instead(self) -> Sentence:
        if self.trouble is not None:
            return self.trouble
        if self.facts is None:
            return say("reading the store")
        return say("No reading has been loaded for this target yet.")

    def _arrange(self) -> None:
        """Give the open tab its room; where there is plenty, chart and facts stand above the tabs."""
        roomy, tab = self.roomy, self.opened
        self.tab_line.show([(str(one), TITLES[one]) for one in self.tabs], str(tab))
        has_chart = not is_dated(self.subject)
        self.upper.display = roomy or tab in (Tab.TREND, Tab.FACTS)
        self.chart.display = has_chart and (roomy or tab is Tab.TREND)
        self.beside.display = roomy or tab is Tab.FACTS
        self.beside.set_class(roomy and not has_chart, "-wide")
        self.upper.set_class(not roomy, "-alone")
        self.upper.set_class(not has_chart, "-low")
        self._place_tabs(below=roomy)
        self.bodies.open(tab)
        keys = self.query_one(KeyLine)
        keys.bindings = [one for one in KEYS if one.show and self._works(one)]
        keys.refresh()
        wanted = self._focus_wanted()
        if self.focused is not wanted:
            wanted.focus(scroll_visible=False)

    def _works(self, binding: Binding) -> bool:
        """Tell whether a key does something on the open tab."""
        if binding.id == "page.measure":
            return self.facts is not None and monthly(self.subject, self.facts) is not None
        if binding.id == "page.across":
            return self.overview.counties > 1
        return binding.id not in ("table.search", "table.sort") or self.bodies.listing(self.opened) is not None

    def _place_tabs(self, *, below: bool) -> None:
        """Put the tabs below chart and facts where these are always seen, else above everything that changes."""
        order = [child for child in self.children if child in (self.upper, self.tab_line)]
        if (order[0] is self.upper) != below:
            if below:
                self.move_child(self.tab_line, after=self.upper)
            else:
                self.move_child(self.tab_line, before=self.upper)

    def _focus_wanted(self) -> Any:
        if self.opened is Tab.FACTS:
            return self.beside
        if self.opened is Tab.TREND:
            return self.chart
        return self.bodies.of(self.opened)

    def _fill(self) -> None:
        """Tell the open tab, and the facts beside the chart, what they show."""
        width = 48 if self.roomy and not is_dated(self.subject) else self.size.width - 2
        self.beside.show(rows_of(Tab.FACTS, self.subject, self.facts, None, min(width, WIDEST), self.glyphs))
        tab = self.opened
        stamp = (self.stamp, self.facts is not None, tab in self.answers, self.trouble, self.size.width, chosen())
        if self._shown.get(tab) == stamp:
            return
        self._shown[tab] = stamp
        self.bodies.fill(tab, self.subject, self.facts, self.answers, self.trouble)

    # Keys.

    def action_tab(self, number: int) -> None:
        """Open a tab by its number, as soon as it is known which tabs there are."""
        if self.facts is None and self.trouble is None:
            self._number = number
        elif 0 < number <= len(self.tabs):
            self.open(self.tabs[number - 1])

    def action_next(self, step: int) -> None:
        """Open the next tab, or the one before."""
        tabs = self.tabs
        self.open(tabs[(tabs.index(self.opened) + step) % len(tabs)] if self.opened in tabs else tabs[0])

    def open(self, tab: Tab) -> None:
        """Open a tab and ask for what it shows."""
        self.opened = tab
        self._chosen = True
        self.show()
        if tab in ASK and tab not in self.answers:
            self.fetch(tab)

    @on(TabLine.Chosen)
    def _clicked(self, message: TabLine.Chosen) -> None:
        self.open(Tab(message.tab))

    def action_across(self) -> None:
        """Open the league of counties in this target."""
        app: Any = self.app
        app.open_across(self.subject.line)

    def action_measure(self) -> None:
        """Show single months, or the running total again."""
        self.by_month = not self.by_month
        self.show()

    def action_listing(self, action: str) -> None:
        """Let the open table search, sort or move aside."""
        if (listing := self.bodies.listing(self.opened)) and listing.display:
            name, _bracket, number = action.rstrip(")").partition("(")
            getattr(listing, f"action_{name}")(*([int(number)] if number else []))

    def action_deeper(self) -> None:
        """Open the row under the cursor; from a chart or a page, the first tab that leads deeper."""
        listing = self.bodies.listing(self.opened)
        if listing is not None and listing.display:
            listing.action_choose()
        elif following := next((tab for tab in DEEPER if tab in self.tabs), None):
            self.open(following)

    @on(TrendChart.Deeper)
    def _deeper(self) -> None:
        self.action_deeper()

    def action_back(self) -> None:
        """Forget a search, else leave the page."""
        listing = self.bodies.listing(self.opened)
        if not (listing and listing.display and listing.clear_search()):
            self.app.pop_screen()

    @on(Listing.Chosen)
    def _row_chosen(self, message: Listing.Chosen) -> None:
        """Open what lies behind a row."""
        from console.screens.behind import behind

        if page := behind(self, message.row):
            self.app.push_screen(page)
        elif isinstance(message.row, Said) and message.row.snapshot_id is not None:
            self.post_message(Replayed(message.row.snapshot_id))
