"""The files of a lake: away, cut short, or in a storage whose line breaks, is slow or falls silent."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.following import Follower, Sight
from console.intake import load
from console.overview import overview
from console.store import StoreUnusable, apply_catalogue, check, snapshots
from console.store.lake import LakeStore, attached
from console.store.lake.making import make
from tests.attacks.hostile import months
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.lake.proxy import Line, Proxy
from tests.lake.server import Server
from tests.lake.storage import Storage
from tests.stores import small_catalogue
from tests.torture import FULL

SUM = "select sum(value) as total from readings order by all"


@pytest.fixture
def full(described: Path, tmp_path: Path) -> LakeStore:
    """Return a lake whose figures lie in files and not in the catalogue."""
    lake = opened(described)
    make(lake.lake)
    everything_in_files(lake)
    apply_catalogue(lake, small_catalogue(), "tester")
    assert load(lake, months(tmp_path / "a.parquet", 600)).status == "loaded"
    return lake


def everything_in_files(lake: LakeStore) -> None:
    """Let DuckLake keep nothing in the catalogue because it is small."""
    connection = attached.attached(lake.lake, "lake/attach_to_write", lake.limits, "300MB")
    try:
        connection.execute("call lake.set_option('data_inlining_row_limit', '0')").fetchall()
    finally:
        attached.let_go(connection)


def refusal(lake: LakeStore, file: Path) -> str:
    """Return in what sentence a load is refused."""
    try:
        loaded = load(lake, file)
    except StoreUnusable as unusable:
        return str(unusable)
    assert loaded.status == "refused"
    return str(loaded.sentence)


def test_a_folder_that_is_away_is_said_by_readers_and_loaders_and_nothing_is_lost(
    full: LakeStore, described: Path, tmp_path: Path
) -> None:
    folder, away = tmp_path / "data", tmp_path / "elsewhere"
    with opened(described).read() as held:
        total = held.rows(SUM)
        folder.rename(away)
        questions: tuple[Callable[[], object], ...] = (
            lambda: held.rows(SUM), lambda: opened(described).read().rows(SUM),
        )  # fmt: skip
        for ask in questions:
            with pytest.raises(StoreUnusable, match="lake:lake") as told:
                ask()
            assert "parquet" in str(told.value)
        assert "lake:lake" in refusal(full, readings(tmp_path / "b.parquet"))
        away.rename(folder)
        assert held.rows(SUM) == total
    assert full.version() == 2
    assert load(full, readings(tmp_path / "b.parquet")).status == "loaded"
    assert check(full, deep=True) == []


def test_half_a_file_under_a_reader_is_a_sentence_and_the_whole_one_is_read_again(
    full: LakeStore, described: Path, tmp_path: Path
) -> None:
    with opened(described).read() as held:
        total = held.rows(SUM)
    files = {file: file.read_bytes() for file in (tmp_path / "data" / "main" / "reading").rglob("*.parquet")}
    for file, content in files.items():
        os.truncate(file, len(content) // 2)
    with opened(described).read() as generation:
        for _ in range(2):
            with pytest.raises(StoreUnusable, match=r"lake:lake.*\.parquet"):
                generation.rows(SUM)
    for file, content in files.items():
        file.write_bytes(content)
    with full.read() as generation:
        assert generation.rows(SUM) == total


def test_a_silent_storage_is_waited_for_as_long_in_every_question_as_in_the_first(lake: LakeStore) -> None:
    with lake.read() as generation:
        asked = generation.rows("select current_setting('http_timeout') as seconds order by all")
    assert asked == [{"seconds": 10}]


@pytest.fixture
def line(storage: Storage) -> Iterator[Proxy]:
    proxy = Proxy(int(storage.endpoint.rpartition(":")[2]))
    yield proxy
    proxy.close()


@pytest.fixture
def stored(server: Server, storage: Storage, tmp_path: Path) -> LakeStore:
    """Return a lake in an object storage, as a machine with a sound line sees it."""
    lake = opened(storage.described(tmp_path / "lake.toml", server.folder, server.database()))
    make(lake.lake)
    everything_in_files(lake)
    apply_catalogue(lake, small_catalogue(), "tester")
    assert load(lake, months(tmp_path / "a.parquet", 600)).status == "loaded"
    return lake


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached, "_PATIENCE", ("set global http_timeout = 2", "set global http_retries = 0"))


@pytest.mark.skipif(not FULL, reason="part of `make torture`")
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("broken", [Line.HALF, Line.SILENT])
def test_a_machine_whose_line_to_the_storage_breaks_says_so_and_goes_on_afterwards(
    stored: LakeStore, storage: Storage, line: Proxy, tmp_path: Path, broken: Line
) -> None:
    """Another machine, whose line is sound, loads meanwhile."""
    here = opened(_through(line, tmp_path))
    sights: list[Sight] = []
    changed = threading.Condition()

    def tell(sight: Sight) -> None:
        with changed:
            sights.append(sight)
            changed.notify_all()

    def wait(is_so: Callable[[Sight], bool]) -> None:
        with changed:
            assert changed.wait_for(lambda: bool(sights) and is_so(sights[-1]), 120), sights[-1:]

    follower = Follower(here)
    follower.start()
    follower.tell(tell)
    try:
        wait(lambda sight: _shows(sight, 2))
        line.line = broken
        assert load(stored, months(tmp_path / "b.parquet", 601)).status == "loaded"
        wait(lambda sight: sight.trouble is not None and "lake:here" in str(sight.trouble))
        assert storage.keys["loader"][1] not in str(sights[-1].trouble)
        assert "lake:here" in refusal(here, months(tmp_path / "c.parquet", 602))
        line.line = Line.SLOW
        wait(lambda sight: _shows(sight, 3))
        line.line = Line.SOUND
        assert load(here, months(tmp_path / "c.parquet", 602)).status == "loaded"
        wait(lambda sight: _shows(sight, 4))
    finally:
        follower.stop()
        follower.join(20)
    assert [row["rows"] for row in snapshots(stored)] == [600, 601, 602]
    assert check(stored, deep=True) == []


def _through(line: Proxy, tmp_path: Path) -> Path:
    """Describe the same lake as a machine sees it that reaches the storage over a line."""
    file = tmp_path / "here.toml"
    text = (tmp_path / "lake.toml").read_text()
    file.write_text(re.sub("endpoint = .*", f'endpoint = "127.0.0.1:{line.port}"', text))
    file.chmod(0o600)
    return file


def _shows(sight: Sight, number: int) -> bool:
    return sight.trouble is None and sight.overview is not None and sight.overview.generation == number


def test_a_console_says_that_the_storage_is_away_although_what_it_shows_was_kept(
    full: LakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, away = tmp_path / "data", tmp_path / "elsewhere"
    with full.read() as generation:
        assert overview(generation) is not None
    monkeypatch.setattr("console.store.lake.store.PROOF", 0.0)
    monkeypatch.setattr("console.store.lake.generation.attached", None)
    full.read().close()
    monkeypatch.undo()
    monkeypatch.setattr("console.store.lake.store.PROOF", 0.0)
    folder.rename(away)
    with pytest.raises(StoreUnusable, match=r"lake:lake.*parquet"):
        full.read()
    away.rename(folder)
    full.read().close()
