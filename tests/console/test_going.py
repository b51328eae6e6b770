"""Everywhere from the palette, the page of a place, the last page again, and the loud mark of a replay everywhere."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import Console
from console.remembered import recall
from console.screens.desk import DeskScreen
from console.screens.intake import IntakeScreen
from console.screens.league import LeagueScreen
from console.screens.part import PartScreen
from console.screens.place import PlaceScreen
from console.screens.target import TargetScreen
from console.tabs import Tab
from console.widgets.replay_bar import ReplayBar
from tests.console.driving import SMALL, console_on, shown, until
from tests.console.test_target import answered

pytestmark = pytest.mark.console


async def go(console: Console, pilot: Pilot[int], words: str) -> None:
    """Open the palette, type, and press Enter."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: len(getattr(console.screen, "rows", ())) > 90)
    await pilot.press(*words, "enter")
    await until(pilot, lambda: not hasattr(console.screen, "rows") or isinstance(console.screen, PlaceScreen))


async def test_the_palette_opens_the_page_of_a_place_and_a_row_its_course(sample_store: Path) -> None:
    async with console_on(sample_store, lang="en") as (console, pilot):
        await go(console, pilot, "yjz")
        await until(pilot, lambda: isinstance(console.screen, PlaceScreen) and "Fixed-asset" in shown(console))
        assert "Yanjing Town reports to" in shown(console)
        place: PlaceScreen = console.screen  # type: ignore[assignment]
        assert place.brought
        assert {one.of for one in place.brought if one.part} != {0}
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(console.screen, PartScreen))
        await answered(console, pilot)
        await pilot.press("escape")
        assert console.screen is place
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "REPLAY" in shown(console) and place.overview.moment is not None)


async def test_the_palette_reaches_every_screen_from_every_other(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with console_on(sample_store, lang="en") as (console, pilot):
        for words, page in (
            ("sql desk", DeskScreen), ("intake", IntakeScreen), ("league of", LeagueScreen), ("sql desk", DeskScreen),
            ("gdp growth", TargetScreen), ("all targets", type(console.watch_screen)),
        ):  # fmt: skip
            await go(console, pilot, words)
            await until(pilot, lambda page=page: type(console.screen) is page)  # type: ignore[misc]


async def test_the_palette_on_a_page_opens_its_tabs(sample_store: Path) -> None:
    async with console_on(sample_store, lang="en") as (console, pilot):
        await pilot.press("enter")
        await answered(console, pilot)
        await go(console, pilot, "revisions")
        await until(pilot, lambda: console.screen.opened is Tab.REVISIONS)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("keys", "page"),
    [(("enter", "5"), ("target", "M3", "revisions")), (("d",), ("desk",)), (("i",), ("intake",)),
     (("c",), ("changes",)), (("3", "t"), ("league",)), ((), ())],
)  # fmt: skip
async def test_the_console_opens_where_it_was_left(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], page: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    memory = tmp_path / "remembered.json"
    async with console_on(sample_store, SMALL, memory_file=memory) as (console, pilot):
        for key in keys:
            await pilot.press(key)
            if isinstance(console.screen, TargetScreen):
                await answered(console, pilot)
        before = type(console.screen)
        if isinstance(console.screen, LeagueScreen):
            await until(pilot, lambda: console.screen.answer)  # type: ignore[attr-defined]
        await console.action_quit()
    assert recall(memory).page[: len(page)] == page
    async with console_on(sample_store, SMALL, memory_file=memory) as (console, pilot):
        await until(pilot, lambda: type(console.screen) is before)
        if isinstance(console.screen, TargetScreen):
            await until(pilot, lambda: console.screen.opened is Tab.REVISIONS)  # type: ignore[attr-defined]
            await answered(console, pilot)
            assert console.screen.opened is Tab.REVISIONS
        await console.action_quit()


async def test_a_page_that_is_gone_is_not_opened_again(sample_store: Path, tmp_path: Path) -> None:
    memory = tmp_path / "remembered.json"
    memory.write_text('{"page": ["target", "NO SUCH", "towns"], "looked": {}}')
    async with console_on(sample_store, memory_file=memory) as (console, _pilot):
        assert console.screen is console.watch_screen
        assert console.returned


@pytest.mark.parametrize(
    ("key", "said"), [("d", "readings_at(49)"), ("i", "comes back"), ("t", "REPLAY"), ("c", "REPLAY")]
)
async def test_every_screen_opened_in_a_replay_says_so(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with console_on(sample_store, lang="en") as (console, pilot):
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: console.moment is not None)
        await pilot.press(key)
        await until(pilot, lambda: console.screen is not console.watch_screen)
        await until(pilot, lambda: said in shown(console).splitlines()[0])
        bars = console.screen.query(ReplayBar)
        assert len(bars) == 1
        console.action_present()
        await until(pilot, lambda: not any(bar.display for bar in bars))
