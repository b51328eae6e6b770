"""The views that people read, and the queries of the screens: every one of them runs, and says what it should."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from console.places import QUERIES
from console.store import every_query, in_folder, named, withdraw
from console.store.embedded import EmbeddedStore
from tests.stores import COUNTY, TOWN, hand_in, hand_in_entries, load, month, months, small_store

VALUES: dict[str, object] = {
    "known_at": None, "county": COUNTY, "year": 2023, "target_id": "T1", "indicator": "output", "place": COUNTY,
    "measure": "ytd", "dimension": "", "member": "", "period": month(2023, 2), "until": month(2023, 12),
    "series": [1, 2], "snapshot_id": 1, "as_of": date(2023, 9, 20), "generation": 2,
    "table": "reading", "indicators": ["output"], "measures": ["ytd"], "periods": [month(2023, 2)],
}  # fmt: skip
OUTPUT = {name: VALUES[name] for name in ("county", "indicator", "place", "measure", "dimension", "member", "known_at")}
MINE = ("views", "comments", "store", "standing", "checks", "panels", "drill")


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan["children"]:
        yield from steps(child)


def asked_by(query: str) -> set[str]:
    return set(re.findall(r"\$([a-z_0-9]+)", query))


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """Make a store with two files, the second of which restates February and adds March."""
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]) + months("output", 2023, [4, 8], TOWN), "first.parquet")
    load(
        store, [("output", COUNTY, "ytd", month(2023, m), v) for m, v in ((1, 10), (2, 21), (3, 30))], "second.parquet"
    )
    return store


def test_every_query_begins_by_saying_what_it_is_for() -> None:
    for name in every_query():
        first = named(name).splitlines()[0]
        assert re.fullmatch(r"-- \S.{9,}", first), name


OF_POSTGRESQL = (
    "lake/call", "lake/forget_kept", "lake/grants", "lake/listen", "lake/make_answers", "lake/take_back",
    "lake/wait_for_commits",
)  # fmt: skip
"""Which are asked of PostgreSQL itself and are not in DuckDB's SQL, beside those that psycopg fills in."""


def test_every_query_is_one_statement_and_every_answer_has_an_order() -> None:
    for name in every_query():
        text = named(name)
        if name in OF_POSTGRESQL or re.search(r"%s|%\(", text):
            continue
        assert len(duckdb.extract_statements(text)) == 1 or name.startswith("comments/"), name
        if name.split("/")[0] in ("store", "panels", "drill", "checks", "standing") and "\nselect" in text.lower():
            changes = re.search(r"^(insert|update|delete|merge)", text, re.MULTILINE)
            assert changes or "order by" in text.lower(), name


def asks(name: str) -> bool:
    return re.search(r"^(select|with|from)\b", named(name), re.MULTILINE) is not None and "insert into" not in named(
        name
    )


@pytest.mark.parametrize(
    "name", [n for n in every_query() if n.split("/")[0] in ("panels", "drill", "checks") and asks(n)]
)
def test_every_question_is_answered(store: EmbeddedStore, name: str) -> None:
    with store.read() as generation:
        generation.rows(named(name), **{value: VALUES.get(value) for value in asked_by(named(name))})


@pytest.mark.parametrize("known_at", [None, 1])
def test_every_drill_is_answered_as_known_then(store: EmbeddedStore, known_at: int | None) -> None:
    with store.read() as generation:
        for name in filter(asks, in_folder("drill")):
            values = {value: VALUES.get(value) for value in asked_by(named(name))} | {"known_at": known_at}
            generation.rows(named(name), **{value: values.get(value) for value in asked_by(named(name))})


def test_every_view_and_every_column_says_what_it_means(store: EmbeddedStore) -> None:
    people = {
        "readings", "standings", "entries", "revisions", "freshness", "targets", "snapshots", "across_counties",
        "city_totals",
    }  # fmt: skip
    with store.read() as generation:
        views = generation.rows("select view_name, comment from duckdb_views() where not internal order by all")
        columns = generation.rows("select table_name, column_name, comment from duckdb_columns() order by all")
    assert {view["view_name"] for view in views} >= people
    bare = [view["view_name"] for view in views if view["view_name"] in people and not view["comment"]]
    bare += [f"{c['table_name']}.{c['column_name']}" for c in columns if c["table_name"] in people and not c["comment"]]
    assert bare == []
    assert all(" / " in c["comment"] for c in columns if c["table_name"] in people)


def test_readings_gives_the_newest_value_with_names_unit_and_source(store: EmbeddedStore) -> None:
    with store.read() as generation:
        found = generation.rows("select * from readings where place = $place order by period", place=COUNTY)
    assert [row["value"] for row in found] == [10, 21, 30]
    february = found[1]
    assert (february["indicator_zh"], february["place_en"], february["unit"]) == ("总产值", "Xu County", "亿元")
    assert (february["snapshot_id"], february["file"], february["source"]) == (2, "second.parquet", "统计局")


def test_revisions_tells_what_was_changed_and_not_what_was_said_again(store: EmbeddedStore) -> None:
    with store.read() as generation:
        found = generation.rows("select * from revisions order by period")
    assert [(row["period"], row["old_value"], row["new_value"], row["change"]) for row in found] == [
        (month(2023, 2), 20, 21, 1)
    ]
    assert [(row["old_snapshot"], row["new_snapshot"]) for row in found] == [(1, 2)]


