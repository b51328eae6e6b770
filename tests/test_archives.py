"""A store whose file is full keeps its earlier readings in archives beside it, and nobody notices but the clock."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.desk import Client
from console.faults import Refused
from console.store import (
    StoreUnusable,
    archiving,
    backup,
    check,
    named,
    open_store,
    reinstate,
    restore,
    rollback,
    withdraw,
)  # fmt: skip
from console.store.embedded import EmbeddedStore
from console.store.moving import move, tables
from tests.stores import load, month, months, small_store

pytestmark = pytest.mark.once

VALUES = {1: 10.0, 2: 25.0, 3: 41.0, 4: 55.0, 5: 72.0}


@pytest.fixture(autouse=True)
def _every_file_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")
    monkeypatch.setattr(archiving, "FULL", 0)
    monkeypatch.setattr(archiving, "READING", 1 << 30)


@pytest.fixture(scope="module")
def five_loads(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """Five loads, each of which left the readings before it in an archive; every test has a copy."""
    store = small_store(tmp_path_factory.mktemp("archives"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archiving, "FULL", 0)
        patch.setattr(archiving, "READING", 1 << 30)
        for number, value in VALUES.items():
            load(store, [("output", "990001", "ytd", month(2023, number), value)], f"{number}.parquet")
    return store


@pytest.fixture
def store(five_loads: EmbeddedStore, tmp_path: Path) -> EmbeddedStore:
    """A store of five loads of one's own."""
    shutil.copytree(five_loads.path, tmp_path / "store")
    return open_store(tmp_path / "store", five_loads.limits)


def archives(store: EmbeddedStore) -> list[str]:
    return sorted(name for name in os.listdir(store.path) if name.startswith("archive-"))


def values(store: EmbeddedStore) -> list[float]:
    with store.read() as generation:
        return [row["value"] for row in generation.rows("select value from reading order by period, value")]


def own(store: EmbeddedStore) -> int:
    with store.read() as generation:
        return int(generation.rows("select count(*) as rows from reading_here")[0]["rows"])


def digests(store: EmbeddedStore) -> dict[str, object]:
    """Return the number and the digest of all rows of each table that does not tell of the moment of a load."""
    with store.read() as generation:
        told = {name: generation.rows(named("checks/every_row"), table=name)[0] for name in tables()}
    return {name: told[name] for name in ("reading", "series", "current", "target", "indicator", "place")}


def test_readings_of_many_files_are_one_table(store: EmbeddedStore, tmp_path: Path) -> None:
    assert archives(store) == [f"archive-{number}.duckdb" for number in range(2, 6)]
    assert values(store) == list(VALUES.values())
    assert own(store) == 1
    assert check(store, deep=True) == []


def test_a_store_with_archives_says_what_one_without_says(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "FULL", 1 << 30)
    plain = small_store(tmp_path / "plain")
    for number, value in VALUES.items():
        load(plain, [("output", "990001", "ytd", month(2023, number), value)], f"{number}.parquet")
    assert archives(plain) == []
    assert digests(plain) == digests(store)
    views = (
        "select * from readings order by period",
        "from readings_at(3) order by period",
        "from revisions order by all",
    )
    for view in views:
        with plain.read() as one, store.read() as other:
            assert one.rows(view) == other.rows(view), view


def test_a_file_of_which_little_is_readings_is_copied_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archiving, "READING", 5)
    store = small_store(tmp_path)
    load(store, months("output", 2023, [1.0, 2.0]))
    load(store, months("output", 2023, [1.0, 2.5]))
    assert archives(store) == []


def test_a_disk_without_links_has_its_archives_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    store = small_store(tmp_path)
    load(store, months("output", 2023, [1.0, 2.0]))
    load(store, months("output", 2023, [1.0, 2.5]))
    assert (archives(store), len(values(store))) == (["archive-2.duckdb"], 4)
    assert check(store, deep=True) == []


def test_a_snapshot_in_an_archive_is_withdrawn_and_counts_again(store: EmbeddedStore) -> None:
    counted = "select value from readings order by period"
    withdraw(store, 2, "wrong")
    with store.read() as generation:
        assert [row["value"] for row in generation.rows(counted)] == [10.0, 41.0, 55.0, 72.0]
    reinstate(store, 2)
    with store.read() as generation:
        assert [row["value"] for row in generation.rows(counted)] == list(VALUES.values())
    assert check(store, deep=True) == []


def test_a_rollback_and_another_load_leave_no_archive_that_nobody_needs(store: EmbeddedStore) -> None:
    assert rollback(store) == 5
    assert values(store) == [10.0, 25.0, 41.0, 55.0]
    load(store, [("output", "990001", "ytd", month(2023, 6), 80.0)], "6.parquet")
    assert values(store) == [10.0, 25.0, 41.0, 55.0, 80.0]
    assert archives(store) == [f"archive-{number}.duckdb" for number in range(2, 6)]
    assert check(store, deep=True) == []


