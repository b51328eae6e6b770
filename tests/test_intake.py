"""Loading readings: what is taken in, how it is converted, and every way in which a file is refused."""

import json
import math
import shutil
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from console.intake import files_of, load
from console.store import apply_catalogue, withdraw
from console.store.embedded import EmbeddedStore
from tests.handed_in import COLUMNS, contents, kept, only_fault, readings, rules, written
from tests.stores import COUNTY, TOWN, empty_store, small_catalogue, small_store

READINGS = "select indicator, place, measure, period, value, unit, status, file from readings order by all"
ROWS = "select series.indicator, series.place, reading.row from reading join series using (series_id) order by row"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return small_store(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """One store for all refusals: none of them may change it."""
    return small_store(tmp_path_factory.mktemp("unchanged"))


def value_of(store: EmbeddedStore, indicator: str = "output", place: str = COUNTY) -> float:
    (row,) = [row for row in kept(store, READINGS) if row[:2] == (indicator, place)]
    return float(row[4])


def test_a_clean_file_is_loaded_whole(store: EmbeddedStore, tmp_path: Path) -> None:
    loaded = load(store, readings(tmp_path / "a.parquet"), source="统计局", published=date(2023, 6, 10), by="tester")
    assert (loaded.status, loaded.rows, loaded.snapshots, loaded.generation) == ("loaded", 3, (1,), 2)
    assert kept(store, READINGS) == [
        ("loans", COUNTY, "ytd", date(2023, 5, 31), 3.0, "亿元", None, "a.parquet"),
        ("output", COUNTY, "ytd", date(2023, 5, 31), 40.0, "亿元", None, "a.parquet"),
        ("output", TOWN, "ytd", date(2023, 5, 31), 12.5, "亿元", None, "a.parquet"),
    ]
    assert kept(store, ROWS) == [("output", COUNTY, 1), ("output", TOWN, 2), ("loans", COUNTY, 3)]
    told = "select source, published, loaded_by, rows, name from snapshot order by all"
    assert kept(store, told) == [("统计局", date(2023, 6, 10), "tester", 3, "a.parquet")]


def test_the_standings_follow_at_once(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, readings(tmp_path / "a.parquet"), as_of=date(2023, 6, 12))
    found = kept(store, "select actual from standing where target_id = 'T1' and snapshot_id = 1 order by all")
    assert found == [(40.0,)]


def test_the_outcome_is_said_as_the_promised_object(store: EmbeddedStore, tmp_path: Path) -> None:
    said = load(store, readings(tmp_path / "a.parquet")).as_json()
    assert {name: said[name] for name in ("status", "snapshot", "rows", "faults")} == {
        "status": "loaded", "snapshot": 1, "rows": 3, "faults": [],
    }  # fmt: skip
    refused = load(store, readings(tmp_path / "b.parquet", place=[COUNTY, "东真", COUNTY])).as_json()
    (fault,) = json.loads(json.dumps(refused))["faults"]
    assert set(fault) == {"rule", "column", "row", "value", "count", "message"}
    assert (fault["rule"], fault["column"], fault["row"], fault["value"]) == ("unknown_place", "place", 2, "东真")
    assert "东镇" in fault["message"]


def test_the_same_bytes_twice_are_a_duplicate_and_change_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, readings(tmp_path / "a.parquet"))
    before = contents(store)
    shutil.copy(tmp_path / "a.parquet", tmp_path / "b.parquet")
    again = load(store, tmp_path / "b.parquet")
    assert (again.status, again.snapshot, again.rows, again.generation) == ("duplicate", 1, 3, None)
    assert contents(store) == before


def test_a_withdrawn_file_handed_in_again_says_how_to_reinstate_it(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, readings(tmp_path / "a.parquet"))
    withdraw(store, 1, "sent by mistake", "tester")
    again = load(store, tmp_path / "a.parquet")
    assert again.status == "refused"
    assert "jindu reinstate 1" in only_fault(again).message.said_in("en")


def test_a_dry_run_checks_everything_and_changes_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    before = contents(store)
    tried = load(store, readings(tmp_path / "a.parquet"), dry_run=True)
    assert (tried.status, tried.rows, tried.snapshot, tried.generation) == ("loaded", 3, None, None)
    assert load(store, readings(tmp_path / "b.parquet", value=[1.0, 2.0, math.nan]), dry_run=True).status == "refused"
    assert contents(store) == before


