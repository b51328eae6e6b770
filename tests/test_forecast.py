"""The forecast of the year's end: probabilities against tables, hand-worked years, and the coverage of its interval."""

import math
import random
from datetime import date

import pytest

from console.periods import month_end
from console.standing import Evidence, Outlook, Standing, stand
from console.standing.student import NORMAL, arrivals_below, arrivals_quantile, incomplete_beta, t_below, t_quantile
from console.targets import MEASURE_OF_KIND, Comparator, Kind, Panel, Target

YEAR_END = date(2023, 12, 31)
OCTOBER = date(2023, 10, 15)


def target(kind: Kind, value: float, unit: str = "亿元", comparator: Comparator = Comparator.AT_LEAST) -> Target:
    measure = MEASURE_OF_KIND[kind]
    return Target("X", "x", "430723", kind, comparator, value, unit, YEAR_END, Panel.GROWTH, "甲", "A", measure)


def at(year: int, **months: float) -> dict[date, float]:
    """Return the readings of a year: m9=60 is September."""
    return {month_end(date(year, int(name[1:]), 1)): value for name, value in months.items()}


@pytest.mark.parametrize(
    ("p", "freedom", "t"),
    [
        (0.90, 1, 3.0776835),
        (0.90, 2, 1.8856181),
        (0.90, 3, 1.6377444),
        (0.90, 4, 1.5332063),
        (0.95, 1, 6.3137515),
        (0.95, 10, 1.8124611),
        (0.975, 2, 4.3026527),
        (0.975, 5, 2.5705818),
        (0.975, 30, 2.0422725),
        (0.995, 1, 63.6567412),
        (0.995, 4, 4.6040949),
        (0.90, NORMAL, 1.2815516),
        (0.975, NORMAL, 1.9599640),
    ],
)
def test_student_quantiles_agree_with_the_printed_tables(p: float, freedom: float, t: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(t, abs=1e-6)
    assert t_below(t, freedom) == pytest.approx(p, abs=1e-7)
    assert t_quantile(1 - p, freedom) == pytest.approx(-t, abs=1e-6)


@pytest.mark.parametrize("t", [-50.0, -3.0, -0.5, 0.0, 0.1, 1.0, 7.0, 1e9])
def test_one_and_two_degrees_of_freedom_have_closed_forms(t: float) -> None:
    assert t_below(t, 1) == pytest.approx(0.5 + math.atan(t) / math.pi, abs=1e-12)
    assert t_below(t, 2) == pytest.approx(0.5 + t / (2 * math.sqrt(2 + t * t)), abs=1e-12)


def test_the_ends_of_the_curve_are_certain() -> None:
    assert (t_below(math.inf, 3), t_below(-math.inf, 3), t_below(1e200, 3)) == (1.0, 0.0, 1.0)
    assert incomplete_beta(2, 3, 0.0) == 0.0
    assert incomplete_beta(2, 3, 1.0) == 1.0


@pytest.mark.parametrize("p", [0.0, 1.0, -0.1])
def test_no_quantile_exists_outside_a_probability(p: float) -> None:
    with pytest.raises(ValueError, match=str(p)):
        t_quantile(p, 2)


def test_arrivals_follow_the_negative_binomial_sum() -> None:
    r, p = 7.5, 2 / 3
    terms = [math.gamma(r + n) / math.gamma(r) / math.factorial(n) * p**r * (1 - p) ** n for n in range(12)]
    for n in range(12):
        assert arrivals_below(7.0, 2, n) == pytest.approx(sum(terms[: n + 1]), abs=1e-12)
    assert arrivals_below(7.0, 2, -1) == 0.0
    assert arrivals_quantile(0.9, 7.0, 2) == next(n for n in range(12) if sum(terms[: n + 1]) >= 0.9)


def test_two_earlier_years_give_the_mean_season_and_a_t_interval() -> None:
    history = at(2021, m9=200, m12=400) | at(2022, m9=220, m12=400)
    found = stand(target(Kind.VOLUME, 500), Evidence(history | at(2023, m9=250)), OCTOBER)
    centre = math.log(250) + (math.log(2) + math.log(400 / 220)) / 2
    width = math.log(1.1) / math.sqrt(2) * math.sqrt(1.5)
    reach = 3.0776835 * width
    assert found.forecast == pytest.approx(math.exp(centre))
    assert found.high == pytest.approx(math.exp(centre + reach), rel=1e-6)
    assert found.low == pytest.approx(max(250.0, math.exp(centre - reach)), rel=1e-6)
    chance = 0.5 - math.atan((math.log(500) - centre) / width) / math.pi
    assert found.probability == pytest.approx(chance, abs=1e-9)
    assert found.confidence == "normal"


def test_one_earlier_year_is_of_low_confidence_and_has_an_interval_only_with_a_pooled_spread() -> None:
    history = at(2022, m9=300, m12=400) | at(2023, m9=330)
    bare = stand(target(Kind.VOLUME, 430), Evidence(history), OCTOBER)
    assert bare.forecast == pytest.approx(440)
    assert (bare.low, bare.probability) == (None, None)
    assert (bare.confidence, bare.outlook) == ("low", Outlook.UNKNOWN)
    pooled = stand(target(Kind.VOLUME, 430), Evidence(history, spread=0.05), OCTOBER)
    assert pooled.high == pytest.approx(440 * math.exp(1.2815516 * 0.05 * math.sqrt(2)))
    z = (math.log(430) - math.log(440)) / (0.05 * math.sqrt(2))
    assert pooled.probability == pytest.approx(0.5 * math.erfc(z / math.sqrt(2)))
    assert "low confidence" in pooled.outlook_reason.said_in("en")


def test_no_earlier_year_leaves_the_plan_or_time_alone_and_no_interval() -> None:
    linear = stand(target(Kind.VOLUME, 460), Evidence(at(2023, m9=255)), OCTOBER)
    assert (linear.forecast, linear.low, linear.probability, linear.confidence) == (340.0, None, None, "none")
    plan = at(2023, m9=300, m12=460)
    planned = stand(target(Kind.VOLUME, 460), Evidence(at(2023, m9=270), plan=plan), OCTOBER)
    assert planned.forecast == pytest.approx(460 * 270 / 300)
    assert planned.outlook is Outlook.UNKNOWN


@pytest.mark.parametrize("years", [2, 3, 5])
def test_a_perfectly_steady_season_still_leaves_a_little_doubt(years: int) -> None:
    history: dict[date, float] = {}
    for year in range(2023 - years, 2023):
        history |= at(year, m9=75, m12=100)
    found = stand(target(Kind.VOLUME, 100), Evidence(history | at(2023, m9=75)), OCTOBER)
    assert found.forecast == pytest.approx(100)
    assert found.low is not None
    assert found.high is not None
    assert 98 < found.low < 100 < found.high < 102
    assert found.probability == pytest.approx(0.5)


def test_growth_is_forecast_by_its_drift_to_the_year_end() -> None:
    history = at(2020, m9=7.0, m12=7.4) | at(2021, m9=8.0, m12=8.2) | at(2022, m9=5.0, m12=5.6)
    found = stand(target(Kind.GROWTH, 6.0, "%"), Evidence(history | at(2023, m9=5.5)), OCTOBER)
    width = 0.2 * math.sqrt(4 / 3)
    assert found.forecast == pytest.approx(5.9)
    assert found.high == pytest.approx(5.9 + 1.8856181 * width, abs=1e-6)
    assert found.probability == pytest.approx(1 - t_below(0.1 / width, 2))


def test_a_stock_is_forecast_by_what_earlier_years_still_gained() -> None:
    history = at(2021, m9=80, m12=100) | at(2022, m9=100, m12=124)
    found = stand(target(Kind.STOCK, 145, "家"), Evidence(history | at(2023, m9=121)), OCTOBER)
    assert found.forecast == pytest.approx(143)
    assert found.probability == pytest.approx(1 - t_below(2 / (math.sqrt(8) * math.sqrt(1.5)), 1))


def test_a_small_count_is_forecast_by_arrivals_in_whole_numbers() -> None:
    history = at(2021, m9=4, m12=7) | at(2022, m9=4, m12=6)
    found = stand(target(Kind.NEW_COUNT, 7, "家"), Evidence(history | at(2023, m9=5)), OCTOBER)
    assert found.forecast == pytest.approx(7.5)
    assert found.probability == pytest.approx(1 - arrivals_below(5.0, 2, 1))
    assert (found.low, found.high) == (5 + arrivals_quantile(0.1, 5.0, 2), 5 + arrivals_quantile(0.9, 5.0, 2))


def test_a_net_increase_is_forecast_by_addition_even_below_zero() -> None:
    history = at(2021, m9=-5, m12=30) | at(2022, m9=2, m12=34)
    found = stand(target(Kind.NET_INCREASE, 35, "家"), Evidence(history | at(2023, m9=-2)), OCTOBER)
    assert found.forecast == pytest.approx(31.5)
    assert found.probability is not None
    assert found.probability < 0.5


def test_negative_totals_of_earlier_years_are_added_and_never_divided() -> None:
    history = at(2021, m9=-3, m12=8) | at(2022, m9=4, m12=12)
    found = stand(target(Kind.VOLUME, 10), Evidence(history | at(2023, m9=1)), OCTOBER)
    assert found.forecast == pytest.approx(1 + 9.5)


def test_an_excluded_year_shapes_nothing() -> None:
    history = at(2020, m9=100, m12=400) | at(2021, m9=300, m12=400) | at(2022, m9=300, m12=400) | at(2023, m9=330)
    found = stand(target(Kind.VOLUME, 430), Evidence(history, exclude_years=frozenset({2020})), OCTOBER)
    assert found.forecast == pytest.approx(440)
    assert found.seasons == 2


def test_a_year_without_its_december_or_without_the_month_is_left_out() -> None:
    history = at(2020, m8=290, m12=400) | at(2021, m9=200) | at(2022, m9=300, m12=400) | at(2023, m9=330)
    found = stand(target(Kind.VOLUME, 430), Evidence(history), OCTOBER)
    assert found.confidence == "low"
    assert found.forecast == pytest.approx(440)


def test_two_months_are_weighed_against_last_years_total_grown_as_usual() -> None:
    ends = {2019: 300.0, 2020: 330.0, 2021: 363.0, 2022: 399.3}
    shares = {2019: 0.05, 2020: 0.12, 2021: 0.08, 2022: 0.2}
    history: dict[date, float] = {}
    for year, end in ends.items():
        history |= at(year, m2=end * shares[year], m12=end)
    found = stand(target(Kind.VOLUME, 430), Evidence(history | at(2023, m2=20)), date(2023, 3, 1))
    assert found.forecast == pytest.approx(399.3 * 1.1, rel=0.01), "steady yearly growth outweighs a wild season"


def test_the_chance_of_staying_under_a_ceiling_is_the_other_side_of_the_curve() -> None:
    history = at(2021, m9=75, m12=100) | at(2022, m9=76, m12=100) | at(2023, m9=70)
    floor = stand(target(Kind.VOLUME, 95), Evidence(history), OCTOBER)
    ceiling = stand(target(Kind.CEILING, 95, comparator=Comparator.AT_MOST), Evidence(history), OCTOBER)
    assert floor.probability is not None
    assert ceiling.probability == pytest.approx(1 - floor.probability)
    assert ceiling.outlook is Outlook.LIKELY


def test_a_finished_year_forecasts_itself() -> None:
    history = at(2021, m12=400) | at(2022, m12=410) | at(2023, m12=455)
    found = stand(target(Kind.VOLUME, 460), Evidence(history), date(2024, 1, 20))
    assert (found.forecast, found.low, found.high, found.probability) == (455, 455, 455, 0.0)
    assert found.outlook is Outlook.UNLIKELY


def test_the_outlook_says_so_when_it_differs_from_the_light() -> None:
    history = at(2021, m9=74, m12=100) | at(2022, m9=70, m12=100) | at(2023, m9=69)
    easy = stand(target(Kind.VOLUME, 80), Evidence(history, plan=at(2023, m9=79)), OCTOBER)
    assert (easy.light, easy.outlook) == ("behind", Outlook.LIKELY)
    assert "although it is short today" in easy.outlook_reason.said_in("en")
    hard = stand(target(Kind.VOLUME, 120), Evidence(history, plan=at(2023, m9=60)), OCTOBER)
    assert (hard.light, hard.outlook) == ("on_track", Outlook.UNLIKELY)
    assert "although it is on schedule today" in hard.outlook_reason.said_in("en")


def _season(chance: random.Random, level: float) -> list[float]:
    weights = [chance.lognormvariate(0.0, 0.12) * (1 + 0.5 * (month % 3)) for month in range(12)]
    total, found = 0.0, []
    for weight in weights:
        total += level * weight
        found.append(total)
    return found


def _year(chance: random.Random, month: int, years: int) -> tuple[Evidence, float]:
    readings: dict[date, float] = {}
    level = 10.0
    for year in range(2023 - years, 2023):
        totals = _season(chance, level)
        readings |= {month_end(date(year, month, 1)): totals[month - 1], date(year, 12, 31): totals[11]}
        level *= chance.gauss(1.08, 0.05)
    totals = _season(chance, level)
    readings[month_end(date(2023, month, 1))] = totals[month - 1]
    return Evidence(readings), totals[11]


def _covered(standing: Standing, truth: float) -> bool:
    assert standing.low is not None
    assert standing.high is not None
    return standing.low <= truth <= standing.high


@pytest.mark.parametrize(("month", "years"), [(2, 5), (3, 3), (6, 2), (6, 5), (9, 3)])
def test_four_in_five_years_end_inside_the_interval(month: int, years: int) -> None:
    chance, runs = random.Random(20230930 + month), 1500
    wanted = target(Kind.VOLUME, 200.0)
    as_of = month_end(date(2023, month, 1))
    hits = 0
    for _ in range(runs):
        evidence, truth = _year(chance, month, years)
        hits += _covered(stand(wanted, evidence, as_of), truth)
    assert 0.75 <= hits / runs <= 0.85


def test_four_in_five_growth_rates_end_inside_the_interval() -> None:
    chance, runs, hits = random.Random(7), 1500, 0
    wanted = target(Kind.GROWTH, 8.0, "%")
    for _ in range(runs):
        readings: dict[date, float] = {}
        for year in range(2019, 2024):
            rate = chance.gauss(7, 2)
            readings |= at(year, m9=rate, m12=rate + chance.gauss(0.2, 0.6))
        truth = readings.pop(YEAR_END)
        hits += _covered(stand(wanted, Evidence(readings), OCTOBER), truth)
    assert 0.75 <= hits / runs <= 0.85
