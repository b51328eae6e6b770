"""The pages beside the panels, the palette, exports, the clipboard, themes, keys of one's own, and the kiosk."""

import base64
import csv
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from console import language
from console.changed import Sort, differences
from console.cli.status import as_row
from console.exports import file_name, standings_table, text_table
from console.formats import FINE
from console.kiosk import MOST
from console.overview import overview
from console.remembered import looked_at
from console.screens.changes import ChangesScreen
from console.screens.exporting import ExportScreen
from console.screens.help import HelpScreen
from console.screens.league import LeagueScreen
from console.screens.palette import PaletteScreen
from console.screens.place import PlaceScreen
from console.screens.target import TargetScreen
from console.settings import Settings
from console.standing import Light
from console.store import Store, open_store, standings
from console.targets import Panel
from console.themes import BASIC, NAMES
from tests.console.driving import SMALL, console_on, shown, until
from tests.console.kept import kept
from tests.console.test_overview import line, of
from tests.stores import load, months, small_store

console = pytest.mark.console
TODAY = date(2023, 9, 25)
HOSTILE = "[red]甲[/red][@click=app.quit]x[/]\x1b]52;c;aGk=\x07\x9b6n\u202e" + "长" * 10_000


# The league of towns.


@console
async def test_t_ranks_the_towns_and_enter_opens_one(sample: Store) -> None:
    async with console_on(sample) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, LeagueScreen) and app.screen.answer is not None)
        await until(pilot, lambda: "盐井镇" in shown(app))
        first = shown(app)
        await pilot.press("tab")
        await until(pilot, lambda: shown(app).splitlines()[1] != first.splitlines()[1] and "镇街" in shown(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: not isinstance(app.screen, LeagueScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LeagueScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.watch_screen)


@console
async def test_a_target_without_towns_says_so_and_shows_another(sample_store: Path) -> None:
    async with console_on(sample_store) as (app, pilot):
        await pilot.press("5", "t")
        await until(pilot, lambda: "没有分镇街的数据" in shown(app))


@console
async def test_a_store_whose_towns_report_nothing_says_so(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [5.0, 10.0]), as_of=TODAY)
    async with console_on(store.path) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: "没有镇街报送" in shown(app))


# What changed.


def test_lights_come_first_then_restated_then_new_figures() -> None:
    august, september = date(2023, 8, 31), date(2023, 9, 30)
    seen = looked_at(
        of(line("a", period=august), line("b", period=september), line("c", period=august), line("same")), "2023-10-01"
    )
    now = of(
        line("a", period=september, actual=19.0), line("b", period=september, actual=16.0),
        line("c", Light.SLOW, period=august), line("same"), line("fresh"),
    )  # fmt: skip
    found = [(one.sort, one.line.target_id, one.period) for one in differences(seen, now)]
    assert found == [
        (Sort.LIGHT, "c", None), (Sort.RESTATED, "b", september), (Sort.REPORTED, "a", september),
        (Sort.ADDED, "fresh", None),
    ]  # fmt: skip


@console
async def test_c_tells_what_changed_since_the_last_look_and_m_marks_it_seen(tmp_path: Path) -> None:
    store, memory = kept(small_store(tmp_path)), tmp_path / "state" / "remembered.json"
    load(store, months("output", 2023, [5.0, 30.0]), as_of=TODAY)
    async with console_on(store, memory_file=memory) as (app, pilot):
        await pilot.press("c")
        await until(pilot, lambda: "以前没有看过" in shown(app))
        await pilot.press("escape", "q")
    load(store, months("output", 2023, [4.0, 28.0]), "b.parquet", as_of=TODAY)
    load(store, months("loans", 2023, [1.0]), "c.parquet", as_of=TODAY)
    async with console_on(store, (150, 40), memory_file=memory) as (app, pilot):
        await until(pilot, lambda: "处变化" in shown(app))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ChangesScreen) and "2023-01" in shown(app))
        text = shown(app)
        assert "30" in text
        assert "28" in text
        assert "修订" in text
        assert "新报" in text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TargetScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChangesScreen))
        await pilot.press("m")
        await until(pilot, lambda: "没有变化" in shown(app))


# The palette and help.


