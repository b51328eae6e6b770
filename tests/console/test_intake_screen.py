"""The operator's month: files of a folder, what each would change, load, refuse, report and withdraw."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from textual.pilot import Pilot

from console import language
from console.app import Console
from console.intake.tray import State
from console.screens.intake import IntakeScreen
from console.store import snapshots
from tests.console.driving import DESIGNED, SMALL, console_on, copied, shown, until

pytestmark = pytest.mark.console

GOOD, BAD, HOSTILE = "示例-县统计局-2023年10月.parquet", "b-县税务局.csv", "c\x1b]0;x\x07[@click=app.quit]坏[foo].csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a good file, a faulty one and one with a hostile name and hostile words."""
    place = tmp_path / "inbox"
    place.mkdir()
    rows = [
        {"indicator": "industry_output", "place": "430723", "period": date(2023, 10, 31), "value": 361.0},
        {"indicator": "industry_output", "place": "430723", "period": date(2023, 9, 30), "value": 3000.0},
    ]
    pq.write_table(pa.Table.from_pylist(rows), place / GOOD)
    heading = "地区,指标,时期,数值,计量单位\n"
    (place / BAD).write_text(f"{heading}全县,工业税收,2023年1-10月,4.5,亿元\n梦西镇,工业税收,2023年1-10月,1,亿元\n")
    (place / HOSTILE).write_text(f"{heading}[@click=app.quit]\x1b[31m镇[/foo],工业税收,2023-09,1,亿元\n")
    return place


@asynccontextmanager
async def on(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = SMALL, lang: str = "en"
) -> AsyncIterator[tuple[Console, Pilot[int], IntakeScreen]]:
    monkeypatch.chdir(folder)
    async with console_on(store, size, lang) as (console, pilot):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(console.screen, IntakeScreen))
        screen = console.screen
        assert isinstance(screen, IntakeScreen)
        await until(pilot, lambda: screen.tray.files and all(one.looked_at for one in screen.tray.files))
        yield console, pilot, screen
    language.choose("en")


async def put_on(pilot: Pilot[int], screen: IntakeScreen, name: str) -> None:
    await pilot.press("home")
    for _ in screen.tray.files:
        if screen.current is not None and screen.current.path.name == name:
            return
        await pilot.press("down")
    raise AssertionError(name)


