"""One town, park or company over all targets: what it brought, its rank, and its distance to the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from console.drill.parts import Part, league, read_part
from console.drill.subject import subject_of
from console.overview import Line, Overview

if TYPE_CHECKING:
    from console.store import Generation

_Key = tuple[str, str, date | None]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a place brought to one target; a target of its own has no rank."""

    line: Line
    part: Part | None = None
    of: int = 0
    """How many places are ranked."""

    @property
    def value(self) -> float | None:
        """Return the place's figure."""
        return self.part.value if self.part else self.line.actual

    @property
    def gap(self) -> float | None:
        """Return the distance to the line, in the unit of the figure."""
        return self.part.gap if self.part else self.line.gap


def brought_by(generation: "Generation", overview: Overview, place: str, known_at: int | None) -> tuple[Brought, ...]:
    """Read what a place brought to every target, its own targets first, as known at a snapshot (None: now)."""
    from console.store import named

    own = tuple(Brought(line) for line in overview.lines if line.place == place)
    reported = {
        row["indicator"] for row in generation.rows(named("drill/reported"), county=overview.county, place=place)
    }
    lines = [
        line
        for line in overview.lines
        if line.place == overview.county and line.period is not None and line.indicator in reported
    ]
    leagues = _leagues(generation, overview.county, lines, known_at) if lines else {}
    found = (_of(overview, line, leagues.get(_key(line), []), place) for line in lines)
    return (*own, *(one for one in found if one))


def _key(line: Line) -> _Key:
    return line.indicator, line.measure or "ytd", line.period


def _leagues(
    generation: "Generation", county: str, lines: Sequence[Line], known_at: int | None
) -> dict[_Key, list[Part]]:
    from console.store import named

    indicators, measures, periods = zip(*sorted({_key(line) for line in lines}, key=str), strict=True)
    rows = generation.rows(
        named("drill/leagues"), indicators=list(indicators), measures=list(measures), periods=list(periods),
        county=county, place=county, known_at=known_at,
    )  # fmt: skip
    found: dict[_Key, list[Part]] = {}
    for row in rows:
        found.setdefault((row["indicator"], row["measure"], row["period"]), []).append(read_part(row))
    return found


def _of(overview: Overview, line: Line, parts: list[Part], place: str) -> Brought | None:
    """Rank all places in one target and return the one that is asked for."""
    assert line.period is not None
    ranked = league(subject_of(line, overview.county, overview.year), "", parts, line.period, None).parts
    part = next((part for part in ranked if part.place == place), None)
    return Brought(line, part, sum(one.rank is not None for one in ranked)) if part else None
