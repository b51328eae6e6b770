"""The places of a county, by their names in both languages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.overview import Wording

if TYPE_CHECKING:
    from console.store import Generation


@dataclass(frozen=True, slots=True)
class Known:
    """One place of a county."""

    place: str
    name: Wording
    kind: str
    """county, town, park or company"""


def places_of(generation: "Generation", county: str) -> tuple[Known, ...]:
    """Read the county itself and the places under it."""
    from console.store import named

    rows = generation.rows(named("panels/places"), county=county)
    return tuple(Known(row["place"], Wording(row["name_zh"], row["name_en"]), row["kind"]) for row in rows)