def test_a_load_that_fails_leaves_the_archives_there_were(store: EmbeddedStore) -> None:
    with pytest.raises(ZeroDivisionError), store.write("a test", "tester"):
        raise ZeroDivisionError
    assert archives(store) == [f"archive-{number}.duckdb" for number in range(2, 6)]
    assert values(store) == list(VALUES.values())
    rollback(store)
    load(store, months("loans", 2023, [1.0]), "7.parquet")
    assert archives(store) == [f"archive-{number}.duckdb" for number in range(2, 6)]
    assert check(store, deep=True) == []


def test_the_sums_beside_a_generation_prove_its_archives_too(store: EmbeddedStore) -> None:
    told = subprocess.run(
        ["sha256sum", "--check", "--strict", "store-6.sha256"], cwd=store.path, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.count(": OK") == 5


def test_a_spoilt_archive_is_found(store: EmbeddedStore) -> None:
    file = store.path / "archive-3.duckdb"
    file.chmod(0o644)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()
    file.write_bytes(content)
    assert any("archive-3.duckdb does not have the bytes" in str(finding) for finding in check(store, deep=True))


def test_an_archive_that_is_away_is_named(store: EmbeddedStore) -> None:
    (store.path / "archive-2.duckdb").unlink()
    with pytest.raises(StoreUnusable, match=r"archive-2\.duckdb, which is not there"):
        store.read()
    with pytest.raises(StoreUnusable, match=r"archive-2\.duckdb, which is not there"), store.write("a test", "tester"):
        pass
    assert any("archive-2.duckdb" in str(finding) for finding in check(store, deep=True))


def test_a_file_laid_beside_an_archive_is_tampering(store: EmbeddedStore) -> None:
    (store.path / "archive-2.duckdb.wal").write_bytes(b"x")
    with pytest.raises(StoreUnusable, match=r"archive-2\.duckdb\.wal"):
        store.read()


def test_a_backup_is_one_file_with_everything_in_it(store: EmbeddedStore, tmp_path: Path) -> None:
    file = tmp_path / "backup.duckdb"
    backup(store, file)
    other = open_store(tmp_path / "other", store.limits)
    restore(other, file)
    assert archives(other) == []
    assert digests(other) == digests(store)
    assert check(other, deep=True) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.duckdb", "other", "store"]


def test_one_file_of_several_is_not_taken_for_a_backup(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="one of several files of a store"):
        restore(open_store(tmp_path / "other", store.limits), store.path / "store-6.duckdb")


def test_a_backup_that_takes_the_place_of_a_store_takes_its_archives_along(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.duckdb"
    backup(store, file)
    monkeypatch.setattr(archiving, "FULL", 1 << 30)
    restore(store, file, replace=True)
    assert len(archives(store)) == 4, "the generation before still needs them"
    load(store, months("loans", 2023, [1.0]), "7.parquet")
    load(store, months("loans", 2023, [1.0, 2.0]), "8.parquet")
    assert archives(store) == []
    assert len(values(store)) == 8
    assert check(store, deep=True) == []


def test_a_store_with_archives_is_copied_whole(store: EmbeddedStore, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other", store.limits)
    move(store, other)
    assert digests(other) == digests(store)


def test_a_copied_folder_is_the_store_it_was(store: EmbeddedStore, tmp_path: Path) -> None:
    shutil.copytree(store.path, tmp_path / "it's a copy")
    copy = open_store(tmp_path / "it's a copy", store.limits)
    assert values(copy) == list(VALUES.values())
    load(copy, months("loans", 2023, [1.0]), "7.parquet")
    assert check(copy, deep=True) == []


@pytest.fixture
def desk(store: EmbeddedStore) -> Iterator[Client]:
    with Client(store) as client:
        yield client


def test_the_desk_reads_all_archives_and_names_none(desk: Client) -> None:
    answer = desk.ask("select count(*) as rows, sum(value) as total from reading")
    assert answer.window(0, 1).to_pylist() == [{"rows": 5, "total": sum(VALUES.values())}]
    counted = desk.ask("select count(*) as rows from readings_at(3)")
    assert counted.window(0, 1).to_pylist() == [{"rows": 3}]
    refused = desk.ask("from archive_5.main.reading")
    assert refused.wait(20).mark.name == "FAILED"
    listed = {row["table_name"]: row for row in desk.catalogue().to_pylist()}
    assert (listed["reading"]["kind"], listed["reading"]["rows"]) == ("table", 5)
    assert "reading_here" not in listed
