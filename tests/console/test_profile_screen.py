"""Making a profile in the console: what is matched, what is changed, what a check finds, and the file known by it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import Console
from console.intake.matching import ASIDE
from console.intake.tray import State
from console.screens.intake import IntakeScreen
from console.screens.profile import ProfileScreen
from console.screens.profile_changing import Choosing
from console.widgets.listing import Listing
from tests.console.driving import DESIGNED, SMALL, console_on, shown, until

pytestmark = pytest.mark.console

NAME = "县税务局[@click=app.quit]2023年9月.csv"


@asynccontextmanager
async def making(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = DESIGNED, lang: str = "en"
) -> AsyncIterator[tuple[Console, Pilot[int], ProfileScreen]]:
    monkeypatch.setattr("console.intake.recognise.user_profiles", lambda: tmp_path / "profiles")
    monkeypatch.setattr("console.intake.profile_text.user_profiles", lambda: tmp_path / "profiles")
    box = tmp_path / "box"
    box.mkdir()
    (box / NAME).write_text(
        "税目,属地,所属,累计(万元),上年同期\n工业税收,梦溪镇,202309,1200,9\n工业税受,澧南镇,202309,5,\n"
    )
    monkeypatch.chdir(box)
    async with console_on(store, size, lang) as (console, pilot):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(console.screen, IntakeScreen) and console.screen.tray.files)
        intake = console.screen
        assert isinstance(intake, IntakeScreen)
        await until(pilot, lambda: intake.tray.files[0].looked_at and intake.current is not None)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(console.screen, ProfileScreen))
        screen = console.screen
        assert isinstance(screen, ProfileScreen)
        await until(pilot, lambda: screen.is_mounted and screen.query(Listing) and screen.matched.current)
        yield console, pilot, screen


async def test_columns_are_matched_beside_the_first_rows_and_the_file_is_known_once_it_is_saved(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with making(sample_store, tmp_path, monkeypatch) as (console, pilot, screen):
        for words in ("by name and content", "梦溪镇", "left aside", "1,200万元", "unknown indicator", "✗ 工业税受"):
            await until(pilot, lambda words=words: words in shown(console))  # type: ignore[misc]
        await pilot.press("n")
        await until(pilot, lambda: "✗ 工业税受" not in shown(console))
        await pilot.press("p")
        await until(pilot, lambda: screen.outcome is not None)
        assert screen.outcome is not None
        assert (screen.outcome.rows, screen.outcome.faults) == (2, ())
        await pilot.press("ctrl+s", "ctrl+u", *"tax1", "enter")
        await until(pilot, lambda: isinstance(console.screen, IntakeScreen))
        intake = console.screen
        assert isinstance(intake, IntakeScreen)
        await until(pilot, lambda: intake.tray.files[0].profile is not None)
        assert intake.tray.files[0].profile is not None
        assert intake.tray.files[0].profile.name == "tax1"
        assert (tmp_path / "profiles" / "tax1.toml").exists()
        await pilot.press("enter")
        await until(pilot, lambda: intake.tray.files[0].state is State.READY)


async def test_a_column_is_changed_with_the_keyboard_and_with_the_mouse_and_a_gap_is_not_saved(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with making(sample_store, tmp_path, monkeypatch, SMALL, "zh") as (console, pilot, screen):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(console.screen, Choosing))
        await pilot.press("home", "enter")
        await until(pilot, lambda: screen.draft.matches[0].role == ASIDE)
        await until(pilot, lambda: console.screen is screen)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "还不能保存" in shown(console))
        await pilot.click(Listing, offset=(4, 1), times=2)
        await until(pilot, lambda: isinstance(console.screen, Choosing))
        await pilot.press("slash", *"indicator", "enter", "enter")
        await until(pilot, lambda: screen.draft.matches[0].role == "indicator")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(console.screen, IntakeScreen))
        assert not (tmp_path / "profiles").exists()
