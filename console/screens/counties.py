"""All counties and years of a store, worst first: type a few letters of one, and Enter shows it."""

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
from console.way import searched
from console.widgets.listing import Listing
from console.widgets.way_list import CountyList

if TYPE_CHECKING:
    from console.store import Generation

_SHOWN = (Light.BEHIND, Light.SLOW, Light.ON_TRACK, Light.OVERDUE, Light.DONE)
_FIRST = 3
"""So many of them stand before the newest file, in sight of a small terminal."""


@dataclass(frozen=True, slots=True)
class County:
    """One county in one year, and how many of its targets stand how."""

    county: str
    year: int
    name: Wording
    title: Wording
    targets: int
    period: date | None
    snapshot: int | None
    """The newest of its files that counts."""
    published: date | None
    lights: tuple[int, ...]
    """As many as `_SHOWN`, then those that nothing can be said of."""


def counties_of(generation: "Generation") -> tuple[County, ...]:
    """Return all counties and years of a generation, worst first."""
    from console.store import named

    return tuple(
        County(
            row["county"], row["year"], Wording(row["name_zh"], row["name_en"]),
            Wording(row["title_zh"] or "", row["title_en"] or ""), row["targets"], row["period"], row["snapshot_id"],
            row["published"], (*(row[str(light)] for light in _SHOWN), row["open"]),
        )
        for row in generation.rows(named("panels/counties"))
    )  # fmt: skip


class CountiesScreen(ListedScreen):
    """The counties of a store, in which one types from the start."""

    TABLE = CountyList
    BINDINGS = [Binding("enter", "choose", say("open").text, id="table.open"), *ListedScreen.LAST]

    counties: tuple[County, ...] | None = None
    _typing = False

    def path(self) -> Sequence[Step]:
        """Return the name of the page."""
        return (say("Counties"),)

    def ask(self) -> None:
        """Ask how all of them stand."""
        self.put(counties_of, self.take)

    def take(self, answer: Any) -> None:
        """Show what was found."""
        self.counties = answer

    def show(self) -> None:
        """Show the table, and begin to type as soon as there is something to find."""
        super().show()
        if self.counties is not None and not self._typing:
            self._typing = True
            self.listing.action_search()

    def content(self) -> Content:
        """Return the counties."""
        if self.counties is None:
            return waiting(say("reading the store"))
        lights = tuple(Column(LIGHTS[light], right=True, order=_by_light(at)) for at, light in enumerate(_SHOWN))
        columns = (
            Column(say("County"), order=lambda one: str(one.name)),
            Column(say("Code"), order=lambda one: one.county),
            Column(say("Year"), order=lambda one: one.year, rising=False),
            *lights[:_FIRST],
            Column(say("Newest file"), order=lambda one: str(one.published), rising=False),
            *lights[_FIRST:],
            Column(say("other"), right=True, order=lambda one: one.lights[-1]),
            Column(say("Targets"), right=True, order=lambda one: one.targets),
            Column(say("Figures to"), order=lambda one: str(one.period)),
        )  # fmt: skip
        return Content(
            columns, self.counties, lambda one: _cells(one, self.glyphs), lambda one: (one.county, one.year),
            words=tuple(searched(one.name, *one.title, one.county, str(one.year)) for one in self.counties),
            notes=(say("Type letters or pinyin initials, Enter goes there"),),
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
    file = str(say("{number} of {day}", number=one.snapshot, day=one.published)) if one.snapshot else glyphs.absent
    return (
        (str(one.name), "name"), (one.county, "muted"), (str(one.year), "muted"), *counted[:_FIRST], (file, "muted"),
        *counted[_FIRST:], (str(one.lights[-1]), "muted"), (str(one.targets), "muted"),
        (f"{one.period:%Y-%m}" if one.period else glyphs.absent, "muted"),
    )  # fmt: skip
