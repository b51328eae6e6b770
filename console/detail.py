"""What the page of one target shows beside its standing: its readings and where the newest of them comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from console.overview import Line
    from console.store import Generation


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading as it counts now."""

    period: date
    value: float
    status: str
    """estimate, preliminary, final, or nothing"""
    earlier: float | None
    """What an earlier snapshot said of the same period, when it said something else."""
    snapshot_id: int
    file: str
    source: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The file and the row that a figure comes from."""

    snapshot_id: int
    file: str
    sha256: str
    row: int
    """1 is the first row of readings."""
    source: str
    published: date
    loaded_at: datetime
    """UTC."""
    loaded_by: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A target's readings, newest first, and the lineage of the newest."""

    readings: tuple[Reading, ...]
    lineage: Lineage | None


def detail_of(generation: "Generation", line: "Line") -> Detail:
    """Read what one target rests on."""
    from console.store import named

    series = {"indicator": line.indicator, "place": line.place, "measure": line.measure, "dimension": "", "member": ""}
    now: dict[str, object] = {**series, "known_at": None}
    before = {row["period"]: row["old_value"] for row in reversed(generation.rows(named("drill/revisions"), **now))}
    readings = tuple(_reading(row, before) for row in reversed(generation.rows(named("drill/readings"), **now)))
    if not readings:
        return Detail((), None)
    sources = generation.rows(named("drill/lineage"), **now, period=readings[0].period)
    return Detail(readings, next(map(_lineage, sources), None))


def _reading(row: dict[str, Any], before: dict[date, float]) -> Reading:
    same = {name: row[name] for name in ("period", "value", "snapshot_id", "file", "source")}
    return Reading(status=row["status"] or "", earlier=before.get(row["period"]), **same)


def _lineage(row: dict[str, Any]) -> Lineage:
    names = ("snapshot_id", "file", "sha256", "row", "source", "published", "loaded_at", "loaded_by")
    return Lineage(**{name: row[name] for name in names})
