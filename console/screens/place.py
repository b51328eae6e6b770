"""The page of a place: one row for every target that a town, park or company reports to, with rank and gap."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from textual import on
from textual.binding import Binding

from console.content import Content
from console.drill.place import Brought, brought_by
from console.drill.subject import subject_of
from console.formats import Glyphs
from console.language import say
from console.messages import Opened
from console.overview import Overview
from console.places_known import Known
from console.screens.listed import ListedScreen, Step, waiting
from console.store import Store
from console.widgets.listing import Listing
from console.widgets.tables.place import place_table


class PlaceScreen(ListedScreen):
    """What one place brings to the targets of its county; Enter opens its own course in one of them."""

    BINDINGS = [Binding("enter", "choose", say("details").text, id="table.open"), *ListedScreen.LAST]

    def __init__(
        self, store: Store, overview: Overview, place: Known, clock: Callable[[], datetime], glyphs: Glyphs
    ) -> None:
        super().__init__(store, overview, clock, glyphs)
        self.place = place
        self.brought: tuple[Brought, ...] | None = None

    @property
    def remembered(self) -> tuple[str, ...]:
        """Return how the page is found again."""
        return "place", self.place.place

    def path(self) -> Sequence[Step]:
        """Return the place."""
        return (self.place.name,)

    def content(self) -> Content:
        """Return the place's table."""
        if self.brought is None:
            return waiting(say("reading the store"))
        return place_table(self.brought, self.place.name, self.glyphs)

    def ask(self) -> None:
        """Ask for what the place brought."""
        overview, place, known_at = self.overview, self.place.place, self.known_at
        self.put(lambda generation: brought_by(generation, overview, place, known_at), self.take)

    def take(self, answer: Any) -> None:
        """Show what was read."""
        self.brought = answer

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        self.listing.action_choose()

    @on(Listing.Chosen)
    def open_row(self, message: Listing.Chosen) -> None:
        """Open the place's own course in a target, or the target itself when it is the place's own."""
        from console.screens.part import PartScreen, part_of

        row: Brought = message.row
        if row.part is None:
            self.post_message(Opened(row.line))
            return
        subject = part_of(subject_of(row.line, self.overview.county, self.overview.year), row.part)
        path = (*self.path(), row.line.name)
        self.app.push_screen(PartScreen(self.store, self.overview, subject, path, self.clock, self.glyphs))
