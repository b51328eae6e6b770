"""What comes while the console is being closed, from the store or from a key, reaches nobody and breaks nothing."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from textual.widget import Widget

from console.app import Console
from console.following import Sight
from console.language import say
from console.messages import Seen
from tests.console.driving import console_on
from tests.stores import load, months, small_store

pytestmark = pytest.mark.console


class LastWord(Widget):
    """Says that the store is in trouble at the moment at which the screen is taken apart."""

    said = False

    async def on_unmount(self) -> None:
        self.app.on_seen(Seen(Sight(trouble=say("The store cannot be read: {error}.", error="too late"))))  # type: ignore[attr-defined]
        self.said = True


async def test_news_of_the_store_while_the_console_closes_is_dropped(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [5.0, 10.0]), as_of=date(2023, 9, 25))
    last = LastWord()
    async with console_on(store.path) as (console, _):
        await console.watch_screen.mount(last)
        await console.watch_screen.query_one("#banner").remove()
    assert last.said


@pytest.mark.parametrize("page", ["help", "desk", "league"])
async def test_leaving_while_a_page_opens_takes_nothing_apart_that_is_half_built(tmp_path: Path, page: str) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [5.0, 10.0]), as_of=date(2023, 9, 25))
    async with console_on(store.path) as (console, _):
        await console.run_action(page)
        assert len(console.screen_stack) == 2
        await console.run_action("quit")
        await _closed(console)
    assert console.return_code == 0


async def test_a_page_asked_for_after_leaving_began_is_not_opened(tmp_path: Path) -> None:
    async with console_on(small_store(tmp_path).path) as (console, _):
        await console.run_action("quit")
        await console.run_action("help")
        assert console.screen_stack == [console.watch_screen]
        await _closed(console)


async def _closed(console: Console) -> None:
    for _ in range(2000):
        if not console.is_running:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it is still open")
