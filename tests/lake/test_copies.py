"""The copy of a lake from which the desk answers: brought up to date by what changed, and always what the lake is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from console.desk import READY, Client
from console.intake import load
from console.store import apply_catalogue, archiving, named, withdraw
from console.store.embedded import EmbeddedStore
from console.store.lake import LakeStore, following, making
from console.store.lake.copying import copy_of
from console.store.lake.making import compact, expire
from console.store.moving import tables
from tests.handed_in import readings
from tests.stores import loans, small_catalogue


def digests(store: LakeStore | EmbeddedStore) -> dict[str, object]:
    with store.read() as generation:
        return {table: generation.rows(named("checks/every_row"), table=table) for table in tables()}


def copied(lake: LakeStore) -> EmbeddedStore:
    """Return the store in which the newest copy lies."""
    number = lake.version()
    assert number is not None
    return EmbeddedStore(copy_of(lake, number).parent)


@pytest.fixture
def _only_what_changed(lake: LakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a first copy, and let no other be made whole."""
    assert load(lake, readings(tmp_path / "first.parquet")).status == "loaded"
    copied(lake)

    def refuse(*_: object) -> None:
        raise AssertionError("a copy was made whole")

    monkeypatch.setattr(following, "copy", refuse)


def load_one(lake: LakeStore, folder: Path) -> None:
    assert load(lake, readings(folder / "next.parquet", value=[41.0, 13.0, 4.0])).status == "loaded"


def withdraw_one(lake: LakeStore, _folder: Path) -> None:
    withdraw(lake, 1, "wrong")


def apply_another(lake: LakeStore, _folder: Path) -> None:
    apply_catalogue(lake, small_catalogue(loans()), "tester")


def load_twice_and_compact(lake: LakeStore, folder: Path) -> None:
    load_one(lake, folder)
    compact(lake.lake)
    assert load(lake, readings(folder / "after.parquet", value=[42.0, 14.0, 5.0])).status == "loaded"


@pytest.mark.usefixtures("_only_what_changed")
@pytest.mark.parametrize("change", [load_one, withdraw_one, apply_another, load_twice_and_compact])
def test_a_copy_follows_the_lake(lake: LakeStore, tmp_path: Path, change: Callable[[LakeStore, Path], None]) -> None:
    change(lake, tmp_path)
    assert digests(copied(lake)) == digests(lake)


def test_a_copy_is_made_anew_where_the_versions_between_are_gone(
    lake: LakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "LEAST_HOURS", 0)
    load_one(lake, tmp_path)
    copied(lake)
    assert load(lake, readings(tmp_path / "b.parquet", value=[42.0, 14.0, 5.0])).status == "loaded"
    assert load(lake, readings(tmp_path / "c.parquet", value=[43.0, 15.0, 6.0])).status == "loaded"
    assert expire(lake.lake, 0) > 1
    assert digests(copied(lake)) == digests(lake)


def test_a_copy_is_made_anew_where_the_one_before_is_damaged(lake: LakeStore, tmp_path: Path) -> None:
    load_one(lake, tmp_path)
    before = copied(lake)
    file = before.file_of(before.version() or 0)
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:5000])
    assert load(lake, readings(tmp_path / "b.parquet", value=[42.0, 14.0, 5.0])).status == "loaded"
    assert digests(copied(lake)) == digests(lake)


def test_the_desk_of_a_lake_reads_the_archives_of_its_copy(
    lake: LakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "FULL", 0)
    monkeypatch.setattr(archiving, "READING", 1 << 30)
    for number, value in enumerate((40.0, 41.0, 42.0), 1):
        file = readings(tmp_path / f"{number}.parquet", value=[value, 13.0, 4.0])
        assert load(lake, file).status == "loaded"
        copied(lake)
    assert list(copied(lake).path.glob("archive-*.duckdb"))
    with Client(lake) as client:
        answer = client.ask("select count(*) as rows from reading")
        assert answer.wait(60).mark in READY
        assert answer.window(0, 1).to_pylist() == [{"rows": 9}]
    assert digests(copied(lake)) == digests(lake)
