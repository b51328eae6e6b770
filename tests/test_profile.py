"""Profiles: an agency's own words, files that are split into snapshots, and every fault of a profile at once."""

from datetime import date
from pathlib import Path

import pytest

from console.catalogue import read_catalogue
from console.faults import Refused
from console.intake import load, read_profile
from console.places import CATALOGUES, PROFILES
from console.store import apply_catalogue
from console.store.embedded import EmbeddedStore
from tests.handed_in import contents, kept, only_fault, written
from tests.stores import COUNTY, TOWN, empty_store, month, small_store

pytestmark = pytest.mark.once

AGENCY = """
name = "tax"
source = "税务局"
form = "readings"
period = "%Y/%m"

[columns]
indicator = "指标"
place = "镇街"
period = "期别"
value = "数值"

[constants]
unit = "万元"

[indicators]
"工业产值" = "output"

[measures]
"本期" = "month"

[[series]]
when = { indicator = "贷款余额" }
becomes = { indicator = "loans", measure = "stock" }
"""


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return small_store(tmp_path)


def profile(path: Path, text: str) -> Path:
    (path / "agency.toml").write_text(text, encoding="utf-8")
    return path / "agency.toml"


def test_an_agencys_file_loads_as_it_comes(store: EmbeddedStore, tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.parquet",
        {
            "指标": ["工业产值", "贷款余额"],
            "镇街": ["东镇", "全县"],
            "期别": ["2023/05", "2023/05"],
            "数值": [20_000, 5000],
        },
    )
    loaded = load(store, file, profile=profile(tmp_path, AGENCY))
    assert loaded.status == "loaded", loaded.as_json()
    assert kept(store, "select indicator, place, measure, period, value from readings order by all") == [
        ("loans", COUNTY, "stock", month(2023, 5), 0.5), ("output", TOWN, "ytd", month(2023, 5), 2.0),
    ]  # fmt: skip
    assert kept(store, "select source, profile from snapshot order by all") == [("税务局", "tax")]


