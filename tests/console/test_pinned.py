"""Pinned queries on the watch screen: shown, refreshed, maximised, opened on the desk, pinned there, and unpinned."""

from pathlib import Path

import pytest

from console.app import Console
from console.desk.saved import save
from console.pins import Pin, Shape
from console.places import settings_file
from console.screens.desk import DeskScreen
from console.settings import Settings, read_settings
from console.widgets.pinned_panel import PinnedPanel
from tests.console.desk_driving import ran
from tests.console.driving import SMALL, console_on, panel, shown, until
from tests.console.kept import kept
from tests.stores import load, months, small_store

pytestmark = pytest.mark.console

PINS = (
    Pin("behind", "落后的", Shape.TABLE, {"least": "0"}),
    Pin("count", "", Shape.NUMBER),
    Pin("broken", "坏的", Shape.CHART),
)


@pytest.fixture(autouse=True)
def _saved_queries() -> None:
    save("behind", "-- behind\nselect target_id, light from standings where length(target_id) > $least")
    save("count", "select count(*) as 目标数 from targets")
    save("broken", "select no_such_column from readings")
    settings_file().unlink(missing_ok=True)


def pinned(app: Console) -> list[PinnedPanel]:
    return app.watch_screen.panels.pinned.panels


def filled(app: Console) -> bool:
    return bool(pinned(app)) and all(one.shown is not None for one in pinned(app))


async def test_each_pinned_query_has_its_frame_and_a_failure_stays_in_its_own(sample_store: Path) -> None:
    async with console_on(sample_store, settings=Settings(pins=PINS)) as (app, pilot):
        await until(pilot, lambda: filled(app))
        await pilot.pause()
        table, number, broken = pinned(app)
        assert table.shown is not None
        assert table.shown.rows
        assert "目标数" in shown(app)
        assert broken.shown is not None
        assert broken.shown.trouble is not None
        assert "no_such_column" in shown(app)
        assert panel(app, "growth").has_focus
        await pilot.press("7")
        assert number.has_focus
        await pilot.press("tab", "tab")
        assert panel(app, "growth").has_focus


async def test_a_pinned_query_is_asked_again_when_there_is_a_new_generation(tmp_path: Path) -> None:
    store = kept(small_store(tmp_path))
    async with console_on(store, settings=Settings(pins=PINS[:1])) as (app, pilot):
        await until(pilot, lambda: filled(app))
        before = pinned(app)[0].shown
        load(store, months("output", 2023, [20.0]))
        await until(pilot, lambda: pinned(app)[0].shown is not before)
        again = pinned(app)[0].shown
        assert again is not None
        assert again.trouble is None


async def test_on_a_small_screen_a_number_key_shows_a_pinned_query_alone(sample_store: Path) -> None:
    async with console_on(sample_store, SMALL, settings=Settings(pins=PINS)) as (app, pilot):
        await until(pilot, lambda: filled(app))
        assert not app.watch_screen.panels.pinned.display
        await pilot.press("6")
        await pilot.pause()
        assert pinned(app)[0].has_focus
        assert not panel(app, "growth").display
        await pilot.press("escape")
        await pilot.pause()
        assert panel(app, "growth").has_focus
        assert not app.watch_screen.panels.pinned.display


async def test_enter_opens_a_pinned_query_on_the_desk_with_its_values_and_runs_it(sample_store: Path) -> None:
    async with console_on(sample_store, settings=Settings(pins=PINS)) as (app, pilot):
        await until(pilot, lambda: filled(app))
        await pilot.press("6", "enter")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and app.screen.current is not None)
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        assert desk.tab.name == "behind"
        await until(pilot, lambda: desk.table.grid.rows > 0)


async def test_the_query_in_front_is_pinned_by_a_key_and_unpinned_by_another(sample_store: Path) -> None:
    async with console_on(sample_store) as (app, pilot):
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen) and app.screen.is_mounted)
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        await pilot.press("ctrl+t")
        await ran(desk, pilot, "select 42 as answer")
        await pilot.press("f10")
        await until(pilot, lambda: app.screen is not desk)
        await pilot.press(*"mine", "enter")
        await until(pilot, lambda: "Choice" in type(app.screen).__name__ or app.screen.query("#choices"))
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(app.screen.query("Input")))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.settings.pins) == 1)
        assert read_settings(settings_file()).pins == (Pin("mine", "", Shape.NUMBER),)
        app.pop_screen()
        await until(pilot, lambda: filled(app))
        await pilot.press("6")
        await until(pilot, lambda: pinned(app)[0].has_focus)
        assert "42" in shown(app)
        await pilot.press("delete")
        await until(pilot, lambda: not pinned(app))
        assert read_settings(settings_file()).pins == ()
        assert panel(app, "growth").has_focus
