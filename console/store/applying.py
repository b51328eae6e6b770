"""Takes a catalogue into a store: what changed becomes a new version, what did not stays as it is."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from console.language import Sentence, say
from console.store.interface import Draft, Store
from console.store.queries import named
from console.targets import Catalogue, Target

if TYPE_CHECKING:
    import pyarrow as pa

_COMPARED = [field.name for field in fields(Target) if field.name != "version"]


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a catalogue changed."""

    generation: int | None
    """None when the store held the same catalogue already."""
    added: int = 0
    changed: int = 0
    dropped: int = 0
    unchanged: int = 0

    @property
    def sentence(self) -> Sentence:
        """What happened, for a person."""
        if self.generation is None:
            return say("The store holds this catalogue already; nothing was changed.")
        return say(
            "Applied in generation {generation}: {added} targets added, {changed} changed, {dropped} dropped,"
            " {unchanged} unchanged.",
            generation=self.generation, added=self.added, changed=self.changed, dropped=self.dropped,
            unchanged=self.unchanged,
        )  # fmt: skip


def apply_catalogue(store: Store, catalogue: Catalogue, by: str | None = None) -> Applied:
    """Apply a catalogue in a generation of its own; the same content twice changes nothing."""
    with store.read() as generation:
        known = generation.rows(named("store/catalogue_newest"), county=catalogue.county, year=catalogue.year)
    if known and known[0]["sha256"] == content_of(catalogue):
        return Applied(None, unchanged=len(catalogue.targets))
    with store.write(f"catalogue {catalogue.name}", by, county=catalogue.county) as draft:
        applied = apply_to(draft, catalogue)
        if applied.generation is not None:
            draft.settle()
            draft.publish()
    return applied


def apply_to(draft: Draft, catalogue: Catalogue) -> Applied:
    """Apply a catalogue to a draft, without working out standings or publishing."""
    key = {"county": catalogue.county, "year": catalogue.year}
    known = draft.rows(named("store/catalogue_newest"), **key)
    content = content_of(catalogue)
    if known and known[0]["sha256"] == content:
        return Applied(None, unchanged=len(catalogue.targets))
    _write_words(draft, catalogue, key)
    applied = _write_targets(draft, catalogue, key)
    _write_dates(draft, catalogue, {**key, "generation": draft.number})
    draft.run(
        named("store/record_catalogue"), **key, version=known[0]["version"] + 1 if known else 1,
        generation=draft.number, name=catalogue.name, title_zh=catalogue.title_zh, title_en=catalogue.title_en,
        report_zh=catalogue.report_zh, report_en=catalogue.report_en, sha256=content,
        at=datetime.now(UTC).replace(tzinfo=None), by=draft.by,
    )  # fmt: skip
    return applied


def content_of(catalogue: Catalogue) -> str:
    """Return a hash of everything that a catalogue says."""
    return hashlib.sha256(repr(catalogue).encode()).hexdigest()


def _write_words(draft: Draft, catalogue: Catalogue, key: Mapping[str, object]) -> None:
    if _offer(draft, ({**asdict(item), **key, "registered": False} for item in catalogue.indicators)):
        draft.run(named("store/remove_indicators"), **key)
        draft.run(named("store/add_indicators"))
    if _offer(draft, ({**asdict(item), "county": catalogue.county} for item in catalogue.places)):
        draft.run(named("store/remove_places"), county=catalogue.county)
        draft.run(named("store/add_places"))


def _write_dates(draft: Draft, catalogue: Catalogue, key: Mapping[str, object]) -> None:
    for query, items in (
        ("store/add_plan", catalogue.plan),
        ("store/add_stages", catalogue.stages),
        ("store/add_releases", catalogue.releases),
    ):
        if _offer(draft, ({**asdict(item), **key} for item in items)):
            draft.run(named(query))


def _write_targets(draft: Draft, catalogue: Catalogue, key: Mapping[str, object]) -> Applied:
    before = {row["target_id"]: row for row in draft.rows(named("store/target_newest"), **key)}
    wanted = {target.target_id: (place, target) for place, target in enumerate(catalogue.targets)}
    rows, added, changed, dropped = [], 0, 0, 0
    for target_id, (position, target) in wanted.items():
        old = before.get(target_id)
        if old and not old["dropped"] and _says_the_same(old, target):
            continue
        added, changed = (added, changed + 1) if old and not old["dropped"] else (added + 1, changed)
        rows.append({**asdict(target), "dropped": False, "position": position, "version": _next(old)})
    for target_id, old in before.items():
        if target_id not in wanted and not old["dropped"]:
            dropped += 1
            rows.append({**old, "dropped": True, "version": _next(old)})
    if _offer(draft, ({**row, **key, "generation": draft.number} for row in rows)):
        draft.run(named("store/add_targets"))
    if _offer(draft, ({"target_id": name, "position": place} for name, (place, _) in wanted.items())):
        draft.run(named("store/place_targets"), **key)
    return Applied(draft.number, added, changed, dropped, len(wanted) - added - changed)


def _next(old: Mapping[str, Any] | None) -> int:
    return int(old["version"]) + 1 if old else 1


def _says_the_same(old: Mapping[str, Any], target: Target) -> bool:
    return all(old[name] == getattr(target, name) for name in _COMPARED)


def _offer(draft: Draft, rows: Iterable[Mapping[str, object]]) -> bool:
    """Offer rows to the next query as `offered`; False when there are none."""
    table = table_of(rows)
    if table is not None:
        draft.offer("offered", table)
    return table is not None


def table_of(rows: Iterable[Mapping[str, object]]) -> "pa.Table | None":
    """Return rows as an Arrow table, None when there are none."""
    import pyarrow as pa

    listed = [{name: _plain(value) for name, value in row.items()} for row in rows]
    if not listed:
        return None
    return pa.table({name: _array([row.get(name) for row in listed]) for name in listed[0]})


_TYPES = {bool: "bool", int: "int64", float: "float64", str: "string", date: "date32", datetime: "timestamp[us]"}


def _array(values: list[object]) -> "pa.Array":
    """Return values as Arrow has them; told their type, it does not look for modules that are not installed."""
    import pyarrow as pa

    kinds = {type(value) for value in values if value is not None}
    if kinds == {int, float}:
        kinds = {float}
    [kind] = kinds if len(kinds) == 1 else [None]
    return pa.array(values, _TYPES.get(kind)) if kind else pa.array(values)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value
