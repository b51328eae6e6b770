"""Proves a store: everything that is derived is worked out anew from the readings and compared."""

import math
from collections.abc import Iterator
from typing import Any

from console.language import Sentence, say
from console.store.damage import damage_of
from console.store.interface import Generation, Store, StoreUnusable
from console.store.queries import named
from console.store.settling import row_of
from console.store.working_out import standings

SHOWN = 5
"""How many places one finding names."""

_COMPARED = (
    "light", "outlook", "actual", "period", "target", "expected", "pace_pp", "gap", "forecast", "low", "high",
    "probability", "required", "freshness", "due", "days_late", "actual_snapshot", "previous", "trail",
)  # fmt: skip


def check(store: Store, *, deep: bool = False) -> list[Sentence]:
    """Return everything in which the store contradicts itself; nothing when it is sound.

    `deep` also reads every byte of every generation that is kept, every row of every table, and the audit log.
    """
    damage = damage_of(store) if deep else []
    try:
        with store.read() as generation:
            trouble = [generation.trouble] if generation.trouble else []
            return [*damage, *trouble, *findings_in(generation)]
    except StoreUnusable as unusable:
        if not damage:
            raise
        return [*damage, unusable.sentence]


def findings_in(generation: Generation) -> list[Sentence]:
    """Return everything in which one generation contradicts itself."""
    return list(_findings(generation))


def _findings(generation: Generation) -> Iterator[Sentence]:
    if wrong := generation.rows(named("checks/current")):
        yield say(
            "The current reading differs from the readings in {count} series: {which}.",
            count=len(wrong), which=_some([row["series_id"] for row in wrong]),
        )  # fmt: skip
    for row in generation.rows(named("checks/rows")):
        yield say(
            "Snapshot {snapshot} ({name}) was loaded with {loaded:row|rows} but holds {found}.",
            snapshot=row["snapshot_id"], name=row["name"], loaded=row["loaded"], found=row["found"],
        )  # fmt: skip
    for row in generation.rows(named("checks/unknown_snapshots")):
        yield say(
            "{rows:row names|rows name} snapshot {snapshot}, which is unknown.",
            rows=row["rows"],
            snapshot=row["snapshot_id"],
        )
    for row in generation.rows(named("checks/unknown_series")):
        yield say(
            "{rows:reading names|readings name} series {series}, which is unknown.",
            rows=row["rows"],
            series=row["series_id"],
        )
    for row in generation.rows(named("checks/twice")):
        yield say("{what} {name} is there twice.", what=row["what"], name=row["name"])
    yield from _wrong_standings(generation)


def _wrong_standings(generation: Generation) -> Iterator[Sentence]:
    for moment in generation.rows(named("checks/latest_moment")):
        stored = {row["target_id"]: row for row in generation.rows(named("checks/latest_standings"), **moment)}
        anew = standings(generation, moment["county"], moment["year"], moment["as_of"], moment["snapshot_id"])
        fresh = {stood.target.target_id: row_of(stood) for stood in anew}
        wrong = [name for name in sorted(stored.keys() | fresh.keys()) if _differ(stored.get(name), fresh.get(name))]
        if wrong:
            yield say(
                "The stored standing of {count:target|targets} of {county} {year} differs from what the readings say:"
                " {which}.",
                count=len(wrong), county=moment["county"], year=moment["year"], which=_some(wrong),
            )  # fmt: skip


def _differ(stored: dict[str, Any] | None, fresh: dict[str, Any] | None) -> bool:
    if stored is None or fresh is None:
        return True
    return any(not _equal(stored[name], fresh[name]) for name in _COMPARED)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


def _some(names: list[Any]) -> str:
    return ", ".join(map(str, names[:SHOWN])) + (" …" if len(names) > SHOWN else "")
