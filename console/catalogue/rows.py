"""Make indicators, places, targets, plans, stages and release dates out of the rows of their tables."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from console.catalogue.cells import Row
from console.catalogue.findings import At, Findings
from console.catalogue.tables import Columns, read_table
from console.language import say
from console.targets import (
    MEASURE_OF_KIND,
    Comparator,
    Indicator,
    Kind,
    Measure,
    Panel,
    Place,
    PlanPoint,
    Release,
    Stage,
    Target,
)

Made = TypeVar("Made")

ABOUT = "catalogue.toml"
INDICATORS = "indicators.csv"
PLACES = "places.csv"
TARGETS = "targets.csv"
CALENDAR = "calendar.csv"
PLAN = "plan.csv"
STAGES = "stages.csv"

NEEDED_FILES = (ABOUT, INDICATORS, PLACES, TARGETS, CALENDAR)
FILES = (*NEEDED_FILES, PLAN, STAGES)

COLUMNS: dict[str, Columns] = {
    INDICATORS: Columns(
        ("indicator", "name_zh", "name_en", "unit", "agency", "release"),
        ("lowest", "highest", "growth_lowest", "growth_highest", "note"),
    ),
    PLACES: Columns(("place", "name_zh", "name_en", "kind", "parent"), ("aliases",)),
    TARGETS: Columns(
        ("target_id", "indicator", "place", "kind", "comparator", "value", "unit", "deadline", "panel", "name_zh",
         "name_en"),
        ("measure", "agency", "upper", "tolerance", "comparator_basis", "modality", "parent", "against", "start",
         "peers", "slow_at", "behind_at", "section", "clause", "clause_offset", "verifiability", "note"),
    ),
    CALENDAR: Columns(("release", "period", "due")),
    PLAN: Columns(("target", "period", "value")),
    STAGES: Columns(("target", "stage", "name_zh", "name_en", "due"), ("weight",)),
}  # fmt: skip

PLACE_KINDS = ("county", "town", "park", "company", "above")
VERIFIABILITIES = ("quantitative", "binary", "relative", "weak")

_BETWEEN_ALIASES = re.compile(r"[、;；|]")


@dataclass(frozen=True, slots=True)
class Line(Generic[Made]):
    """What one row of a table says, with the row for faults found later."""

    row: Row
    what: Made


@dataclass(slots=True)
class Draft:
    """A catalogue as it was read, before its parts are held against each other."""

    indicators: list[Line[Indicator]] = field(default_factory=list)
    places: list[Line[Place]] = field(default_factory=list)
    targets: list[Line[Target]] = field(default_factory=list)
    releases: list[Line[Release]] = field(default_factory=list)
    plan: list[Line[PlanPoint]] = field(default_factory=list)
    stages: list[Line[Stage]] = field(default_factory=list)


def read_draft(folder: Path, findings: Findings) -> Draft:
    """Read every table of a folder; plan and stages may be left out."""
    return Draft(
        indicators=list(_lines(folder, INDICATORS, _indicator, findings)),
        places=list(_lines(folder, PLACES, _place, findings)),
        targets=list(_lines(folder, TARGETS, _target, findings)),
        releases=list(_lines(folder, CALENDAR, _release, findings)),
        plan=list(_lines(folder, PLAN, _plan_point, findings)) if (folder / PLAN).exists() else [],
        stages=list(_lines(folder, STAGES, _stage, findings)) if (folder / STAGES).exists() else [],
    )


def _lines(folder: Path, file: str, make: Callable[[Row], Made], findings: Findings) -> Iterator[Line[Made]]:
    table = read_table(folder, file, COLUMNS[file], findings)
    if not table.rows and file in (INDICATORS, PLACES, TARGETS):
        findings.add("empty_table", At(file), say("this table has no rows; fill it in."))
    for number, cells in table.rows:
        row = Row(file, number, cells, findings)
        yield Line(row, make(row))


def _indicator(row: Row) -> Indicator:
    return Indicator(
        indicator=row.identity("indicator"),
        name_zh=row.text("name_zh", needed=True),
        name_en=row.text("name_en", needed=True),
        unit=row.text("unit"),
        agency=row.text("agency", needed=True),
        release=row.text("release"),
        lowest=row.number_in("lowest"),
        highest=row.number_in("highest"),
        growth_lowest=row.number_in("growth_lowest"),
        growth_highest=row.number_in("growth_highest"),
        note=row.text("note"),
    )


def _place(row: Row) -> Place:
    kind = row.text("kind", needed=True)
    if kind and kind not in PLACE_KINDS:
        row.wrong_choice("kind", PLACE_KINDS)
    aliases = (alias.strip() for alias in _BETWEEN_ALIASES.split(row.text("aliases")))
    return Place(
        place=row.identity("place"),
        name_zh=row.text("name_zh", needed=True),
        name_en=row.text("name_en", needed=True),
        kind=kind,
        parent=row.text("parent"),
        aliases=tuple(alias for alias in aliases if alias),
    )


def _target(row: Row) -> Target:
    kind = row.choice("kind", Kind)
    comparator = row.choice("comparator", Comparator)
    verifiability = row.text("verifiability") or VERIFIABILITIES[0]
    if verifiability not in VERIFIABILITIES:
        row.wrong_choice("verifiability", VERIFIABILITIES)
    return Target(
        target_id=row.identity("target_id"),
        indicator=row.text("indicator", needed=True),
        place=row.text("place", needed=True),
        kind=kind,
        comparator=comparator,
        value=row.number_in("value", needed=comparator not in (Comparator.DONE, Comparator.RELATIVE)),
        unit=row.text("unit"),
        deadline=row.day("deadline"),
        panel=row.choice("panel", Panel),
        name_zh=row.text("name_zh", needed=True),
        name_en=row.text("name_en", needed=True),
        measure=row.choice("measure", Measure, empty=MEASURE_OF_KIND[kind]),
        agency=row.text("agency"),
        upper=row.number_in("upper", needed=comparator is Comparator.RANGE),
        tolerance=row.number_in("tolerance", needed=comparator in (Comparator.ABOUT, Comparator.RELATIVE)),
        comparator_basis=row.text("comparator_basis"),
        modality=row.text("modality"),
        parent=row.text("parent"),
        against=row.text("against", needed=kind is Kind.RELATIVE),
        start=row.number_in("start"),
        peers=row.whole("peers", lowest=1),
        slow_at=row.number_in("slow_at"),
        behind_at=row.number_in("behind_at"),
        section=row.text("section"),
        clause=row.text("clause"),
        clause_offset=row.whole("clause_offset", lowest=0),
        verifiability=verifiability,
        note=row.text("note"),
    )


def _release(row: Row) -> Release:
    return Release(release=row.identity("release"), period=row.month("period"), due=row.day("due"))


def _plan_point(row: Row) -> PlanPoint:
    value = row.number_in("value", needed=True)
    return PlanPoint(row.text("target", needed=True), row.month("period"), 0.0 if value is None else value)


def _stage(row: Row) -> Stage:
    weight = row.number_in("weight")
    return Stage(
        target_id=row.text("target", needed=True),
        stage=row.identity("stage"),
        name_zh=row.text("name_zh", needed=True),
        name_en=row.text("name_en", needed=True),
        due=row.day("due"),
        weight=1.0 if weight is None else weight,
    )
