"""Hand-worked standings of every kind of target and every comparator."""

from datetime import date

import pytest

from console.periods import month_end
from console.standing import Event, Evidence, Light, Rule, Standing, counts, stand
from console.targets import MEASURE_OF_KIND, Comparator, Kind, Measure, Panel, Stage, Target

YEAR_END = date(2023, 12, 31)
OCTOBER = date(2023, 10, 15)


def target(
    kind: Kind,
    value: float | None,
    unit: str = "亿元",
    comparator: Comparator = Comparator.AT_LEAST,
    *,
    target_id: str = "X",
    measure: Measure | None = None,
    upper: float | None = None,
    tolerance: float | None = None,
    start: float | None = None,
    peers: int | None = None,
    limits: tuple[float | None, float | None] = (None, None),
    parent: str = "",
) -> Target:
    return Target(
        target_id, "x", "430723", kind, comparator, value, unit, YEAR_END, Panel.GROWTH, "甲", "A",
        measure or MEASURE_OF_KIND[kind], upper=upper, tolerance=tolerance, start=start, peers=peers,
        slow_at=limits[0], behind_at=limits[1], parent=parent,
    )  # fmt: skip


def at(year: int, **months: float) -> dict[date, float]:
    """Return the readings of a year: m9=60 is September."""
    return {month_end(date(year, int(name[1:]), 1)): value for name, value in months.items()}


def september(wanted: Target, actual: float, **evidence: dict[date, float]) -> Standing:
    """Return the standing in October of a target whose newest figure is September's."""
    earlier = evidence.pop("earlier", {})
    return stand(wanted, Evidence(at(2023, m9=actual) | earlier, **evidence), OCTOBER)  # type: ignore[arg-type]


def said(standing: Standing) -> str:
    return standing.reason.said_in("en")


# --- running totals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "light"),
    [(345.0, "on_track"), (340.4, "on_track"), (340.3, "slow"), (310.5, "slow"), (310.4, "behind"), (0.0, "behind")],
)
def test_a_volume_by_time_alone_is_slow_from_one_point_and_behind_below_nine_tenths(actual: float, light: str) -> None:
    found = september(target(Kind.VOLUME, 460), actual)
    assert (found.light, found.expected, found.expected_rule) == (light, 345.0, Rule.LINEAR)
    assert found.pace_pp == pytest.approx(100 * (actual - 345) / 460)
    assert found.gap == pytest.approx(actual - 460)


def test_the_season_of_earlier_years_goes_before_time_alone_which_stays_beside_it() -> None:
    earlier = at(2021, m9=255, m12=400) | at(2022, m9=240, m12=430)
    found = september(target(Kind.VOLUME, 520), 255, earlier=earlier)
    share = (255 / 400 + 240 / 430) / 2
    assert (found.expected_rule, found.seasons, found.expected_linear) == (Rule.SEASONAL, 2, 390.0)
    assert found.expected == pytest.approx(520 * share)
    assert found.pace_pp == pytest.approx(100 * (255 / 520 - share))
    assert said(found) == (
        "49% of the year's target is done, 10.7 points behind schedule (by the season of earlier years)"
    )
    assert found.light is Light.BEHIND


def test_a_back_loaded_season_keeps_green_what_time_alone_would_call_behind() -> None:
    earlier = at(2021, m9=120, m12=400) | at(2022, m9=130, m12=430)
    found = september(target(Kind.VOLUME, 460), 140, earlier=earlier)
    assert found.light is Light.ON_TRACK
    assert found.linear_pp is not None
    assert found.linear_pp < -40


def test_an_approved_plan_goes_before_the_season() -> None:
    earlier = at(2021, m9=255, m12=400) | at(2022, m9=240, m12=430)
    found = september(target(Kind.VOLUME, 500), 380, earlier=earlier, plan=at(2023, m9=400, m12=500))
    assert (found.expected, found.expected_rule, found.light) == (400, Rule.PLAN, Light.SLOW)
    assert "the approved monthly plan" in said(found)


def test_a_plan_by_quarters_is_read_between_its_points() -> None:
    plan = at(2023, m3=90, m6=180, m12=480)
    assert september(target(Kind.VOLUME, 480), 330, plan=plan).expected == pytest.approx(330)
    early = stand(target(Kind.VOLUME, 480), Evidence(at(2023, m1=30), plan=plan), date(2023, 2, 10))
    assert early.expected == pytest.approx(30)


def test_a_single_earlier_year_is_named_as_such() -> None:
    found = september(target(Kind.VOLUME, 500), 300, earlier=at(2022, m9=240, m12=400))
    assert (found.expected, found.seasons, found.confidence) == (300.0, 1, "low")
    assert "one earlier year only" in said(found)


