"""Counties are ranked at one period only, what is not comparable is named, and only what adds up is added up."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console import units
from console.cli import run
from console.county import Wanted, choose
from console.drill.across import Across, Known, known_across
from console.overview import overview
from console.standing import Light
from console.store import apply_catalogue, withdraw
from console.store.embedded import EmbeddedStore
from console.targets import Comparator, Kind, Target
from tests.counties import (
    FIRST,
    GROWTH_ONLY,
    NAMES,
    OTHER_UNIT,
    SECOND,
    SILENT,
    catalogue,
    city,
    reported,
)
from tests.stores import month

LEVEL, GROWTH, INCOME = "T1", "T2", "T3"
APRIL, MAY = month(2023, 4), month(2023, 5)


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return city(tmp_path)


def known(store: EmbeddedStore, target_id: str, county: str = FIRST, known_at: int | None = None) -> Known:
    choose(Wanted(county))
    try:
        with store.read() as generation:
            seen = overview(generation)
            assert seen is not None
            line = seen.find(target_id)
            assert line is not None
            found = known_across(generation, line, seen, known_at)
    finally:
        choose(Wanted())
    assert found is not None
    return found


def reasons(across: Across) -> dict[str, str]:
    return {county.county: county.why_not.said_in("en") for county in across.missing if county.why_not}


def rows(store: EmbeddedStore, query: str) -> list[tuple[Any, ...]]:
    with store.read() as generation:
        return [tuple(row.values()) for row in generation.rows(query)]


def test_the_period_that_most_counties_have_reported_is_shown_first(store: EmbeddedStore) -> None:
    found = known(store, LEVEL)
    assert found.usual == APRIL
    assert found.periods == tuple(month(2023, number) for number in range(1, 6))


def test_counties_are_ranked_at_one_period_by_their_own_figures(store: EmbeddedStore) -> None:
    first, second = known(store, LEVEL).at(APRIL).ranked
    assert [(one.county, one.rank, one.value, one.target, one.share) for one in (first, second)] == [
        (FIRST, 1, 40, 100, 0.4), (SECOND, 2, 25, 50, 0.5),
    ]  # fmt: skip
    assert (first.light, first.as_of) == (Light.ON_TRACK, date(2023, 5, 20))
    assert [one.county for one in known(store, LEVEL).at(MAY).ranked] == [SECOND]


def test_every_county_that_is_not_ranked_is_named_with_the_reason(store: EmbeddedStore) -> None:
    assert reasons(known(store, LEVEL).at(APRIL)) == {
        SILENT: "no 2023 figure",
        OTHER_UNIT: "counts in 万元",
        GROWTH_ONLY: "growth on the year only",
    }
    assert reasons(known(store, LEVEL).at(MAY))[FIRST] == "no 2023-05 yet (newest: 2023-04)"


def test_counties_of_another_year_are_named_and_not_compared(store: EmbeddedStore) -> None:
    apply_catalogue(store, catalogue("990009", 2022))
    reported(store, "990009", [90, 95, 99], year=2022)
    found = known(store, LEVEL).at(APRIL)
    assert reasons(found)["990009"] == "no targets for 2023"
    assert found.city is not None
    assert (found.city.counted, found.city.counties) == (2, 6)


def test_the_city_is_the_sum_of_the_counties_that_reported(store: EmbeddedStore) -> None:
    total = known(store, LEVEL).at(APRIL).city
    assert total is not None
    assert (total.value, total.counted, total.counties, total.target, total.targets) == (65, 2, 5, 150, 2)
    assert total.share == pytest.approx(65 / 150)


@pytest.mark.parametrize("target_id", [GROWTH, INCOME])
def test_what_does_not_add_up_has_no_city_figure(store: EmbeddedStore, target_id: str) -> None:
    for county in NAMES:
        reported(store, county, [1000.0] * 4, indicator="income")
    found = known(store, target_id).at(APRIL)
    assert len(found.ranked) >= 3
    assert found.city is None


def test_growth_is_ranked_with_its_distance_to_each_countys_own_target(store: EmbeddedStore) -> None:
    found = known(store, GROWTH).at(APRIL)
    assert [(one.county, one.rank, one.value, one.gap) for one in found.ranked] == [
        (GROWTH_ONLY, 1, 9.0, 2.0), (FIRST, 2, 8.0, 1.0), (SECOND, 3, 6.5, -0.5),
    ]  # fmt: skip


def test_a_county_that_looks_from_another_unit_sees_its_own_unit_compared(store: EmbeddedStore) -> None:
    found = known(store, LEVEL, OTHER_UNIT).at(APRIL)
    assert [one.county for one in found.ranked] == [OTHER_UNIT]
    assert reasons(found)[FIRST] == "counts in 亿元"


def test_where_nobody_reports_in_ones_own_unit_all_are_named_with_the_reason(store: EmbeddedStore) -> None:
    withdraw(store, 3, "wrong unit")
    found = known(store, LEVEL, OTHER_UNIT)
    assert found.usual == APRIL
    assert found.at(APRIL).ranked == ()
    assert reasons(found.at(APRIL))[FIRST] == "counts in 亿元"
    assert (found.at(APRIL).city, found.adds_up) == (None, True)


def test_equal_counties_share_a_rank_and_the_next_one_is_skipped(store: EmbeddedStore) -> None:
    reported(store, SILENT, [5, 10, 20, 25])
    reported(store, GROWTH_ONLY, [1, 1, 1, 1])
    assert [one.rank for one in known(store, LEVEL).at(APRIL).ranked] == [1, 2, 2, 4]


def test_the_lowest_is_first_where_every_county_promised_a_ceiling(store: EmbeddedStore) -> None:
    def ceiling(target: Target) -> Target:
        return (
            replace(target, kind=Kind.CEILING, comparator=Comparator.AT_MOST) if target.target_id == LEVEL else target
        )

    def promise_ceiling(county: str) -> list[str]:
        promised = catalogue(county)
        apply_catalogue(store, replace(promised, targets=tuple(map(ceiling, promised.targets))))
        return [one.county for one in known(store, LEVEL).at(APRIL).ranked]

    assert promise_ceiling(FIRST) == [FIRST, SECOND]
    assert promise_ceiling(SECOND) == [SECOND, FIRST]


def test_counties_are_compared_as_it_was_known_at_an_earlier_snapshot(store: EmbeddedStore) -> None:
    reported(store, FIRST, [10, 20, 30, 15])
    assert [one.county for one in known(store, LEVEL).at(APRIL).ranked] == [SECOND, FIRST]
    then = known(store, LEVEL, known_at=2).at(APRIL)
    assert [(one.county, one.value, one.light) for one in then.ranked] == [
        (FIRST, 40, Light.ON_TRACK), (SECOND, 25, Light.ON_TRACK),
    ]  # fmt: skip


def test_a_withdrawn_file_is_not_compared(store: EmbeddedStore) -> None:
    withdraw(store, 2, "wrong unit")
    found = known(store, LEVEL).at(APRIL)
    assert [one.county for one in found.ranked] == [FIRST]
    assert found.city is not None
    assert found.city.counted == 1


def test_analysts_read_the_same_ranks_and_sums(store: EmbeddedStore) -> None:
    assert rows(
        store,
        "select county, rank, ranked, value, share from across_counties"
        " where indicator = 'output' and measure = 'ytd' and unit = '亿元' and period = '2023-04-30' order by rank",
    ) == [(FIRST, 1, 2, 40, 0.4), (SECOND, 2, 2, 25, 0.5)]
    assert rows(
        store,
        "select indicator, measure, value, counted, missing_zh from city_totals"
        " where unit = '亿元' and period = '2023-04-30' order by all",
    ) == [("output", "ytd", 65, 2, ["丙县", "丁县", "戊县"])]


def test_only_levels_of_money_and_of_things_counted_add_up(store: EmbeddedStore) -> None:
    some = [
        ("ytd", "亿元", "总产值"), ("stock", "家", "规模工业企业"), ("ytd", "万人次", "游客"),
        ("month", "百万元", "税收"), ("ytd", "million yuan", "Revenue"), ("ytd", "%", "占比"),
        ("ytd_yoy", "亿元", "总产值"), ("rank", "", "位次"), ("ytd", "元", "工资"), ("ytd", "万元/亩", "税收"),
        ("ytd", "万元", "人均产值"), ("stock", "微克/立方米", "细颗粒物"), ("ytd", "指数", "价格"),
        ("ytd", "万元", "Output per head"), ("ytd", "分", "得分"), ("ytd", "个百分点", "提高"), ("ytd", "", "大桥"),
    ]  # fmt: skip
    asked = "select adds_up($measure, $unit, $name, $name) as told"
    with store.read() as generation:
        told = [generation.rows(asked, measure=m, unit=u, name=n)[0]["told"] for m, u, n in some]
    assert told == [True] * 5 + [False] * 12


def test_every_unit_that_adds_up_is_a_unit_that_a_catalogue_may_use(store: EmbeddedStore) -> None:
    """Rates, prices, ranks, indices and scores are in the table of units; none of them is let through."""
    with store.read() as generation:
        for unit in units._PLAIN:
            adds = generation.rows("select adds_up('ytd', $unit, '', '') as told", unit=unit)[0]["told"]
            assert not adds or units.kind_of(unit) in {
                "count",
                "area",
                "mass",
                "energy",
                "electricity",
                "length",
                "volume",
            }


def test_status_says_whose_each_target_is_where_there_are_several_counties(
    store: EmbeddedStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "status", "--store", str(store.path)]) == 0
    several = capsys.readouterr().out
    assert run(["--lang", "en", "status", "--county", SECOND, "--store", str(store.path)]) == 0
    alone = capsys.readouterr().out
    assert all(f"{county} 2023" in several for county in NAMES)
    assert f"{SECOND} 2023" not in alone
    assert "T1" in alone
