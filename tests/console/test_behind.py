"""The widgets of the pages below a target, alone: hostile names, narrow rooms, plain marks, figures never cut."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.widget import Widget

from console import language
from console.columns import Piece
from console.content import Column, Content
from console.drill.entries import Entries, Entry
from console.drill.history import Matrix, Vintage
from console.drill.parts import League
from console.drill.parts import Part as Town
from console.drill.report import Passage
from console.drill.stages import Step
from console.drill.subject import Facts, Read, Subject, subject_of
from console.drill.trend import Part, Trend
from console.formats import ASCII, FINE, NEUTRAL, Glyphs
from console.moments import Moment
from console.overview import Line, Wording
from console.plot import apart, span, ticks
from console.screens.showing import clause_lines, stage_table
from console.standing import Light
from console.targets import Comparator, Kind, Panel
from console.widgets.crumbs import Crumbs, Headline
from console.widgets.drawn import Drawn
from console.widgets.listing import Listing
from console.widgets.page import Page
from console.widgets.replay_bar import ReplayBar
from console.widgets.tab_line import TabLine
from console.widgets.tables.entries import entry_table
from console.widgets.tables.history import matrix_table, reading_table
from console.widgets.tables.parts import part_table
from console.widgets.trend import TrendChart
from tests.console.test_hostile import HOSTILE

pytestmark = [pytest.mark.console, pytest.mark.folder("widgets alone, without a store")]


class Shell(App[None]):
    """Shows one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.shown = widget
        self.left_by_a_click = False

    def compose(self) -> ComposeResult:
        yield self.shown

    def action_quit(self) -> None:  # type: ignore[override]
        self.left_by_a_click = True


def text_of(widget: Drawn) -> list[str]:
    return ["".join(segment.text for segment in widget.render_line(y)) for y in range(widget.size.height)]


def is_clean(widget: Drawn) -> None:
    for row in text_of(widget):
        assert row.isprintable() or not row, ascii(row)
        assert cell_len(row) == widget.size.width


def subject(text: str) -> Subject:
    """Return a target whose every word is hostile, its unit too."""
    words = Wording(text, text)
    line = Line(
        "T", words, Panel.CAPITAL, Kind.VOLUME, Comparator.AT_LEAST, text, Light.SLOW, words, date(2023, 12, 31),
        value=100.0, actual=40.0, expected=45.0, clause=text, section=text, agency=text,
    )  # fmt: skip
    return subject_of(line, "1", 2023)


def entry(text: str, number: int = 0) -> Entry:
    return Entry(
        f"{text}{number}", text, text, Wording(text, text), text, text, date(2023, 5, 1), 1e9, text, 1, 1, text, text
    )


def contents(text: str, glyphs: Glyphs) -> list[Content]:
    town = Town(text, "", "", Wording(text, text), "town", 4.0, 3.0, 2.0, 1, 1, 0.5, -1.0)
    read = Read(date(2023, 5, 31), 4.0, text, 3.0, 1, text, text)
    listed = entry(text)
    return [
        part_table(subject(text), League("", date(2023, 5, 31), (town,), 8.0, None), glyphs),
        entry_table(Entries((listed,), (listed.words,), ()), glyphs),
        reading_table(subject(text), Facts({"ytd": {read.period: read}}), glyphs),
        matrix_table(subject(text), Matrix((Vintage(1, date(2023, 5, 1), text, text),), (read.period,),
                                           {(read.period, 1): 4.0}), glyphs),
        stage_table((Step(Wording(text, text), date(2023, 5, 1), None, text, 1.0),), glyphs),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (30, 10)])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_every_table_shows_hostile_names_and_does_nothing(text: str, size: tuple[int, int]) -> None:
    listing = Listing(NEUTRAL)
    async with Shell(listing).run_test(size=size) as pilot:
        for content in contents(text, NEUTRAL):
            listing.show(content, keep=False)
            await pilot.pause()
            is_clean(listing)
            await pilot.press("s", "slash", *"x", "enter", "escape", "greater_than_sign")
            is_clean(listing)
        await pilot.click(offset=(10, 3))
        assert isinstance(pilot.app, Shell)
        assert not pilot.app.left_by_a_click


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_paths_headlines_tabs_charts_clauses_and_bars_show_hostile_names(text: str) -> None:
    words = Wording(text, text)
    crumbs, headline, tabs = Crumbs(NEUTRAL), Headline(NEUTRAL), TabLine(NEUTRAL)
    chart, bar, page = TrendChart(NEUTRAL), ReplayBar(NEUTRAL), Page(glyphs=NEUTRAL)
    for widget in (crumbs, headline, tabs, chart, bar, page):
        async with Shell(widget).run_test(size=(60, 16)) as pilot:
            crumbs.path = (words, words)
            headline.target, headline.said = subject(text).line, (language.say("{name}", name=words),)
            tabs.tabs = ((text, language.say("{name}", name=words)),)
            if widget is chart:
                chart.show(trend(unit=text[:200]), text)
            if widget is bar:
                bar.show(Moment(1, 1, 2, text, text, date(2023, 5, 1), True), waiting=True)
            if widget is page:
                passage = Passage(text, text, text, text, "", datetime(2023, 1, 1), text, 1)
                page.show(clause_lines(subject(text), 1, passage, 58, NEUTRAL))
            if widget is headline:
                headline.lay_out()
            await pilot.pause()
            is_clean(widget)


