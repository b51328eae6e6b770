"""Opening the console in a test: wait for what is shown, read the screen as text."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from console import language
from console.app import Console
from console.formats import NEUTRAL, Glyphs
from console.store import Store
from console.widgets.panel import TargetPanel
from tests.console.kept import beside, kept

NOW = datetime(2023, 10, 25, 9, 30)
DESIGNED = (120, 40)
SMALL = (80, 24)
LARGE = (200, 60)


async def until(pilot: Pilot[int], condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait until the screen stands and something is so; a loop that is paused gives threads their time."""
    for _ in range(int(seconds / 0.02)):
        if pilot.app.screen.is_mounted and condition():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not happen:\n" + shown(pilot.app))


def shown(app: object) -> str:
    """Return the screen as lines of text."""
    assert isinstance(app, Console)
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@asynccontextmanager
async def console_on(
    store: Path | Store,
    size: tuple[int, int] = DESIGNED,
    lang: str = "zh",
    clock: Callable[[], datetime] = lambda: NOW,
    glyphs: Glyphs = NEUTRAL,
    **options: Any,
) -> AsyncIterator[tuple[Console, Pilot[int]]]:
    """Open the console and wait until it has looked at the store."""
    language.choose(lang)
    console = Console(beside(kept(store)), clock=clock, glyphs=glyphs, **options)
    async with console.run_test(size=size) as pilot:
        await until(pilot, lambda: not console.watch_screen.heading.opening)
        await pilot.pause()
        yield console, pilot


def panel(console: Console, name: str) -> TargetPanel:
    """Return a panel by the name of its group."""
    return console.watch_screen.query_one(f"#{name}", TargetPanel)


def copied(store: Path, to: Path) -> Path:
    """Copy a store, so that a test may change it."""
    shutil.copytree(store, to)
    return to
