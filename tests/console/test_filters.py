"""Filters, pause and measures on the watch screen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from console.filters import Filter
from console.initials import begins, spelled
from console.measured import POINTS, View, views_of
from console.overview import Line, Wording
from console.standing import Light
from console.standing.words import LIGHTS
from console.targets import Panel
from console.widgets.counts import Counts
from tests.console.driving import SMALL, console_on, copied, panel, shown, until
from tests.console.kept import kept
from tests.console.test_overview import line
from tests.stores import load, months, small_store

TODAY = date(2023, 9, 25)


def named(zh: str, en: str = "", **facts: object) -> Line:
    return replace(line("X", **facts), name=Wording(zh, en))  # type: ignore[arg-type]


@pytest.mark.parametrize("sought", ["工业", "gyzjz", "GYZJZ", "industr", "gmgyzjzzz", "value industrial", "工业 规模"])
def test_a_target_is_found_by_its_name_in_either_language_and_by_its_initials(sought: str) -> None:
    assert Filter(sought).keeps(named("规模工业增加值增长", "Industrial value added growth"))


@pytest.mark.parametrize("sought", ["农业", "gyzjx", "!工业", "工业 农业", "!gyzjz"])
def test_a_target_that_does_not_fit_is_left_out(sought: str) -> None:
    assert not Filter(sought).keeps(named("规模工业增加值增长", "Industrial value added growth"))


def test_agency_place_and_towns_are_searched_too() -> None:
    found = replace(named("净增四上企业"), agency="统计局", place_name=Wording("澧县高新区", "High-tech Zone"))
    for sought in ("tjj", "统计", "高新", "lxgxq", "zone"):
        assert Filter(sought).keeps(found), sought
    assert not Filter("梦溪").keeps(found)
    assert Filter("mengxi").keeps(found, ["梦溪镇\nMengxi Town"])


def test_a_single_letter_is_no_initial() -> None:
    assert not Filter("q").keeps(named("企业"))
    assert Filter("qy").keeps(named("企业"))


def test_problems_are_what_is_behind_overdue_or_slow() -> None:
    kept = {light for light in Light if Filter(problems=True).keeps(line("a", light))}
    assert kept == {Light.BEHIND, Light.OVERDUE, Light.SLOW}


def test_a_light_chosen_twice_is_let_go() -> None:
    assert Filter().with_light(Light.SLOW).light is Light.SLOW
    assert not Filter().with_light(Light.SLOW).with_light(Light.SLOW)


def test_an_inverse_without_words_leaves_everything() -> None:
    assert Filter("!").keeps(line("a"))
    assert not Filter("   ")


def test_initials_know_rare_characters_of_places_and_those_with_two_readings() -> None:
    assert begins("lx", "澧县")
    assert begins("dydz", "大堰垱镇")
    assert begins("zz", "增长")
    assert begins("zc", "增长")
    assert spelled("GDP 增速 8%") == ("g", "d", "p", "z", "s", "8")


def test_every_character_of_the_catalogue_has_an_initial() -> None:
    from console.places import CATALOGUES

    for file in ("targets.csv", "places.csv", "indicators.csv"):
        text = (CATALOGUES / "lixian-2023" / file).read_text(encoding="utf-8-sig")
        missing = {c for c in text if "\u4e00" <= c <= "\u9fff" and not spelled(c)}
        assert not missing


def test_a_percentage_changes_in_points_and_an_amount_in_percent() -> None:
    september, august = date(2023, 9, 30), date(2023, 8, 31)
    rate = views_of({"month": {august: 40.0, september: 42.5}, "ytd_yoy": {september: 1.5}}, "%", 2023)
    assert (rate[View.BEFORE].value, rate[View.BEFORE].unit, rate[View.BEFORE].worked_out) == (2.5, POINTS, True)
    assert rate[View.YEAR].unit == POINTS
    amount = views_of({"month": {august: 40.0, september: 42.0}, "mom": {}}, "亿元", 2023)
    assert round(amount[View.BEFORE].value, 6) == 5.0
    assert amount[View.BEFORE].unit == "%"


def test_what_was_reported_wins_over_what_can_be_worked_out() -> None:
    september, august = date(2023, 9, 30), date(2023, 8, 31)
    held = {"month": {august: 40.0, september: 42.0}, "mom": {september: 4.9}}
    assert views_of(held, "亿元", 2023)[View.BEFORE].value == 4.9
    assert not views_of(held, "亿元", 2023)[View.BEFORE].worked_out


def test_a_figure_of_last_year_is_none_of_this_year() -> None:
    assert views_of({"ytd": {date(2022, 12, 31): 8.0}, "stock": {date(2022, 12, 31): 8.0}}, "家", 2023) == {}


def test_january_and_february_together_are_no_month_to_compare_with() -> None:
    february, march = date(2023, 2, 28), date(2023, 3, 31)
    assert View.BEFORE not in views_of({"month": {february: 40.0, march: 20.0}}, "亿元", 2023)
    january = date(2023, 1, 31)
    assert View.BEFORE in views_of({"month": {january: 20.0, february: 20.0, march: 20.0}}, "亿元", 2023)
    assert View.BEFORE not in views_of({"month": {january: 20.0, march: 20.0}}, "亿元", 2023)


console = pytest.mark.console


@console
async def test_typing_filters_and_enter_keeps_it_through_a_page_and_back(sample_store: Path) -> None:
    async with console_on(sample_store) as (app, pilot):
        watch = app.watch_screen
        await pilot.press("slash", *"gyzjz")
        await until(pilot, lambda: watch.counts.left < 10)
        assert all("工业" in found.name.zh for group in Panel for found in panel(app, group).lines)
        await pilot.press("enter")
        assert not watch.filter_line.display
        assert "/gyzjz" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not watch)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is watch)
        assert watch.filter.text == "gyzjz"
        await pilot.press("escape")
        assert not watch.filter
        await until(pilot, lambda: "55" in shown(app) and "/gyzjz" not in shown(app))


@console
async def test_escape_while_typing_drops_the_words(sample_store: Path) -> None:
    async with console_on(sample_store, SMALL) as (app, pilot):
        await pilot.press("slash", *"税收", "backspace", "escape")
        assert not app.watch_screen.filter
        assert app.watch_screen.keys.display
        assert app.focused is panel(app, "growth")


@console
async def test_a_filter_goes_to_a_panel_that_has_something(sample_store: Path) -> None:
    async with console_on(sample_store, SMALL) as (app, pilot):
        await pilot.press("slash", *"科创产业园", "enter")
        await until(pilot, lambda: app.watch_screen.shown is Panel.MILESTONES)
        await until(pilot, lambda: app.focused is panel(app, "milestones"))


@console
async def test_a_town_finds_the_targets_that_it_reports(sample_store: Path) -> None:
    async with console_on(sample_store) as (app, pilot):
        await pilot.press("slash", *"梦溪")
        await until(pilot, lambda: app.watch_screen.counts.left > 3)
        await pilot.press("enter")
        assert app.watch_screen.counts.left < 55


@console
async def test_problems_only(sample_store: Path) -> None:
    async with console_on(sample_store) as (app, pilot):
        await pilot.press("exclamation_mark")
        lights = {found.light for group in Panel for found in panel(app, group).lines}
        assert lights == {Light.BEHIND, Light.OVERDUE, Light.SLOW}
        assert "只看问题" in shown(app)
        await pilot.press("exclamation_mark")
        assert sum(len(panel(app, group).lines) for group in Panel) == 55


@console
async def test_a_click_on_a_count_shows_that_light_alone(sample_store: Path) -> None:
    async with console_on(sample_store) as (app, pilot):
        counts = app.watch_screen.query_one(Counts)
        at = shown(app).splitlines()[1].index(str(LIGHTS[Light.SLOW]))
        await pilot.click(counts, offset=(at, 0))
        await until(pilot, lambda: app.watch_screen.filter.light is not None)
        chosen = app.watch_screen.filter.light
        assert chosen is not None
        assert all(found.light == chosen for group in Panel for found in panel(app, group).lines)
        assert f"[{app.glyphs.lights[chosen]} {LIGHTS[chosen]}" in shown(app)
        await pilot.click(counts, offset=(at, 0))
        await until(pilot, lambda: not app.watch_screen.filter)


@console
async def test_filter_and_scroll_are_held_over_a_live_update(sample_store: Path, tmp_path: Path) -> None:
    store = kept(copied(sample_store, tmp_path / "store"))
    async with console_on(store, (120, 30)) as (app, pilot):
        await pilot.press("slash", *"!贷款", "enter", "2", "z", "end", "up")
        await pilot.pause()
        before, seen = app.watch_screen.overview, shown(app).splitlines()[2:-6]
        with store.write("nothing new") as draft:
            draft.settle()
            draft.publish()
        await until(pilot, lambda: app.watch_screen.overview is not before)
        await pilot.pause()
        assert app.watch_screen.filter.text == "!贷款"
        assert shown(app).splitlines()[2:-6] == seen


@console
async def test_a_pause_holds_what_is_shown_until_it_is_let_go(tmp_path: Path) -> None:
    store = kept(small_store(tmp_path))
    load(store, months("output", 2023, [5.0, 10.0]), as_of=TODAY)
    async with console_on(store) as (app, pilot):
        await pilot.press("p")
        await until(pilot, lambda: "已暂停" in shown(app))
        load(store, months("output", 2023, [5.0, 10.0, 42.5]), "b.parquet", as_of=TODAY)
        await until(pilot, lambda: "有新数据" in shown(app))
        assert "42.5 / 100" not in shown(app)
        await pilot.press("space")
        await until(pilot, lambda: "42.5 / 100" in shown(app))
        assert "已暂停" in shown(app)
        load(store, months("output", 2023, [5.0, 10.0, 42.5, 50.0]), "c.parquet", as_of=TODAY)
        await until(pilot, lambda: "有新数据" in shown(app))
        await pilot.press("p")
        await until(pilot, lambda: "50 / 100" in shown(app))
        assert "已暂停" not in shown(app)


@console
async def test_m_goes_through_the_measures_and_says_why_a_row_has_none(sample_store: Path) -> None:
    async with console_on(sample_store, (160, 50)) as (app, pilot):
        plain = shown(app)
        for words, figure in (("累计", "326.09 亿元"), ("当月", "39.83 亿元"), ("同比", "+12.2%"), ("环比", "~")):
            await pilot.press("m")
            await until(pilot, lambda: figure in shown(app))  # noqa: B023
            assert words in shown(app).splitlines()[0]
        await pilot.press("m")
        await until(pilot, lambda: shown(app) == plain)
        await pilot.press("m", "m")
        await until(pilot, lambda: "期末数" in shown(app))


def test_a_growth_target_read_by_another_measure_keeps_the_unit_of_its_indicator() -> None:
    held = views_of({"month": {date(2023, 9, 30): 23.6}, "ytd_yoy": {date(2023, 9, 30): 5.1}}, "亿元", 2023)
    assert (held[View.MONTH].unit, held[View.YEAR].unit) == ("亿元", "%")
