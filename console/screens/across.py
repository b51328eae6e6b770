"""The league of counties: how all counties of the store compare in one target's figure, period by period."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from textual import on
from textual.binding import Binding

from console.content import Content
from console.county import Wanted
from console.drill.across import County, Known, known_across
from console.formats import Glyphs
from console.language import say
from console.overview import Line, Overview
from console.screens.listed import ListedScreen, Step, waiting
from console.store import Store
from console.widgets.listing import Listing
from console.widgets.tables.across import across_table


class AcrossScreen(ListedScreen):
    """The counties in one target; the arrows go to the period before and after."""

    BINDINGS = [
        Binding("enter", "choose", say("open").text, id="table.open"),
        Binding("left", "period(-1)", say("earlier").text, key_display="Left", id="across.earlier"),
        Binding("right", "period(1)", say("later").text, key_display="Right", id="across.later"),
        *ListedScreen.LAST,
    ]

    def __init__(
        self, store: Store, overview: Overview, line: Line, clock: Callable[[], datetime], glyphs: Glyphs
    ) -> None:
        super().__init__(store, overview, clock, glyphs)
        self.line = line
        self.known: Known | None = None
        self.period: date | None = None
        self._is_told = False

    @property
    def remembered(self) -> tuple[str, ...]:
        """Return how the page is found again."""
        return "across", self.line.target_id

    def path(self) -> Sequence[Step]:
        """Return the target."""
        return say("League of counties"), self.line.name

    def content(self) -> Content:
        """Return the counties at the period that was chosen."""
        if self.line.place != self.overview.county:
            return waiting(
                say("This target is about {place} alone: counties are not compared in it.", place=self.line.place_name)
            )
        if not self._is_told:
            return waiting(say("reading the store"))
        if self.known is None:
            return waiting(say("This store was last written by an earlier version: load a file, and counties compare."))
        if self.period is None:
            return waiting(say("No county has reported this in {year}.", year=self.known.year))
        return across_table(self.known, self.known.at(self.period), self.overview.county, self.glyphs)

    def ask(self) -> None:
        """Ask what every county reported."""
        overview, known_at = self.overview, self.known_at
        self.line = line = overview.find(self.line.target_id) or self.line
        self.put(lambda generation: known_across(generation, line, overview, known_at), self.take)

    def take(self, answer: Any) -> None:
        """Show what was read, at the period that was chosen or the newest that most have reported."""
        self.known, self._is_told = answer, True
        if self.known is not None and self.period not in self.known.periods:
            self.period = self.known.usual

    def action_period(self, step: int) -> None:
        """Go to the period before or after."""
        periods = self.known.periods if self.known else ()
        if self.period in periods:
            self.period = periods[max(0, min(periods.index(self.period) + step, len(periods) - 1))]
            self.show()

    def action_choose(self) -> None:
        """Open the county under the cursor."""
        self.listing.action_choose()

    @on(Listing.Chosen)
    def show_county(self, message: Listing.Chosen) -> None:
        """Go to the watch screen of a county that has targets for this year."""
        if isinstance(message.row, County) and self.known and message.row.county in self.known.promising:
            app: Any = self.app
            app.show_county(Wanted(message.row.county, self.overview.year))
