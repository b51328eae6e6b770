"""The console follows its store: new figures, trouble, recovery, an empty store that is filled."""

import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from console.following import Follower, Sight
from console.standing import Light
from console.standing.words import LIGHTS
from console.store import Generation, Store, apply_catalogue, open_store
from console.store.lake import LakeStore
from tests.console.driving import SMALL, console_on, copied, panel, shown, until
from tests.console.kept import kept
from tests.lake.server import Server
from tests.stores import empty_store, load, months, small_catalogue

pytestmark = pytest.mark.console

TODAY = date(2023, 9, 25)


async def test_a_new_figure_is_shown_and_marked_for_two_refreshes(small: Store) -> None:
    load(small, months("output", 2023, [5.0, 10.0]), as_of=TODAY)
    async with console_on(small) as (console, pilot):
        assert "10 / 100 亿元" in shown(console)
        load(small, months("output", 2023, [5.0, 10.0, 42.5]), "b.parquet", as_of=TODAY)
        await until(pilot, lambda: "42.5 / 100 亿元" in shown(console))
        assert "▴升" in shown(console)
        load(small, months("loans", 2023, [1.0]), "c.parquet", as_of=TODAY)
        await until(pilot, lambda: "+新" in shown(console))
        assert "▴升" in shown(console)
        load(small, months("loans", 2023, [1.0]), "d.parquet", as_of=TODAY)
        await until(pilot, lambda: "第 4 批" in shown(console))
        assert "▴升" not in shown(console)


async def test_a_restated_figure_is_said_to_be_restated(small: Store) -> None:
    load(small, months("output", 2023, [5.0, 30.0]), as_of=TODAY)
    async with console_on(small) as (console, pilot):
        load(small, months("output", 2023, [5.0, 28.0]), "b.parquet", as_of=TODAY)
        await until(pilot, lambda: "▾改" in shown(console))
        assert "▾改 30 › 28" in shown(console)


async def test_cursor_and_scroll_stay_when_figures_change(sample_store: Path, tmp_path: Path) -> None:
    store = kept(copied(sample_store, tmp_path / "store"))
    async with console_on(store) as (console, pilot):
        await pilot.press("2", *["down"] * 13)
        await pilot.pause()
        current, before = console.watch_screen.current, console.watch_screen.overview
        assert current is not None
        with store.write("nothing new") as draft:
            draft.settle()
            draft.publish()
        await until(pilot, lambda: console.watch_screen.overview is not before)
        after = console.watch_screen.current
        assert after is not None
        assert after.target_id == current.target_id
        row = next(row for row in shown(console).splitlines() if row.startswith("▸"))
        assert str(LIGHTS[Light(after.light)]) in row


async def test_an_open_target_page_follows_too(small: Store) -> None:
    load(small, months("output", 2023, [5.0, 10.0]), as_of=TODAY)
    async with console_on(small) as (console, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: "2023-02" in shown(console) and "a.parquet" in shown(console))
        load(small, months("output", 2023, [5.0, 11.0, 42.5]), "b.parquet", as_of=TODAY)
        await until(pilot, lambda: "b.parquet" in shown(console))
        row = next(row for row in shown(console).splitlines() if "2023-02" in row)
        assert "11" in row
        assert "10" in row


@pytest.mark.folder("the folder is moved away; below, PostgreSQL is")
async def test_a_store_that_vanishes_leaves_its_last_figures_and_comes_back(sample_store: Path, tmp_path: Path) -> None:
    folder = copied(sample_store, tmp_path / "store")
    async with console_on(folder) as (console, pilot):
        folder.rename(tmp_path / "away")
        await until(pilot, lambda: "不见了" in shown(console))
        assert "固定资产投资增长" in shown(console)
        assert "最后一次可用的数据" in shown(console)
        assert panel(console, "growth").greyed
        (tmp_path / "away").rename(folder)
        await until(pilot, lambda: "不见了" not in shown(console))
        assert not panel(console, "growth").greyed


@pytest.mark.lake
async def test_a_lake_that_is_away_leaves_its_last_figures_and_comes_back(
    small_lake: LakeStore, server: Server
) -> None:
    load(small_lake, months("output", 2023, [5.0, 10.0]), as_of=TODAY)
    async with console_on(small_lake) as (console, pilot):
        with server.away():
            await until(pilot, lambda: "连接不上" in shown(console))
            assert "最后一次可用的数据" in shown(console)
            assert "10 / 100 亿元" in shown(console)
            assert panel(console, "growth").greyed
            await pilot.press("enter")
            await until(pilot, lambda: console.screen is not console.watch_screen and "连接不上" in shown(console))
            await pilot.press("escape")
        await until(pilot, lambda: "连接不上" not in shown(console))
        assert not panel(console, "growth").greyed
        load(small_lake, months("output", 2023, [5.0, 10.0, 42.5]), "b.parquet", as_of=TODAY)
        await until(pilot, lambda: "42.5 / 100 亿元" in shown(console))