def test_a_withdrawn_file_counts_in_no_view(store: EmbeddedStore) -> None:
    withdraw(store, 2, "wrong month")
    with store.read() as generation:
        found = generation.rows("select value from readings where place = $place order by period", place=COUNTY)
        assert [row["value"] for row in found] == [10, 20]
        assert generation.rows("select * from revisions") == []
        lineage = generation.rows(
            named("drill/lineage"), **{**OUTPUT, "period": month(2023, 2)}
        )  # fmt: skip
    assert [(row["snapshot_id"], row["snapshot_status"], row["value"], row["row"]) for row in lineage] == [
        (2, "withdrawn", 21, 2), (1, "loaded", 20, 2),
    ]  # fmt: skip
    assert lineage[0]["withdrawn_reason"] == "wrong month"


def test_a_reading_that_was_withdrawn_is_still_known_at_its_own_snapshot(store: EmbeddedStore) -> None:
    withdraw(store, 2, "wrong month")
    with store.read() as generation:
        then = generation.rows("select value from readings_at(2) where place = $place order by period", place=COUNTY)
        now = generation.rows("select value from readings where place = $place order by period", place=COUNTY)
    assert [row["value"] for row in then] == [10, 21, 30]
    assert [row["value"] for row in now] == [10, 20]


def test_an_analyst_asks_for_what_was_known_at_a_snapshot(store: EmbeddedStore) -> None:
    with store.read() as generation:
        first = generation.rows("select value from readings_at(1) where place = $place order by period", place=COUNTY)
        second = generation.rows("select value from readings_at(2) where place = $place order by period", place=COUNTY)
        stood = generation.rows("select target_id, actual, light from standings_at(1) order by position")
        now = generation.rows("select target_id, actual from standings_at(2) order by position")
    assert [row["value"] for row in first] == [10, 20]
    assert [row["value"] for row in second] == [10, 21, 30]
    assert (stood[0]["target_id"], stood[0]["actual"], now[0]["actual"]) == ("T1", 20, 30)


def test_readings_are_what_a_later_counted_snapshot_left_of_them(store: EmbeddedStore) -> None:
    load(store, months("output", 2023, [11, 21, 30, 41]), "restated.parquet")
    load(store, months("output", 2024, [7]), "apart.parquet")
    with store.read() as generation:
        seen = generation.rows(
            "select period, value, file from readings where indicator = 'output' and place = '990001'"
            " and year(period) >= 2023 order by period"
        )
        changed = generation.rows(
            "select period, old_value, new_value from revisions where new_file = 'restated.parquet'"
        )
    assert [row["value"] for row in seen] == [11, 21, 30, 41, 7]
    assert [row["file"] for row in seen] == ["restated.parquet"] * 4 + ["apart.parquet"]
    assert [(row["old_value"], row["new_value"]) for row in changed] == [(10, 11)]


def test_a_filter_on_readings_reaches_the_scan(store: EmbeddedStore) -> None:
    with store.read() as generation:
        plan = generation.rows("explain (format json) select * from readings where place = '990001101'")
    scans = [step for step in steps(json.loads(plan[0]["explain_value"])[0]) if "SCAN" in step["name"]]
    assert any("990001101" in str(scan["extra_info"]) for scan in scans)


def test_the_overview_has_every_target_in_its_order_with_where_it_stands(store: EmbeddedStore) -> None:
    with store.read() as generation:
        found = generation.rows(named("panels/overview"), county=COUNTY, year=2023)
        viewed = generation.rows("select * from standings order by position")
    assert [row["target_id"] for row in found] == ["T1", "T2", "T3"]
    first = found[0]
    assert (first["actual"], first["period"], first["previous"], first["trail"]) == (
        30,
        month(2023, 3),
        21,
        [10, 21, 30],
    )
    assert (first["file"], first["snapshot_id"], first["agency"]) == ("second.parquet", 2, "统计局")
    assert first["reason_zh"]
    assert first["reason_en"]
    assert [(row["target_id"], row["light"]) for row in viewed] == [(row["target_id"], row["light"]) for row in found]


def test_freshness_says_how_late_a_figure_is(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]), as_of=date(2023, 4, 20))
    with store.read() as generation:
        found = generation.rows("select * from freshness where target_id = 'T1'")
    assert (found[0]["newest_period"], found[0]["due"], found[0]["days_late"]) == (month(2023, 2), date(2023, 4, 15), 5)


def test_entries_shows_the_newest_state_of_each(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    entry: dict[str, object] = {
        "indicator": "hospital", "entry_id": "H1", "name": "县医院", "place": TOWN, "industry": None,
        "event": "started", "day": date(2023, 2, 1), "amount": None, "evidence": "photo",
    }  # fmt: skip
    with store.write("load") as draft:
        hand_in_entries(draft, [entry])
        hand_in_entries(
            draft, [{**entry, "day": date(2023, 2, 3)}, {**entry, "event": "done", "day": date(2023, 9, 1)}]
        )
        hand_in(draft, months("output", 2023, [10]))
        draft.settle(date(2023, 9, 20))
        draft.publish()
    with store.read() as generation:
        found = generation.rows("select event, day, place_zh from entries order by day")
        drilled = generation.rows(
            named("drill/entries"), county=COUNTY, indicator="hospital", place=COUNTY, known_at=None
        )
        earlier = generation.rows(named("drill/entries"), county=COUNTY, indicator="hospital", place=TOWN, known_at=1)
        reason = generation.rows("select light from standings where target_id = 'T3'")[0]["light"]
    assert [(row["event"], row["day"]) for row in found] == [("started", date(2023, 2, 3)), ("done", date(2023, 9, 1))]
    assert [row["event"] for row in drilled] == ["done", "started"]
    assert [row["day"] for row in earlier] == [date(2023, 2, 1)]
    assert reason == "done"


def test_the_folders_of_queries_hold_nothing_else() -> None:
    assert {path.suffix for path in QUERIES.rglob("*") if path.is_file()} == {".sql"}
    assert all((QUERIES / folder).is_dir() for folder in MINE)
