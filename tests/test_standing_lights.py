"""Which light wins: done, final, overdue, not due, too early, or the pace; and how a light changes."""

from datetime import date

import pytest

from console.periods import month_end
from console.standing import Evidence, Freshness, Light, Standing, stand
from console.targets import MEASURE_OF_KIND, Comparator, Kind, Panel, Release, Target

OCTOBER = date(2023, 10, 15)


def target(kind: Kind, value: float | None, comparator: Comparator = Comparator.AT_LEAST, unit: str = "亿元") -> Target:
    measure, end = MEASURE_OF_KIND[kind], date(2023, 12, 31)
    return Target("X", "x", "430723", kind, comparator, value, unit, end, Panel.GROWTH, "甲", "A", measure)


def at(year: int, **months: float) -> dict[date, float]:
    """Return the readings of a year: m9=60 is September."""
    return {month_end(date(year, int(name[1:]), 1)): value for name, value in months.items()}


MONTHLY = tuple(
    Release("r", month_end(date(2023, month, 1)), date(2023 + month // 12, month % 12 + 1, 20))
    for month in range(1, 13)
)
BATCH = (Release("batch", date(2023, 11, 30), date(2023, 12, 10)),)
VOLUME = target(Kind.VOLUME, 460)


def said(standing: Standing) -> str:
    return standing.reason.said_in("en")


def test_only_periods_that_have_ended_count() -> None:
    readings = at(2023, m8=200, m9=255)
    assert stand(VOLUME, Evidence(readings), date(2023, 9, 29)).actual == 200
    assert stand(VOLUME, Evidence(readings), date(2023, 9, 30)).actual == 255
    any_day = {date(2023, 9, 1): 255.0}
    assert stand(VOLUME, Evidence(any_day), OCTOBER).period == date(2023, 9, 30)


def test_late_figures_make_the_light_overdue_however_good_they_were() -> None:
    found = stand(VOLUME, Evidence(at(2023, m8=400), releases=MONTHLY), date(2023, 11, 1))
    assert (found.light, found.freshness, found.days_late) == (Light.OVERDUE, Freshness.OVERDUE, 12)
    assert said(found) == "the figure for September was due on 20 October and is 12 days late"
    assert found.actual == 400


def test_done_stays_done_when_later_figures_are_late() -> None:
    found = stand(VOLUME, Evidence(at(2023, m8=461), releases=MONTHLY), date(2023, 11, 1))
    assert (found.light, found.freshness) == (Light.DONE, Freshness.OVERDUE)


def test_a_broken_ceiling_stays_broken_when_later_figures_are_late() -> None:
    ceiling = target(Kind.CEILING, 100, Comparator.AT_MOST)
    found = stand(ceiling, Evidence(at(2023, m8=101), releases=MONTHLY), date(2023, 11, 1))
    assert found.light is Light.BEHIND


def test_before_the_first_release_nothing_is_due() -> None:
    found = stand(VOLUME, Evidence(at(2022, m12=400), releases=MONTHLY), date(2023, 2, 10))
    assert (found.light, found.due, found.actual) == (Light.NOT_DUE, date(2023, 3, 20), None)
    assert said(found) == "nothing is due before 20 March"


def test_without_figures_or_calendar_there_is_no_data() -> None:
    assert stand(VOLUME, Evidence(), OCTOBER).light is Light.NO_DATA
    assert stand(VOLUME, Evidence(at(2022, m9=300, m12=400)), OCTOBER).light is Light.NO_DATA


def test_counts_recognised_in_batches_are_not_due_rather_than_behind() -> None:
    net = target(Kind.NET_INCREASE, 10, unit="家")
    early = stand(net, Evidence(at(2023, m9=1), releases=BATCH), OCTOBER)
    assert early.light is Light.NOT_DUE
    assert said(early).endswith("nothing is due before 10 December")
    assert stand(net, Evidence(at(2023, m9=9), releases=BATCH), OCTOBER).light is Light.ON_TRACK
    assert stand(net, Evidence(releases=BATCH), OCTOBER).light is Light.NOT_DUE
    assert stand(net, Evidence(at(2023, m9=1), releases=BATCH), date(2023, 12, 11)).light is Light.OVERDUE


@pytest.mark.parametrize("kind", [Kind.VOLUME, Kind.NEW_COUNT, Kind.NET_INCREASE, Kind.GROWTH, Kind.STOCK, Kind.RATIO])
def test_the_first_two_months_are_only_watched(kind: Kind) -> None:
    february = stand(target(kind, 460), Evidence(at(2023, m2=-5)), date(2023, 3, 25))
    assert february.light is Light.WATCH
    assert said(february).endswith("too early to judge in the first two months")


def test_the_last_figure_of_the_year_settles_it() -> None:
    missed = stand(VOLUME, Evidence(at(2023, m12=455)), date(2023, 12, 31))
    assert (missed.light, said(missed)) == (
        Light.BEHIND, "the year ended at 45.5 billion yuan, 500 million yuan away from the target of 46 billion yuan",
    )  # fmt: skip
    met = stand(target(Kind.GROWTH, 8, unit="%"), Evidence(at(2023, m12=8.0)), date(2024, 1, 25))
    assert (met.light, said(met)) == (Light.DONE, "the year ended at 8%: the target of 8% is met")
    rank = target(Kind.RANK, 30, Comparator.RANK_WITHIN, "名")
    assert stand(rank, Evidence(at(2023, m12=31)), date(2024, 1, 25)).light is Light.BEHIND


def test_after_the_deadline_a_figure_that_is_still_to_come_is_waited_for() -> None:
    evidence = Evidence(at(2023, m11=440), releases=MONTHLY)
    assert stand(VOLUME, evidence, date(2024, 1, 10)).light is Light.ON_TRACK
    assert stand(VOLUME, evidence, date(2024, 1, 21)).light is Light.OVERDUE


def test_after_the_deadline_without_a_calendar_the_last_figure_is_the_verdict() -> None:
    assert stand(VOLUME, Evidence(at(2023, m11=440)), date(2024, 1, 10)).light is Light.BEHIND


def test_a_light_gets_worse_only_beyond_half_a_point_and_better_at_once() -> None:
    growth = target(Kind.GROWTH, 8, unit="%")

    def light(actual: float, previous: Light | None) -> Light:
        return stand(growth, Evidence(at(2023, m9=actual)), OCTOBER, previous).light

    assert light(7.6, None) is Light.SLOW
    assert light(7.6, Light.ON_TRACK) is Light.ON_TRACK
    assert light(7.5, Light.ON_TRACK) is Light.ON_TRACK
    assert light(7.4, Light.ON_TRACK) is Light.SLOW
    assert light(6.6, Light.SLOW) is Light.SLOW
    assert light(6.4, Light.SLOW) is Light.BEHIND
    assert light(8.0, Light.BEHIND) is Light.ON_TRACK
    assert light(7.6, Light.OVERDUE) is Light.SLOW


def test_a_deadline_in_mid_year_is_the_end_of_the_way() -> None:
    half = Target(
        "X", "x", "430723", Kind.VOLUME, Comparator.AT_LEAST, 100, "亿元", date(2023, 6, 30), Panel.CAPITAL, "甲", "A",
        MEASURE_OF_KIND[Kind.VOLUME],
    )  # fmt: skip
    assert stand(half, Evidence(at(2023, m3=50)), date(2023, 4, 20)).expected == 50
    assert stand(half, Evidence(at(2023, m6=99)), date(2023, 7, 20)).light is Light.BEHIND
    assert stand(half, Evidence(at(2023, m5=99, m7=120)), date(2023, 8, 20)).light is Light.BEHIND


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_a_target_without_a_finite_value_is_unassessed(value: float | None) -> None:
    assert stand(target(Kind.VOLUME, value), Evidence(at(2023, m9=5)), OCTOBER).light is Light.UNASSESSED


def test_figures_that_are_no_numbers_are_left_out() -> None:
    readings = at(2023, m8=300, m9=float("nan")) | at(2022, m8=float("inf"), m12=400)
    found = stand(VOLUME, Evidence(readings), OCTOBER)
    assert (found.period, found.actual, found.seasons) == (date(2023, 8, 31), 300, 0)
