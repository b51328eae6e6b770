"""Small stores for tests: a county of two towns, three targets, and files that are loaded by hand."""

import atexit
import calendar
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pyarrow as pa

from console.store import Draft, Limits, Store, apply_catalogue, open_store
from console.store.embedded import EmbeddedStore
from console.targets import (
    Catalogue,
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

COUNTY = "990001"
TOWN = "990001101"
Row = tuple[str, str, str, date, float]
"""Indicator, place, measure, period, value."""

_ADD_SERIES = """
insert into series
select (select coalesce(max(series_id), 0) from series) + row_number() over (order by indicator, place, measure), *
from (
    select distinct $county as county, indicator, place, '' as dimension, '' as member, measure from handed_in
    except select county, indicator, place, dimension, member, measure from series
)
"""
_ADD_READINGS = """
insert into reading_here
select $snapshot, series_id, period, value, 'final', row
from handed_in join series using (indicator, place, measure)
where series.county = $county
order by series_id, period
"""
_ADD_SNAPSHOT = """
insert into snapshot
values ($snapshot, $generation, $form, $name, '', $sha256, '统计局', '', $published, $at, 'tester', 1000, $rows,
        'loaded', null, null, null, null, $county)
"""
_ADD_ENTRIES = "insert into entry by name select *, $snapshot as snapshot_id, $county as county from handed_in"


def month(year: int, number: int) -> date:
    return date(year, number, calendar.monthrange(year, number)[1])


def empty_store(path: Path) -> EmbeddedStore:
    return open_store(path / "store", Limits(memory="300MB", threads=1))


def small_store(path: Path) -> EmbeddedStore:
    """Make a store with the small catalogue in generation 1: a copy of one that is written once a process."""
    store = empty_store(path)
    shutil.copytree(_written_once(), store.path, dirs_exist_ok=True)
    return store


@cache
def _written_once() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="jindu-small-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = empty_store(folder)
    apply_catalogue(store, small_catalogue(), "tester")
    return store.path


def small_catalogue(*extra: Target) -> Catalogue:
    return Catalogue(
        county=COUNTY, year=2023, name="made-up-2023", title_zh="虚县 2023", title_en="Xu County 2023",
        report_zh="工作报告", report_en="Work report",
        indicators=(
            Indicator("output", "总产值", "Output", "亿元", "统计局", "monthly", 0, 1e6, -100, 1000),
            Indicator("loans", "贷款", "Loans", "亿元", "人民银行", ""),
            Indicator("hospital", "新医院", "New hospital", "个", "卫健局", ""),
        ),
        places=(
            Place(COUNTY, "虚县", "Xu County", "county", "9900", ("全县",)),
            Place(TOWN, "东镇", "East Town", "town", COUNTY),
            Place("990001102", "西镇", "West Town", "town", COUNTY),
        ),
        targets=(output(), loans(), hospital(), *extra),
        plan=(PlanPoint("T2", month(2023, 6), 4.0),),
        stages=(Stage("T3", "started", "开工", "started", date(2023, 3, 31)),),
        releases=tuple(Release("monthly", month(2023, m), date(2023, m + 1, 15)) for m in range(2, 12)),
    )  # fmt: skip


LIN = "880001"
"""A second county, which measures its output in 万元."""


def neighbour() -> Catalogue:
    """The catalogue of a second county, in which the same codes mean its own things."""
    here = small_catalogue()
    places = (Place(LIN, "邻县", "Lin County", "county", ""), Place(f"{LIN}101", "西镇", "Westtown", "town", LIN))
    indicators = tuple(replace(one, unit="万元") if one.indicator == "output" else one for one in here.indicators)
    target = replace(output(50), place=LIN, unit="万元")
    return replace(
        here, county=LIN, name="lin-2023", title_zh="邻县 2023", title_en="Lin County 2023", plan=(), stages=(),
        indicators=indicators, places=places, targets=(target,),
    )  # fmt: skip


def output(value: float = 100.0) -> Target:
    return Target(
        "T1", "output", COUNTY, Kind.VOLUME, Comparator.AT_LEAST, value, "亿元", date(2023, 12, 31), Panel.GROWTH,
        "总产值 100 亿元", "Output of 10 billion yuan", Measure.YTD,
    )  # fmt: skip


def loans() -> Target:
    return replace(output(8.0), target_id="T2", indicator="loans", kind=Kind.NET_INCREASE, panel=Panel.CAPITAL)


def hospital() -> Target:
    return replace(
        output(), target_id="T3", indicator="hospital", kind=Kind.MILESTONE, comparator=Comparator.DONE, value=None,
        panel=Panel.MILESTONES, name_zh="建成医院", name_en="Hospital built",
    )  # fmt: skip


def load(
    store: Store, rows: Iterable[Row], name: str = "a.parquet", as_of: date | None = None, county: str = COUNTY
) -> int:
    """Load readings in a generation of their own and return the snapshot."""
    with store.write(f"load {name}", "tester", county=county) as draft:
        snapshot = hand_in(draft, rows, name, county)
        draft.settle(as_of)
        draft.publish()
    return snapshot


def hand_in(draft: Draft, rows: Iterable[Row], name: str = "a.parquet", county: str = COUNTY) -> int:
    names = ("indicator", "place", "measure", "period", "value")
    listed = [{**dict(zip(names, row, strict=True)), "row": number} for number, row in enumerate(rows, 1)]
    snapshot = _snapshot(draft, "readings", name, len(listed), county)
    draft.offer("handed_in", pa.Table.from_pylist(listed))
    draft.run(_ADD_SERIES, county=county)
    draft.run(_ADD_READINGS, snapshot=snapshot, county=county)
    return snapshot


def hand_in_entries(draft: Draft, rows: Iterable[dict[str, object]], name: str = "e.parquet") -> int:
    listed = [{**row, "row": number} for number, row in enumerate(rows, 1)]
    snapshot = _snapshot(draft, "entries", name, len(listed))
    draft.offer("handed_in", pa.Table.from_pylist(listed))
    draft.run(_ADD_ENTRIES, snapshot=snapshot, county=COUNTY)
    return snapshot


def _snapshot(draft: Draft, form: str, name: str, rows: int, county: str = COUNTY) -> int:
    snapshot = draft.next_snapshot_id()
    draft.run(
        _ADD_SNAPSHOT, snapshot=snapshot, generation=draft.number, form=form, name=name, sha256=f"{snapshot:064x}",
        published=date(2023, 9, 10), at=datetime(2023, 9, 11, 8), rows=rows, county=county,
    )  # fmt: skip
    return snapshot


def months(indicator: str, year: int, values: Iterable[float], place: str = COUNTY, measure: str = "ytd") -> list[Row]:
    """Return readings of a series, from January on."""
    return [(indicator, place, measure, month(year, number), value) for number, value in enumerate(values, 1)]