def test_a_reached_volume_is_done_before_the_year_ends() -> None:
    found = september(target(Kind.VOLUME, 460), 460)
    assert (found.light, found.outlook, found.probability, found.required) == ("done", "likely", 1.0, 0.0)
    assert said(found) == "the target of 46 billion yuan is reached: 46 billion yuan"


def test_what_the_months_left_must_bring_stands_beside_last_year() -> None:
    found = september(target(Kind.VOLUME, 460), 255, earlier=at(2022, m9=240, m12=430))
    assert found.required == pytest.approx((460 - 255) / 3)
    assert found.required_reason is not None
    assert found.required_reason.said_in("en") == (
        "the last 3 months must bring 6.83 billion yuan a month; last year they brought 6.33 billion yuan a month"
    )


def test_a_small_count_is_not_short_while_less_than_one_whole_is_missing() -> None:
    quarter = Evidence(at(2023, m3=0))
    found = stand(target(Kind.NEW_COUNT, 3, "家"), quarter, date(2023, 4, 20))
    assert (found.light, found.expected) == (Light.ON_TRACK, 0.75)
    assert stand(target(Kind.NEW_COUNT, 5, "家"), quarter, date(2023, 4, 20)).light is Light.BEHIND
    assert stand(target(Kind.VOLUME, 3), quarter, date(2023, 4, 20)).light is Light.BEHIND


def test_counts_need_whole_numbers_more() -> None:
    found = september(target(Kind.NEW_COUNT, 20, "个"), 13)
    assert found.required_reason is not None
    assert found.required_reason.said_in("en") == "the last 3 months must bring 7 more"
    assert found.light is Light.BEHIND


def test_the_targets_own_limits_replace_those_of_its_kind() -> None:
    yinchuan = target(Kind.VOLUME, 100, limits=(10.0, 30.0))
    lights = [september(yinchuan, actual).light for actual in (65.0, 64.9, 45.0, 44.9)]
    assert lights == [Light.ON_TRACK, Light.SLOW, Light.SLOW, Light.BEHIND]


def test_a_net_increase_below_zero_is_behind_from_april_and_never_a_ratio() -> None:
    net = target(Kind.NET_INCREASE, 35, "家")
    found = stand(net, Evidence(at(2023, m4=-1)), date(2023, 5, 10))
    assert (found.light, said(found)) == (Light.BEHIND, "net change so far is negative: -1")
    plan = at(2023, m3=-2, m12=35)
    planned = stand(net, Evidence(at(2023, m3=-1), plan=plan), date(2023, 4, 10))
    assert planned.light is Light.ON_TRACK
    assert "%" not in said(planned)


def test_a_net_increase_that_was_negative_in_earlier_years_is_paced_by_addition() -> None:
    earlier = at(2021, m9=-5, m12=30) | at(2022, m9=3, m12=34)
    found = september(target(Kind.NET_INCREASE, 35, "家"), 2, earlier=earlier)
    assert (found.expected, found.expected_rule) == (35 - 33, Rule.SEASONAL)
    assert found.light is Light.ON_TRACK


def test_a_reached_net_increase_may_still_fall_and_is_not_done() -> None:
    assert september(target(Kind.NET_INCREASE, 35, "家"), 36).light is Light.ON_TRACK


@pytest.mark.parametrize(
    ("actual", "light"), [(70.0, "on_track"), (76.0, "on_track"), (80.0, "slow"), (83.0, "behind"), (101.0, "behind")]
)
def test_a_ceiling_on_a_total_is_at_risk_when_it_is_used_up_faster_than_the_year(actual: float, light: str) -> None:
    found = september(target(Kind.CEILING, 100, comparator=Comparator.AT_MOST), actual)
    assert found.light == light
    assert found.gap == pytest.approx(100 - actual)
    assert found.pace_pp == pytest.approx(75 - actual)


def test_a_broken_ceiling_is_behind_even_in_january() -> None:
    broken = stand(
        target(Kind.CEILING, 100, comparator=Comparator.AT_MOST), Evidence(at(2023, m1=101)), date(2023, 2, 5)
    )
    assert (broken.light, broken.probability) == (Light.BEHIND, 0.0)
    assert "exceeded by 100 million yuan" in said(broken)


@pytest.mark.parametrize("measure", [Measure.STOCK, Measure.YTD_YOY])
def test_a_ceiling_on_a_level_is_broken_or_kept(measure: Measure) -> None:
    ceiling = target(Kind.CEILING, 3.0, "%", Comparator.AT_MOST, measure=measure)
    assert september(ceiling, 3.0).light is Light.ON_TRACK
    assert september(ceiling, 3.1).light is Light.BEHIND


