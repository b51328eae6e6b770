"""The invented figures themselves, before any store: they add up, agree with each other and never change."""

from collections import Counter
from datetime import date

import pytest

from console.demo import sample_catalogue
from console.demo.chance import apportion, chance, pick
from console.demo.entries import Entries, in_chinese
from console.demo.readings import Key, Readings
from console.demo.story import Story, read_story
from console.periods import month_end
from console.targets import Kind, Target

pytestmark = pytest.mark.once

SEPTEMBER = date(2023, 9, 30)


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story()


@pytest.fixture(scope="module")
def targets(story: Story) -> dict[str, Target]:
    return {target.target_id: target for target in sample_catalogue(story).targets}


@pytest.fixture(scope="module")
def readings(story: Story, targets: dict[str, Target]) -> Readings:
    return Readings(story, targets)


@pytest.fixture(scope="module")
def entries(story: Story, targets: dict[str, Target], readings: Readings) -> Entries:
    return Entries(story, targets, readings.moves)


def _of(readings: Readings, target: Target, measure: str) -> dict[date, float]:
    known = readings.known(target.target_id, SEPTEMBER)
    return {key.period: value for key, value in known.items()
            if key.measure == measure and key.place == target.place and not key.dimension}  # fmt: skip


def test_chance_is_the_same_on_every_machine() -> None:
    assert chance("示例", 1) == pytest.approx(0.6934842, abs=1e-7)
    assert 0 <= chance(date(2023, 9, 30)) < 1


def test_a_pick_follows_the_weights() -> None:
    picked = Counter(pick([1, 3], "weights", turn) for turn in range(4000))
    assert 2.6 < picked[1] / picked[0] < 3.4


@pytest.mark.parametrize(("total", "weights"), [(10, [1, 1, 1]), (0, [2, 5]), (-7, [3, 4, 5]), (99, [0.1, 0.2, 0.7])])
def test_parts_add_up_to_the_whole(total: int, weights: list[float]) -> None:
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert all(abs(part - total * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))


def test_numbers_are_written_as_enterprises_are_numbered() -> None:
    assert [in_chinese(number) for number in (0, 7, 10, 12, 20, 35, 100, 108, 110, 312)] == [
        "零", "七", "十", "十二", "二十", "三十五", "一百", "一百零八", "一百一十", "三百一十二",
    ]  # fmt: skip


def test_every_breakdown_adds_up_to_its_total_exactly(
    story: Story, targets: dict[str, Target], readings: Readings
) -> None:
    told = {key: value for target_id in targets for key, value in readings.known(target_id, SEPTEMBER).items()}
    parts: dict[Key, Counter[str]] = {}
    for key, value in told.items():
        if key.dimension or key.place != story.county:
            whole = key._replace(place=story.county, dimension="", member="")
            parts.setdefault(whole, Counter())[key.dimension or "town"] += round(value * 10_000)
    for target_id in {name for names in story.breakdowns.values() for name in names}:
        target = targets[target_id]
        level = "stock" if target.kind is Kind.STOCK else "ytd"
        for period in _of(readings, target, level):
            whole = Key(target.indicator, story.county, "", "", level, period)
            split = {name for name in ("town", "industry", "bank") if target_id in story.breakdowns[name]}
            assert dict(parts[whole]) == dict.fromkeys(split, round(told[whole] * 10_000)), (target_id, period)


@pytest.mark.parametrize("target_id", ["M4", "M5"])
def test_nominal_growth_follows_from_the_levels(target_id: str, targets: dict[str, Target], readings: Readings) -> None:
    levels, growth = (_of(readings, targets[target_id], measure) for measure in ("ytd", "ytd_yoy"))
    compared = 0
    for period, level in levels.items():
        last = levels.get(date(period.year - 1, period.month, 28 if period.month == 2 else period.day))
        if last:
            assert growth[period] == pytest.approx(100 * (level / last - 1), abs=0.05)
            compared += 1
    assert compared == 19