def test_faults_are_told_in_the_agencys_own_columns(store: EmbeddedStore, tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", {"指标": ["工业产值"], "镇街": ["南镇"], "期别": ["2023/05"], "数值": [1]})
    fault = only_fault(load(store, file, profile=profile(tmp_path, AGENCY)))
    assert (fault.rule, fault.column, fault.value) == ("unknown_place", "镇街", "南镇")
    file = written(tmp_path / "b.parquet", {"指标": ["工业产值"], "镇街": ["东镇"], "期别": ["2023-05"], "数值": [1]})
    assert only_fault(load(store, file, profile=profile(tmp_path, AGENCY))).rule == "bad_period"


def test_a_column_splits_a_file_into_snapshots_in_order(store: EmbeddedStore, tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.parquet",
        {
            "indicator": ["output"] * 3, "place": [COUNTY] * 3, "period": ["2023-05", "2023-05", "2023-06"],
            "value": [41.0, 40.0, 50.0], "stand": ["2023-07-10", "2023-06-10", "2023-07-10"],
        },
    )  # fmt: skip
    loaded = load(store, file, profile=profile(tmp_path, '[split]\ncolumn = "stand"\n'))
    assert (loaded.status, loaded.snapshots, loaded.snapshot, loaded.rows) == ("loaded", (1, 2), 2, 3)
    assert kept(store, "select snapshot_id, part, published, rows from snapshot order by all") == [
        (1, "2023-06-10", date(2023, 6, 10), 1), (2, "2023-07-10", date(2023, 7, 10), 2),
    ]  # fmt: skip
    assert kept(store, "select old_value, new_value, old_snapshot, new_snapshot from revisions order by all") == [
        (40.0, 41.0, 1, 2)
    ]
    assert load(store, file).status == "duplicate"


def test_rows_without_a_day_to_split_by_are_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    columns = {"indicator": ["output"] * 2, "place": [COUNTY, TOWN], "period": ["2023-05"] * 2, "value": [1.0, 2.0]}
    split = profile(tmp_path, '[split]\ncolumn = "stand"\n')
    file = written(tmp_path / "a.parquet", {**columns, "stand": ["2023-07-10", "July"]})
    fault = only_fault(load(store, file, profile=split))
    assert (fault.rule, fault.column, fault.rows) == ("bad_date", "stand", (2,))
    file = written(tmp_path / "b.parquet", {**columns, "stnad": ["2023-07-10", "2023-07-11"]})
    assert only_fault(load(store, file, profile=split)).rule == "missing_column"


def test_every_fault_of_a_profile_is_told_at_once(store: EmbeddedStore, tmp_path: Path) -> None:
    wrong = """
colunms = 1
form = "table"
[columns]
plaec = "x"
value = 3
[measures]
"同比" = "ytd_yoyo"
[units]
"亿" = "亿"
[split]
[[series]]
when = { indicator = "a" }
[[define]]
indicator = "x"
units = "亿元"
unit = "斤两"
"""
    file = profile(tmp_path, wrong)
    with pytest.raises(Refused) as refused:
        read_profile(file)
    assert sorted((fault.rule, fault.column, fault.value) for fault in refused.value.faults) == [
        ("missing_key", "series", "becomes"), ("missing_key", "split", "column"), ("unknown_form", "form", "table"),
        ("unknown_key", "[[define]]", "units"), ("unknown_key", "[columns]", "plaec"),
        ("unknown_key", "[measures]", "ytd_yoyo"), ("unknown_key", "agency.toml", "colunms"),
        ("unknown_unit", "define", "斤两"), ("unknown_unit", "units", "亿"), ("wrong_type", "columns", "3"),
    ]  # fmt: skip
    near = next(fault for fault in refused.value.faults if fault.value == "plaec")
    assert "it may be: place" in str(near.message)
    data = written(tmp_path / "a.parquet", {"indicator": ["output"]})
    assert len(load(store, data, profile=file).faults) == 10


@pytest.mark.parametrize("content", ["name = ", "\x00"])
def test_a_profile_that_is_not_toml_is_refused_in_a_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_profile(profile(tmp_path, content))


def test_a_profile_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(Refused, match="cn-macro"):
        read_profile("cn-marco")


@pytest.mark.parametrize("name", [file.stem for file in PROFILES.glob("*.toml")])
def test_every_profile_that_comes_with_the_console_has_no_faults(name: str) -> None:
    assert read_profile(name).name == name


def test_the_national_series_load_with_their_vintages_and_restatements(tmp_path: Path) -> None:
    rows = [
        ("cpi", "value", "2023-01", 102.1, "index (prior-year month = 100)", "2023-02-10"),
        ("exports", "ytd_value", "2023-02", 506.3, "USD billion", "2023-03-07"),
        ("exports", "yoy", "2023-02", -6.8, "%", "2023-03-07"),
        ("manufacturing_pmi", "nonmfg", "2023-02", 56.3, "diffusion index (50 = no change)", "2023-03-01"),
        ("money_supply", "m2_level", "2023-02", 2_755_249.23, "RMB 100 million", "2023-03-10"),
        ("social_financing", "rmb_loans", "2023-02", 18_100.0, "RMB 100 million (monthly increment)", "2023-03-10"),
        ("retail_sales", "value", "2023-03", 37_855.0, "RMB 100 million", "2023-04-18"),
        ("retail_sales", "value", "2023-03", 37_860.0, "RMB 100 million", "2023-05-16"),
        ("retail_sales", "value", "2023-04", 34_910.0, "RMB 100 million", "2023-05-16"),
    ]
    names = ("indicator", "measure", "period", "value", "unit", "vintage")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    file = written(tmp_path / "macro.parquet", {**columns, "region": ["CN"] * len(rows), "commit": ["0"] * len(rows)})
    store = empty_store(tmp_path)
    apply_catalogue(store, read_catalogue(CATALOGUES / "lixian-2023"))
    before = contents(store)
    assert load(store, file, profile="cn-macro").status == "refused"
    assert contents(store) == before
    loaded = load(store, file, profile="cn-macro", register=True)
    assert loaded.status == "loaded", loaded.as_json()
    assert len(loaded.snapshots) == 6
    assert loaded.registered == ("cpi", "exports", "non_manufacturing_pmi", "m2", "social_financing_loans")
    found = kept(
        store,
        "select indicator, measure, value, unit, place from readings where indicator <> 'retail_sales' order by all",
    )
    assert [row[:2] for row in found] == [
        ("cpi", "month"), ("exports", "month_yoy"), ("exports", "ytd"), ("m2", "stock"),
        ("non_manufacturing_pmi", "month"), ("social_financing_loans", "month"),
    ]  # fmt: skip
    assert [row[2] for row in found] == pytest.approx([102.1, -6.8, 5063.0, 2_755_249.23, 56.3, 18_100.0])
    assert {row[4] for row in found} == {"100000"}
    restated = kept(store, "select indicator, period, old_value, new_value from revisions order by all")
    assert restated == [("retail_sales", month(2023, 3), 37_855.0, 37_860.0)]


def test_a_profile_that_cannot_be_opened_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read_profile(str(tmp_path))
    assert "Errno" not in str(refusal.value.sentence)
