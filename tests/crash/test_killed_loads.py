"""A load killed or interrupted at any phase leaves the old or the new generation, and the file loads afterwards."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from console.intake import load
from console.store import check
from console.store.embedded import EmbeddedStore
from tests.attacks.hostile import months
from tests.handed_in import contents, kept, readings
from tests.stores import small_store

pytestmark = pytest.mark.once

CHECKOUT = Path(__file__).parents[2]
ROWS = 3000
BEFORE = (
    "hash",
    "copy",
    "locked",
    "copied",
    "inspect",
    "check",
    "settle",
    "publish",
    "committed",
    "written",
    "before rename",
)
"""Every phase before the pointer names the new generation."""


def load_and_strike(
    store: EmbeddedStore, file: Path, phase: str, number: signal.Signals, threads: int = 1, full: str = ""
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.crash.loading", str(store.path), str(file), phase, str(int(number))]
    environment = {**os.environ, "THREADS": str(threads), "FULL": full}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=CHECKOUT, env=environment)


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    store = small_store(tmp_path)
    assert load(store, readings(tmp_path / "earlier.parquet")).generation == 2
    return store


def require_sound(store: EmbeddedStore, file: Path, *, loaded: bool) -> None:
    """Require one generation or the other, sound, and that the file counts exactly once after it is loaded again."""
    assert store.version() == (3 if loaded else 2)
    assert kept(store, "select count(*) from reading order by all") == [(3 + ROWS * loaded,)]
    again = load(store, file)
    assert again.status == ("duplicate" if loaded else "loaded")
    assert kept(store, "select count(*) from reading order by all") == [(3 + ROWS,)]
    assert kept(store, "select snapshot_id, rows from snapshot order by all") == [(1, 3), (2, ROWS)]
    assert not check(store)
    left = {path.name for path in store.path.iterdir() if path.suffix in (".work", ".wal", ".tmp")}
    assert not left


@pytest.mark.parametrize("phase", BEFORE)
def test_a_load_killed_before_it_is_published_never_was(store: EmbeddedStore, tmp_path: Path, phase: str) -> None:
    file = months(tmp_path / "a.parquet", ROWS)
    killed = load_and_strike(store, file, phase, signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL, killed
    require_sound(store, file, loaded=False)


@pytest.mark.parametrize("phase", ["copied", "settle", "before rename"])
def test_a_load_killed_while_the_store_becomes_an_archive_never_was(
    store: EmbeddedStore, tmp_path: Path, phase: str
) -> None:
    file = months(tmp_path / "a.parquet", ROWS)
    killed = load_and_strike(store, file, phase, signal.SIGKILL, full="yes")
    assert killed.returncode == -signal.SIGKILL, killed
    assert (store.path / "archive-2.duckdb").exists()
    require_sound(store, file, loaded=False)
    assert not list(store.path.glob("archive-*"))


def test_a_load_killed_after_it_is_published_is_complete(store: EmbeddedStore, tmp_path: Path) -> None:
    file = months(tmp_path / "a.parquet", ROWS)
    killed = load_and_strike(store, file, "published", signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL, killed
    require_sound(store, file, loaded=True)


@pytest.mark.parametrize(
    ("phase", "threads"), [("hash", 1), ("copied", 1), ("inspect", 1), ("inspect", 2), ("settle", 2), ("publish", 1)]
)
def test_an_interrupted_load_puts_everything_back(
    store: EmbeddedStore, tmp_path: Path, phase: str, threads: int
) -> None:
    file = months(tmp_path / "a.parquet", ROWS)
    before = contents(store)
    interrupted = load_and_strike(store, file, phase, signal.SIGINT, threads)
    assert interrupted.returncode == 130, interrupted
    assert interrupted.stdout.splitlines()[-1] == "interrupted"
    assert contents(store) == before
    require_sound(store, file, loaded=False)


def test_no_inspection_outlives_a_killed_load(store: EmbeddedStore, tmp_path: Path) -> None:
    file = months(tmp_path / "a.parquet", ROWS)
    command = [
        sys.executable,
        "-m",
        "tests.crash.loading",
        str(store.path),
        str(file),
        "copied",
        str(int(signal.SIGSTOP)),
    ]
    environment = {**os.environ, "THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT, env=environment) as loading:
        assert loading.stdout
        while loading.stdout.readline().strip() != "copied":
            pass
        (inspection,) = psutil.Process(loading.pid).children()
        loading.kill()
        loading.wait()
        assert inspection.wait(timeout=10) is None
    assert load(store, file).status == "loaded"
