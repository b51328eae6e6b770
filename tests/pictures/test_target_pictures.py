"""What the page of a target looks like, and the screens of an earlier moment."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.formats import ASCII
from tests.console.driving import DESIGNED, SMALL, until
from tests.pictures.test_pictures import Compare, console_of

pytestmark = pytest.mark.console


def page_of(target_id: str, *keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Open the page of a target, wait for its answers, press keys and wait for theirs."""

    async def run(pilot: Pilot[int]) -> None:
        console: Any = pilot.app
        await until(pilot, lambda: not console.watch_screen.heading.opening)
        line = console.watch_screen.overview.find(target_id)
        panel = console.watch_screen.panel(line.panel)
        panel.focus()
        panel.go_to(target_id)
        await pilot.press("enter")
        await answered(pilot)
        for key in keys:
            await pilot.press(key)
            await answered(pilot)

    return run


async def answered(pilot: Pilot[int]) -> None:
    """Wait until the page has its facts and the open tab its answer."""
    from console.tabs import ASK

    console: Any = pilot.app

    def has_come() -> bool:
        page = console.screen
        facts = getattr(page, "facts", None)
        return facts is not None and (page.opened not in ASK or page.opened in page.answers)

    await until(pilot, has_come)
    await pilot.pause()


async def earlier(pilot: Pilot[int]) -> None:
    """Go five snapshots back."""
    console: Any = pilot.app
    await until(pilot, lambda: not console.watch_screen.heading.opening)
    for number in (49, 48, 47, 46, 45):
        await pilot.press("left_square_bracket")
        await until(pilot, lambda number=number: console.moment is not None and console.moment.number == number)  # type: ignore[misc]
    await pilot.pause()


def test_a_target_at_the_designed_size(sample_store: Path, snap_compare: Compare) -> None:
    assert snap_compare(console_of(sample_store, "zh"), terminal_size=DESIGNED, run_before=page_of("I6"))


def test_a_growth_target_in_a_small_terminal(sample_store: Path, snap_compare: Compare) -> None:
    assert snap_compare(console_of(sample_store, "en"), terminal_size=SMALL, run_before=page_of("M3"))


def test_the_entries_behind_a_count(sample_store: Path, snap_compare: Compare) -> None:
    assert snap_compare(console_of(sample_store, "zh"), terminal_size=SMALL, run_before=page_of("E8", "5"))


def test_a_count_in_ascii_without_colour(
    sample_store: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(console_of(sample_store, "zh", ASCII), terminal_size=SMALL, run_before=page_of("E8"))


def test_the_towns_of_a_sum_show_their_gap_in_a_small_terminal(sample_store: Path, snap_compare: Compare) -> None:
    assert snap_compare(console_of(sample_store, "en"), terminal_size=SMALL, run_before=page_of("I6", "4"))


def test_a_milestone_with_its_stages(sample_store: Path, snap_compare: Compare) -> None:
    assert snap_compare(console_of(sample_store, "zh"), terminal_size=DESIGNED, run_before=page_of("P8"))


def test_an_earlier_moment_is_loud(sample_store: Path, snap_compare: Compare) -> None:
    assert snap_compare(console_of(sample_store, "zh"), terminal_size=DESIGNED, run_before=earlier)
