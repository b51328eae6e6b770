"""The league of towns: how they compare in one target's figures, by rank, change of rank and gap to the line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual import on
from textual.binding import Binding

from console.content import Content
from console.drill.parts import League, leagues_of
from console.drill.subject import facts_of, subject_of
from console.filters import towns_of
from console.formats import Glyphs
from console.language import say
from console.overview import Line, Overview
from console.screens.listed import ListedScreen, Step, waiting
from console.store import Store
from console.widgets.listing import Listing
from console.widgets.tables.parts import part_table

if TYPE_CHECKING:
    from console.store import Generation

Answer = tuple[Mapping[str, tuple[str, ...]], League | None]


class LeagueScreen(ListedScreen):
    """The towns behind one target; the arrows go to the next target that towns report."""

    BINDINGS = [
        Binding("enter", "choose", say("details").text, id="table.open"),
        Binding("tab,right", "other(1)", say("next target").text, id="league.next"),
        Binding("shift+tab,left", "other(-1)", show=False, id="league.previous"),
        *ListedScreen.LAST,
    ]

    def __init__(
        self, store: Store, overview: Overview, line: Line, clock: Callable[[], datetime], glyphs: Glyphs
    ) -> None:
        super().__init__(store, overview, clock, glyphs)
        self.line = line
        self.first = line
        """The target that was asked for, which towns need not report."""
        self.answer: Answer | None = None

    @property
    def remembered(self) -> tuple[str, ...]:
        """Return how the page is found again."""
        return "league", self.line.target_id

    @property
    def lines(self) -> list[Line]:
        """Return the targets that towns report, in the order of the report."""
        reported = self.answer[0] if self.answer else {}
        return [
            line for line in self.overview.lines if line.indicator in reported and line.place == self.overview.county
        ]

    def path(self) -> Sequence[Step]:
        """Return the target."""
        return say("League of towns"), self.line.name

    def content(self) -> Content:
        """Return the league."""
        if self.answer is None:
            return waiting(say("reading the store"))
        league = self.answer[1]
        if league is None:
            return waiting(say("No town reports a target of this catalogue."))
        table = part_table(subject_of(self.line, self.overview.county, self.overview.year), league, self.glyphs)
        if self.first in self.lines:
            return table
        note = say("No town reports {name}; this is another target.", name=self.first.name)
        return replace(table, notes=(note, *table.notes))

    def ask(self) -> None:
        """Ask for the towns of the target, or of the first one that has any."""
        overview, line, known_at = self.overview, self.line, self.known_at
        line = overview.find(line.target_id) or line
        self.put(lambda generation: _read(generation, overview, line, known_at), self.take)

    def take(self, answer: Any) -> None:
        """Show the league that was read."""
        self.line, towns, league = answer
        self.answer = (towns, league)

    def action_choose(self) -> None:
        """Open the town under the cursor."""
        self.listing.action_choose()

    def action_other(self, direction: int) -> None:
        """Go to the next target that towns report."""
        lines = self.lines
        if not lines:
            return
        here = next((at for at, line in enumerate(lines) if line.target_id == self.line.target_id), 0)
        self.line = self.first = lines[(here + direction) % len(lines)]
        self.ask()

    @on(Listing.Chosen)
    def open_town(self, message: Listing.Chosen) -> None:
        """Open the page of a town."""
        from console.screens.part import PartScreen, part_of

        subject = subject_of(self.line, self.overview.county, self.overview.year)
        path = (*self.path(), message.row.name)
        self.app.push_screen(
            PartScreen(self.store, self.overview, part_of(subject, message.row), path, self.clock, self.glyphs)
        )


def _read(
    generation: "Generation", overview: Overview, line: Line, known_at: int | None
) -> tuple[Line, Mapping[str, tuple[str, ...]], League | None]:
    """Read the league of a target; where no town reports it, of the first target that one does."""
    towns = towns_of(generation, overview.county)
    able = [known for known in overview.lines if known.indicator in towns and known.place == overview.county]
    for wanted in ([line] if line in able else []) + able:
        subject = subject_of(wanted, overview.county, overview.year)
        found = leagues_of(generation, subject, facts_of(generation, subject, known_at), known_at).get("")
        if found is not None:
            return wanted, towns, found
    return line, towns, None
