"""Every key of every screen is in one table, can be given another one, and is shown as it is then."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding

import console as package
from console import keys, language
from console.screens.help import HelpScreen
from console.settings import Settings
from tests.console.driving import console_on, shown, until

pytestmark = pytest.mark.console


def bindings() -> Iterator[tuple[str, Binding]]:
    """Give every binding that the console makes, and where."""
    for found in pkgutil.walk_packages(package.__path__, "console."):
        if found.name == "console.__main__":
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            own = getattr(value, "__module__", None) == module.__name__
            bound = vars(value).get("BINDINGS", ()) if isinstance(value, type) and own else value
            for binding in bound if isinstance(bound, list | tuple) else [bound]:
                if isinstance(binding, Binding):
                    yield f"{found.name}.{name}", binding


def test_every_binding_has_a_name_and_the_keys_that_the_table_says() -> None:
    wrong = [(where, one) for where, one in bindings() if keys.KEYS.get(one.id or "") != one.key]
    assert wrong == [], "give it an id and write it into console/keys.py"


def test_everything_in_the_table_is_bound_somewhere() -> None:
    in_dialogs = {"dialog.copy", "dialog.take", "table.open"}
    assert set(keys.KEYS) - {one.id for _where, one in bindings()} - in_dialogs == set()


def test_no_key_means_two_things_at_once_beyond_what_is_meant() -> None:
    assert list(keys.clashes({})) == []


@pytest.mark.parametrize(
    ("key", "name", "told"),
    [("/", "slash", "/"), ("!", "exclamation_mark", "!"), ("ctrl+p", "ctrl+p", "Ctrl+P"), ("f5", "f5", "F5"),
     ("ctrl+/", "ctrl+slash", "Ctrl+/"), ("+", "plus", "+"), ("ctrl++", "ctrl+plus", "Ctrl++"),
     ("enter", "enter", "Enter"),
     ("shift+tab", "shift+tab", "Shift+Tab"), ("A", "A", "A"), ("_", "underscore", "_")],
)  # fmt: skip
def test_a_key_has_a_name_and_is_shown_as_people_know_it(key: str, name: str, told: str) -> None:
    assert keys.named(key) == name
    assert keys.shown(key) == told
    assert keys.is_key(key)


@pytest.mark.parametrize("key", ["banana", "ctrl+", "hyper+a", "\u7b5b", "", "a b", "f99"])
def test_what_is_no_key_is_not_taken_for_one(key: str) -> None:
    assert not keys.is_key(key)


WANTED = {
    "watch.filter": "f,F2", "replay.back": "f7", "replay.on": "f8", "app.help": "f1", "page.back": "b",
    "page.next": "n", "table.down": "ctrl+n", "watch.league": "g", "desk.run": "ctrl+r", "intake.back": "b",
}  # fmt: skip


async def test_the_keys_of_the_settings_work_on_every_screen_and_are_the_ones_shown(sample_store: Path) -> None:
    wanted = {**WANTED, "watch.filter": "f"}
    async with console_on(sample_store, lang="en", settings=Settings(keys=wanted)) as (app, pilot):
        last = shown(app).splitlines()[-1]
        assert "f filter" in last
        assert "F7 F8 replay" in last
        assert "F1 help" in shown(app).splitlines()[0]
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert any("f  " in line and "filter" in line for line in shown(app).splitlines())
        await pilot.press("escape", "g")
        await until(pilot, lambda: "Rank" in shown(app))
        assert "b back" in shown(app).splitlines()[-1]
        before = app.screen.listing.current  # type: ignore[attr-defined]
        await pilot.press("ctrl+n")
        assert app.screen.listing.current != before  # type: ignore[attr-defined]
        await pilot.press("b", "enter")
        await until(pilot, lambda: "n tabs" in shown(app).splitlines()[-1])
        await pilot.press("escape")
        assert app.screen is not app.watch_screen
        await pilot.press("b")
        assert app.screen is app.watch_screen
        await pilot.press("f7")
        await until(pilot, lambda: app.moment is not None)


async def test_desk_and_intake_show_and_take_the_keys_of_the_settings(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with console_on(sample_store, lang="en", settings=Settings(keys=WANTED)) as (app, pilot):
        await pilot.press("d")
        await until(pilot, lambda: app.screen is not app.watch_screen)
        await until(pilot, lambda: "^R run" in shown(app).splitlines()[-1])
        await pilot.press("f1")
        await until(pilot, lambda: "Ctrl+R" in shown(app) and "run the statement" in shown(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is app.watch_screen)
        await pilot.press("i")
        await until(pilot, lambda: app.screen is not app.watch_screen)
        assert "b back" in shown(app).splitlines()[-1]
        await pilot.press("b")
        await until(pilot, lambda: app.screen is app.watch_screen)


def test_keys_in_sentences_are_the_ones_in_use() -> None:
    sentence = language.say("Closed; {key} brings it back.", key=keys.Key("desk.reopen_tab"))
    assert "Alt+T" in sentence.said_in("en")
    try:
        keys.choose({"desk.reopen_tab": "f10"})
        assert "F10" in sentence.said_in("en")
    finally:
        keys.choose({})
