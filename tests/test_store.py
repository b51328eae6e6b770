"""What a store keeps: catalogues and their versions, standings as known then, withdrawals, and its own soundness."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from console.faults import Refused
from console.standing import Standing
from console.store import apply_catalogue, apply_to, check, info, named, snapshots, standings, withdraw
from console.store.embedded import EmbeddedStore
from console.targets import Place
from tests.stores import (
    COUNTY,
    TOWN,
    empty_store,
    hand_in,
    load,
    month,
    months,
    output,
    small_catalogue,
    small_store,
)

SEPTEMBER = date(2023, 9, 20)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")


def actual(store: EmbeddedStore, known_at: int | None = None, target_id: str = "T1") -> float | None:
    with store.read() as generation:
        found = standings(generation, COUNTY, 2023, SEPTEMBER, known_at)
    return next(stood.standing.actual for stood in found if stood.target.target_id == target_id)


_HISTORY = "select * from standing where target_id = 'T1' order by generation, snapshot_id nulls last, as_of"


def versions(store: EmbeddedStore, target_id: str) -> list[tuple[int, float | None, bool]]:
    with store.read() as generation:
        rows = generation.rows(
            "select * from target where target_id = $target_id order by version", target_id=target_id
        )
    return [(row["version"], row["value"], row["dropped"]) for row in rows]


def test_a_catalogue_is_applied_with_everything_it_says(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    applied = apply_catalogue(store, small_catalogue())
    assert (applied.generation, applied.added) == (1, 3)
    with store.read() as generation:
        known = generation.vocabulary()
        found = standings(generation)
    assert set(known.indicators) == {"output", "loans", "hospital"}
    assert known.indicators["output"].highest == 1e6
    assert known.places[COUNTY].aliases == ("全县",)
    assert TOWN in known.places
    assert (known.county, known.year) == (COUNTY, 2023)
    assert [stood.target for stood in found] == list(small_catalogue().targets)


def test_the_same_catalogue_twice_changes_nothing(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    applied = apply_catalogue(store, small_catalogue())
    assert (applied.generation, applied.unchanged) == (None, 3)
    assert "nothing was changed" in str(applied.sentence)
    assert store.version() == 1


def test_only_what_changed_gets_a_new_version(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    changed = replace(small_catalogue(), targets=(output(120), *small_catalogue().targets[2:]))
    applied = apply_catalogue(store, changed)
    assert (applied.added, applied.changed, applied.dropped, applied.unchanged) == (0, 1, 1, 1)
    assert versions(store, "T1") == [(1, 100, False), (2, 120, False)]
    assert versions(store, "T2") == [(1, 8, False), (2, 8, True)]
    assert versions(store, "T3") == [(1, None, False)]
    apply_catalogue(store, small_catalogue())
    assert versions(store, "T2") == [(1, 8, False), (2, 8, True), (3, 8, False)]


def test_a_new_order_is_no_new_version(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    turned = replace(small_catalogue(), targets=tuple(reversed(small_catalogue().targets)))
    applied = apply_catalogue(store, turned)
    assert (applied.changed, applied.unchanged) == (0, 3)
    with store.read() as generation:
        assert [row["target_id"] for row in generation.rows(named("panels/overview"), county=COUNTY, year=2023)] == [
            "T3",
            "T2",
            "T1",
        ]


def test_the_target_in_force_then_is_the_one_that_is_measured_then(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    first = load(store, months("output", 2023, [10, 20]))
    apply_catalogue(store, replace(small_catalogue(), targets=(output(120), *small_catalogue().targets[1:])))
    with store.read() as generation:
        then = standings(generation, COUNTY, 2023, SEPTEMBER, first)
        now = standings(generation, COUNTY, 2023, SEPTEMBER)
    assert (then[0].target.value, then[0].target.version) == (100, 1)
    assert (now[0].target.value, now[0].target.version) == (120, 2)


def test_a_plan_that_was_withdrawn_no_longer_counts(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    apply_catalogue(store, replace(small_catalogue(), plan=()))
    with store.read() as generation:
        values = {"county": COUNTY, "year": 2023, "target_id": "T2"}
        assert generation.rows(named("drill/plan"), **values, known_at=None) == []


def test_catalogues_of_two_counties_stand_side_by_side(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    place = Place("880001", "邻县", "Lin County", "county", "")
    target = replace(output(50), place="880001")
    neighbour = replace(
        small_catalogue(), county="880001", name="lin-2023", places=(place,), targets=(target,), plan=(), stages=()
    )
    apply_catalogue(store, neighbour)
    load(store, months("output", 2023, [10, 20]))
    load(store, months("output", 2023, [1, 2], "880001"), county="880001")
    with store.read() as generation:
        assert [stood.standing.actual for stood in standings(generation, "880001", 2023, SEPTEMBER)] == [2]
        assert {row["county"] for row in generation.rows("select county from standings order by all")} == {
            COUNTY,
            "880001",
        }
    assert actual(store) == 20
    assert info(store)["catalogues"] == ["lin-2023", "made-up-2023"]


def test_registered_indicators_stay_when_a_catalogue_is_applied(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    with store.write("register") as draft:
        draft.run(
            "insert into indicator values"
            " ($county, 2023, 'extra', '另', 'extra', '', '', '', null, null, '', true, null, null)",
            county=COUNTY,
        )
        draft.publish()
    apply_catalogue(store, small_catalogue(replace(output(5), target_id="T9")))
    with store.read() as generation:
        assert generation.vocabulary().registered == {"extra"}


def test_a_load_settles_standings_for_every_new_snapshot(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    with store.write("load two") as draft:
        hand_in(draft, months("output", 2023, [10]))
        hand_in(draft, months("output", 2023, [10, 20]))
        draft.settle(SEPTEMBER)
        draft.publish()
    with store.read() as generation:
        history = generation.rows(_HISTORY)
        assert [(row["snapshot_id"], row["actual"]) for row in history] == [(None, None), (1, 10), (2, 20)]
        newest = generation.rows(named("panels/overview"), county=COUNTY, year=2023)[0]
    assert (newest["actual"], newest["as_of"]) == (20, SEPTEMBER)
    assert check(store) == []


def test_standings_come_with_the_figure_before_the_trail_and_the_source(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2022, range(1, 13)))
    load(store, months("output", 2023, [10, 20, 30]), "march.parquet")
    with store.read() as generation:
        stood = standings(generation, COUNTY, 2023, SEPTEMBER)[0]
    assert (stood.previous, stood.trail[-3:], len(stood.trail)) == (20, (10, 20, 30), 12)
    assert (stood.actual_snapshot, stood.file, stood.source) == (2, "march.parquet", "统计局")


def test_a_date_hides_the_figures_of_later_months(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20, 30]))
    with store.read() as generation:
        stood = standings(generation, COUNTY, 2023, date(2023, 3, 10))[0]
    assert (stood.standing.actual, stood.standing.period) == (20, month(2023, 2))


def test_an_earlier_year_tells_how_far_the_others_scatter(tmp_path: Path) -> None:
    again = replace(output(90), target_id="T9", indicator="hospital", name_en="another total")
    store = empty_store(tmp_path)
    apply_catalogue(store, small_catalogue(again))
    for year, grown in ((2021, 1.0), (2022, 1.2)):
        load(store, months("output", year, [grown * m**1.1 for m in range(1, 13)]))
    load(store, months("hospital", 2022, [float(7 * m) for m in range(1, 13)]))
    load(store, months("output", 2023, [1, 2.1, 3.5]) + months("hospital", 2023, [7.0, 15.5, 22.5]))
    with store.read() as generation:
        found = {stood.target.target_id: stood.standing for stood in standings(generation, as_of=date(2023, 4, 10))}
    assert found["T9"].confidence == "low"


def test_known_at_shows_what_was_known_then(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    first = load(store, months("output", 2023, [10, 20]))
    second = load(store, months("output", 2023, [10, 25, 30]))
    assert actual(store, first) == 20
    assert actual(store, second) == 30
    assert actual(store) == 30


def test_a_withdrawn_file_is_gone_from_now_on_but_not_from_what_was_known(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    first = load(store, months("output", 2023, [10, 20]))
    second = load(store, months("output", 2023, [10, 25, 30]))
    generation = withdraw(store, second, "wrong unit", "tester")
    third = load(store, months("loans", 2023, [1.0]))
    assert actual(store) == 20
    assert actual(store, second) == 30
    assert actual(store, third) == 20
    assert actual(store, first) == 20
    withdrawn = snapshots(store)[1]
    assert (withdrawn["status"], withdrawn["withdrawn_generation"]) == ("withdrawn", generation)
    assert (withdrawn["withdrawn_by"], withdrawn["withdrawn_reason"]) == ("tester", "wrong unit")
    assert info(store)["readings"] == 6
    assert check(store) == []


def test_withdrawing_rebuilds_the_current_reading(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    second = load(store, months("output", 2023, [10, 25, 30]) + months("loans", 2023, [1.0]))
    withdraw(store, second)
    with store.read() as generation:
        kept = generation.rows("select period, value, snapshot_id from current order by series_id")
    assert kept == [{"period": month(2023, 2), "value": 20.0, "snapshot_id": 1}]


def test_an_older_period_that_is_restated_leaves_the_current_reading(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20, 30]))
    load(store, months("output", 2023, [11]))
    with store.read() as generation:
        kept = generation.rows("select period, value, snapshot_id from current order by series_id")
    assert kept == [{"period": month(2023, 3), "value": 30.0, "snapshot_id": 1}]


def test_an_unknown_or_withdrawn_snapshot_cannot_be_withdrawn(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    first = load(store, months("output", 2023, [10, 20]))
    with pytest.raises(Refused, match="no snapshot 7"):
        withdraw(store, 7)
    withdraw(store, first)
    before = store.version()
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(store, first)
    assert store.version() == before


def test_a_question_about_a_snapshot_that_is_not_there_is_refused(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    with store.read() as generation, pytest.raises(Refused, match="no snapshot 7"):
        standings(generation, known_at=7)


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        ("update current set value = value + 1", "current reading differs"),
        ("delete from current", "current reading differs"),
        ("delete from reading_here where row = 1", "was loaded with 2 rows but holds 1"),
        ("update reading_here set snapshot_id = 77 where row = 1", "snapshot 77, which is unknown"),
        ("update reading_here set series_id = 77 where row = 1", "series 77, which is unknown"),
        ("insert into series select * from series", "is there twice"),
        ("update standing set actual = actual + 1", "stored standing of 1 target of"),
        ("delete from standing where target_id = 'T3'", "stored standing of 1 target of"),
    ],
)
def test_check_finds_what_was_spoilt(tmp_path: Path, spoil: str, finding: str) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    assert check(store) == []
    with store.write("spoil") as draft:
        draft.run(spoil)
        draft.publish()
    assert any(finding in str(sentence) for sentence in check(store))


def test_info_says_what_the_store_holds(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    told = info(store)
    assert (told["generation"], told["snapshots"], told["readings"], told["sample"]) == (2, 1, 2, False)
    assert told["published_by"] == "tester"
    assert told["bytes"] > 0
    assert info(empty_store(tmp_path / "other"))["generation"] is None


def test_everything_in_a_standing_is_kept(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    with store.read() as generation:
        columns = {row["column_name"] for row in generation.rows("describe standing")}
    kept = {field.name for field in fields(Standing)}
    missing = {name for name in kept if name not in columns and f"{name}_zh" not in columns}
    assert missing == set()


def test_a_sample_can_be_built_in_one_draft(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    with store.write("sample") as draft:
        apply_to(draft, small_catalogue())
        for number in (1, 2):
            snapshot = hand_in(draft, months("output", 2023, range(1, number + 1)))
            draft.settle(month(2023, number + 1), [snapshot])
        draft.run(named("store/set_meta"), name="sample", value="yes")
        draft.publish()
    with store.read() as generation:
        history = generation.rows(_HISTORY)
    assert [(row["as_of"], row["actual"]) for row in history] == [(month(2023, 2), 1), (month(2023, 3), 2)]
    assert check(store) == []