async def test_the_files_are_listed_with_their_agency_and_state(
    sample_store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on(sample_store, folder, monkeypatch) as (console, pilot, _screen):
        await until(pilot, lambda: "县税务局" in shown(console) and shown(console).count(" new ") >= 3)
        await until(pilot, lambda: "2023-10" in shown(console))
        assert "\x1b" not in shown(console)


async def test_a_preview_shows_old_and_new_and_changes_nothing_and_then_loads(
    sample_store: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copied(sample_store, tmp_path / "store")
    async with on(store, folder, monkeypatch, DESIGNED) as (console, pilot, screen):
        before = len(snapshots(console.store))
        await put_on(pilot, screen, GOOD)
        handed = screen.current
        assert handed is not None
        await pilot.press("t")
        assert "Enter" in shown(console)
        await pilot.press("enter")
        await until(pilot, lambda: handed.state is State.READY)
        await until(pilot, lambda: "New readings: 1; restated: 1" in shown(console))
        assert "3,000" in shown(console)
        assert "Check:" in shown(console)
        assert len(snapshots(console.store)) == before
        await pilot.press("t")
        await until(pilot, lambda: handed.state is State.LOADED)
        assert len(snapshots(console.store)) == before + 1
        await pilot.press("L")
        await until(pilot, lambda: "已入库" in shown(console))


async def test_faults_are_shown_reported_and_the_good_rows_loaded_after_a_second_step(
    sample_store: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copied(sample_store, tmp_path / "store")
    async with on(store, folder, monkeypatch, DESIGNED) as (console, pilot, screen):
        await put_on(pilot, screen, BAD)
        handed = screen.current
        assert handed is not None
        await pilot.press("enter")
        await until(pilot, lambda: handed.state is State.FAULTY and "梦溪镇" in shown(console))
        await pilot.press("f")
        await until(pilot, lambda: (folder / "reports" / f"{BAD}-faults.xlsx").exists())
        await pilot.press("g", "escape")
        assert handed.state is State.FAULTY
        await pilot.press("g", "enter")
        await until(pilot, lambda: handed.state is State.LOADED)
        assert handed.outcome is not None
        assert (handed.outcome.rows, handed.outcome.quarantined) == (1, 1)


async def test_a_refused_file_is_laid_aside(sample_store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on(sample_store, folder, monkeypatch) as (_console, pilot, screen):
        await put_on(pilot, screen, HOSTILE)
        await pilot.press("enter")
        await until(pilot, lambda: screen.current is not None and screen.current.state is State.FAULTY)
        await pilot.press("x")
        await until(pilot, lambda: (folder / "refused" / HOSTILE).exists())
        assert not (folder / HOSTILE).exists()


async def test_hostile_names_and_words_neither_act_nor_reach_the_terminal(
    sample_store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on(sample_store, folder, monkeypatch, DESIGNED) as (console, pilot, screen):
        await put_on(pilot, screen, HOSTILE)
        await pilot.press("enter")
        await until(pilot, lambda: screen.current is not None and screen.current.state is State.FAULTY)
        await until(pilot, lambda: "[@click=app.quit]" in shown(console))
        for y in range(1, 30):
            await pilot.click(offset=(8, y))
        assert console.is_running
        assert not any(sign in shown(console) for sign in ("\x1b", "\x07", "\x9b"))


async def test_withdrawing_asks_why_and_reinstating_too(
    sample_store: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copied(sample_store, tmp_path / "store")
    async with on(store, folder, monkeypatch, DESIGNED) as (console, pilot, screen):
        await pilot.press("h")
        await until(pilot, lambda: screen.history is not None and "counted" in shown(console))
        await pilot.press("home")
        number = screen.files.current["snapshot_id"]
        await pilot.press("w", "enter")
        assert screen.asking.asking
        await pilot.press(*"wrong", "enter")
        await until(pilot, lambda: _status(console, number) == "withdrawn")
        await until(pilot, lambda: screen.files.current["status"] == "withdrawn")
        await pilot.press("u", *"right", "enter")
        await until(pilot, lambda: _status(console, number) == "loaded")
        await pilot.press("escape")
        assert screen.history is None


def _status(console: Console, number: int) -> str:
    return str(next(row["status"] for row in snapshots(console.store) if row["snapshot_id"] == number))


async def test_a_file_under_inspection_can_be_cancelled(
    sample_store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on(sample_store, folder, monkeypatch) as (console, pilot, screen):
        await put_on(pilot, screen, GOOD)
        handed = screen.current
        assert handed is not None
        held, told = threading.Event(), threading.Event()

        def hold(one: object) -> None:
            if handed.phase == "copy" and not held.is_set():
                told.set()
                held.wait(20)
            screen._moved(handed)

        screen.tray.changed = hold
        await pilot.press("enter")
        await until(pilot, told.is_set)
        await pilot.press("c")
        held.set()
        await until(pilot, lambda: handed.state is State.NEW)
        await until(pilot, lambda: "Cancelled" in shown(console))


async def test_it_fits_a_small_terminal_in_chinese(
    sample_store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on(sample_store, folder, monkeypatch, SMALL, "zh") as (console, _pilot, _screen):
        lines = shown(console).splitlines()
        assert len(lines) == 24
        assert "Esc" in lines[-1]


async def test_a_folder_that_is_named_is_looked_into(
    sample_store: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    async with on(sample_store, folder, monkeypatch) as (console, pilot, screen):
        await pilot.press("o", "ctrl+u", *str(tmp_path / "other"), "enter")
        await until(pilot, lambda: screen.tray.folder == tmp_path / "other")
        await until(pilot, lambda: "No Parquet, CSV or Excel file" in shown(console))


async def test_enter_on_a_snapshot_says_what_it_changed(
    sample_store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on(sample_store, folder, monkeypatch, DESIGNED) as (console, pilot, screen):
        await pilot.press("h")
        await until(pilot, lambda: screen.history and "SHA-256" in shown(console))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "New readings: 14392; restated: 0" in shown(console))
        await pilot.press("h")
        await until(pilot, lambda: screen.history is None and "SHA-256" not in shown(console))
