"""The places of a county, by their names in both languages."""

from typing import TYPE_CHECKING

from console.overview import Wording

if TYPE_CHECKING:
    from console.store import Generation


def places_of(generation: "Generation", county: str) -> tuple[Wording, ...]:
    """Read the county itself and the places under it."""
    from console.store import named

    rows = generation.rows(named("panels/places"), county=county)
    return tuple(Wording(row["name_zh"], row["name_en"]) for row in rows)
