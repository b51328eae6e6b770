"""Opening the desk in a test, and writing and running queries on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from console.app import Console
from console.desk import Mark
from console.desk.history import History
from console.drafts import Drafts
from console.formats import NEUTRAL, Glyphs
from console.screens.desk import DeskScreen
from tests.console.driving import DESIGNED, NOW, console_on, until


@asynccontextmanager
async def desk_on(
    store: Path,
    home: Path,
    size: tuple[int, int] = DESIGNED,
    lang: str = "zh",
    glyphs: Glyphs = NEUTRAL,
    text: str = "",
) -> AsyncIterator[tuple[DeskScreen, Pilot[int]]]:
    """Open the desk on a store, with tabs and history of the test's own, and wait until it knows the store."""
    async with console_on(store, size, lang, glyphs=glyphs) as (console, pilot):
        desk = new_desk(console, home, glyphs)
        console.push_screen(desk)
        await until(pilot, lambda: desk.is_mounted and (desk.learned.catalogue or desk.catalogue.trouble))
        if text:
            write(desk, text)
        yield desk, pilot


def new_desk(console: Console, home: Path, glyphs: Glyphs = NEUTRAL) -> DeskScreen:
    """Return a desk that keeps its things in a folder."""
    drafts, history = Drafts(home / "state"), History(home / "history.sqlite")
    return DeskScreen(console.store, lambda: NOW, glyphs, drafts=drafts, history=history)


def write(desk: DeskScreen, text: str) -> None:
    """Put a text into the editor, the cursor at its end."""
    desk.editor.load_text(text)
    desk.editor.move_cursor(desk.editor.document.end)


async def ran(desk: DeskScreen, pilot: Pilot[int], text: str = "", key: str = "f5") -> Mark:
    """Run a text, wait until its answer is over, and return how."""
    if text:
        write(desk, text)
    before = desk.current
    await pilot.press(key)
    await until(pilot, lambda: desk.current is not None and desk.current is not before and desk.current.settled)
    await pilot.pause(0.05)
    assert desk.state.state is not None
    return desk.state.state.mark


async def seen(pilot: Pilot[int], condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    await until(pilot, condition)
