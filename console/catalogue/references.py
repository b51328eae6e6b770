"""Hold the tables against each other: every name stands once, and every name that is used stands somewhere."""

from collections.abc import Iterable

from console.catalogue.about import About
from console.catalogue.cells import Row
from console.catalogue.findings import At, Findings, nearest, shown
from console.catalogue.rows import ABOUT, CALENDAR, INDICATORS, PLACES, TARGETS, Draft
from console.language import say


def check_references(about: About, draft: Draft, findings: Findings) -> None:
    """Note names that stand twice, names that stand nowhere, circles of parents and places called alike."""
    _check_once(draft)
    _check_known(draft, findings)
    _check_circles([(line.row, line.what.place, line.what.parent) for line in draft.places])
    _check_circles([(line.row, line.what.target_id, line.what.parent) for line in draft.targets])
    _check_aliases(draft)
    _check_county(about, draft, findings)


def _check_once(draft: Draft) -> None:
    _once((line.row, "indicator", (line.what.indicator,)) for line in draft.indicators)
    _once((line.row, "place", (line.what.place,)) for line in draft.places)
    _once((line.row, "target_id", (line.what.target_id,)) for line in draft.targets)
    _once((line.row, "stage", (line.what.target_id, line.what.stage)) for line in draft.stages)
    _once((line.row, "period", (line.what.target_id, str(line.what.period))) for line in draft.plan)
    _once((line.row, "period", (line.what.release, str(line.what.period))) for line in draft.releases)


def _once(keys: Iterable[tuple[Row, str, tuple[str, ...]]]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row, column, key in keys:
        if not all(key) or row.spoilt(column):
            continue
        if key in first:
            what = say("{value} stands in row {first} already; keep one of the two.",
                       value=shown(row.cells[column]), first=first[key])  # fmt: skip
            row.fault("duplicate_id", column, what)
        first.setdefault(key, row.number)


def _check_known(draft: Draft, findings: Findings) -> None:
    indicators = _names(INDICATORS, "indicator", (line.what.indicator for line in draft.indicators), findings)
    places = _names(PLACES, "place", (line.what.place for line in draft.places), findings)
    targets = _names(TARGETS, "target_id", (line.what.target_id for line in draft.targets), findings)
    releases = _names(CALENDAR, "release", (line.what.release for line in draft.releases), findings)
    for indicator in draft.indicators:
        _known(indicator.row, "unknown_release", "release", releases, CALENDAR)
    for place in draft.places:
        _known(place.row, "unknown_parent", "parent", places, PLACES)
    for target in draft.targets:
        _known(target.row, "unknown_indicator", "indicator", indicators, INDICATORS)
        _known(target.row, "unknown_place", "place", places, PLACES)
        _known(target.row, "unknown_parent", "parent", targets, TARGETS)
        _known(target.row, "unknown_against", "against", targets, TARGETS)
    for row in (*(line.row for line in draft.plan), *(line.row for line in draft.stages)):
        _known(row, "unknown_target", "target", targets, TARGETS)


def _names(file: str, column: str, names: Iterable[str], findings: Findings) -> set[str] | None:
    """Return the names that stand in a table, or None when it could not be read and nothing can be said."""
    if file in findings.unread or findings.spoilt(file, None, column):
        return None
    return set(names)


def _known(row: Row, rule: str, column: str, known: set[str] | None, file: str) -> None:
    value = row.cells.get(column, "")
    if known is None or not value or value in known:
        return
    # Likeness is slow to look for, and after a hundred faults nobody reads it.
    if len(row.findings.faults) < 100 and (near := nearest(value, sorted(known))):
        what = say("{value} is not in {known}; did you mean {near}?", value=shown(value), known=file, near=near)
    else:
        what = say("{value} is not in {known}; add it there or correct it here.", value=shown(value), known=file)
    row.fault(rule, column, what)


def _check_circles(lines: list[tuple[Row, str, str]]) -> None:
    rows = {name: row for row, name, _ in lines}
    parents = {name: parent for _, name, parent in lines if name and parent}
    seen: set[str] = set()
    for _, name, _ in lines:
        way: dict[str, None] = {}
        while name in parents and name not in seen:
            seen.add(name)
            way[name] = None
            name = parents[name]
        if name in way:
            circle = list(way)[list(way).index(name) :]
            path = " → ".join((*circle, name))
            rows[name].fault("parent_cycle", "parent", say("the parents run in a circle: {path}.", path=path))


def _check_aliases(draft: Draft) -> None:
    owners: dict[str, str] = {}
    for line in draft.places:
        owners.setdefault(line.what.place, line.what.place)
    for line in draft.places:
        place = line.what
        for column, called in (
            ("name_zh", (place.name_zh,)),
            ("name_en", (place.name_en,)),
            ("aliases", place.aliases),
        ):
            for name in filter(None, called):
                if owners.setdefault(name, place.place) != place.place:
                    what = say("{value} already means the place {other}; call this one otherwise.",
                               value=shown(name), other=owners[name])  # fmt: skip
                    line.row.fault("alias_collides", column, what)


def _check_county(about: About, draft: Draft, findings: Findings) -> None:
    if not about.county or PLACES in findings.unread or findings.spoilt(PLACES, None, "place"):
        return
    if not any(line.what.place == about.county and line.what.kind == "county" for line in draft.places):
        what = say(
            "{value} is not a place of the kind county in {known}; add it there.", value=about.county, known=PLACES
        )
        findings.add("unknown_county", At(ABOUT, None, "county"), what, about.county)
