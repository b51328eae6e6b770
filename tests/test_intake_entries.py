"""Loading entries (明细): the enterprises, projects and loans behind a count or a sum."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console.intake import load
from console.store.embedded import EmbeddedStore
from tests.handed_in import entries, kept, only_fault, rules
from tests.stores import COUNTY, TOWN, small_store

pytestmark = pytest.mark.once

ENTRIES = """
select row, county, indicator, entry_id, name, place, industry, event, day, amount, evidence from entry order by row
"""


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return small_store(tmp_path)


def test_entries_are_loaded_with_amounts_in_the_unit_of_the_store(store: EmbeddedStore, tmp_path: Path) -> None:
    file = entries(
        tmp_path / "e.parquet", amount=[12_000.0, None], unit=["万元", "亿元"], industry=["食品", None],
        evidence=["证照 1\n证照 2", ""],
    )  # fmt: skip
    loaded = load(store, file, source="市场监管局")
    assert (loaded.status, loaded.rows, loaded.new_series) == ("loaded", 2, 0)
    day, amount = date(2023, 3, 1), pytest.approx(1.2)
    assert kept(store, ENTRIES) == [
        (1, COUNTY, "output", "E1", "甲公司", TOWN, "食品", "entered", day, amount, "证照 1 证照 2"),
        (2, COUNTY, "output", "E2", "乙公司", TOWN, None, "entered", date(2023, 4, 15), None, None),
    ]
    assert kept(store, "select form, rows from snapshot order by all") == [("entries", 2)]
    assert kept(store, "select count(*) from series order by all") == [(0,)]


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """One store for all refusals: none of them may change it."""
    return small_store(tmp_path_factory.mktemp("unchanged"))


@pytest.mark.parametrize(
    ("columns", "rule", "column", "rows"),
    [
        ({"entry_id": ["E1", "E1"]}, "duplicate_key", "", (1, 2)),
        ({"entry_id": ["E1", None]}, "empty_cell", "entry_id", (2,)),
        ({"name": ["", "乙公司"]}, "empty_cell", "name", (1,)),
        ({"name": ["甲\x07公司", "乙公司"]}, "unreadable_text", "name", (1,)),
        ({"name": ["甲公司".encode("gbk"), b"x"]}, "not_utf8", "name", (1,)),
        ({"event": ["entered", "x" * 300]}, "too_long", "event", (2,)),
        ({"date": ["2023-03-01", "2023-02-30"]}, "bad_date", "date", (2,)),
        ({"date": [None, "2023-02-28"]}, "empty_cell", "date", (1,)),
        ({"amount": [1.0, float("nan")]}, "non_finite", "amount", (2,)),
        ({"amount": ["1", "2"]}, "wrong_type", "amount", ()),
        ({"amount": [1.0, 2.0], "unit": ["%", "亿元"]}, "unit_of_another_kind", "unit", (1,)),
        ({"place": ["南镇", TOWN]}, "unknown_place", "place", (1,)),
        ({"event": None}, "missing_column", "event", ()),
    ],
)
def test_each_fault_of_an_entry_names_its_column_and_rows(
    unchanged: EmbeddedStore, tmp_path: Path, columns: dict[str, Any], rule: str, column: str, rows: tuple[int, ...]
) -> None:
    fault = only_fault(load(unchanged, entries(tmp_path / "e.parquet", **columns)))
    assert (fault.rule, fault.column, fault.rows) == (rule, column, rows)


def test_the_same_enterprise_may_enter_and_leave(store: EmbeddedStore, tmp_path: Path) -> None:
    file = entries(tmp_path / "e.parquet", entry_id=["E1", "E1"], event=["entered", "left"])
    assert load(store, file).status == "loaded"


def test_all_faults_of_entries_are_told_at_once(store: EmbeddedStore, tmp_path: Path) -> None:
    file = entries(tmp_path / "e.parquet", indicator=["?", "output"], date=["2023-03-01", "soon"], event=None)
    assert rules(load(store, file)) == ["bad_date", "missing_column", "unknown_indicator"]
