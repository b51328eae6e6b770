"""The picture that is kept for the next time: exactly what was seen, and only for the generation it was seen in."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from console.last_picture import keep, recall
from console.overview import Overview, overview
from console.store import open_store

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def seen(sample_store: Path) -> Overview:
    with open_store(sample_store).read() as generation:
        found = overview(generation)
    assert found is not None
    return found


def test_what_is_kept_is_what_was_seen(seen: Overview, tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "picture.json"
    keep(file, "abc", seen)
    assert recall(file, "abc") == seen
    assert file.stat().st_mode & 0o077 == 0
    assert os.listdir(file.parent) == [file.name]


def test_the_picture_of_another_generation_is_not_shown(seen: Overview, tmp_path: Path) -> None:
    keep(tmp_path / "picture.json", "abc", seen)
    assert recall(tmp_path / "picture.json", "abd") is None


def test_the_calendar_goes_on_while_a_picture_is_kept(seen: Overview, tmp_path: Path) -> None:
    keep(tmp_path / "picture.json", "abc", replace(seen, is_sample=False, today=date(2020, 1, 1)))
    again = recall(tmp_path / "picture.json", "abc")
    assert again is not None
    assert again.today == date.today()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["overview"]["lines"][0].update(light="purple"),
        lambda told: told["overview"]["lines"][0].update(unknown=1),
        lambda told: told["overview"]["lines"][0].pop("name"),
        lambda told: told["overview"]["lines"][0].update(deadline="soon"),
        lambda told: told.pop("seal"),
        lambda told: told.update(overview=[1]),
    ],
)
def test_a_damaged_picture_is_as_good_as_none(seen: Overview, tmp_path: Path, spoil: object) -> None:
    file = tmp_path / "picture.json"
    keep(file, "abc", seen)
    told = json.loads(file.read_text("utf-8"))
    assert callable(spoil)
    spoil(told)
    file.write_text(json.dumps(told), "utf-8")
    assert recall(file, "abc") is None
    file.write_bytes(b"\xff{")
    assert recall(file, "abc") is None
    assert recall(tmp_path / "none.json", "abc") is None


def test_a_folder_that_may_not_be_written_keeps_nothing(seen: Overview, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    keep(tmp_path / "file" / "picture.json", "abc", seen)
    assert (tmp_path / "file").read_text() == "no folder"


def test_a_seal_is_told_only_while_its_generation_is_sound(sample_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(sample_store, folder)
    store = open_store(folder)
    number = store.version()
    assert number is not None
    assert store.seal(number)
    assert store.seal(number) != store.seal(number - 1)
    beside = folder / f"store-{number}.duckdb.wal"
    beside.touch()
    assert store.seal(number) is None
    beside.unlink()
    (folder / f"store-{number}.duckdb").unlink()
    assert store.seal(number) is None


SCRIPT = """
import sys, threading
from pathlib import Path
from console.following import follow
from console.store import open_store
store, picture = map(Path, sys.argv[1:])
kept = picture.exists()
sights, seen = [], threading.Semaphore(0)
follower = follow(open_store(store), alone=True, picture=picture)
follower.tell(lambda sight: (sights.append(sight), seen.release()))
assert seen.acquire(timeout=30)
print(len(sights[0].overview.lines), "duckdb" in sys.modules, kept)
while not picture.exists():
    follower.join(0.01)
if len(sights) == 1 and seen.acquire(timeout=float(sys.stdin.read())):
    print(sights[1].trouble, sights[1].overview == sights[0].overview)
follower.stop()
follower.join()
"""


def _followed(store: Path, picture: Path, wait: float = 0) -> list[str]:
    command = [sys.executable, "-c", SCRIPT, str(store), str(picture)]
    done = subprocess.run(command, input=str(wait), capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    said: str = done.stdout
    return said.splitlines()


def test_an_unchanged_store_is_shown_before_duckdb_is_there_and_then_proven(sample_store: Path, tmp_path: Path) -> None:
    store, picture = tmp_path / "store", tmp_path / "picture.json"
    shutil.copytree(sample_store, store)
    assert _followed(store, picture) == ["55 False False"]
    assert _followed(store, picture) == ["55 False True"]
    number = open_store(store).version()
    file = store / f"store-{number}.duckdb"
    file.chmod(0o644)
    with file.open("r+b") as content:
        content.seek(file.stat().st_size // 2)
        content.write(b"damage" * 100)
    told = _followed(store, picture, 30)
    assert told[0] == "55 False True"
    assert f"第 {number} 版已损坏" in told[1]
