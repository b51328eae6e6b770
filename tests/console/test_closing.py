"""What the store still says while the console is being closed reaches nobody, and breaks nothing."""

from datetime import date
from pathlib import Path

import pytest
from textual.widget import Widget

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