@console
async def test_the_palette_reaches_targets_places_pages_and_actions(sample_store: Path) -> None:
    async with console_on(sample_store) as (app, pilot):
        await pilot.press("colon")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen) and len(app.screen.rows) > 90)
        await pilot.press(*"gyssl", "backspace")
        await pilot.press("escape")
        assert isinstance(app.screen, PaletteScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.watch_screen)
        await pilot.press("ctrl+p", *"gdp", "enter")
        await until(pilot, lambda: isinstance(app.screen, TargetScreen))
        await pilot.press("colon", *"zjpm", "enter")
        await until(pilot, lambda: isinstance(app.screen, LeagueScreen))
        await pilot.press("colon")
        await until(pilot, lambda: "梦溪镇" in "".join(str(row.way.name) for row in app.screen.rows))  # type: ignore[attr-defined]
        await pilot.press(*"mengxi", "enter")
        await until(pilot, lambda: isinstance(app.screen, PlaceScreen) and "梦溪镇" in shown(app))
        await pilot.press("colon", *"english", "enter")
        await until(pilot, lambda: language.chosen() == "en")


@console
@pytest.mark.parametrize("keys", [(), ("t",), ("colon",), ("enter",)])
async def test_help_explains_what_has_the_focus(sample_store: Path, keys: tuple[str, ...]) -> None:
    async with console_on(sample_store) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause(0.2)
        if keys == ("colon",):
            await pilot.press("escape", "escape", "question_mark")
        else:
            await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await until(pilot, lambda: "这里的按键" in shown(app))
        if not keys:
            assert "增速类" in shown(app)


# Out of it.


def test_an_export_says_what_jindu_status_says(sample_store: Path) -> None:
    with open_store(sample_store).read() as generation:
        seen, stood = overview(generation), [as_row(one) for one in standings(generation)]
    assert seen is not None
    exported = {row["target_id"]: dict(row) for row in standings_table(seen, seen.lines).rows}
    for row in stood:
        same = exported[row["target_id"]]
        assert {name: row[name] for name in same} == same


def test_a_column_of_numbers_is_exported_as_numbers() -> None:
    table = text_table("x", ["a", "a", ""], [["1,234.5", "盐井", "x"], ["-", "12%", ""]])
    assert [dict(row) for row in table.rows] == [
        {"a": 1234.5, "a 1": "盐井", "column 3": "x"}, {"a": None, "a 1": "12%", "column 3": None}
    ]  # fmt: skip


def test_the_name_of_an_export_is_harmless() -> None:
    from datetime import datetime

    assert file_name("../../县\x1b[2J a", "csv", datetime(2023, 1, 2, 3, 4, 5)) == "jindu-2J-a-20230102-030405.csv"


@console
async def test_e_writes_the_filtered_table_in_every_form(sample_store: Path, tmp_path: Path) -> None:
    async with console_on(sample_store, settings=Settings(exports=tmp_path / "out")) as (app, pilot):
        await pilot.press("slash", *"税收", "enter")
        for letter in "cxpv":
            await pilot.press("e")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen))
            await pilot.press(letter)
            await until(pilot, lambda: app.screen is app.watch_screen)
        files = {file.suffix: file for file in (tmp_path / "out").iterdir()}
        assert set(files) == {".csv", ".xlsx", ".parquet", ".svg"}
        assert files[".csv"].read_bytes().startswith(b"\xef\xbb\xbf")
        with files[".csv"].open(encoding="utf-8-sig") as opened:
            rows = list(csv.DictReader(opened))
        assert len(rows) == app.watch_screen.counts.left < 10
        assert pq.read_table(files[".parquet"]).num_rows == len(rows)
        assert files[".svg"].read_text(encoding="utf-8").startswith("<svg")


@console
async def test_an_export_that_cannot_be_written_says_so(sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with console_on(sample_store, settings=Settings(exports=tmp_path / "file" / "x")) as (app, pilot):
        await pilot.press("e", "c")
        await until(pilot, lambda: any("无法写入" in told.message for told in app._notifications))


@console
async def test_a_league_is_exported_with_its_ranks(sample_store: Path, tmp_path: Path) -> None:
    async with console_on(sample_store, settings=Settings(exports=tmp_path)) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: "盐井镇" in shown(app))
        await pilot.press("e", "p")
        await until(pilot, lambda: isinstance(app.screen, LeagueScreen) and list(tmp_path.glob("*.parquet")))
        rows = pq.read_table(_only(tmp_path)).to_pylist()
        assert rows[0]["镇街"] == "盐井镇"
        assert rows[0]["位次"] == 1.0


def _only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


