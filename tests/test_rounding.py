"""A five goes up, as in every statistics office."""

import math

import pytest

from console.formats import figure
from console.rounding import rounded, short, written
from console.standing.figures import number, points


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (7.05, 1, "7.1"), (7.25, 1, "7.3"), (5.05, 1, "5.1"), (-7.25, 1, "-7.3"), (2.675, 2, "2.68"), (0.5, 0, "1"),
        (1.5, 0, "2"), (2.5, 0, "3"), (7.049, 1, "7.0"), (-0.04, 1, "0.0"), (1234567.891, 2, "1,234,567.89"),
        (0.1 + 0.2, 1, "0.3"), (8.249999999999998, 1, "8.3"), (1e300, 0, f"{1e300:,.0f}"),
    ],
)  # fmt: skip
def test_a_five_goes_up(value: float, places: int, said: str) -> None:
    assert written(value, places) == said


def test_what_is_no_figure_stays_what_it_is() -> None:
    assert math.isnan(rounded(math.nan, 1))
    assert rounded(math.inf, 1) == math.inf


def test_whole_thousands_keep_their_noughts() -> None:
    assert short("7,000") == "7,000"
    assert figure(7000.0, "家", places=0) == figure(7000.0, "家") == "7,000"
    assert number(7000.0, 0) == "7,000"


def test_sentences_and_columns_round_alike() -> None:
    for value in (7.05, 7.25, 8.45, -0.25, 100.0, 0.96):
        assert figure(value, "%") == written(value, 1)
        assert short(figure(value, "%")) == number(value, 1)
    assert str(points(0.25)) in ("0.3 个百分点", "0.3 points")
