"""Text from outside is safe and of known width; figures read as reports write them."""

import unicodedata
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console import formats, language
from console.formats import ASCII, FINE, NEUTRAL, Glyphs

HOSTILE = [
    "[@click=app.quit]x[/]", "[/foo]", "\x1b]52;c;aGk=\x07", "\x9b31m", "a\u202eb\u2066c", "z\u200bw\ufeff",
    "\x00\x7f\n\t",    "\ud800", "\ue000", "\u2028\u2029", "长" * 10_000, "e\u0301" * 5_000, "👨‍👩‍👧‍👦️", "澧县",
]  # fmt: skip
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_terminal_could_obey_is_left(text: str) -> None:
    safe = formats.safe_text(text)
    assert not {unicodedata.category(character) for character in safe} & UNSAFE
    assert cell_len(safe) <= 200


@given(st.text(st.characters(), max_size=400), st.integers(1, 120))
def test_any_text_is_safe_and_no_wider_than_asked(text: str, cells: int) -> None:
    safe = formats.safe_text(text, cells)
    assert not {unicodedata.category(character) for character in safe} & UNSAFE
    assert cell_len(safe) <= cells


def test_square_brackets_stay_as_they_are() -> None:
    assert formats.safe_text("rate [a] [0-5]") == "rate [a] [0-5]"


def test_an_escape_becomes_a_picture_that_can_be_seen() -> None:
    assert formats.safe_text("a\x1bb") == "a␛b"


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert formats.safe_text("长" * 50, 11) == "长长长长长…"


@given(
    st.text(st.characters(), max_size=60), st.integers(1, 40), st.sampled_from([NEUTRAL, FINE, ASCII]), st.booleans()
)
def test_a_fitted_text_has_exactly_its_cells(text: str, cells: int, glyphs: Glyphs, right: bool) -> None:
    assert cell_len(formats.fit(formats.column_text(text, glyphs), cells, glyphs, right=right)) == cells


def test_a_wide_character_is_never_cut_in_half() -> None:
    assert formats.fit("居民收入", 6, NEUTRAL) == "居民⋯ "


@pytest.mark.parametrize("glyphs", [NEUTRAL, ASCII])
def test_the_neutral_marks_are_one_cell_on_every_terminal(glyphs: Glyphs) -> None:
    marks = "".join([
        *glyphs.lights.values(), *glyphs.levels, glyphs.cursor, glyphs.part, glyphs.full, glyphs.rest, glyphs.tick,
        glyphs.up, glyphs.down, glyphs.new, glyphs.path, glyphs.ellipsis, glyphs.absent, glyphs.at_least,
        glyphs.at_most,
    ])  # fmt: skip
    assert {
        mark: unicodedata.east_asian_width(mark) for mark in marks if unicodedata.east_asian_width(mark) in "AWF"
    } == {}


def test_every_light_has_its_own_mark() -> None:
    for glyphs in (NEUTRAL, FINE, ASCII):
        assert len(set(glyphs.lights.values())) == 9


@pytest.mark.parametrize(
    ("text", "steady"),
    [("净增“四上”企业", '净增"四上"企业'), ("≥8.5%", ">=8.5%"), ("卡尔·马克思", "卡尔・马克思"), ("①Ⅱ…", "1II..")],
)
def test_punctuation_of_doubtful_width_is_replaced_in_columns(text: str, steady: str) -> None:
    assert formats.column_text(text, NEUTRAL) == steady
    assert formats.column_text(text, FINE) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (5612.0, "家", "5,612"), (150.92, "亿元", "150.92"), (5.0, "亿元", "5"), (7.0, "%", "7.0"),
        (-3.44, "%", "-3.4"), (-0.01, "%", "0.0"), (None, "家", "-"), (1e9, "元", "1,000,000,000"),
        (0.1 + 0.2, "亿元", "0.3"),
    ],
)  # fmt: skip
def test_a_figure_reads_as_reports_write_it(value: float | None, unit: str, text: str) -> None:
    assert formats.figure(value, unit) == text


def test_english_has_no_hundred_millions() -> None:
    language.choose("en")
    try:
        assert formats.in_language(14.62, "亿元") == (1462, "m yuan")
    finally:
        language.choose("zh")
    assert formats.in_language(14.62, "亿元") == (14.62, "亿元")


def test_the_tick_stands_inside_the_bar() -> None:
    assert formats.bar(0.5, 0.75, 8, ASCII) == (("====", "full"), ("--", "rest"), ("|", "tick"), ("-", "rest"))
    assert formats.bar(1.4, 1.0, 4, ASCII) == (("===", "full"), ("|", "tick"))
    assert formats.bar(-0.2, None, 4, ASCII) == (("----", "rest"),)


@given(st.floats(-2, 3), st.one_of(st.none(), st.floats(-1, 2)), st.integers(0, 40))
def test_a_bar_has_exactly_its_cells(share: float, expected: float | None, cells: int) -> None:
    assert sum(cell_len(text) for text, _part in formats.bar(share, expected, cells, NEUTRAL)) == cells


def test_a_sparkline_shows_the_newest_values_last() -> None:
    assert formats.sparkline([9, 1, 2, 3, 4], 4, ASCII) == "_.-*"
    assert formats.sparkline([], 4, ASCII) == ""
    assert formats.sparkline([5, 5], 4, ASCII) == ".."


@given(st.text(st.sampled_from("增长低于目标 ab c，。"), max_size=120), st.integers(4, 40))
def test_wrapping_loses_nothing_but_spaces_and_keeps_the_width(text: str, cells: int) -> None:
    lines = formats.wrapped(text, cells)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= cells for line in lines)


def test_a_closing_mark_does_not_begin_a_line() -> None:
    assert formats.wrapped("增长低于目标，后三个月", 12) == ["增长低于目", "标，后三个月"]


def test_days_and_months_follow_the_language() -> None:
    assert (formats.short_day(date(2023, 11, 20)), formats.month_name(date(2023, 9, 30))) == ("11月20日", "9 月")
    language.choose("en")
    try:
        assert (formats.short_day(date(2023, 11, 20)), formats.month_name(date(2023, 9, 30))) == ("20 Nov", "Sep")
    finally:
        language.choose("zh")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "just now"), (59, "just now"), (120, "2 min ago"), (7200, "2 h ago"), (2 * 86400, "2 d ago")],
)
def test_an_age_is_said_in_its_largest_unit(seconds: int, said: str) -> None:
    now = datetime(2023, 10, 25, 9)
    assert formats.age(now - timedelta(seconds=seconds), now).said_in("en") == said
