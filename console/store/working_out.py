"""Where targets stand, worked out from the readings as known at a snapshot and on a date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from console.faults import Refused
from console.language import say
from console.periods import month_end
from console.standing import Event, Evidence, Standing, stand
from console.standing.case import Case, open_case
from console.store.interface import Generation
from console.store.queries import named
from console.store.spread import Family, family_of, pooled_spreads
from console.targets import Comparator, Kind, Measure, Panel, Release, Stage, Target

_ENUMS = {"kind": Kind, "measure": Measure, "comparator": Comparator, "panel": Panel}
_FIELDS = [field.name for field in fields(Target)]
_TRAIL = 12
"""How many of the newest readings go with a standing, for a sparkline."""

Series = tuple[str, str, str, str]
"""County, indicator, place and measure."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A target, where it stands, and what a screen or a table says beside it."""

    county: str
    year: int
    position: int
    target: Target
    standing: Standing
    catalogue: str = ""
    indicator_zh: str = ""
    indicator_en: str = ""
    place_zh: str = ""
    place_en: str = ""
    previous: float | None = None
    """The figure of the period before the actual's."""
    trail: tuple[float, ...] = ()
    """The newest figures in the order of time, the actual last."""
    actual_snapshot: int | None = None
    """The snapshot that the actual comes from."""
    file: str = ""
    source: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that was known at one snapshot and that any target may need."""

    readings: Mapping[Series, Mapping[date, float]]
    snapshots: Mapping[Series, Mapping[date, int]]
    plan: Mapping[tuple[str, int, str], Mapping[date, float]]
    stages: Mapping[tuple[str, int, str], tuple[Stage, ...]]
    releases: Mapping[tuple[str, str], tuple[Release, ...]]
    entries: Mapping[tuple[str, str], list[dict[str, Any]]]
    sources: Mapping[int, dict[str, Any]]


def standings(
    generation: Generation,
    county: str | None = None,
    year: int | None = None,
    as_of: date | None = None,
    known_at: int | None = None,
) -> list[Stood]:
    """Work out where every target of a catalogue (of all catalogues when none is named) stands.

    `as_of` is the date that counts as today; `known_at` hides every snapshot after that one. A target has no
    standing before the generation in which its catalogue was applied.
    """
    if known_at is not None and not generation.rows(named("store/snapshot"), snapshot_id=known_at):
        raise no_snapshot(known_at)
    on = as_of or generation.today
    rows = generation.rows(named("standing/targets"), county=county, year=year, known_at=known_at)
    if not rows:
        return []
    known = _known(generation, county, year, on, known_at)
    targets = {(row["county"], row["year"], row["target_id"]): _target(row) for row in rows}
    gathered = [_evidence(row, targets, known) for row in rows]
    cases = [open_case(target, evidence, on) for target, evidence in gathered]
    spreads = _spreads(rows, cases)
    return [
        _stood(
            row, target, stand(target, replace(evidence, spread=spreads[_whose(row)].get(family_of(case))), on), known
        )
        for row, (target, evidence), case in zip(rows, gathered, cases, strict=True)
    ]


def _spreads(rows: list[dict[str, Any]], cases: list[Case]) -> dict[tuple[str, int], dict[Family, float]]:
    """Pool the targets of each county and year apart: what one county promises says nothing of another's luck."""
    together: dict[tuple[str, int], list[Case]] = {}
    for row, case in zip(rows, cases, strict=True):
        together.setdefault(_whose(row), []).append(case)
    return {whose: pooled_spreads(found) for whose, found in together.items()}


def _whose(row: dict[str, Any]) -> tuple[str, int]:
    return row["county"], row["year"]


def no_snapshot(snapshot: int) -> Refused:
    """Return the refusal for a snapshot that is not there."""
    return Refused(say("There is no snapshot {snapshot}. `jindu snapshots` lists those there are.", snapshot=snapshot))


