"""What a user is told when PostgreSQL or the storage is away, and that nothing is lost by it."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from console.following import Follower, Sight
from console.intake import load
from console.store import StoreUnusable, apply_catalogue, check, snapshots
from console.store.lake import LakeStore, lake_at
from console.store.lake.attached import attached
from console.store.lake.making import make
from tests.attacks.hostile import months
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.lake.server import Server
from tests.stores import small_catalogue

CHECKOUT = Path(__file__).parents[2]
PHASES = ("locked", "copied", "inspect", "check", "settle", "publish", "committed")


@pytest.mark.parametrize("phase", PHASES)
def test_a_loader_killed_at_any_phase_leaves_the_old_or_the_new_generation(
    lake: LakeStore, made_anew: Path, tmp_path: Path, phase: str
) -> None:
    file = readings(tmp_path / "a.parquet")
    command = [sys.executable, "-m", "tests.lake.loading", str(made_anew), str(file), phase, "die"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=CHECKOUT)
    assert done.returncode == -9, done.stderr
    assert lake.version() == (2 if phase == "committed" else 1)
    again = load(lake, file, by="tester")
    assert again.status == ("duplicate" if phase == "committed" else "loaded")
    assert [row["rows"] for row in snapshots(lake)] == [3]
    assert check(lake) == []


def test_without_postgresql_everything_is_refused_in_a_sentence_and_goes_on_afterwards(
    lake: LakeStore, server: Server, tmp_path: Path
) -> None:
    file = readings(tmp_path / "a.parquet")
    server.stop()
    try:
        with pytest.raises(StoreUnusable, match="lake:lake") as told:
            lake.version()
        assert "Traceback" not in str(told.value)
        with pytest.raises(StoreUnusable, match="lake:lake"):
            load(lake, file)
    finally:
        server.start()
    assert lake.version() == 1
    assert load(lake, file).status == "loaded"


def test_a_console_keeps_its_numbers_while_postgresql_is_away_and_recovers(
    lake: LakeStore, made_anew: Path, server: Server, tmp_path: Path
) -> None:
    sights: list[Sight] = []
    arrived = threading.Condition()

    def tell(sight: Sight) -> None:
        with arrived:
            sights.append(sight)
            arrived.notify_all()

    def wait(what: str) -> None:
        with arrived:
            assert arrived.wait_for(lambda: bool(sights) and _is(sights[-1], what), 60), what

    follower = Follower(opened(made_anew))
    follower.start()
    follower.tell(tell)
    try:
        wait("shown")
        server.stop()
        try:
            follower.look_now()
            wait("away")
        finally:
            server.start()
        follower.look_now()
        wait("shown")
        load(lake, readings(tmp_path / "a.parquet"))
        wait("newer")
    finally:
        follower.stop()
        follower.join(10)


def _is(sight: Sight, what: str) -> bool:
    if what == "away":
        return sight.trouble is not None
    found = sight.overview.generation if sight.overview and not sight.trouble else 0
    return found == (2 if what == "newer" else 1)


def test_a_truncated_file_of_the_storage_is_never_shown_as_numbers(described: Path, tmp_path: Path) -> None:
    lake = opened(described)
    make(lake.lake)
    apply_catalogue(lake, small_catalogue(), "tester")
    assert load(lake, months(tmp_path / "a.parquet", 600)).status == "loaded"
    for file in (tmp_path / "data" / "main" / "reading").rglob("*.parquet"):
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2])
    with opened(described).read() as generation, pytest.raises(StoreUnusable, match="lake:lake"):
        generation.rows("select sum(value) as total from readings order by all")
    damaged = [str(finding) for finding in check(opened(described), deep=True)]
    assert any("reading" in finding and "lake:lake" in finding for finding in damaged)


def test_no_secret_is_told_to_anybody(lake: LakeStore, tmp_path: Path) -> None:
    secret = "correct-horse"
    file = tmp_path / "secret.toml"
    file.write_text(f'data = "{tmp_path}"\n[postgres]\nhost = "127.0.0.1"\nport = "1"\npassword = "{secret}"\n')
    file.chmod(0o644)
    with pytest.raises(StoreUnusable, match="chmod 600"):
        lake_at(f"lake:{file}")
    file.chmod(0o600)
    hidden = lake_at(f"lake:{file}")
    assert secret not in repr(hidden) + str(hidden)
    with pytest.raises(StoreUnusable) as told:
        LakeStore(hidden).version()
    assert secret not in str(told.value)
    object.__setattr__(lake.lake, "postgres", {**lake.lake.postgres, "password": secret})
    newest = lake.newest.version()
    assert newest is not None
    connection = attached(lake.lake, "lake/attach_at", lake.limits, "200MB", version=newest[0])
    try:
        for query in ("from duckdb_secrets()", "from duckdb_databases()", "from duckdb_settings()"):
            assert secret not in str(connection.execute(query).fetchall())
    finally:
        connection.close()


@pytest.mark.parametrize(
    "named", ["lake:postgres://jindu:geheim@db/jindu", "lake:host=db password=geheim", "lake:jindu@db"]
)
def test_connection_details_on_the_command_line_are_refused_without_repeating_them(named: str) -> None:
    with pytest.raises(StoreUnusable) as told:
        lake_at(named)
    assert "geheim" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("data = 3", "data"),
        ("data = '/srv'\n[postgres]\nhots = 'db'", "postgres.hots"),
        ("data = ", "TOML"),
        ("[postgres]\nhost = 'db'", "data"),
    ],
)
def test_a_faulty_description_of_a_lake_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "lake.toml"
    file.write_text(text)
    with pytest.raises(StoreUnusable, match=said):
        lake_at(f"lake:{file}")