@pytest.mark.folder("a file of the folder is no database")
async def test_a_damaged_generation_is_said_and_mended(sample_store: Path, tmp_path: Path) -> None:
    folder = copied(sample_store, tmp_path / "store")
    good = (folder / "CURRENT").read_text()
    async with console_on(folder) as (console, pilot):
        (folder / "store-900.duckdb").write_bytes(b"no database at all" * 1000)
        (folder / "CURRENT").write_text("store-900.duckdb\n")
        await until(pilot, lambda: "900" in shown(console).splitlines()[1])
        assert "固定资产投资增长" in shown(console)
        (folder / "CURRENT").write_text(good)
        await until(pilot, lambda: not console.watch_screen.banner.display)


@pytest.mark.folder("the pointer of a folder is spoilt")
async def test_a_pointer_that_names_nothing_is_said(sample_store: Path, tmp_path: Path) -> None:
    folder = copied(sample_store, tmp_path / "store")
    async with console_on(folder, SMALL) as (console, pilot):
        (folder / "CURRENT").write_bytes(b"\x1b]52;c;aGk=\x07")
        await until(pilot, lambda: console.watch_screen.banner.display)
        assert "固定资产投资增长" in shown(console)


@pytest.mark.folder("a file is laid into the folder")
async def test_a_file_laid_beside_the_generation_is_said(sample_store: Path, tmp_path: Path) -> None:
    folder = copied(sample_store, tmp_path / "store")
    async with console_on(folder) as (console, pilot):
        beside = folder / ((folder / "CURRENT").read_text().strip() + ".wal")
        beside.write_bytes(b"x")
        await pilot.press("r")
        await until(pilot, lambda: beside.name in "".join(shown(console).split()))
        beside.unlink()
        await until(pilot, lambda: not console.watch_screen.banner.display)


@pytest.mark.folder("a file stands where the folder should be")
async def test_what_is_no_store_is_said_from_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    async with console_on(tmp_path / "file") as (console, pilot):
        await until(pilot, lambda: console.watch_screen.banner.display)
        assert "jindu demo" not in shown(console)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_an_empty_store_says_what_to_do_and_fills_by_itself(tmp_path: Path, lang: str) -> None:
    store = kept(empty_store(tmp_path))
    async with console_on(store, SMALL, lang) as (console, pilot):
        text = shown(console)
        for command in ("jindu demo", "jindu load", "jindu catalogue apply"):
            assert command in text
        assert store.name[:30] in text
        assert not console.watch_screen.main.display
        apply_catalogue(store, small_catalogue(), "tester")
        load(store, months("output", 2023, [5.0, 10.0]), as_of=TODAY)
        await until(pilot, lambda: "10 / " in shown(console) or "1,000 / " in shown(console))
        assert "jindu demo" not in shown(console)


def test_a_follower_tells_the_last_sight_to_one_who_comes_later(sample_store: Path) -> None:
    follower = Follower(open_store(sample_store))
    follower.start()
    first = threading.Event()
    follower.tell(lambda sight: first.set())
    assert first.wait(20)
    sights: list[Sight] = []
    follower.tell(sights.append)
    assert len(sights) == 1
    assert sights[0].overview is not None
    follower.stop()
    follower.join(2)
    assert not follower.is_alive()


def test_the_first_look_of_another_process_is_what_this_one_would_have_seen(sample_store: Path) -> None:
    script = """
import sys, threading
from pathlib import Path
from console.following import follow
from console.store import open_store
sights = []
seen = threading.Event()
follower = follow(open_store(Path(sys.argv[1])), alone=True)
follower.tell(lambda sight: (sights.append(sight), seen.set()))
assert seen.wait(20)
assert "duckdb" not in sys.modules
follower.stop()
own = follow(open_store(Path(sys.argv[1])))
again = threading.Event()
own.tell(lambda sight: (sights.append(sight), again.set()))
assert again.wait(20)
own.stop()
assert sights[0] == sights[1] and len(sights[0].overview.lines) == 55
"""
    done = subprocess.run([sys.executable, "-c", script, sample_store], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_store_that_cannot_be_read_at_the_first_look_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "CURRENT").write_text("store-7.duckdb")
    script = """
import sys, threading
from pathlib import Path
from console.following import follow
from console.store import open_store
seen = threading.Event()
follower = follow(open_store(Path(sys.argv[1])), alone=True)
follower.tell(lambda sight: (print(sight.trouble), seen.set()))
assert seen.wait(20)
follower.stop()
"""
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "store-7.duckdb" in done.stdout


def test_stopping_interrupts_what_is_being_read(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()

    def endless(generation: Generation) -> None:
        asked.set()
        generation.rows("select count(*) from range(1000000000000) as a, range(1000) as b")

    monkeypatch.setattr("console.overview.overview", endless)
    follower = Follower(open_store(sample_store))
    follower.start()
    assert asked.wait(20)
    for _ in range(50):
        follower.stop()
        follower.join(0.1)
        if not follower.is_alive():
            return
    raise AssertionError("it still reads")
