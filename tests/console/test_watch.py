"""The watch screen: what it shows at each size, in both languages, and what its keys and the mouse do."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from console import language
from console.app import Console
from console.formats import ASCII
from console.standing import Light
from console.standing.words import LIGHTS
from console.store import Store
from console.targets import Panel
from console.widgets.key_line import KeyLine
from console.widgets.panel import TITLES
from tests.console.driving import DESIGNED, LARGE, SMALL, console_on, panel, shown, until

pytestmark = pytest.mark.console


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("size", [DESIGNED, LARGE])
async def test_all_five_panels_are_shown_with_their_targets(
    sample_store: Path, lang: str, size: tuple[int, int]
) -> None:
    async with console_on(sample_store, size, lang) as (console, _pilot):
        text = shown(console)
        for title in TITLES.values():
            assert str(title) in text
        for group in Panel:
            first = panel(console, group).lines[0]
            assert str(LIGHTS[first.light]) in text
        assert "示例数据" in text or "SAMPLE DATA" in text


@pytest.mark.parametrize("lang", language.LANGUAGES)
async def test_a_small_terminal_shows_one_panel_at_a_time(sample_store: Path, lang: str) -> None:
    async with console_on(sample_store, SMALL, lang) as (console, pilot):
        for number, group in enumerate(TITLES, 1):
            await pilot.press(str(number))
            shown_now = panel(console, group)
            await until(pilot, lambda: shown_now.size.height > 10)  # noqa: B023
            displayed = [shown_panel for shown_panel in Panel if panel(console, shown_panel).display]
            assert displayed == [group]
            assert "示例数据" in shown(console) or "SAMPLE DATA" in shown(console)


async def test_the_counts_name_every_light_with_its_word(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, _pilot):
        overview = console.watch_screen.overview
        assert overview is not None
        counted = shown(console).splitlines()[1]
        for light, count in overview.counts().items():
            assert f"{console.glyphs.lights[light]} {LIGHTS[light]} {count}" in counted
        assert set(overview.counts()) == set(Light)


async def test_the_reason_of_the_target_under_the_cursor_stands_below(sample_store: Path) -> None:
    async with console_on(sample_store, lang="en") as (console, pilot):
        await pilot.press("2", "down", "down")
        line = panel(console, "enterprises").lines[2]
        await until(pilot, lambda: line.reason.en in shown(console))
        assert line.name.en in shown(console)


async def test_every_key_on_the_last_line_does_something(sample_store: Path) -> None:
    async with console_on(sample_store, LARGE) as (console, pilot):
        promised = {binding.key.split(",")[0] for binding in console.watch_screen.query_one(KeyLine).bindings}
        assert promised - {"d", "i"} == {  # the desk and the intake have tests of their own
            "enter", "slash", "exclamation_mark", "1", "left_square_bracket", "m", "z", "t", "c", "e", "ctrl+p",
            "question_mark", "q", "tab", "p", "space", "y", "L",
        }  # fmt: skip
        watch = console.watch_screen
        await pilot.press("tab")
        assert str(watch.shown) == Panel.ENTERPRISES
        await pilot.press("1")
        assert str(watch.shown) == Panel.GROWTH
        await pilot.press("z")
        assert watch.panels.maximised
        assert "escape" in {binding.key for binding in watch.keys.bindings}, "now there is something to leave"
        await pilot.press("escape")
        assert not watch.panels.maximised
        await pilot.press("l")
        assert language.chosen() == "en"
        await pilot.press("question_mark")
        assert console.screen is not watch
        await pilot.press("escape")
        await pilot.press("enter")
        await until(pilot, lambda: console.screen is not watch)
        await pilot.press("escape")
        assert console.screen is watch
        await pilot.press("space")
        await pilot.press("q")
        assert console.return_value == 0


async def test_the_keys_on_the_last_line_can_be_clicked(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        keys = console.screen.query_one(KeyLine)
        start = next(start for start, _end, binding in keys.shown() if binding.key == "z")
        await pilot.click(keys, offset=(start, 0))
        await until(pilot, lambda: console.watch_screen.panels.maximised)


async def test_the_cursor_walks_through_all_panels(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        overview = console.watch_screen.overview
        assert overview is not None
        seen = []
        for _ in overview.lines:
            current = console.watch_screen.current
            assert current is not None
            seen.append(current.target_id)
            await pilot.press("down")
            await pilot.pause()
        assert sorted(seen) == sorted(line.target_id for line in overview.lines)
        await pilot.press("home")
        await pilot.press("up")
        await until(pilot, lambda: console.watch_screen.shown is Panel.PARK)


async def test_enter_opens_the_target_and_escape_returns_to_its_row(sample: Store) -> None:
    async with console_on(sample) as (console, pilot):
        await pilot.press("2", *["down"] * 14)
        await pilot.pause()
        before, line = shown(console), console.watch_screen.current
        assert line is not None
        await pilot.press("enter")
        await until(pilot, lambda: console.screen is not console.watch_screen and line.clause in shown(console))
        await pilot.press("escape")
        await until(pilot, lambda: console.screen is console.watch_screen)
        assert console.watch_screen.current == line
        assert shown(console) == before


async def test_a_click_selects_and_a_double_click_opens(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        await pilot.click(panel(console, "capital"), offset=(20, 3))
        await until(pilot, lambda: console.watch_screen.current is panel(console, "capital").lines[2])
        await pilot.click(panel(console, "capital"), offset=(20, 2), times=2)
        await until(pilot, lambda: console.screen is not console.watch_screen)


async def test_the_wheel_scrolls_a_panel_without_moving_the_cursor(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        enterprises = panel(console, "enterprises")
        current = console.watch_screen.current
        for _ in range(3):
            await pilot._post_mouse_events([_wheel()], widget=enterprises, offset=(5, 3))
        await until(pilot, lambda: "4-" in shown(console))
        assert console.watch_screen.current is current


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_the_language_changes_everywhere_at_once(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        assert "固定资产投资增长" in shown(console)
        await pilot.press("L")
        await until(pilot, lambda: "Fixed-asset investment growth" in shown(console))
        text = shown(console)
        assert "SAMPLE DATA" in text
        assert "Loans and capital" in text
        assert "滞后" not in text


async def test_a_terminal_that_changes_its_size_keeps_the_row(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        await pilot.press("2", *["down"] * 9)
        current = console.watch_screen.current
        for size in (SMALL, LARGE, (60, 12), DESIGNED):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: current is not None and _row_under_cursor(pilot) != "")
            assert console.watch_screen.current is current
        assert all(panel(console, group).display for group in Panel)


def _row_under_cursor(pilot: Pilot[int]) -> str:
    return next((row for row in shown(pilot.app).splitlines() if row.startswith("▸")), "")


async def test_a_large_terminal_shows_the_target_beside_the_panels(sample_store: Path) -> None:
    async with console_on(sample_store, LARGE) as (console, pilot):
        await pilot.press("3")
        line = panel(console, "capital").lines[0]
        await until(pilot, lambda: line.clause in shown(console) and line.agency in shown(console))


async def test_ascii_marks_are_enough(sample_store: Path) -> None:
    async with console_on(sample_store, lang="en", glyphs=ASCII) as (console, _pilot):
        rows = [row for row in shown(console).splitlines() if "中文" not in row]
        assert [row for row in rows if not row.isascii()] == []


async def test_help_explains_every_light(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: all(str(word) in shown(console) for word in LIGHTS.values()))


async def test_the_console_is_legible_in_a_light_theme(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        console.theme = "textual-light"
        await pilot.pause()
        for widget in console.watch_screen.query(KeyLine):
            key, ground = widget.tone("muted").color, widget.tone("muted").bgcolor
            assert key is not None
            assert ground is not None
            assert key.triplet is not None
            assert ground.triplet is not None
            assert abs(sum(key.triplet) - sum(ground.triplet)) > 150


async def test_leaving_takes_no_time_and_stops_the_follower(sample_store: Path) -> None:
    async with console_on(sample_store) as (console, pilot):
        await pilot.press("q")
    assert isinstance(console, Console)
    console.follower.join(1)
    assert not console.follower.is_alive()