def test_a_store_without_a_catalogue_says_what_to_do(tmp_path: Path) -> None:
    refused = load(empty_store(tmp_path), readings(tmp_path / "a.parquet"))
    assert refused.status == "refused"
    assert "catalogue apply" in str(refused.sentence)


def test_series_keep_their_numbers_in_later_loads(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, readings(tmp_path / "a.parquet"))
    second = load(store, readings(tmp_path / "b.parquet", period=["2023-06"] * 3, place=[COUNTY, "西镇", COUNTY]))
    assert second.new_series == 1
    assert kept(store, "select series_id from series order by series_id") == [(1,), (2,), (3,), (4,)]
    found = kept(store, "select count(*) as n from reading group by series_id order by n")
    assert found == [(1,), (1,), (2,), (2,)]


@pytest.mark.parametrize(
    ("unit", "value", "stored"),
    [("亿元", 40.0, 40.0), ("万元", 400_000.0, 40.0), ("元", 4e9, 40.0), (" 亿元 ", 40.0, 40.0), ("", 40.0, 40.0)],
)
def test_units_are_converted(store: EmbeddedStore, tmp_path: Path, unit: str, value: float, stored: float) -> None:
    loaded = load(store, readings(tmp_path / "a.parquet", unit=[unit, "亿元", None], value=[value, 1.0, 1.0]))
    assert loaded.status == "loaded", loaded.as_json()
    assert value_of(store) == pytest.approx(stored)


def test_growth_is_in_percent_whatever_the_unit_of_the_indicator(store: EmbeddedStore, tmp_path: Path) -> None:
    file = readings(
        tmp_path / "a.parquet", measure=["累计同比", "ytd_yoy", "ytd"], unit=["‰", "%", "万元"], value=[75, 8, 3]
    )
    assert load(store, file).status == "loaded"
    assert value_of(store) == pytest.approx(7.5)
    assert value_of(store, "loans") == pytest.approx(3e-4)


@pytest.mark.parametrize(
    "periods",
    [
        ["2023-05", "2023年5月", "202305"], [date(2023, 5, 1)] * 3, [datetime(2023, 5, 31, 8)] * 3, [202305] * 3,
        ["2023年1-5月", " 2023/5 ", "2023-05-31"],
    ],
)  # fmt: skip
def test_periods_are_read_in_the_usual_spellings(store: EmbeddedStore, tmp_path: Path, periods: Sequence[Any]) -> None:
    assert load(store, readings(tmp_path / "a.parquet", period=periods)).status == "loaded"
    assert kept(store, "select distinct period from reading order by period") == [(date(2023, 5, 31),)]


def test_places_and_indicators_go_by_name_or_alias_too(store: EmbeddedStore, tmp_path: Path) -> None:
    file = readings(
        tmp_path / "a.parquet", indicator=["总产值", "Output", "loans"], place=["全县", "East Town", "虚县"]
    )
    assert load(store, file).status == "loaded"
    assert kept(store, ROWS) == [("output", COUNTY, 1), ("output", TOWN, 2), ("loans", COUNTY, 3)]


def test_numbers_of_any_kind_and_codes_in_digits_are_taken(store: EmbeddedStore, tmp_path: Path) -> None:
    file = readings(tmp_path / "a.parquet", place=[int(COUNTY), int(TOWN), int(COUNTY)], value=[40, 12, 3])
    assert load(store, file).status == "loaded"
    money = pa.array([Decimal("40.25"), Decimal("1.00"), Decimal("2.00")], pa.decimal128(10, 2))
    assert load(store, written(tmp_path / "b.parquet", {**COLUMNS, "value": money})).status == "loaded"
    assert value_of(store) == 40.25


@pytest.mark.parametrize(
    "kind", [pa.large_string(), pa.binary(), pa.dictionary(pa.int16(), pa.string()), pa.string_view()]
)
def test_text_of_any_arrow_kind_is_taken(store: EmbeddedStore, tmp_path: Path, kind: pa.DataType) -> None:
    names = ("indicator", "place", "period")
    table = pa.table(dict(COLUMNS))
    cast = {name: table[name].cast(kind) if name in names else table[name] for name in table.column_names}
    assert load(store, written(tmp_path / "a.parquet", cast)).status == "loaded"


def test_status_dimension_and_member_are_kept(store: EmbeddedStore, tmp_path: Path) -> None:
    file = readings(
        tmp_path / "a.parquet",
        status=["preliminary", "最终", None],
        dimension=["bank", None, ""],
        member=["农行", None, ""],
    )
    assert load(store, file).status == "loaded"
    found = kept(store, "select dimension, member, status from readings order by all")
    assert found == [("", "", "final"), ("", "", None), ("bank", "农行", "preliminary")]


