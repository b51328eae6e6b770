"""Numbers and amounts in the words of a briefing, in both languages."""

from datetime import date

import pytest

from console.standing.figures import Both, amount, chance, day_name, days, months_left, number, points


@pytest.mark.parametrize(
    ("value", "text"),
    [(7000.0, "7,000"), (150.92, "150.92"), (0.1 + 0.2, "0.3"), (8.0, "8"), (-0.001, "0"), (-0.5, "-0.5")],
)
def test_numbers_have_separators_and_no_noise(value: float, text: str) -> None:
    assert number(value) == text


def test_a_figure_reads_as_the_one_that_is_kept_with_nine_decimals() -> None:
    assert number(7.0500000000001, 1) == number(7.05, 1)


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (460.0, "亿元", "46 billion yuan", "460 亿元"),
        (150.92, "亿元", "15.09 billion yuan", "150.92 亿元"),
        (5.0, "亿元", "500 million yuan", "5 亿元"),
        (12.0, "万元/亩", "120,000 yuan per mu", "12 万元/亩"),
        (7000.0, "家", "7,000", "7,000 家"),
        (3.5, "", "3.5", "3.5"),
        (2.0, "km", "2 km", "2 km"),
    ],
)
def test_a_unit_is_attached_the_way_each_language_does(value: float, unit: str, english: str, chinese: str) -> None:
    said = amount(value, unit)
    assert said.said_in("en") == english
    assert dict(said.values)["words"] == Both(english, chinese)


def test_points_days_and_months_agree_with_their_number() -> None:
    assert [points(value).said_in("en") for value in (-1.0, 6.24, 0.02)] == ["1 point", "6.2 points", "0.02 points"]
    assert [days(count).said_in("en") for count in (1, 12)] == ["1 day", "12 days"]
    assert [months_left(count).said_in("en") for count in (1, 3)] == ["the last month", "the last 3 months"]


def test_no_forecast_is_called_certain() -> None:
    assert [chance(p).said_in("en") for p in (0.0001, 0.5, 0.99999)] == ["less than 1%", "50%", "more than 99%"]


def test_a_day_of_another_year_names_its_year() -> None:
    assert day_name(date(2023, 9, 20), date(2023, 10, 2)).said_in("en") == "20 September"
    assert day_name(date(2023, 12, 31), date(2024, 1, 2)).said_in("en") == "31 December 2023"
