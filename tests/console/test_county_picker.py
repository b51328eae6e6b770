"""Which county a store of several opens with: the one asked for, the one of the last time, or one that is chosen."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from console.county import Wanted, choose
from console.overview import overview
from console.remembered import Memory, recall, remember
from console.screens.counties import CountiesScreen, counties_of
from console.store import apply_catalogue
from tests.console.driving import DESIGNED, SMALL, console_on, shown, until
from tests.console.kept import kept
from tests.counties import FIRST, NAMES, SECOND, catalogue, city
from tests.stores import small_catalogue, small_store


def test_counties_are_listed_with_their_lights_and_newest_file_and_earlier_years_last(tmp_path: Path) -> None:
    store = city(tmp_path)
    apply_catalogue(store, catalogue(FIRST, 2022))
    with store.read() as generation:
        listed = counties_of(generation)
    assert [(one.county, one.year) for one in listed[-1:]] == [(FIRST, 2022)]
    first = next(one for one in listed if (one.county, one.year) == (FIRST, 2023))
    assert (str(first.name), first.targets, first.snapshot is not None) == ("甲县", 3, True)
    assert {one.county for one in listed} == set(NAMES)


def test_a_store_with_two_years_of_one_county_opens_the_newest(tmp_path: Path) -> None:
    store = city(tmp_path)
    apply_catalogue(store, catalogue(FIRST, 2022))
    seen = []
    for wanted in (Wanted(FIRST), Wanted(FIRST, 2022)):
        choose(wanted)
        with store.read() as generation:
            shown_one = overview(generation)
        assert shown_one is not None
        seen.append((shown_one.county, shown_one.year))
    assert seen == [(FIRST, 2023), (FIRST, 2022)]


def test_a_remembered_county_that_the_store_holds_no_more_gives_way(tmp_path: Path) -> None:
    choose(Wanted("999999", surely=False))
    with city(tmp_path).read() as generation:
        seen = overview(generation)
    assert seen is not None
    assert seen.county in NAMES


def test_the_county_of_a_store_is_remembered(tmp_path: Path) -> None:
    remember(tmp_path / "state.json", Memory(counties={"/store": SECOND}))
    assert recall(tmp_path / "state.json").counties == {"/store": SECOND}
    (tmp_path / "state.json").write_text('{"counties": [1], "looked": {}}')
    assert recall(tmp_path / "state.json").counties == {}


@pytest.mark.console
@pytest.mark.parametrize("size", [SMALL, DESIGNED])
async def test_a_store_of_several_counties_asks_which_one_and_finds_it_by_initials(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    store, memory = kept(city(tmp_path)), tmp_path / "state.json"
    async with console_on(store, size, "zh", memory_file=memory) as (console, pilot):
        await until(pilot, lambda: isinstance(console.screen, CountiesScreen) and "乙县" in shown(console))
        await pilot.press("y", "x", "enter")
        await until(pilot, lambda: console.overview is not None and console.overview.county == SECOND)
        assert not isinstance(console.screen, CountiesScreen)
        await pilot.press("q")
    assert recall(memory).counties == {str(store.path.resolve()): SECOND}


@pytest.mark.console
@pytest.mark.parametrize("typed", ["990002", "乙", "yi c", "yx"])
async def test_a_county_is_found_by_code_characters_pinyin_and_initials(tmp_path: Path, typed: str) -> None:
    async with console_on(city(tmp_path).path, SMALL, "en") as (console, pilot):
        await until(pilot, lambda: isinstance(console.screen, CountiesScreen) and "Yi County" in shown(console))
        await pilot.press(*("space" if letter == " " else letter for letter in typed))
        await until(pilot, lambda: "1 of 5" in shown(console))
        assert "Yi County" in shown(console)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(console.screen, CountiesScreen))


@pytest.mark.console
async def test_nobody_is_asked_where_it_is_clear_which_county_is_meant(tmp_path: Path) -> None:
    choose(Wanted(SECOND, surely=False))
    (tmp_path / "one").mkdir()
    async with console_on(city(tmp_path).path, SMALL, "zh") as (console, pilot):
        await until(pilot, lambda: console.returned)
        assert console.overview is not None
        assert (console.overview.county, isinstance(console.screen, CountiesScreen)) == (SECOND, False)
    choose(Wanted())
    async with console_on(small_store(tmp_path / "one").path, SMALL, "zh") as (console, pilot):
        await until(pilot, lambda: console.returned)
        await pilot.pause()
        assert not isinstance(console.screen, CountiesScreen)
        assert "县区" not in shown(console)


@pytest.mark.console
async def test_one_goes_to_an_earlier_year_and_back_in_the_list_of_counties(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    apply_catalogue(store, replace(small_catalogue(), year=2022, name="made-up-2022", title_en="Xu County 2022"))
    async with console_on(store.path, SMALL, "en") as (console, pilot):

        def is_of(year: int) -> bool:
            return console.overview is not None and console.overview.year == year

        for year in (2022, 2023):
            await pilot.press("C")
            await until(pilot, lambda: isinstance(console.screen, CountiesScreen) and "990001" in shown(console))
            await pilot.press(*str(year), "enter")
            await until(pilot, partial(is_of, year))
