"""Names and sentences from data are drawn as they are: no markup, no escapes, no reversed writing."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from console import language
from console.app import Console
from console.store import apply_catalogue
from tests.console.driving import DESIGNED, LARGE, SMALL, console_on, shown, until
from tests.stores import empty_store, load, months, output, small_catalogue
from tests.terminal import Terminal

pytestmark = pytest.mark.console

HOSTILE = {
    "markup": "[@click=app.quit]按我[/] [red]x[/red]",
    "crash": "[/foo] [",
    "clipboard": "\x1b]52;c;aGFjaw==\x07",
    "c1": "\x9b31m\x9d0;title\x9c",
    "bidi": "\u202eabc\u2066def\u200b",
    "long": "长" * 10_000,
    "lines": "a\nb\r\tc",
    "marks": "e" + "\u0301" * 500,
}
TODAY = date(2023, 9, 25)


@pytest.fixture
def hostile_store(tmp_path: Path) -> Iterator[Path]:
    """Make a store in which every name, clause, unit, agency and file is hostile."""
    store = empty_store(tmp_path)
    targets = tuple(
        replace(
            output(), target_id=f"X{place}", name_zh=text, name_en=text, clause=text, section=text, agency=text,
            note=text, modality=text[:40],
        )
        for place, text in enumerate(HOSTILE.values())
    )  # fmt: skip
    apply_catalogue(store, replace(small_catalogue(*targets), title_zh=HOSTILE["clipboard"], title_en=HOSTILE["bidi"]))
    load(store, months("output", 2023, [5.0, 10.0]), name=HOSTILE["markup"] + HOSTILE["clipboard"], as_of=TODAY)
    yield store.path
    language.choose("zh")


@pytest.mark.parametrize(("size", "lang"), [(SMALL, "zh"), (DESIGNED, "en"), (LARGE, "zh")])
async def test_hostile_names_are_shown_and_do_nothing(hostile_store: Path, size: tuple[int, int], lang: str) -> None:
    async with console_on(hostile_store, size, lang) as (console, pilot):
        for _ in HOSTILE:
            await pilot.press("down")
            _is_clean(console)
        assert "[@click=app.quit]按我[/]" in shown(console)
        await pilot.click("#growth", offset=(20, 4))
        assert console.is_running
        for key in ("z", "question_mark", "escape", "L", "escape"):
            await pilot.press(key)
            _is_clean(console)


async def test_the_page_of_a_hostile_target_is_harmless(hostile_store: Path) -> None:
    async with console_on(hostile_store, SMALL) as (console, pilot):
        for _ in range(len(HOSTILE) + 1):
            await pilot.press("enter")
            await until(pilot, lambda: console.screen is not console.watch_screen)
            for key in ("pagedown", "pagedown", "end"):
                await pilot.press(key)
                _is_clean(console)
            await pilot.press("escape")
            await until(pilot, lambda: console.screen is console.watch_screen)
            await pilot.press("down")


def _is_clean(console: Console) -> None:
    text = shown(console)
    bad = sorted({character for character in text if not (character.isprintable() or character == "\n")})
    assert bad == []


def test_the_bytes_that_reach_the_terminal_hold_no_foreign_escape(hostile_store: Path) -> None:
    with Terminal([sys.executable, "-m", "console", "--store", hostile_store, "--lang", "zh"], 120, 40) as terminal:
        terminal.wait("10 / ")
        for keys in (("down",) * 9, ("enter",), ("pagedown",), ("escape",), ("z",), ("L",)):
            terminal.press(*keys)
            terminal.settle()
        terminal.press("q")
        assert terminal.left_with() == 0
        written = bytes(terminal.written)
    assert b"\x1b]52" not in written
    assert b"aGFjaw" in written
    titles = re.findall(rb"\x1b\][0-9]+;[^\x07\x1b]*", written)
    assert [title for title in titles if b"title" in title or b"aGF" in title] == []
    drawn = written.decode("utf-8", "replace")
    assert not set(drawn) & {"\u202e", "\u2066", "\u200b", "\x9b", "\x9d", "\x9c"}
