"""What filters, measures, the league, the changes, other colours and other marks look like."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.formats import FINE
from console.remembered import looked_at
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
    folder = str(sample_store.resolve())

    async def look_back(pilot: Pilot[int]) -> None:
        await after()(pilot)
        overview = console.watch_screen.overview
        first, second, *rest = overview.lines
        seen = replace(overview, lines=(replace(first, actual=4.8), replace(second, light=rest[0].light), *rest))
        looked = looked_at(seen, console.clock().isoformat(timespec="seconds"))
        looked.snapshot = None
        console.memory.looked[folder] = looked
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