@console
async def test_y_copies_the_sentence_of_the_target(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with console_on(sample_store) as (app, pilot):
        sent: list[str] = []
        monkeypatch.setattr(app._driver, "write", sent.append)
        await pilot.press("y")
        await until(pilot, lambda: any("]52;c;" in text for text in sent))
        told = next(text for text in sent if "]52;c;" in text)
        copied = base64.b64decode(told.split(";")[2].rstrip("\x07\\\x1b")).decode()
        current = app.watch_screen.current
        assert current is not None
        assert copied.startswith(current.name.zh)
        assert current.reason.zh in copied


# Keys, colours, memory, kiosk.


@console
async def test_keys_of_the_settings_do_what_they_are_bound_to(sample_store: Path) -> None:
    keys = {"watch.filter": "f", "watch.problems": "*", "app.help": "f1"}
    async with console_on(sample_store, settings=Settings(keys=keys)) as (app, pilot):
        assert "f 筛选" in shown(app)
        await pilot.press("f")
        await until(pilot, lambda: app.watch_screen.filter_line.typing)
        await pilot.press("escape", "asterisk")
        await until(pilot, lambda: app.watch_screen.filter.problems)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


@console
async def test_the_theme_changes_with_a_key_and_is_remembered_with_language_and_page(
    sample_store: Path, tmp_path: Path
) -> None:
    memory = tmp_path / "remembered.json"
    async with console_on(sample_store, memory_file=memory) as (app, pilot):
        await pilot.press("T")
        assert app.theme == NAMES["light"]
        await pilot.press("T", "L", "3", "down")
        assert app.theme == NAMES["contrast"]
        await pilot.pause()
        current = app.watch_screen.current
        await pilot.press("q")
    async with console_on(sample_store, memory_file=memory) as (app, pilot):
        assert app.theme == NAMES["contrast"]
        assert app.memory.language == "en"
        await until(pilot, lambda: app.watch_screen.current == current)
        assert app.watch_screen.shown is Panel.CAPITAL


@console
async def test_sixteen_colours_have_a_theme_of_their_own_unless_another_is_wanted(sample_store: Path) -> None:
    async with console_on(sample_store, few_colours=True) as (app, _pilot):
        assert app.theme == BASIC
    async with console_on(sample_store, few_colours=True, settings=Settings(theme="light")) as (app, _pilot):
        assert app.theme == NAMES["light"]


@console
async def test_a_kiosk_turns_its_pages_and_takes_no_key_but_the_way_out(sample_store: Path) -> None:
    async with console_on(sample_store, kiosk=True, settings=Settings(dwell=3600)) as (app, pilot):
        assert "Ctrl+Q" in shown(app)
        await pilot.press("q", "enter", "exclamation_mark")
        assert app.screen is app.watch_screen
        assert not app.watch_screen.filter
        app.turn()
        problems = 0
        for _ in range(MOST + 1):
            app.turn()
            await pilot.pause()
            problems += isinstance(app.screen, TargetScreen)
        assert problems == MOST
        assert app.screen is app.watch_screen
        await pilot.press("ctrl+q")
        assert app.return_value == 0


@console
async def test_a_kiosk_in_a_small_terminal_shows_panel_after_panel(sample_store: Path) -> None:
    async with console_on(sample_store, SMALL, kiosk=True, settings=Settings(dwell=3600)) as (app, pilot):
        seen = []
        for _ in Panel:
            app.turn()
            await pilot.pause()
            seen.append(app.watch_screen.shown)
        assert seen == list(Panel)


@console
@pytest.mark.parametrize("glyphs", [None, FINE])
async def test_hostile_names_stay_text_on_every_page(tmp_path: Path, glyphs: object) -> None:
    from dataclasses import replace

    from console.store import apply_catalogue
    from tests.stores import empty_store, hand_in, small_catalogue

    made = small_catalogue()
    targets = tuple(replace(target, name_zh=HOSTILE, name_en=HOSTILE, agency=HOSTILE) for target in made.targets)
    places = tuple(replace(place, name_zh=HOSTILE, name_en=HOSTILE) for place in made.places)
    store = empty_store(tmp_path)
    apply_catalogue(store, replace(made, targets=targets, places=places), "tester")
    with store.write("load", "tester") as draft:
        hand_in(draft, months("output", 2023, [5.0, 10.0]) + months("output", 2023, [4.0, 8.0], made.places[1].place))
        draft.settle(TODAY)
        draft.publish()
    options = {"glyphs": glyphs} if glyphs else {}
    async with console_on(store.path, memory_file=tmp_path / "m.json", **options) as (app, pilot):  # type: ignore[arg-type]
        for keys in (("t",), ("escape", "c"), ("escape", "colon"), ("escape", "escape", "question_mark"),
                     ("escape", "slash", "x", "escape", "m", "m"), ("y",), ("e",)):  # fmt: skip
            await pilot.press(*keys)
            await pilot.pause(0.1)
            text = shown(app)
            assert "\x1b" not in text
            assert "\x9b" not in text
            assert "\u202e" not in text
        assert app.return_value is None
        assert app.is_running
