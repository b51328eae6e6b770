"""All counties and years of a store, worst first; Enter shows one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import on
from textual.binding import Binding

from console.columns import Piece
from console.content import Column, Content
from console.county import Wanted
from console.formats import Glyphs
from console.language import say
from console.overview import Wording
from console.screens.listed import ListedScreen, Step, waiting
from console.standing import Light
from console.standing.words import LIGHTS
from console.widgets.listing import Listing

if TYPE_CHECKING:
    from console.store import Generation

_SHOWN = (Light.BEHIND, Light.OVERDUE, Light.SLOW, Light.ON_TRACK, Light.DONE)


@dataclass(frozen=True, slots=True)
class County:
    """One county in one year, and how many of its targets stand how."""

    county: str
    year: int
    title: Wording
    targets: int
    period: date | None
    lights: tuple[int, ...]
    """As many as `_SHOWN`, then those that nothing can be said of."""


def counties_of(generation: "Generation") -> tuple[County, ...]:
    """Return all counties and years of a generation, worst first."""
    from console.store import named

    return tuple(
        County(
            row["county"], row["year"], Wording(row["title_zh"] or "", row["title_en"] or ""), row["targets"],
            row["period"], (*(row[str(light)] for light in _SHOWN), row["open"]),
        )
        for row in generation.rows(named("panels/counties"))
    )  # fmt: skip


class CountiesScreen(ListedScreen):
    """The counties of a store."""

    BINDINGS = [Binding("enter", "choose", say("open").text, id="table.open"), *ListedScreen.LAST]

    counties: tuple[County, ...] | None = None

    def path(self) -> Sequence[Step]:
        """Return the name of the page."""
        return (say("Counties"),)

    def ask(self) -> None:
        """Ask how all of them stand."""
        self.put(counties_of, self.take)

    def take(self, answer: Any) -> None:
        """Show what was found."""
        self.counties = answer

    def content(self) -> Content:
        """Return the counties."""
        if self.counties is None:
            return waiting(say("reading the store"))
        columns = (
            Column(say("County"), order=lambda one: str(one.title)),
            Column(say("Targets"), right=True, order=lambda one: one.targets),
            *(Column(LIGHTS[light], right=True, order=_by_light(at)) for at, light in enumerate(_SHOWN)),
            Column(say("other"), right=True, order=lambda one: one.lights[-1]),
            Column(say("Figures to"), order=lambda one: str(one.period)),
        )  # fmt: skip
        return Content(
            columns, self.counties, lambda one: _cells(one, self.glyphs), lambda one: (one.county, one.year),
            words=tuple("\n".join((*one.title, one.county, str(one.year))).lower() for one in self.counties),
        )  # fmt: skip

    def action_choose(self) -> None:
        """Show the county under the cursor."""
        self.listing.action_choose()

    @on(Listing.Chosen)
    def show_county(self, message: Listing.Chosen) -> None:
        """Go to the watch screen of a county and year."""
        app: Any = self.app
        app.show_county(Wanted(message.row.county, message.row.year))


def _by_light(at: int) -> Callable[[Any], object]:
    return lambda one: one.lights[at]


def _cells(one: County, glyphs: Glyphs) -> tuple[Piece, ...]:
    counted = tuple(
        (f"{glyphs.lights[light]} {count}" if count else glyphs.absent, str(light) if count else "muted")
        for light, count in zip(_SHOWN, one.lights, strict=False)
    )
    return (
        (str(one.title), "name"), (str(one.targets), "muted"), *counted, (str(one.lights[-1]), "muted"),
        (f"{one.period:%Y-%m}" if one.period else glyphs.absent, "muted"),
    )  # fmt: skip
