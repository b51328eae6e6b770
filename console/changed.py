"""What changed since somebody last looked: figures restated, figures newly reported, lights that are others now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from console.language import Sentence, say
from console.overview import Change, Line, Overview
from console.remembered import Looked
from console.standing import Light

if TYPE_CHECKING:
    from console.store import Generation


class Sort(StrEnum):
    """What sort of change it is."""

    LIGHT = "light"
    RESTATED = "restated"
    REPORTED = "reported"
    ADDED = "added"


SORTS: Mapping[Sort, Sentence] = {
    Sort.LIGHT: say("light"),
    Sort.RESTATED: say("restated"),
    Sort.REPORTED: say("new figure"),
    Sort.ADDED: say("new target"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is no longer as it was."""

    sort: Sort
    change: Change
    period: date | None = None
    """The month that was restated or reported."""

    @property
    def line(self) -> Line:
        """Return the target as it is now."""
        return self.change.after

    @property
    def key(self) -> tuple[str, str, date | None]:
        """Return what names the difference."""
        return self.line.target_id, str(self.sort), self.period


def differences(looked: Looked, overview: Overview) -> tuple[Difference, ...]:
    """Return what differs from the last look: lights that got worse first, then the rest."""
    found = [one for line in overview.lines for one in _of_line(looked, line)]
    order = (Sort.LIGHT, Sort.RESTATED, Sort.REPORTED, Sort.ADDED)
    return tuple(sorted(found, key=lambda one: (order.index(one.sort), one.change.light, one.line.position)))


def _of_line(looked: Looked, line: Line) -> Iterator[Difference]:
    seen = looked.targets.get(line.target_id)
    if seen is None:
        yield Difference(Sort.ADDED, Change(line, line))
        return
    actual, period, light = seen
    known = light if light in set(Light) else line.light
    before = replace(
        line, actual=actual, period=date.fromisoformat(period) if period else None, light=Light(known)
    )  # fmt: skip
    change = Change(before, line)
    if before.light != line.light:
        yield Difference(Sort.LIGHT, change)
    if change.figure or before.period != line.period:
        yield Difference(Sort.RESTATED if change.restated else Sort.REPORTED, change, line.period)


def restated_since(
    generation: "Generation", overview: Overview, since: int, known: Iterable[Difference]
) -> tuple[Difference, ...]:
    """Read which earlier months of the targets were restated since a snapshot, beside the differences known already."""
    from console.store import named

    told = {(one.line.target_id, one.period) for one in known if one.sort is Sort.RESTATED}
    rows = generation.rows(named("panels/restated"), county=overview.county, year=overview.year, since=since)
    found = [_restated(line, row) for row in rows for line in overview.lines if _is_of(line, row)]
    return tuple(one for one in found if (one.line.target_id, one.period) not in told)


def _is_of(line: Line, row: Mapping[str, Any]) -> bool:
    return (line.indicator, line.place, line.measure) == (row["indicator"], row["place"], row["measure"])


def _restated(line: Line, row: Mapping[str, Any]) -> Difference:
    before = replace(line, actual=row["old"], period=row["period"])
    after = replace(line, actual=row["new"], period=row["period"])
    return Difference(Sort.RESTATED, Change(before, after), row["period"])
