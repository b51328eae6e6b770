"""What a file would change, said before anything happens, and exact because it was tried in a draft."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from console.intake import load
from console.intake.preview import Preview
from console.standing import Light
from console.store.embedded import EmbeddedStore
from tests.handed_in import contents, entries, kept, written
from tests.stores import COUNTY, TOWN, small_store

pytestmark = pytest.mark.once

Row = tuple[str, str, str, float]
NOW = date(2023, 6, 12)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return small_store(tmp_path)


def a_file(path: Path, rows: Sequence[Row]) -> Path:
    names = ("indicator", "place", "period", "value")
    return written(path, {name: [row[at] for row in rows] for at, name in enumerate(names)})


def of(store: EmbeddedStore, path: Path, rows: Sequence[Row]) -> Preview:
    outcome = load(store, a_file(path, rows), dry_run=True, as_of=NOW)
    assert outcome.preview is not None, outcome.as_sentences()
    return outcome.preview


def years(first: int = 2020) -> list[Row]:
    """Return an output that grows by six to eight per cent a year."""
    return [
        (
            "output",
            COUNTY,
            f"{year}-{month:02}",
            round(month * 8 * 1.07 ** (year - 2020) + (year - month) % 3 * 0.02, 3),
        )
        for year in range(first, 2023)
        for month in range(1, 13)
    ]


def test_new_restated_and_unchanged_readings_are_told_apart(store: EmbeddedStore, tmp_path: Path) -> None:
    load(
        store, a_file(tmp_path / "a.parquet", [("output", COUNTY, "2023-04", 30.0), ("loans", COUNTY, "2023-04", 2.0)])
    )
    before = contents(store)
    found = of(
        store, tmp_path / "b.parquet",
        [("output", COUNTY, "2023-04", 33.0), ("loans", COUNTY, "2023-04", 2.0), ("output", COUNTY, "2023-05", 41.0)],
    )  # fmt: skip
    assert (found.added, found.restated, found.same) == (1, 1, 1)
    (one,) = found.restatements
    assert (one.old, one.new) == (30.0, 33.0)
    assert one.share == pytest.approx(0.1)
    assert contents(store) == before


def test_the_preview_is_what_the_load_then_does(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, a_file(tmp_path / "a.parquet", [("output", COUNTY, "2023-04", 9.0)]), as_of=NOW)
    rows = [("output", COUNTY, "2023-05", 99.0)]
    (change,) = of(store, tmp_path / "b.parquet", rows).lights
    assert (change.target_id, change.old_light) == ("T1", Light.BEHIND)
    load(store, tmp_path / "b.parquet", as_of=NOW)
    ((light,),) = kept(store, "select light from standing where target_id = 'T1' order by generation desc limit 1")
    assert change.new_light == light


def test_a_figure_ten_times_too_large_is_called_out_and_does_not_block(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, a_file(tmp_path / "a.parquet", years()))
    usual = of(store, tmp_path / "b.parquet", [("output", COUNTY, "2023-01", 9.8)])
    assert usual.jumps == ()
    found = of(store, tmp_path / "c.parquet", [("output", COUNTY, "2023-01", 98.0)])
    (jump,) = found.jumps
    assert jump.with_year_before
    assert "a year before" in str(found.warnings()[0])


def test_months_that_are_missing_are_named(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, a_file(tmp_path / "a.parquet", years()))
    assert of(store, tmp_path / "b.parquet", [("output", COUNTY, "2023-01", 9.8)]).gaps == ()
    (gap,) = of(store, tmp_path / "c.parquet", [("output", COUNTY, "2023-04", 39.0)]).gaps
    assert (gap.before, gap.period) == (date(2022, 12, 31), date(2023, 4, 30))


def test_towns_that_do_not_add_up_are_called_out(store: EmbeddedStore, tmp_path: Path) -> None:
    towns = [("output", TOWN, "2023-05", 20.0), ("output", "990001102", "2023-05", 20.0)]
    (good,) = of(store, tmp_path / "a.parquet", [("output", COUNTY, "2023-05", 40.0), *towns]).sums
    assert not good.is_apart
    (bad,) = of(store, tmp_path / "b.parquet", [("output", COUNTY, "2023-05", 50.0), *towns]).sums
    assert bad.is_apart
    assert (bad.whole, bad.parts, bad.how_many) == (50.0, 40.0, 2)


def test_entries_that_come_go_and_change_are_listed(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, entries(tmp_path / "a.parquet"))
    file = entries(tmp_path / "b.parquet", name=["甲公司改", "乙公司"], event=["entered", "left"])
    outcome = load(store, file, dry_run=True)
    assert outcome.preview is not None
    assert {(one.what, one.entry_id) for one in outcome.preview.entries} == {("changed", "E1"), ("removed", "E2")}


def test_json_carries_the_preview(store: EmbeddedStore, tmp_path: Path) -> None:
    rows = [("output", COUNTY, "2023-05", 40.0)]
    told = json.loads(json.dumps(load(store, a_file(tmp_path / "a.parquet", rows), dry_run=True).as_json()))
    assert (told["preview"]["added"], told["preview"]["restated"], told["status"]) == (1, 0, "loaded")
    assert isinstance(told["preview"]["lights"], list)