def _stood(row: dict[str, Any], target: Target, standing: Standing, known: _Known) -> Stood:
    series = _series(row["county"], target)
    passed = [
        (period, value)
        for period, value in known.readings.get(series, {}).items()
        if standing.period is not None and period <= month_end(standing.period)
    ]
    snapshot = known.snapshots.get(series, {}).get(month_end(standing.period)) if standing.period else None
    source = known.sources.get(snapshot, {}) if snapshot is not None else {}
    return Stood(
        row["county"], row["year"], row["position"], target, standing, row["catalogue"],
        row["indicator_zh"], row["indicator_en"], row["place_zh"], row["place_en"],
        previous=passed[-2][1] if len(passed) > 1 else None,
        trail=tuple(value for _, value in passed[-_TRAIL:]),
        actual_snapshot=snapshot, file=source.get("name", ""), source=source.get("source", ""),
        published=source.get("published"),
    )  # fmt: skip


def _evidence(row: dict[str, Any], targets: Mapping[Any, Target], known: _Known) -> tuple[Target, Evidence]:
    key = (row["county"], row["year"], row["target_id"])
    county, target = row["county"], targets[key]
    against = targets.get((county, row["year"], target.against))
    return target, Evidence(
        readings=known.readings.get(_series(county, target), {}),
        levels=known.readings.get((county, target.indicator, target.place, Measure.YTD), {}),
        against=known.readings.get(_series(county, against), {}) if against else {},
        plan=known.plan.get(key, {}),
        releases=known.releases.get((county, row["release"] or ""), ()),
        stages=known.stages.get(key, ()),
        events=_events(county, target, known),
    )


def _events(county: str, target: Target, known: _Known) -> tuple[Event, ...]:
    return tuple(
        Event(entry["day"], entry["event"], entry["name"], entry["evidence"])
        for entry in known.entries.get((county, target.indicator), [])
        if target.place in (entry["place"], entry["parent"], county)
    )


def _series(county: str, target: Target) -> Series:
    return county, target.indicator, target.place, str(target.measure)


def _target(row: dict[str, Any]) -> Target:
    values: dict[str, Any] = {name: row[name] for name in _FIELDS}
    values |= {name: kind(row[name]) for name, kind in _ENUMS.items()}
    return Target(**values)


def _known(generation: Generation, county: str | None, year: int | None, on: date, known_at: int | None) -> _Known:
    at = {"known_at": known_at}
    whose = {"county": county, **at}
    series = {
        row["series_id"]: (row["county"], row["indicator"], row["place"], row["measure"])
        for row in generation.rows(named("standing/series"), year=year, **whose)
    }
    until = month_end(on)
    sources = {row["snapshot_id"]: row for row in generation.rows(named("standing/sources"), **at)}
    left_out = [number for number, row in sources.items() if row["left_out"]]
    found = generation.rows(named("standing/readings"), series=list(series), until=until, left_out=left_out, **at)
    readings: dict[Series, dict[date, float]] = {}
    snapshots: dict[Series, dict[date, int]] = {}
    for row in found:
        readings.setdefault(series[row["series_id"]], {})[row["period"]] = row["value"]
        snapshots.setdefault(series[row["series_id"]], {})[row["period"]] = row["snapshot_id"]
    return _Known(
        readings, snapshots,
        plan=_plans(generation.rows(named("standing/plan"), **whose)),
        stages=_stages(generation.rows(named("standing/stages"), **whose)),
        releases=_releases(generation.rows(named("standing/releases"), **whose)),
        entries=_by(generation.rows(named("standing/entries"), until=on, **whose), "county", "indicator"),
        sources=sources,
    )  # fmt: skip


def _plans(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, int, str], dict[date, float]]:
    found: dict[tuple[str, int, str], dict[date, float]] = {}
    for row in rows:
        found.setdefault((row["county"], row["year"], row["target_id"]), {})[row["period"]] = row["value"]
    return found


def _stages(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, int, str], tuple[Stage, ...]]:
    names = ("target_id", "stage", "name_zh", "name_en", "due", "weight")
    grouped = _by(rows, "county", "year", "target_id")
    return {key: tuple(Stage(*(row[name] for name in names)) for row in found) for key, found in grouped.items()}


def _releases(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], tuple[Release, ...]]:
    grouped = _by(rows, "county", "release")
    return {
        key: tuple(Release(row["release"], row["period"], row["due"]) for row in found)
        for key, found in grouped.items()
    }


def _by(rows: Iterable[dict[str, Any]], *names: str) -> dict[Any, list[dict[str, Any]]]:
    grouped: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(tuple(row[name] for name in names), []).append(row)
    return grouped
