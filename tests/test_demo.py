"""The labelled sample store: whole or absent, the same every time, and with every light."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console.demo import build_sample
from console.demo.story import read_story
from console.faults import Refused
from console.places import CATALOGUES
from console.standing import Light, Outlook
from console.store import apply_catalogue, open_store
from console.store import check as check_store

pytestmark = pytest.mark.once

READINGS = "select * exclude (file, source, published) from readings order by all"
STANDINGS = "select * from standings order by target_id"


def _digest(folder: Path, query: str) -> str:
    with open_store(folder).read() as generation:
        return hashlib.sha256(repr(generation.rows(query)).encode()).hexdigest()


def _rows(folder: Path, query: str) -> list[dict[str, Any]]:
    with open_store(folder).read() as generation:
        return generation.rows(query)


def test_the_store_says_that_it_is_a_sample_and_has_a_today_of_its_own(sample_store: Path) -> None:
    with open_store(sample_store).read() as generation:
        assert generation.is_sample
        assert generation.today == date(2023, 10, 25)


def test_every_target_stands_on_the_samples_today(sample_store: Path) -> None:
    stood = _rows(sample_store, STANDINGS)
    assert len(stood) == 55
    assert {row["as_of"] for row in stood} == {date(2023, 10, 25)}


def test_every_light_and_every_outlook_occurs(sample_store: Path) -> None:
    stood = _rows(sample_store, STANDINGS)
    lights = Counter(row["light"] for row in stood)
    assert set(lights) == set(Light)
    assert {row["outlook"] for row in stood} == set(Outlook)
    assert 18 <= lights[Light.ON_TRACK] <= 24
    assert lights[Light.SLOW] >= 6
    assert lights[Light.BEHIND] >= 4


def test_every_rule_of_expectation_occurs(sample_store: Path) -> None:
    rules = {row["expected_rule"] for row in _rows(sample_store, STANDINGS)}
    assert {"plan", "seasonal", "target", "stages"} <= rules


def test_the_late_agency_is_days_late_and_the_missing_one_months(sample_store: Path) -> None:
    late = {row["target_id"]: row["days_late"] for row in _rows(sample_store, STANDINGS) if row["light"] == "overdue"}
    assert late == {"A2": 9, "P5": 65}


def test_loans_are_slow_by_season_though_time_alone_sees_little(sample_store: Path) -> None:
    loans = next(row for row in _rows(sample_store, STANDINGS) if row["target_id"] == "E11")
    assert loans["light"] == "slow"
    assert loans["pace_pp"] < 2 * loans["linear_pp"] < 0


def test_projects_are_on_track_though_time_alone_calls_them_late(sample_store: Path) -> None:
    projects = next(row for row in _rows(sample_store, STANDINGS) if row["target_id"] == "E2")
    assert projects["light"] == "on_track"
    assert projects["linear_pp"] < -20


def test_the_store_agrees_with_itself(sample_store: Path) -> None:
    assert check_store(open_store(sample_store)) == []


def test_about_fifty_files_were_loaded_and_the_one_handed_in_twice_only_once(sample_store: Path) -> None:
    handed_in = [delivery for delivery in read_story().deliveries if delivery.fate != "duplicate"]
    assert 40 <= len(handed_in) <= 60
    names = [row["name"] for row in _rows(sample_store, "select name from snapshots order by snapshot_id")]
    assert len(names) == len(handed_in)
    assert len(set(names)) == len(names)
    assert all(name.startswith("示例-") for name in names)


def test_files_were_loaded_when_the_agencies_handed_them_in(sample_store: Path) -> None:
    loaded = _rows(sample_store, "select loaded_at, published, loaded_by from snapshots order by snapshot_id")
    assert all(row["loaded_at"].date() == row["published"] for row in loaded)
    assert {row["loaded_by"] for row in loaded} == {"示例操作员"}
    assert [row["loaded_at"] for row in loaded] == sorted(row["loaded_at"] for row in loaded)


def test_each_standing_was_worked_out_on_the_day_of_its_load(sample_store: Path) -> None:
    days = _rows(
        sample_store,
        "select distinct s.as_of, n.published from standing as s join snapshot as n using (snapshot_id) order by all",
    )
    assert len(days) > 30
    assert all(row["as_of"] == row["published"] for row in days)


def test_generations_carry_the_samples_dates(sample_store: Path) -> None:
    times = _rows(sample_store, "select published_at from generation order by generation")
    assert times[0]["published_at"].date() == date(2023, 2, 8)
    assert [row["published_at"] for row in times] == sorted(row["published_at"] for row in times)


def test_the_withdrawn_file_keeps_its_rows_and_counts_nowhere(sample_store: Path) -> None:
    [gone] = _rows(sample_store, "select * from snapshots where withdrawn_at is not null order by snapshot_id")
    assert "退回" in gone["withdrawn_reason"]
    assert gone["withdrawn_at"].date() == date(2023, 10, 17)
    [kept] = _rows(sample_store, f"select count(*) as rows from reading where snapshot_id = {gone['snapshot_id']}")
    assert kept["rows"] == gone["rows"] > 100
    counted = _rows(sample_store, "select distinct snapshot_id from readings")
    assert gone["snapshot_id"] not in {row["snapshot_id"] for row in counted}


def test_restated_months_show_what_they_were(sample_store: Path) -> None:
    restated = _rows(sample_store, "select * from revisions where dimension = '' and place = '430723'")
    assert len({(row["indicator"], row["measure"]) for row in restated}) >= 5
    growth = {
        row["period"].month: (row["old_value"], row["new_value"])
        for row in restated
        if row["indicator"] == "fixed_investment" and row["measure"] == "ytd_yoy"
    }
    assert growth == {6: (8.7, 8.3), 7: (7.6, 7.2)}


def test_towns_add_up_to_the_county_in_every_month(sample_store: Path) -> None:
    sums = _rows(
        sample_store,
        "select indicator, period, sum(round(value * 10000)) filter (where place = '430723') as whole,"
        " sum(round(value * 10000)) filter (where place <> '430723') as parts from readings"
        " where dimension = '' and measure in ('ytd', 'stock') and county = '430723'"
        " group by indicator, period having parts is not null and whole is not null order by all",
    )
    assert len(sums) > 600
    assert [row for row in sums if row["whole"] != row["parts"]] == []


def test_industries_and_banks_add_up_to_the_county_in_every_month(sample_store: Path) -> None:
    sums = _rows(
        sample_store,
        "select p.indicator, p.dimension, p.period, sum(round(p.value * 10000)) as parts,"
        " any_value(round(w.value * 10000)) as whole"
        " from readings as p join readings as w using (indicator, place, measure, period)"
        " where p.dimension <> '' and w.dimension = '' and measure = 'ytd' group by all order by all",
    )
    assert {row["dimension"] for row in sums} == {"industry", "bank"}
    assert [row for row in sums if row["whole"] != row["parts"]] == []


def test_a_list_falls_short_of_its_count_only_where_it_is_meant_to(sample_store: Path) -> None:
    short = _rows(
        sample_store,
        "select s.target_id, s.actual - sum(if(e.event = 'left', -1, 1)) as missing"
        " from standings as s join entries as e using (indicator) where s.kind not in ('milestone', 'qualitative')"
        " group by s.target_id, s.actual having missing <> 0 order by s.target_id",
    )
    assert short == [{"target_id": "T5", "missing": 2.0}]


def test_a_sample_that_is_there_is_kept(sample_store: Path) -> None:
    before = open_store(sample_store).version()
    build_sample(sample_store)
    assert open_store(sample_store).version() == before


def test_a_store_of_real_figures_is_never_overwritten(tmp_path: Path) -> None:
    from console.catalogue import read_catalogue

    apply_catalogue(open_store(tmp_path / "real"), read_catalogue(CATALOGUES / "lixian-2023"))
    with pytest.raises(Refused, match=r"sample|示例"):
        build_sample(tmp_path / "real")


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("keep")
    with pytest.raises(Refused):
        build_sample(tmp_path / "papers")
    assert [item.name for item in tmp_path.iterdir()] == ["papers"]


def test_an_error_while_building_leaves_nothing(tmp_path: Path) -> None:
    def stop(what: str, done: int, of: int | None) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_sample(tmp_path / "store", progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_killed_build_leaves_no_store_and_the_next_one_is_the_same_as_any(tmp_path: Path, sample_store: Path) -> None:
    code = "import sys, pathlib, console.demo; console.demo.build_sample(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tmp_path / "store")]
    with subprocess.Popen(command) as builder:
        workshop = tmp_path / ".store.building" / "made" / "CURRENT"
        deadline = time.monotonic() + 60
        while not workshop.exists() and builder.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        builder.send_signal(signal.SIGKILL)
    assert open_store(tmp_path / "store").version() is None
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "20231025"})
    assert [item.name for item in tmp_path.iterdir()] == ["store"]
    for query in (READINGS, STANDINGS):
        assert _digest(tmp_path / "store", query) == _digest(sample_store, query)


def test_a_copy_of_the_sample_takes_a_further_file(sample_store: Path, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from console.intake import load

    shutil.copytree(sample_store, tmp_path / "store")
    file = tmp_path / "tax.parquet"
    row = {"indicator": ["industrial_tax"], "place": ["430723"], "period": ["2023-09"], "value": [3.7]}
    pq.write_table(pa.table(row), file)
    assert load(open_store(tmp_path / "store"), file).status == "loaded"
    tax = next(row for row in _rows(tmp_path / "store", STANDINGS) if row["target_id"] == "A2")
    assert (tax["light"], tax["actual"]) == ("on_track", 3.7)


def test_deliveries_come_in_the_order_of_their_days() -> None:
    days = [delivery.day for delivery in read_story().deliveries]
    assert days == sorted(days)
