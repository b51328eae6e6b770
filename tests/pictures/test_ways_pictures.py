"""What filters, measures, the league, the changes, other colours and other marks look like."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.formats import FINE
from console.settings import Settings
from tests.console.driving import DESIGNED, SMALL, until
from tests.pictures.test_pictures import after, console_of

pytestmark = pytest.mark.console

Compare = Callable[..., bool]


def test_a_filter_is_told_in_the_titles(sample_store: Path, snap_compare: Compare) -> None:
    console = console_of(sample_store, "zh")

    async def filter_panels(pilot: Pilot[int]) -> None:
        await after("slash", *"gyzjz")(pilot)
        await until(pilot, lambda: console.watch_screen.counts.left < 10)
        await pilot.pause()

    assert snap_compare(console, terminal_size=DESIGNED, run_before=filter_panels)


def test_figures_on_the_year_in_a_small_terminal_with_fine_marks(sample_store: Path, snap_compare: Compare) -> None:
    console = console_of(sample_store, "zh", FINE)

    async def measure(pilot: Pilot[int]) -> None:
        await after("3", "m", "m", "m")(pilot)
        await until(pilot, lambda: console.watch_screen.measures is not None)
        await pilot.pause()

    assert snap_compare(console, terminal_size=SMALL, run_before=measure)


def test_the_league_of_towns(sample_store: Path, snap_compare: Compare) -> None:
    console: Any = console_of(sample_store, "en")

    async def open_league(pilot: Pilot[int]) -> None:
        await after("t")(pilot)
        await until(pilot, lambda: console.screen is not console.watch_screen and console.screen.answer)
        await pilot.pause()

    assert snap_compare(console, terminal_size=DESIGNED, run_before=open_league)


def test_what_changed_in_high_contrast(sample_store: Path, snap_compare: Compare) -> None:
    console: Any = console_of(sample_store, "zh")
    console.wear("contrast")

    async def look_back(pilot: Pilot[int]) -> None:
        await after()(pilot)
        overview = console.watch_screen.overview
        first, second, *rest = overview.lines
        seen = replace(overview, lines=(replace(first, actual=4.8), replace(second, light=rest[0].light), *rest))
        console.keep_look(console.store.path, seen, console.clock().isoformat(timespec="seconds"))
        console.last_look(console.store.path, seen).snapshot = None
        await pilot.press("c")
        await until(pilot, lambda: console.screen is not console.watch_screen and console.screen.found)
        console.screen._stamp = None
        await pilot.pause()

    assert snap_compare(console, terminal_size=DESIGNED, run_before=look_back)


def test_the_palette_in_light_colours(sample_store: Path, snap_compare: Compare) -> None:
    console: Any = console_of(sample_store, "zh")
    console.wear("light")

    async def seek(pilot: Pilot[int]) -> None:
        await after("colon")(pilot)
        await until(pilot, lambda: len(console.screen.rows) > 90)
        await pilot.press("g", "d", "p")
        await pilot.pause()

    assert snap_compare(console, terminal_size=SMALL, run_before=seek)


def test_the_page_of_a_town(sample_store: Path, snap_compare: Compare) -> None:
    console: Any = console_of(sample_store, "zh")

    async def open_town(pilot: Pilot[int]) -> None:
        await after("ctrl+p")(pilot)
        await until(pilot, lambda: len(console.screen.rows) > 90)
        await pilot.press(*"lpjd", "enter")
        await until(pilot, lambda: getattr(console.screen, "brought", None))
        await pilot.pause()

    assert snap_compare(console, terminal_size=DESIGNED, run_before=open_town)


def test_the_palette_finds_places_in_english(sample_store: Path, snap_compare: Compare) -> None:
    console: Any = console_of(sample_store, "en")

    async def seek(pilot: Pilot[int]) -> None:
        await after("colon")(pilot)
        await until(pilot, lambda: len(console.screen.rows) > 90)
        await pilot.press(*"town")
        await pilot.pause()

    assert snap_compare(console, terminal_size=SMALL, run_before=seek)


def test_the_help_says_what_has_the_focus_and_the_keys_of_the_settings(
    sample_store: Path, snap_compare: Compare
) -> None:
    console = console_of(sample_store, "zh", settings=Settings(keys={"watch.filter": "f", "watch.league": "f2"}))
    assert snap_compare(console, terminal_size=SMALL, run_before=after("2", "question_mark"))


def test_a_kiosk_says_how_it_is_left(sample_store: Path, snap_compare: Compare) -> None:
    console = console_of(sample_store, "zh", kiosk=True, settings=Settings(dwell=3600))
    assert snap_compare(console, terminal_size=DESIGNED, run_before=after())


def test_the_forms_of_an_export(
    sample_store: Path, snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = console_of(sample_store, "zh", settings=Settings(exports=Path("out")))
    monkeypatch.chdir(tmp_path)
    assert snap_compare(console, terminal_size=SMALL, run_before=after("e"))


def test_the_league_of_towns_with_fine_marks_in_a_small_terminal(sample_store: Path, snap_compare: Compare) -> None:
    console: Any = console_of(sample_store, "zh", FINE)

    async def open_league(pilot: Pilot[int]) -> None:
        await after("3", "t")(pilot)
        await until(pilot, lambda: console.screen is not console.watch_screen and console.screen.answer)
        await pilot.pause()

    assert snap_compare(console, terminal_size=SMALL, run_before=open_league)
