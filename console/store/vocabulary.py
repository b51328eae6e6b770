"""Which indicators and places a store knows, so that a file's names can be checked against them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from console.store.queries import named
from console.targets import Indicator, Place

if TYPE_CHECKING:
    from console.store.generation import EmbeddedGeneration


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names that a handed-in file of one county may use."""

    indicators: dict[str, Indicator]
    """By code; where several years define one, the newest counts."""
    places: dict[str, Place]
    """By code."""
    registered: frozenset[str] = frozenset()
    """Indicators that an operator registered and no catalogue defines yet."""
    county: str = ""
    """Whose names these are; empty in a store without a catalogue."""
    year: int = 0
    """The year of its newest catalogue, to which an indicator that is registered belongs."""


def vocabulary_of(generation: "EmbeddedGeneration", county: str) -> Vocabulary:
    """Return all indicators and places that are known of a county; empty takes that of the newest catalogue."""
    catalogues = generation.rows(named("store/catalogues"))
    newest = next((row for row in catalogues if county in ("", row["county"])), None)
    asked = {"county": newest["county"] if newest else county}
    indicators = generation.rows(named("store/indicators"), **asked)
    places = generation.rows(named("store/places"), **asked)
    return Vocabulary(
        indicators={row["indicator"]: _indicator(row) for row in indicators},
        places={row["place"]: _place(row) for row in places},
        registered=frozenset(row["indicator"] for row in indicators if row["registered"]),
        county=newest["county"] if newest else "",
        year=newest["year"] if newest else 0,
    )


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(**{name: row[name] for name in Indicator.__dataclass_fields__ if name in row})


def _place(row: dict[str, Any]) -> Place:
    fields = {name: row[name] for name in Place.__dataclass_fields__}
    return Place(**{**fields, "aliases": tuple(row["aliases"])})