def test_real_growth_does_not_follow_from_the_levels(targets: dict[str, Target], readings: Readings) -> None:
    levels = _of(readings, targets["M2"], "ytd")
    nominal = 100 * (levels[SEPTEMBER] / levels[date(2022, 9, 30)] - 1)
    assert abs(_of(readings, targets["M2"], "ytd_yoy")[SEPTEMBER] - nominal) > 1


def test_months_add_up_to_the_running_total_and_january_is_missing(
    targets: dict[str, Target], readings: Readings
) -> None:
    totals, months = (_of(readings, targets["A1"], measure) for measure in ("ytd", "month"))
    assert not [period for period in totals if period.month == 1]
    assert not [period for period in months if period.month < 3]
    own = sum(value for period, value in months.items() if period.year == 2023)
    assert totals[date(2023, 2, 28)] + own == pytest.approx(totals[SEPTEMBER])


def test_output_and_income_come_by_quarter(targets: dict[str, Target], readings: Readings) -> None:
    for target_id in ("M1", "M6"):
        assert {period.month for period in _of(readings, targets[target_id], "ytd_yoy")} <= {3, 6, 9, 12}


def test_stocks_begin_with_last_december(targets: dict[str, Target], readings: Readings) -> None:
    for target in targets.values():
        if target.kind is Kind.STOCK:
            assert date(2022, 12, 31) in _of(readings, target, "stock"), target.target_id


def test_batches_come_late_in_the_year(targets: dict[str, Target], readings: Readings) -> None:
    for target_id in ("E7", "T2", "T4"):
        figures = _of(readings, targets[target_id], "ytd")
        assert {period.month for period in figures} == {10, 11, 12}
        assert figures[date(2022, 12, 31)] > figures[date(2022, 10, 31)]


def test_parts_of_a_target_never_exceed_it(targets: dict[str, Target], readings: Readings) -> None:
    for target in targets.values():
        if target.parent and target.kind is Kind.NEW_COUNT:
            whole = _of(readings, targets[target.parent], "ytd")
            assert all(value <= whole[period] for period, value in _of(readings, target, "ytd").items())


def test_a_restated_month_was_first_told_differently(targets: dict[str, Target], readings: Readings) -> None:
    key = Key(targets["M3"].indicator, targets["M3"].place, "", "", "ytd_yoy", date(2023, 6, 30))
    assert [readings.known("M3", month_end(date(2023, month, 1)))[key] for month in (7, 8, 9)] == [8.7, 8.3, 8.3]


def test_the_lists_hold_as_many_entries_as_the_count_says_but_for_one(
    story: Story, targets: dict[str, Target], readings: Readings, entries: Entries
) -> None:
    missing = {}
    for target_id in story.listings:
        target = targets[target_id]
        listed = Counter(entry.event for entry in entries.known(target_id, SEPTEMBER))
        gone = listed.pop("left", 0)
        short = _of(readings, target, target.measure.value)[SEPTEMBER] - listed.total() + gone
        if short:
            missing[target_id] = short
    assert missing == {"T5": 2}


def test_some_entries_come_without_evidence(story: Story, entries: Entries) -> None:
    listed = [entry for target_id in story.listings for entry in entries.known(target_id, SEPTEMBER)]
    unproven = sum(entry.evidence is None for entry in listed)
    assert 0.05 < unproven / len(listed) < 0.2


def test_every_invented_name_says_that_it_is_an_example(story: Story, entries: Entries) -> None:
    for target_id in story.listings:
        assert all(entry.name.startswith("示例") for entry in entries.known(target_id, SEPTEMBER))


def test_a_part_lists_entries_of_the_whole(entries: Entries) -> None:
    for part, whole in (("I2", "I1"), ("E9", "E8")):
        listed = {(entry.entry_id, entry.name, entry.event) for entry in entries.known(whole, SEPTEMBER)}
        assert {(entry.entry_id, entry.name, entry.event) for entry in entries.known(part, SEPTEMBER)} <= listed