@pytest.mark.parametrize(
    ("actual", "light"), [(300.0, "behind"), (345.0, "on_track"), (401.0, "behind"), (490.0, "behind")]
)
def test_about_holds_a_total_from_both_sides(actual: float, light: str) -> None:
    about = target(Kind.VOLUME, 460, comparator=Comparator.ABOUT, tolerance=10)
    assert september(about, actual).light == light


def test_a_range_is_met_only_inside_when_the_year_is_over() -> None:
    inside = target(Kind.VOLUME, 400, comparator=Comparator.RANGE, upper=450)
    lights = [stand(inside, Evidence(at(2023, m12=v)), date(2024, 1, 20)).light for v in (399.0, 400.0, 450.0, 451.0)]
    assert lights == [Light.BEHIND, Light.DONE, Light.DONE, Light.BEHIND]


# --- rates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "light"), [(8.0, "on_track"), (7.9, "slow"), (7.0, "slow"), (6.9, "behind"), (-2.0, "behind")]
)
def test_growth_is_a_gap_in_points_and_never_a_share_of_the_target(actual: float, light: str) -> None:
    found = september(target(Kind.GROWTH, 8, "%"), actual)
    assert found.light == light
    assert found.pace_pp == pytest.approx(actual - 8)
    assert (found.expected, found.expected_rule, found.progress) == (8.0, Rule.TARGET, None)


def test_growth_says_what_the_rest_of_the_year_must_do_and_what_earlier_years_did() -> None:
    levels = at(2022, m9=300, m12=400) | at(2021, m9=280, m12=400)
    earlier = at(2022, m9=6.0, m12=7.0)
    found = september(target(Kind.GROWTH, 8, "%"), 5.0, levels=levels, earlier=earlier)
    assert found.required == pytest.approx((8 - 0.75 * 5) / 0.25)
    best = (7.0 - 0.7 * 6.0) / 0.3
    assert found.required_reason is not None
    assert found.required_reason.said_in("en") == (
        f"the last 3 months must grow by 17%, above the best of {best:.1f}% in the same months of earlier years"
    )


def test_growth_weighs_the_months_alike_and_says_so_when_levels_are_unknown() -> None:
    found = september(target(Kind.GROWTH, 8, "%"), 5.0)
    assert found.required == pytest.approx((8 - 0.75 * 5) / 0.25)
    assert found.required_reason is not None
    assert "months weighed alike" in found.required_reason.said_in("en")


def test_growth_may_follow_a_plan() -> None:
    plan = at(2023, m6=5.0, m9=6.0, m12=8.0)
    found = september(target(Kind.GROWTH, 8, "%"), 6.2, plan=plan)
    assert (found.light, found.expected, found.expected_rule) == (Light.ON_TRACK, 6.0, Rule.PLAN)
    assert said(found) == "growth of 6.2% is 0.2 points above the 6% planned for now"


@pytest.mark.parametrize(
    ("comparator", "lights"),
    [
        (Comparator.ABOUT, ["behind", "slow", "on_track", "on_track", "slow", "behind"]),
        (Comparator.EXACTLY, ["behind", "behind", "behind", "behind", "behind", "behind"]),
        (Comparator.AT_MOST, ["on_track", "on_track", "on_track", "slow", "slow", "behind"]),
    ],
)
def test_growth_by_every_comparator(comparator: Comparator, lights: list[str]) -> None:
    wanted = target(Kind.GROWTH, 6.0, "%", comparator)
    assert [september(wanted, actual).light for actual in (4.9, 5.2, 5.5, 6.5, 7.0, 7.1)] == lights
    assert september(wanted, 6.0).light is Light.ON_TRACK


def test_a_range_of_growth_is_green_inside() -> None:
    wanted = target(Kind.GROWTH, 5.0, "%", Comparator.RANGE, upper=6.0)
    assert [september(wanted, actual).light for actual in (4.5, 5.0, 6.0, 6.5, 7.5)] == [
        Light.SLOW, Light.ON_TRACK, Light.ON_TRACK, Light.SLOW, Light.BEHIND,
    ]  # fmt: skip


@pytest.mark.parametrize(("actual", "light"), [(5.5, "on_track"), (4.4, "slow"), (3.4, "behind"), (6.7, "slow")])
def test_a_relative_target_follows_the_other_actual(actual: float, light: str) -> None:
    wanted = target(Kind.RELATIVE, None, "个百分点", Comparator.RELATIVE, tolerance=1.0)
    found = september(wanted, actual, against=at(2023, m9=5.5))
    assert (found.light, found.target) == (light, 5.5)


