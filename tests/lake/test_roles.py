"""Who may only look at a lake sees everything and changes nothing; a loader writes as the owner does."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from console.desk import READY, Client
from console.faults import Refused
from console.following import Follower, Sight
from console.intake import load
from console.overview import overview
from console.store import apply_catalogue, check, info, snapshots, withdraw
from console.store.lake import LakeStore, lake_at
from console.store.lake.making import compact, expire, make
from console.store.lake.roles import grants
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.lake.server import USER, Server
from tests.stores import COUNTY, small_catalogue

OWNER = "county_office"


@pytest.fixture(scope="module")
def owned(server: Server) -> str:
    """Return the database of a lake with the small catalogue, which belongs to a user who is no administrator."""
    file = server.described(server.folder / "owned.toml", server.folder / "owned")
    database = lake_at(f"lake:{file}").postgres["dbname"]
    with _administrator(server, "postgres") as session:
        session.execute(f"create role {OWNER} login".encode())
        session.execute(f"alter database {database} owner to {OWNER}".encode())
    store = seen_by(OWNER, file)
    make(store.lake)
    apply_catalogue(store, small_catalogue(), "tester")
    store.newest.close()
    return database


@pytest.fixture
def described(server: Server, owned: str, tmp_path: Path) -> Path:
    """Return the file of such a lake of a test's own, whose administrator ran the grants twice."""
    file = server.described(tmp_path / "lake.toml", server.folder / "owned", like=owned)
    database = lake_at(f"lake:{file}").postgres["dbname"]
    with _administrator(server, database) as session:
        session.execute(f"alter database {database} owner to {OWNER}".encode())
        session.execute(grants().encode())
        session.execute(grants().encode())
    return file


@pytest.fixture
def granted(described: Path) -> LakeStore:
    """Return the lake as its owner sees it."""
    return seen_by(OWNER, described)


def _administrator(server: Server, database: str) -> psycopg.Connection[tuple[Any, ...]]:
    return server.session(database)


def seen_by(user: str, described: Path) -> LakeStore:
    file = described.with_name(f"{user}.toml")
    file.write_text(described.read_text().replace(f'user = "{USER}"', f'user = "{user}"'))
    return opened(file)


def test_a_loader_loads_and_a_reader_reads_what_it_loaded(granted: LakeStore, described: Path, tmp_path: Path) -> None:
    loader, reader = seen_by("jindu_loader", described), seen_by("jindu_reader", described)
    assert load(loader, readings(tmp_path / "a.parquet")).status == "loaded"
    with reader.read() as generation:
        seen = overview(generation)
        assert seen is not None
        assert len(generation.rows("select value from readings order by value")) == 3
    assert info(reader)["generation"] == 2
    assert check(reader, deep=True) == []
    again = load(granted, readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]))
    assert [str(fault.message) for fault in again.faults] == []
    assert [row["snapshot_id"] for row in snapshots(reader)] == [1, 2]


def test_a_reader_is_refused_every_change_in_a_sentence(granted: LakeStore, described: Path, tmp_path: Path) -> None:
    load(granted, readings(tmp_path / "a.parquet"))
    reader = seen_by("jindu_reader", described)
    refused = load(reader, readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]))
    assert refused.status == "refused"
    assert "jindu_reader" in str(refused.faults[0].message)
    assert "docs/lake.md" in str(refused.faults[0].message)
    for change in (
        lambda: withdraw(reader, 1), lambda: compact(reader.lake), lambda: expire(reader.lake, 24),
        lambda: make(reader.lake),
    ):  # fmt: skip
        with pytest.raises(Refused, match="jindu_reader"):
            change()
    assert granted.version() == 2


def test_no_sql_of_a_reader_changes_the_catalogue(granted: LakeStore, server: Server) -> None:
    database = granted.lake.postgres["dbname"]
    with psycopg.connect(host=str(server.folder), user="jindu_reader", dbname=database, autocommit=True) as session:
        session.execute("set default_transaction_read_only = off")
        for attack in ("delete from ducklake_snapshot", "create table mine (x int)", "drop table ducklake_metadata"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(attack.encode())


def test_a_console_and_a_desk_of_a_reader_follow_what_is_loaded(
    granted: LakeStore, described: Path, tmp_path: Path
) -> None:
    import threading

    reader = seen_by("jindu_reader", described)
    newer = threading.Event()

    def tell(sight: Sight) -> None:
        if sight.overview and sight.overview.generation == 2:
            newer.set()

    follower = Follower(reader)
    follower.start()
    follower.tell(tell)
    try:
        load(granted, readings(tmp_path / "a.parquet"))
        assert newer.wait(60)
    finally:
        follower.stop()
        follower.join(10)
    with Client(seen_by("jindu_reader", described)) as client:
        answer = client.ask("select count(*) as rows from readings")
        assert answer.wait(60).mark in READY
        assert answer.window(0, 1).to_pylist() == [{"rows": 3}]


def test_a_lake_from_before_answers_were_kept_is_read_as_ever_and_keeps_them_from_the_next_load_on(
    granted: LakeStore, described: Path, server: Server, tmp_path: Path
) -> None:
    loader, reader = seen_by("jindu_loader", described), seen_by("jindu_reader", described)
    database = granted.lake.postgres["dbname"]
    for spoil in ("revoke select on jindu_kept from jindu_reader", "drop table jindu_kept, jindu_answers"):
        with _administrator(server, database) as session:
            session.execute(spoil.encode())
        with reader.read() as generation:
            assert overview(generation) is not None
    assert load(loader, readings(tmp_path / "a.parquet")).status == "loaded"
    newest = reader.newest.version()
    assert newest is not None
    assert reader.newest.kept(newest.mark, COUNTY) is not None