def trend(unit: str = "亿元", **rest: object) -> Trend:
    courses = {
        Part.ACTUAL: {2: 10.0, 3: 15.0, 9: 40.0},
        Part.LAST_YEAR: {month: 4.0 * month for month in range(2, 13)},
        Part.FORECAST: {9: 40.0, 12: 55.0},
        Part.EXPECTED: {month: 5.0 * month for month in range(1, 13)},
        Part.PLAN: {3: 20.0, 6: 30.0, 12: 60.0},
    }
    return Trend(2023, unit, courses, {Part.TARGET: 60.0}, {9: 40.0, 12: 50.0}, {9: 40.0, 12: 62.0})


@pytest.mark.parametrize("glyphs", [NEUTRAL, FINE, ASCII], ids=["neutral", "fine", "ascii"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(78, 16), (70, 20), (200, 40), (24, 6)])
async def test_a_chart_keeps_its_width_and_its_figures_whole(size: tuple[int, int], lang: str, glyphs: Glyphs) -> None:
    language.choose(lang)
    chart = TrendChart(glyphs)
    async with Shell(chart).run_test(size=size) as pilot:
        chart.show(trend(), "Course")
        await pilot.pause()
        is_clean(chart)
        if size[0] > 60:
            assert ("目标 60" if lang == "zh" else "Target 6,000") in "\n".join(text_of(chart))
            assert ("55" if lang == "zh" else "5,500") in "\n".join(text_of(chart))
            assert all(word in "\n".join(text_of(chart)) for word in ("12", "9", "6", "3"))
    if glyphs is ASCII:
        assert "\n".join(text_of(chart)).isascii() or lang == "zh"


async def test_a_chart_without_a_course_says_why() -> None:
    chart = TrendChart(NEUTRAL)
    async with Shell(chart).run_test(size=(60, 10)) as pilot:
        chart.show(Trend(2023, "亿元"), "Course", language.say("No reading has been loaded for this target yet."))
        await pilot.pause()
        assert (
            "尚" in "".join(text_of(chart)) or "没有" in "".join(text_of(chart)) or "loaded" in "".join(text_of(chart))
        )


def numbers(count: int) -> Content:
    def cells(row: int) -> Sequence[Piece]:
        return ((f"name {row}", ""), (f"{row * 1000:,}", ""))

    return Content(
        (Column("Name", order=lambda row: f"name {row:06}"), Column("Figure", right=True, order=lambda row: row)),
        range(count), cells, lambda row: row, words=[f"name {row}" for row in range(count)],
    )  # fmt: skip


async def test_a_long_table_scrolls_and_the_cursor_stays_on_its_row_through_sorting_and_news() -> None:
    listing = Listing(NEUTRAL)
    async with Shell(listing).run_test(size=(40, 12)) as pilot:
        listing.show(numbers(5000))
        await pilot.press("end")
        assert listing.current == 4999
        assert "4,999,000" in "".join(text_of(listing))
        await pilot.press("s", "S")
        assert listing.current == 4999
        listing.show(numbers(6000))
        assert listing.current == 4999
        await pilot.press("home", "down", "pagedown", "up")
        assert listing.current == 5999 - 10


async def test_a_figure_that_has_no_room_is_left_out_and_not_cut() -> None:
    listing = Listing(NEUTRAL)
    async with Shell(listing).run_test(size=(20, 8)) as pilot:
        listing.show(numbers(2000))
        await pilot.press("end")
        rows = "".join(text_of(listing))
        assert "1,999,000" in rows or "›" in rows
        await pilot.resize_terminal(14, 8)
        await pilot.pause()
        assert "1,99" not in "".join(text_of(listing))


async def test_a_heading_that_is_clicked_sorts_and_turns_round() -> None:
    listing = Listing(NEUTRAL)
    async with Shell(listing).run_test(size=(40, 12)) as pilot:
        listing.show(numbers(20))
        await pilot.click(offset=(2, 0))
        assert listing.sorted_by == 0
        assert not listing.falling
        await pilot.click(offset=(2, 0))
        assert listing.falling


async def test_what_is_pasted_into_a_search_is_made_safe() -> None:
    from textual import events

    listing = Listing(NEUTRAL)
    async with Shell(listing).run_test(size=(40, 12)) as pilot:
        listing.show(numbers(20))
        listing.focus()
        await pilot.press("slash")
        listing.post_message(events.Paste("name 7\x1b]52;c;eA==\x07\nmore"))
        await pilot.pause()
        is_clean(listing)
        assert listing.sought.startswith("name 7")


@pytest.mark.parametrize(("low", "high", "most", "found"), [
    (0, 460, 4, [0, 200, 400]), (4.6, 9.9, 5, [6, 8]), (-3, 35, 5, [0, 10, 20, 30]), (5, 5, 4, [5]),
])  # fmt: skip
def test_an_axis_has_round_figures(low: float, high: float, most: int, found: list[float]) -> None:
    assert ticks(low, high, most) == found


def test_an_axis_from_zero_holds_zero_and_every_figure() -> None:
    low, high = span([10, 40], from_zero=True)
    assert low == 0
    assert high > 40
    low, high = span([-3, 5], from_zero=True)
    assert low < -3
    assert span([], from_zero=False) == (0, 1)


def test_labels_that_would_lie_on_each_other_move_apart() -> None:
    assert apart([(3, "a"), (3, "b"), (3, "c")], 10) == [(2, "b"), (3, "a"), (4, "c")]
    assert len(apart([(0, "a"), (0, "b")], 1)) == 1