def test_a_relative_target_may_ask_for_no_less_than_the_other() -> None:
    wanted = target(Kind.RELATIVE, None, "个百分点")
    assert september(wanted, 7.5, against=at(2023, m9=5.5)).light is Light.ON_TRACK
    found = september(wanted, 5.0, against=at(2023, m9=5.5))
    assert (found.light, found.target) == (Light.SLOW, 5.5)
    assert said(found) == "growth of 5% is 0.5 points below the 5.5% it is compared with"


def test_a_relative_target_compares_the_newest_period_that_both_have() -> None:
    wanted = target(Kind.RELATIVE, None, "个百分点", Comparator.RELATIVE, tolerance=1.0)
    found = stand(wanted, Evidence(at(2023, m6=5.0, m9=9.0), against=at(2023, m6=5.2)), OCTOBER)
    assert (found.period, found.actual, found.light) == (date(2023, 6, 30), 5.0, Light.ON_TRACK)


def test_a_relative_target_without_the_other_figure_is_not_judged() -> None:
    wanted = target(Kind.RELATIVE, None, "个百分点", Comparator.RELATIVE, tolerance=1.0)
    assert stand(wanted, Evidence(at(2023, m9=5.0)), OCTOBER).light is Light.NO_DATA


# --- levels -----------------------------------------------------------------------------------------------------------


def test_an_unplanned_stock_says_how_many_more_and_is_not_paced_by_time() -> None:
    found = september(target(Kind.STOCK, 130, "家", start=90), 112)
    assert (found.light, found.pace_pp, found.expected_rule) == (Light.BEHIND, None, Rule.TARGET)
    assert said(found) == "18 more needed: 112 of 130"
    june = stand(target(Kind.STOCK, 130, "家", start=90), Evidence(at(2023, m6=92)), date(2023, 7, 10))
    assert (june.light, june.expected_linear) == (Light.SLOW, 110.0)
    assert june.progress == pytest.approx(0.05)


def test_a_stock_starts_from_last_december_before_the_catalogues_start() -> None:
    found = september(target(Kind.STOCK, 130, "家", start=90), 120, earlier=at(2022, m12=100))
    assert found.progress == pytest.approx(20 / 30)


def test_a_stock_that_fell_below_its_start_is_behind_from_april() -> None:
    found = stand(target(Kind.STOCK, 130, "家", start=90), Evidence(at(2023, m5=89)), date(2023, 6, 10))
    assert found.light is Light.BEHIND
    assert "fewer than the 90 at the start of the year" in said(found)


def test_a_stock_follows_its_plan_or_the_path_of_two_earlier_years() -> None:
    planned = september(target(Kind.STOCK, 130, "家", start=90), 114, plan=at(2023, m9=114, m12=130))
    assert (planned.light, planned.expected_rule) == (Light.ON_TRACK, Rule.PLAN)
    earlier = at(2020, m12=40) | at(2021, m9=50, m12=60) | at(2022, m9=70, m12=90)
    paced = september(target(Kind.STOCK, 130, "家"), 100, earlier=earlier)
    assert paced.expected == pytest.approx(90 + 40 * (10 / 20 + 10 / 30) / 2)
    assert (paced.expected_rule, paced.light) == (Rule.SEASONAL, Light.BEHIND)


def test_a_reached_stock_must_hold_to_the_end_of_the_year() -> None:
    found = september(target(Kind.STOCK, 130, "家"), 131)
    assert found.light is Light.ON_TRACK
    assert "must hold" in said(found)


@pytest.mark.parametrize(("actual", "light"), [(12.0, "on_track"), (10.8, "slow"), (10.7, "behind")])
def test_a_ratio_is_its_last_value_against_the_target(actual: float, light: str) -> None:
    found = september(target(Kind.RATIO, 12, "万元/亩"), actual)
    assert (found.light, found.required) == (light, None)


@pytest.mark.parametrize(("actual", "light"), [(30, "on_track"), (31, "slow"), (44, "slow"), (45, "behind")])
def test_a_rank_counts_places_to_the_line(actual: float, light: str) -> None:
    found = september(target(Kind.RANK, 30, "名", Comparator.RANK_WITHIN, peers=140), actual)
    assert (found.light, found.gap) == (light, 30 - actual)


def test_places_are_counted_in_words() -> None:
    wanted = target(Kind.RANK, 30, "名", Comparator.RANK_WITHIN, peers=140)
    assert said(september(wanted, 31)) == "in place 31, one place short of the top 30"
    assert said(september(wanted, 33)) == "in place 33, 3 places short of the top 30"