def test_columns_nobody_asked_for_are_left_aside_and_named(store: EmbeddedStore, tmp_path: Path) -> None:
    nested = pa.array([{"a": [1]}, None, {"a": []}])
    loaded = load(store, written(tmp_path / "a.parquet", {**COLUMNS, "note": ["", "", "x"], "填表人": nested}))
    assert loaded.status == "loaded"
    assert [str(warning) for warning in loaded.warnings] == ["Columns left aside: 填表人."]


def test_the_day_of_publication_comes_from_the_file_when_it_is_there(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, readings(tmp_path / "a.parquet", published=["2023-06-09", "2023-06-12", None]))
    assert kept(store, "select published from snapshot order by all") == [(date(2023, 6, 12),)]


def test_all_faults_are_told_at_once(store: EmbeddedStore, tmp_path: Path) -> None:
    before = contents(store)
    file = readings(
        tmp_path / "a.parquet",
        indicator=["outputt", "output", "loans", "output", "output", "output", "output", None, "loans"],
        place=[COUNTY, "东真", COUNTY, COUNTY, COUNTY, TOWN, TOWN, COUNTY, COUNTY],
        period=["2023-05", "2023-05", "2023-13", "2023-05", "2099-01", "2023-05", "2023-05", "2023-05", "2023-04"],
        value=[1.0, 2.0, 3.0, math.inf, 5.0, 6.0, 7.0, 8.0, None],
        unit=["亿元", "亿元", "亿元", "亿元", "亿元", "亿元", "亿元", "亿元", "人"],
        measure=["ytd"] * 8 + ["yearly"],
    )
    refused = load(store, file)
    assert refused.status == "refused"
    assert rules(refused) == [
        "bad_period", "duplicate_key", "empty_cell", "empty_cell", "future_period", "non_finite", "unknown_indicator",
        "unknown_measure", "unknown_place",
    ]  # fmt: skip
    where = {(fault.rule, fault.column): fault.rows for fault in refused.faults}
    assert where["unknown_indicator", "indicator"] == (1,)
    assert where["bad_period", "period"] == (3,)
    assert where["non_finite", "value"] == (4,)
    assert where["duplicate_key", ""] == (6, 7)
    assert where["empty_cell", "indicator"] == (8,)
    assert where["empty_cell", "value"] == (9,)
    assert contents(store) == before


