"""A disk that is full after any megabyte of a load: refused, the store unchanged, and the next load fine."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from console.intake import load
from console.store import Limits, check, open_store
from console.store.embedded import EmbeddedStore
from tests.attacks.hostile import months
from tests.handed_in import contents
from tests.stores import small_store
from tests.torture import tell, times

pytestmark = pytest.mark.once

SIZE = 96
"""Megabytes of the small file system."""
ROWS = 400_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small file system, where that is allowed."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "none", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def leave_free(disk: Path, megabytes: int) -> Path:
    """Fill a disk until so much is free."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free.f_bavail * free.f_frsize - megabytes * 2**20))
    return ballast


@pytest.mark.slow
def test_a_disk_that_fills_at_any_megabyte_leaves_the_store_as_it_was(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(small_store(small_disk).path, Limits(memory="200MB", threads=1))
    rows = times(ROWS, 120_000)
    assert load(store, months(tmp_path / "first.parquet", rows, row_group_size=100_000)).status == "loaded"
    file = months(tmp_path / "second.parquet", rows + 1, row_group_size=100_000)
    before, refused = contents(store), 0
    # The room is looked at before a load; here the disk fills after that.
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=2**40))
    for megabytes in range(0, SIZE, times(1, 4)):
        ballast = leave_free(small_disk, megabytes)
        loaded = load(store, file)
        ballast.unlink()
        if loaded.status == "loaded":
            break
        refused += 1
        assert [fault.rule for fault in loaded.faults] == ["hindered"], loaded.as_json()
        assert contents(store) == before, megabytes
    assert loaded.status == "loaded"
    assert refused >= times(3, 1)
    assert check(store, deep=True) == []
    tell("full disk", refused_at_megabytes=refused, loaded_with_megabytes=megabytes, rows=rows)


@pytest.mark.slow
def test_too_little_room_is_said_before_anything_is_written(small_disk: Path, tmp_path: Path) -> None:
    store: EmbeddedStore = small_store(small_disk)
    file, before = months(tmp_path / "a.parquet"), contents(store)
    ballast = leave_free(small_disk, 20)
    loaded = load(store, file)
    assert loaded.status == "refused"
    assert "MB" in loaded.as_sentences()[0].said_in("en")
    assert contents(store) == before
    ballast.unlink()
    assert load(store, file).status == "loaded"