# --- milestones and promises ------------------------------------------------------------------------------------------

STAGES = (
    Stage("X", "start", "开工", "Work begins", date(2023, 3, 31)),
    Stage("X", "roof", "封顶", "Roof on", date(2023, 8, 31), 2.0),
    Stage("X", "opening", "通车", "Opening", date(2023, 12, 20)),
)
BUILT = target(Kind.MILESTONE, None, "", Comparator.DONE)


@pytest.mark.parametrize(
    ("day", "light", "words"),
    [
        (date(2023, 7, 15), "on_track", "1 of 3 stages done; stage “Roof on” is due on 31 August"),
        (date(2023, 8, 11), "on_track", "1 of 3 stages done; stage “Roof on” is due in 20 days"),
        (date(2023, 8, 31), "on_track", "1 of 3 stages done; stage “Roof on” is due today"),
        (date(2023, 9, 1), "slow", "stage “Roof on” was due on 31 August and is 1 day late"),
        (date(2023, 9, 30), "slow", "stage “Roof on” was due on 31 August and is 30 days late"),
        (date(2023, 10, 1), "behind", "stage “Roof on” was due on 31 August and is 31 days late"),
        (date(2024, 1, 2), "behind", "not done by 31 December 2023, 2 days ago"),
    ],
)
def test_a_milestone_follows_its_stages(day: date, light: str, words: str) -> None:
    found = stand(BUILT, Evidence(stages=STAGES, events=(Event(date(2023, 3, 20), "start"),)), day)
    assert (found.light, said(found)) == (light, words)


def test_stages_are_weighed() -> None:
    found = stand(BUILT, Evidence(stages=STAGES, events=(Event(date(2023, 3, 20), "start"),)), date(2023, 9, 10))
    assert (found.progress, found.expected_progress, found.pace_pp) == (0.25, 0.75, -50.0)
    assert found.expected_rule is Rule.STAGES


def test_done_needs_evidence_and_a_day_that_has_come() -> None:
    day = date(2023, 9, 10)
    proven = Event(day, "done", evidence="验收意见书")
    assert stand(BUILT, Evidence(events=(proven,)), day).light is Light.DONE
    assert stand(BUILT, Evidence(events=(proven,)), date(2023, 9, 9)).light is Light.NO_DATA
    claimed = stand(BUILT, Evidence(events=(Event(day, "done"),)), day)
    assert (claimed.light, said(claimed)) == (Light.WATCH, "reported as done, but no evidence has been handed in")


def test_a_first_of_its_kind_is_done_when_one_is_counted() -> None:
    first = target(Kind.MILESTONE, 1, "家")
    assert september(first, 1).light is Light.DONE
    waiting = september(first, 0)
    assert (waiting.light, said(waiting)) == (Light.WATCH, "0 of 1 so far, due on 31 December")
    assert stand(first, Evidence(at(2023, m11=0)), date(2023, 12, 5)).light is Light.SLOW
    assert stand(first, Evidence(at(2023, m12=0)), date(2024, 1, 5)).light is Light.BEHIND


def test_a_milestone_without_stages_or_news_has_no_data() -> None:
    assert stand(BUILT, Evidence(), OCTOBER).light is Light.NO_DATA


def test_a_promise_in_words_is_unassessed_until_it_is_proven() -> None:
    promise = target(Kind.QUALITATIVE, None, "", Comparator.DONE)
    assert stand(promise, Evidence(), OCTOBER).light is Light.UNASSESSED
    assert stand(promise, Evidence(), date(2024, 2, 1)).light is Light.UNASSESSED
    event = Event(date(2023, 9, 1), "done", evidence="省级认定文件")
    assert stand(promise, Evidence(events=(event,)), OCTOBER).light is Light.DONE


# --- counting ---------------------------------------------------------------------------------------------------------


def test_every_target_counts_once_and_a_child_beside_its_parent() -> None:
    parent = september(target(Kind.NEW_COUNT, 20, "个", target_id="I1"), 20)
    child = september(target(Kind.NEW_COUNT, 3, "个", target_id="I2", parent="I1"), 3)
    promise = stand(target(Kind.QUALITATIVE, None, "", Comparator.DONE, target_id="A8"), Evidence(), OCTOBER)
    found = counts([parent, child, promise, parent])
    assert found[Light.DONE] == 2
    assert found[Light.UNASSESSED] == 1
    assert sum(found.values()) == 3
    assert set(found) == set(Light)
