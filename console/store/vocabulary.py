"""Which indicators and places a store knows, so that a file's names can be checked against them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.store.queries import named
from console.targets import Indicator, Place

if TYPE_CHECKING:
    from console.store.generation import EmbeddedGeneration


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names that a handed-in file may use."""

    indicators: dict[str, Indicator]
    """By code; where several years define one, the newest counts."""
    places: dict[str, Place]
    """By code."""
    county_of: dict[str, str]
    """The county whose catalogue knows the place."""
    registered: frozenset[str] = frozenset()
    """Indicators that an operator registered and no catalogue defines yet."""
    county: str = ""
    """The county of the newest catalogue, to which an indicator that is registered belongs; empty without one."""
    year: int = 0
    """The year of the newest catalogue."""


def vocabulary_of(generation: "EmbeddedGeneration") -> Vocabulary:
    """Return all indicators and places that a generation knows."""
    indicators = generation.rows(named("store/indicators"))
    places = generation.rows(named("store/places"))
    newest = generation.rows(named("store/newest_catalogue"))
    return Vocabulary(
        indicators={row["indicator"]: _indicator(row) for row in indicators},
        places={row["place"]: _place(row) for row in places},
        county_of={row["place"]: row["county"] for row in places},
        registered=frozenset(row["indicator"] for row in indicators if row["registered"]),
        county=newest[0]["county"] if newest else "",
        year=newest[0]["year"] if newest else 0,
    )


def _indicator(row: dict[str, object]) -> Indicator:
    return Indicator(**{name: row[name] for name in Indicator.__dataclass_fields__ if name in row})  # type: ignore[arg-type]


def _place(row: dict[str, object]) -> Place:
    fields = {name: row[name] for name in Place.__dataclass_fields__}
    return Place(**{**fields, "aliases": tuple(row["aliases"])})  # type: ignore[arg-type]
