"""Several counties in one store: whose file it is, and that none of them touches another's figures."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from console.cli import run
from console.intake import Loaded, read_profile
from console.intake import load as take_in
from console.overview import overview
from console.standing import Standing
from console.store import apply_catalogue, check, named, snapshots, standings, withdraw
from console.store.embedded import EmbeddedStore
from console.targets import Place
from tests.handed_in import readings
from tests.stores import COUNTY, LIN, TOWN, load, months, neighbour, small_catalogue, small_store

BOTH = "99"
"""A city that both counties know, for comparison."""
SEPTEMBER = date(2023, 9, 20)
_SERIES = """
select distinct county, place
from series
where series_id in (select series_id from reading where snapshot_id = $snapshot)
order by all
"""


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """Two counties that call the same things by the same codes."""
    made = small_store(tmp_path)
    city = Place(BOTH, "某市", "Some City", "city", "")
    for own in (small_catalogue(), neighbour()):
        apply_catalogue(made, replace(own, places=(*own.places, city)))
    return made


def handed_in(folder: Path, name: str, **columns: list[object]) -> Path:
    """Write a file of readings with the columns that are given, one row for each place."""
    rows = len(next(iter(columns.values())))
    usual: dict[str, list[object]] = {
        "indicator": ["output"] * rows, "period": ["2023-08"] * rows, "value": [float(row + 1) for row in range(rows)],
    }  # fmt: skip
    return readings(folder / name, **{**usual, **columns})


def series_of(store: EmbeddedStore, snapshot: int) -> set[tuple[str, str]]:
    """Return the counties and places that the readings of a snapshot belong to."""
    with store.read() as generation:
        rows = generation.rows(_SERIES, snapshot=snapshot)
    return {(row["county"], row["place"]) for row in rows}


def refused(loaded: Loaded) -> str:
    assert loaded.status == "refused", loaded
    return " ".join([str(loaded.sentence), *(str(fault.message) for fault in loaded.faults)])


def test_a_file_belongs_to_the_only_county_that_knows_its_places(store: EmbeddedStore, tmp_path: Path) -> None:
    mine = take_in(store, handed_in(tmp_path, "a.parquet", place=[COUNTY, TOWN]))
    theirs = take_in(store, handed_in(tmp_path, "b.parquet", place=["邻县", "西镇"]))
    assert series_of(store, mine.snapshots[0]) == {(COUNTY, COUNTY), (COUNTY, TOWN)}
    assert series_of(store, theirs.snapshots[0]) == {(LIN, LIN), (LIN, f"{LIN}101")}
    assert [row["county"] for row in snapshots(store)] == [COUNTY, LIN]
    assert [row["snapshot_id"] for row in snapshots(store, LIN)] == [theirs.snapshots[0]]


def test_a_file_that_several_counties_know_must_say_whose_it_is(store: EmbeddedStore, tmp_path: Path) -> None:
    file = handed_in(tmp_path, "city.parquet", place=[BOTH])
    said = refused(take_in(store, file))
    assert COUNTY in said
    assert LIN in said
    assert "--county" in said
    assert snapshots(store) == []
    loaded = take_in(store, file, county="邻县")
    assert series_of(store, loaded.snapshots[0]) == {(LIN, BOTH)}


def test_the_county_that_is_shown_decides_only_where_several_fit(store: EmbeddedStore, tmp_path: Path) -> None:
    open_to_all = take_in(store, handed_in(tmp_path, "city.parquet", place=[BOTH]), otherwise=LIN)
    only_one = take_in(store, handed_in(tmp_path, "own.parquet", place=[TOWN]), otherwise=LIN)
    assert series_of(store, open_to_all.snapshots[0]) == {(LIN, BOTH)}
    assert series_of(store, only_one.snapshots[0]) == {(COUNTY, TOWN)}


def test_the_same_bytes_may_be_handed_in_for_each_county_once(store: EmbeddedStore, tmp_path: Path) -> None:
    file = handed_in(tmp_path, "city.parquet", place=[BOTH])
    assert [take_in(store, file, county=county).status for county in (COUNTY, LIN, LIN)] == [
        "loaded",
        "loaded",
        "duplicate",
    ]


def test_a_column_of_the_file_says_whose_it_is(store: EmbeddedStore, tmp_path: Path) -> None:
    loaded = take_in(
        store,
        handed_in(tmp_path, "named.parquet", place=[BOTH, BOTH], county=[LIN, None], period=["2023-07", "2023-08"]),
    )
    assert series_of(store, loaded.snapshots[0]) == {(LIN, BOTH)}


def test_a_file_of_two_counties_is_refused_whole(store: EmbeddedStore, tmp_path: Path) -> None:
    file = handed_in(tmp_path, "mixed.parquet", place=[COUNTY, LIN], county=[COUNTY, LIN])
    said = refused(take_in(store, file))
    assert COUNTY in said
    assert LIN in said
    named_one = take_in(store, file, county=COUNTY, accept_good_rows=True)
    assert "another_county" in {fault.rule for fault in named_one.faults}
    assert snapshots(store) == []


def test_a_file_whose_places_nobody_knows_says_so(store: EmbeddedStore, tmp_path: Path) -> None:
    said = refused(take_in(store, handed_in(tmp_path, "far.parquet", place=["远乡"])))
    assert "远乡" in said
    assert "--county" in said


def test_a_county_that_the_store_does_not_hold_is_refused_by_name(store: EmbeddedStore, tmp_path: Path) -> None:
    said = refused(take_in(store, handed_in(tmp_path, "a.parquet", place=[COUNTY]), county="770001"))
    assert "770001" in said
    assert LIN in said


def test_a_profile_may_say_whose_files_it_reads(store: EmbeddedStore, tmp_path: Path) -> None:
    profile = tmp_path / "lin.toml"
    profile.write_text('county = "880001"\n[places]\n"市" = "某市"\n', encoding="utf-8")
    assert read_profile(profile).county == LIN
    loaded = take_in(store, handed_in(tmp_path, "p.parquet", place=["市"]), profile=profile)
    assert series_of(store, loaded.snapshots[0]) == {(LIN, BOTH)}


def test_each_county_keeps_its_own_unit_for_the_same_code(store: EmbeddedStore, tmp_path: Path) -> None:
    take_in(store, handed_in(tmp_path, "a.parquet", place=[COUNTY], unit=["亿元"], value=[2.0]))
    take_in(store, handed_in(tmp_path, "b.parquet", place=[LIN], unit=["亿元"], value=[3.0]))
    with store.read() as generation:
        found = generation.rows("select county, value, unit from readings order by county")
    assert [(row["county"], row["value"], row["unit"]) for row in found] == [(LIN, 30_000, "万元"), (COUNTY, 2, "亿元")]


def test_a_load_works_out_the_standings_of_its_own_county_alone(store: EmbeddedStore) -> None:
    load(store, months("output", 2023, [10, 20]))
    before = standings_rows(store, COUNTY)
    load(store, months("output", 2023, [1, 2], LIN), county=LIN)
    assert standings_rows(store, COUNTY) == before
    with store.read() as generation:
        newest = {row["county"] for row in generation.rows(
            "select county from standing where generation = $n group by county order by all", n=generation.number
        )}  # fmt: skip
    assert newest == {LIN}
    assert check(store, deep=True) == []


def standings_rows(store: EmbeddedStore, county: str) -> list[dict[str, object]]:
    with store.read() as generation:
        return generation.rows("select * from standing where county = $county order by all", county=county)


def test_a_county_stands_the_same_whoever_else_is_in_the_store(store: EmbeddedStore, tmp_path: Path) -> None:
    years = [row for year in (2020, 2021, 2022, 2023) for row in months("output", year, [10, 20, 30 + year % 7, 45])]
    alone = small_store(tmp_path / "alone")
    for one in (store, alone):
        load(one, years)
    load(store, [row for year in (2021, 2022, 2023) for row in months("output", year, [1, 9, 9, 90], LIN)], county=LIN)
    both, single = (stood_in(one) for one in (store, alone))
    assert both == single
    assert both[0].actual == 45


def stood_in(store: EmbeddedStore) -> list[Standing]:
    with store.read() as generation:
        return [stood.standing for stood in standings(generation, COUNTY, 2023, SEPTEMBER)]


def test_withdrawing_a_snapshot_leaves_the_other_county_where_it_stood(store: EmbeddedStore) -> None:
    load(store, months("output", 2023, [10, 20]))
    theirs = load(store, months("output", 2023, [1, 2], LIN), name="b.parquet", county=LIN)
    before = standings_rows(store, COUNTY)
    withdraw(store, theirs, "a test")
    assert standings_rows(store, COUNTY) == before
    assert check(store, deep=True) == []


def test_a_store_from_before_snapshots_named_their_county_is_read_and_brought_up_to_date(tmp_path: Path) -> None:
    old = small_store(tmp_path)
    load(old, months("output", 2023, [10, 20]))
    with old.write("take the column away") as draft:
        draft.run("drop view snapshots")
        draft.run("alter table snapshot drop column county")
        for step in ("22_snapshot_county", "23_snapshot_county_known"):
            draft.run("delete from meta where name = $name", name=f"step schema/{step}")
        draft.run("delete from meta where name = 'views'")
        draft.publish()
    assert [row["snapshot_id"] for row in snapshots(old, COUNTY)] == [1]
    with old.read() as generation:
        seen = overview(generation)
        moments = generation.rows(named("panels/moments"), county=COUNTY)
    assert seen is not None
    assert seen.snapshot == 1
    assert len(moments) == 1
    load(old, months("output", 2023, [10, 20, 30]), name="b.parquet")
    assert [row["county"] for row in snapshots(old)] == [COUNTY, COUNTY]


def test_the_command_line_loads_for_a_county_and_lists_its_snapshots(
    store: EmbeddedStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = handed_in(tmp_path, "city.parquet", place=[BOTH])
    at = ["--store", str(store.path), "--lang", "en"]
    assert run(["load", str(file), *at]) == 1
    assert run(["load", str(file), "--county", "Lin County", *at]) == 0
    assert run(["load", str(handed_in(tmp_path, "here.parquet", place=[COUNTY])), *at]) == 0
    capsys.readouterr()
    assert run(["snapshots", "--county", "邻县", "--json", *at]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == ["city.parquet"]
    assert run(["snapshots", *at]) == 0
    assert {LIN, COUNTY} <= set(capsys.readouterr().out.split())
    assert run(["snapshots", "--county", "770001", *at]) == 1
    assert "770001" in capsys.readouterr().err