@pytest.mark.parametrize(
    ("columns", "rule", "column", "rows"),
    [
        ({"indicator": ["output", "产值", "loans"]}, "unknown_indicator", "indicator", (2,)),
        ({"place": [COUNTY, "南镇", "南镇"]}, "unknown_place", "place", (2, 3)),
        ({"place": [COUNTY, "", None]}, "empty_cell", "place", (2, 3)),
        ({"period": ["2023-05", "May", "2023-05"]}, "bad_period", "period", (2,)),
        ({"period": ["2023-05", None, "2023-05"]}, "empty_cell", "period", (2,)),
        ({"period": ["2023-05", "2023-05", "2099-05"]}, "future_period", "period", (3,)),
        ({"value": [1.0, math.nan, -math.inf]}, "non_finite", "value", (2, 3)),
        ({"measure": ["ytd_yoy", "ytd", "ytd"], "value": [7000.0, -2.0, 1.0]}, "out_of_range", "value", (1, 2)),
        ({"value": [1.0, None, 2.0]}, "empty_cell", "value", (2,)),
        ({"value": [1.0, -2.0, 2.0]}, "out_of_range", "value", (2,)),
        ({"measure": ["ytd_yoy", "ytd", "ytd"], "value": [7000.0, 1.0, 2.0]}, "out_of_range", "value", (1,)),
        ({"measure": ["ytd_yoy", "ytd", "ytd"], "value": [-100.5, 1.0, 2.0]}, "out_of_range", "value", (1,)),
        ({"unit": ["亿元", "人", "亿元"]}, "unit_of_another_kind", "unit", (2,)),
        ({"unit": ["亿元", "亿", "亿元"]}, "unknown_unit", "unit", (2,)),
        ({"measure": ["ytd", "total", "ytd"]}, "unknown_measure", "measure", (2,)),
        ({"status": ["final", "done", None]}, "unknown_status", "status", (2,)),
        ({"published": ["2023-06-01", "soon", None]}, "bad_date", "published", (2,)),
        ({"dimension": ["bank", "", ""], "member": ["", "", ""]}, "half_a_part", "member", (1,)),
        ({"dimension": ["b", "b", "b"], "member": ["\x1b[31m", "x", "y"]}, "unreadable_text", "member", (1,)),
        ({"dimension": ["b", "b", "b"], "member": ["农\u200b行", "x", "y"]}, "unreadable_text", "member", (1,)),
        ({"dimension": ["b", "b", "b"], "member": ["x" * 201, "x", "y"]}, "too_long", "member", (1,)),
        ({"dimension": ["b", "b", "b"], "member": ["x", "x" * 9000, "y"]}, "too_long", "member", (2,)),
        ({"place": [COUNTY.encode(), "农行".encode("gbk"), TOWN.encode()]}, "not_utf8", "place", (2,)),
        ({"value": ["40", "12", "3"]}, "wrong_type", "value", ()),
        ({"value": [[40.0], [1.0], [2.0]]}, "wrong_type", "value", ()),
        ({"place": [1.0, 2.0, 3.0]}, "wrong_type", "place", ()),
        ({"place": None, "plcae": [COUNTY] * 3}, "missing_column", "place", ()),
        ({"indicator": ["output"] * 3, "place": [COUNTY] * 3}, "duplicate_key", "", (1, 2, 3)),
    ],
)  # fmt: skip
def test_each_fault_names_its_column_and_rows(
    unchanged: EmbeddedStore, tmp_path: Path, columns: dict[str, Any], rule: str, column: str, rows: tuple[int, ...]
) -> None:
    before = contents(unchanged)
    fault = only_fault(load(unchanged, readings(tmp_path / "a.parquet", **columns)))
    assert (fault.rule, fault.column, fault.rows) == (rule, column, rows)
    assert fault.row == (rows[0] if rows else None)
    for language in ("en", "zh"):
        assert "{" not in fault.message.said_in(language)
    assert contents(unchanged) == before


def test_the_nearest_names_are_said(store: EmbeddedStore, tmp_path: Path) -> None:
    fault = only_fault(load(store, readings(tmp_path / "a.parquet", indicator=["output", "outptu", "lones"])))
    assert "outptu (perhaps output" in str(fault.message)
    assert "lones (perhaps loans" in str(fault.message)
    fault = only_fault(load(store, readings(tmp_path / "b.parquet", place=None, palce=[COUNTY] * 3)))
    assert "palce" in str(fault.message)


