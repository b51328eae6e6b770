"""What the console looks like: one picture of every screen and state, compared line by line."""

import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console import language
from console.app import Console
from console.formats import ASCII, NEUTRAL, Glyphs
from console.themes import BASIC
from tests.console.driving import DESIGNED, LARGE, SMALL, until
from tests.console.kept import kept

pytestmark = pytest.mark.console

Compare = Callable[..., bool]


def console_of(folder: Path, lang: str, glyphs: Glyphs = NEUTRAL, **options: Any) -> Console:
    """Return a console whose clock stands two minutes after the store was published."""
    language.choose(lang)
    store = kept(folder)
    with store.read() as generation:
        published = generation.published_at or datetime(2023, 10, 25)
    return Console(store, clock=lambda: published + timedelta(minutes=2), glyphs=glyphs, **options)


def after(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Wait until the store was looked at and press keys."""

    async def run(pilot: Pilot[int]) -> None:
        console: Any = pilot.app
        await until(pilot, lambda: not console.watch_screen.heading.opening)
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()

    return run


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_the_watch_screen_at_its_designed_size(sample_store: Path, snap_compare: Compare, lang: str) -> None:
    assert snap_compare(console_of(sample_store, lang), terminal_size=DESIGNED, run_before=after("2", "down"))


def test_one_panel_in_a_small_terminal(sample_store: Path, snap_compare: Compare) -> None:
    assert snap_compare(console_of(sample_store, "zh"), terminal_size=SMALL, run_before=after("3"))


async def with_its_course(pilot: Pilot[int]) -> None:
    """Go to the third panel and wait until the course of its first target is drawn beside it."""
    console: Any = pilot.app
    await after("3")(pilot)
    beside = console.watch_screen.beside.target
    await until(pilot, lambda: beside.is_drawn and beside._line == console.watch_screen.current)
    await pilot.pause()


def test_a_large_terminal_has_the_target_beside_the_panels(sample_store: Path, snap_compare: Compare) -> None:
    assert snap_compare(console_of(sample_store, "en"), terminal_size=LARGE, run_before=with_its_course)


def test_sixteen_colours_in_a_small_terminal(sample_store: Path, snap_compare: Compare) -> None:
    console = console_of(sample_store, "zh")
    console.theme = BASIC
    assert snap_compare(console, terminal_size=SMALL, run_before=after("3", "down", "down"))


def test_ascii_marks_without_colour(sample_store: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(console_of(sample_store, "en", ASCII), terminal_size=DESIGNED, run_before=after())


@pytest.mark.folder("the picture names the folder")
def test_an_empty_store(tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert snap_compare(console_of(Path("store"), "zh"), terminal_size=SMALL, run_before=after())


@pytest.mark.folder("the folder is moved away")
def test_the_last_figures_of_a_store_that_vanished(
    sample_store: Path, tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample_store, "store")
    console = console_of(Path("store"), "zh")

    async def vanish(pilot: Pilot[int]) -> None:
        await after()(pilot)
        shutil.move("store", "away")
        await until(pilot, lambda: console.watch_screen.banner.display)
        await pilot.pause()

    assert snap_compare(console, terminal_size=DESIGNED, run_before=vanish)
