"""Periods in the spellings of the agencies, and the release calendar."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.periods import (
    Arrival,
    Freshness,
    arrival,
    expected_releases,
    month_end,
    newest_due,
    next_due,
    parse_period,
)
from console.targets import Release

SEPTEMBER = date(2023, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2023-09",
        "2023-9",
        "2023/09",
        "202309",
        "2023.9",
        "2023.09.30",
        "2023-09-30",
        "2023-09-30 00:00:00",
        "2023-09-15T00:00",
        "20230930",
        "2023年9月",
        "2023年09月份",
        "2023年9月末",
        "2023 年 9 月",
        "2023年9月30日",
        "2023年1-9月",
        "2023年1—9月(累计)",
        "2023年1——9月(累计)",
        "2023年1~9月累计",
        "2023年1至9月",
        "2023年三季度",
        "2023年前三季度",
        "2023年一至三季度",
        "2023年第3季度",
        "2023Q3",
        "2023-Q3",
        "2023q3",
        "2023M09",
        "\uff12\uff10\uff12\uff13年\uff19月",
        "2023年1—9月\uff08累计\uff09",
        "2023年1\uff5e9月",
        " 2023-09 ",
        202309,
        20230930,
        date(2023, 9, 1),
        datetime(2023, 9, 30, 0, 0),
    ],
)
def test_september_is_read_in_every_spelling(text: object) -> None:
    assert parse_period(text) == SEPTEMBER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年1-2月", date(2023, 2, 28)),
        ("2024年1-2月", date(2024, 2, 29)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023H1", date(2023, 6, 30)),
        ("2023年", date(2023, 12, 31)),
        ("2023年全年", date(2023, 12, 31)),
        ("2023年度", date(2023, 12, 31)),
        ("2023年底", date(2023, 12, 31)),
        ("2023", date(2023, 12, 31)),
        (2023, date(2023, 12, 31)),
        ("2023.1", date(2023, 1, 31)),
        ("2023.10", date(2023, 10, 31)),
        ("2023年1-12月", date(2023, 12, 31)),
        ("2023年一季度", date(2023, 3, 31)),
        ("2023年第四季度", date(2023, 12, 31)),
        ("2023Q1", date(2023, 3, 31)),
    ],
)
def test_other_stretches_end_where_they_end(text: object, expected: date) -> None:
    assert parse_period(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-13",
        "2023-00",
        "2023-02-30",
        "2023-09-31",
        "20230931",
        "202313",
        "2023年13月",
        "2023年5-3月",
        "2023年4-6月",
        "2023年五季度",
        "2023Q5",
        "2023Q0",
        "20239",
        "1-9月",
        "3023-09",
        "0000-09",
        "九月",
        "2023年9月x",
        "2023-09; drop table",
        "2023-09-30 12:00:00",
        "2023年" * 20,
        "٢٠٢٣-٠٩",
        0,
        -202309,
        10**30,
        True,
        None,
        2023.9,
        b"2023-09",
    ],
)
def test_what_names_no_period_gives_none(text: object) -> None:
    assert parse_period(text) is None


@given(st.one_of(st.text(max_size=60), st.integers(), st.from_regex(r"[0-9年月日Q季度/.()-]{0,20}", fullmatch=True)))
def test_any_cell_gives_the_last_day_of_a_month_or_none(cell: object) -> None:
    found = parse_period(cell)
    assert found is None or found == month_end(found)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_month_survives_being_written_and_read(day: date) -> None:
    written = [f"{day.year}-{day.month}", f"{day:%Y%m}", f"{day.year}年1—{day.month}月(累计)", day.isoformat()]
    assert {parse_period(text) for text in written} == {month_end(day)}


def monthly(year: int = 2023) -> list[Release]:
    """Every month is due on the 20th of the next."""
    return [
        Release("stats", date(year, month, 1), date(year + month // 12, month % 12 + 1, 20)) for month in range(1, 13)
    ]


def test_the_newest_due_period_is_that_of_the_last_release_date_that_has_come() -> None:
    assert newest_due(monthly(), date(2023, 9, 19)) == Release("stats", date(2023, 7, 1), date(2023, 8, 20))
    assert newest_due(monthly(), date(2023, 9, 20)) == Release("stats", date(2023, 8, 1), date(2023, 9, 20))
    assert newest_due(monthly(), date(2023, 1, 31)) is None


def test_the_next_due_release_skips_what_has_arrived() -> None:
    august = Release("stats", date(2023, 8, 1), date(2023, 9, 20))
    assert next_due(monthly(), date(2023, 9, 1), date(2023, 7, 31)) == august
    assert next_due(monthly(), date(2023, 9, 1), date(2023, 8, 31)) == Release(
        "stats", date(2023, 9, 1), date(2023, 10, 20)
    )
    assert next_due(monthly(), date(2024, 2, 1)) is None


def test_a_reading_that_came_in_time_is_fresh_and_the_next_date_is_named() -> None:
    assert arrival(date(2023, 8, 31), monthly(), date(2023, 10, 2)) == Arrival(
        Freshness.FRESH, SEPTEMBER, date(2023, 10, 20)
    )


def test_a_figure_is_not_late_on_its_release_day_and_one_day_late_on_the_next() -> None:
    assert arrival(date(2023, 7, 31), monthly(), date(2023, 9, 20)).freshness is Freshness.FRESH
    late = arrival(date(2023, 7, 31), monthly(), date(2023, 9, 21))
    assert late == Arrival(Freshness.OVERDUE, date(2023, 8, 31), date(2023, 9, 20), 1)


def test_lateness_is_counted_from_the_oldest_missing_figure() -> None:
    late = arrival(date(2023, 6, 30), monthly(), date(2023, 10, 2))
    assert (late.period, late.due, late.days_late) == (date(2023, 7, 31), date(2023, 8, 20), 43)


def test_a_later_reading_covers_an_earlier_gap() -> None:
    assert arrival(date(2023, 8, 31), monthly(), date(2023, 9, 25)).freshness is Freshness.FRESH


def test_nothing_due_yet_is_not_overdue() -> None:
    batch = [Release("batch", date(2023, 11, 30), date(2023, 12, 10))]
    assert arrival(None, batch, date(2023, 9, 30)) == Arrival(Freshness.NOT_DUE, date(2023, 11, 30), date(2023, 12, 10))


def test_without_a_calendar_nothing_can_be_late() -> None:
    assert arrival(None, [], date(2023, 9, 30)) == Arrival(Freshness.UNSCHEDULED)


def test_a_february_release_covers_january() -> None:
    expected = expected_releases(monthly(), 2023)
    assert [item.period.month for item in expected] == list(range(2, 13))
    assert arrival(None, expected, date(2023, 3, 19)).freshness is Freshness.NOT_DUE


def test_a_january_release_counts_when_february_has_none() -> None:
    january = [Release("tax", date(2023, 1, 31), date(2023, 2, 15))]
    assert expected_releases(january, 2023) == january


def test_releases_of_other_years_are_left_out() -> None:
    assert expected_releases(monthly(2022), 2023) == []