def test_a_fault_in_ten_thousand_rows_is_counted_and_shown_by_its_first(store: EmbeddedStore, tmp_path: Path) -> None:
    many = 10_000
    file = written(
        tmp_path / "a.parquet",
        {
            "indicator": ["output"] * many, "place": [COUNTY] * (many // 2) + ["南镇"] * (many // 2),
            "period": [date(1950 + at // 12 % 70, at % 12 + 1, 1) for at in range(many)], "value": [1.0] * many,
            "dimension": ["batch"] * many, "member": [str(at // 840) for at in range(many)],
        },
    )  # fmt: skip
    fault = only_fault(load(store, file))
    assert (fault.rule, fault.count, fault.row) == ("unknown_place", many // 2, many // 2 + 1)


def test_an_estimate_may_be_of_a_month_to_come(store: EmbeddedStore, tmp_path: Path) -> None:
    file = readings(tmp_path / "a.parquet", period=["2099-12"] * 3, status=["estimate"] * 3)
    assert load(store, file).status == "loaded"


def test_growth_is_not_held_to_the_range_of_the_level(store: EmbeddedStore, tmp_path: Path) -> None:
    assert load(store, readings(tmp_path / "a.parquet", measure=["ytd_yoy"] * 3, value=[-7.5, 1, 2])).status == "loaded"


def test_new_indicators_are_accepted_when_that_is_asked_for(store: EmbeddedStore, tmp_path: Path) -> None:
    file = readings(
        tmp_path / "a.parquet", indicator=["output", "用电量", "用电量"], unit=["亿元", "万千瓦时", "千瓦时"]
    )
    loaded = load(store, file, register=True)
    assert (loaded.status, loaded.registered) == ("loaded", ("用电量",))
    assert value_of(store, "用电量") == pytest.approx(3e-4)
    with store.read() as generation:
        known = generation.vocabulary()
    assert known.registered == {"用电量"}
    assert known.indicators["用电量"].unit == "万千瓦时"
    apply_catalogue(store, small_catalogue(), "tester")
    assert (
        load(store, readings(tmp_path / "b.parquet", indicator=["用电量"] * 3, place=[COUNTY, TOWN, "西镇"])).status
        == "loaded"
    )


def test_a_column_that_is_there_twice_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    table = pa.Table.from_arrays(
        [pa.array(values) for values in [*COLUMNS.values(), [1.0, 2.0, 3.0]]], names=[*COLUMNS, "value"]
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert only_fault(load(store, tmp_path / "a.parquet")).rule == "duplicate_column"


def test_many_row_groups_and_plain_encoding_give_the_same_numbers(store: EmbeddedStore, tmp_path: Path) -> None:
    months = [f"{year}-{month:02}" for year in range(2013, 2023) for month in range(1, 13)]
    rows = [
        (indicator, place, month) for month in months for indicator in ("output", "loans") for place in (COUNTY, TOWN)
    ]
    table = pa.table(
        {
            **{name: [row[at] for row in rows] for at, name in enumerate(("indicator", "place", "period"))},
            "value": [float(at) for at in range(len(rows))],
        }
    )  # fmt: skip
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=7, use_dictionary=False)
    pq.write_table(table, tmp_path / "b.parquet", compression="zstd", data_page_version="2.0")
    everything = (
        "select r.value, r.row, s.indicator, s.place, r.period from reading as r join series as s using (series_id)"
    )
    load(store, tmp_path / "a.parquet")
    first = kept(store, f"{everything} where snapshot_id = 1 order by all")
    load(store, tmp_path / "b.parquet")
    assert kept(store, f"{everything} where snapshot_id = 2 order by all") == first
    assert len(first) == 480


def test_the_disk_is_looked_at_first(store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(store)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 90, 10))
    fault = only_fault(load(store, readings(tmp_path / "a.parquet")))
    assert "MB of free disk" in str(fault.message)
    assert contents(store) == before


def test_a_folder_gives_its_parquet_files_by_name(tmp_path: Path) -> None:
    for name in ("b.parquet", "a.parquet", ".hidden.parquet", "notes.txt"):
        (tmp_path / name).touch()
    assert files_of([tmp_path, tmp_path / "notes.txt"]) == [
        tmp_path / "a.parquet", tmp_path / "b.parquet", tmp_path / "notes.txt",
    ]  # fmt: skip


def test_what_the_progress_raises_ends_the_load(store: EmbeddedStore, tmp_path: Path) -> None:
    class Enough(Exception):
        """Somebody does not want the file any more."""

    def stop(phase: str, rows: int, total: int | None) -> None:
        if phase == "inspect":
            raise Enough

    before = contents(store)
    with pytest.raises(Enough):
        load(store, readings(tmp_path / "a.parquet"), progress=stop)
    assert contents(store) == before


def test_progress_is_told_with_rows(store: EmbeddedStore, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    load(store, readings(tmp_path / "a.parquet"), progress=lambda *step: told.append(step))
    phases = [phase for phase, *_ in told]
    assert phases[0] == "hash"
    assert ("inspect", 3, 3) in told
    assert phases.index("inspect") < phases.index("settle") < phases.index("publish")


def test_what_is_no_figure_is_told_as_it_stands(unchanged: EmbeddedStore, tmp_path: Path) -> None:
    fault = only_fault(load(unchanged, readings(tmp_path / "a.parquet", value=[math.inf, math.nan, -math.inf])))
    assert str(fault.message).startswith("inf, nan, -inf in column value is not a figure; rows 1, 2, 3.")
    assert fault.message.said_in("zh").startswith("value 列中的 inf、nan、-inf 不是有效数值；第 1, 2, 3 行。")


def test_a_figure_outside_its_range_is_told_with_the_range(unchanged: EmbeddedStore, tmp_path: Path) -> None:
    columns: dict[str, Any] = {"measure": ["ytd_yoy", "ytd", "ytd"], "value": [7000.0, -2.0, 1.0]}
    fault = only_fault(load(unchanged, readings(tmp_path / "a.parquet", **columns)))
    assert str(fault.message).startswith(
        "7000 in column value lies outside -100 to 1000, the range of its indicator; rows 1, 2."
    )
    assert [(one.value, one.row) for one in fault.examples] == [("7000", 1), ("-2", 2)]
    assert [str(one.expected) for one in fault.examples] == ["a figure from -100 to 1000", "a figure from 0 to 1000000"]
