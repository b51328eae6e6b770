"""PostgreSQL that fails, restarts, hangs or cuts sessions off while a lake is loaded or looked at."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from console.following import Follower, Sight
from console.intake import Loaded, load
from console.overview import overview
from console.store import StoreUnusable, check, snapshots
from console.store.lake import LakeStore, catalogue, committing
from tests.attacks.hostile import months
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.lake.server import Server
from tests.torture import FULL

CHECKOUT = Path(__file__).parents[2]
_LIGHTS = "select target_id, light from standing order by all"
PHASES = ("copy", "locked", "copied", "inspect", "check", "settle", "publish", "committed")
HARMLESS = ("copy", "locked", "copied", "committed")
"""Phases in which no session is in the middle of anything: what was lost there is begun again unasked."""


def at(phase: str, do: Callable[[], object]) -> Callable[[str, int, int | None], None]:
    """Return a progress that does something once, when a phase is reached."""
    struck: list[str] = []

    def progress(now: str, _rows: int, _total: int | None) -> None:
        if now == phase and not struck:
            struck.append(now)
            do()

    return progress


def require_next_load_works(lake: LakeStore, loaded: Loaded, file: Path) -> None:
    """Require that what was said is so, and that the same file is loaded once in the end."""
    assert lake.version() == (2 if loaded.status == "loaded" else 1)
    assert load(lake, file).status == ("duplicate" if loaded.status == "loaded" else "loaded")
    assert [row["rows"] for row in snapshots(lake)] == [3]
    assert check(lake, deep=True) == []


@pytest.mark.parametrize("how", ["restarted", "cut off"])
@pytest.mark.parametrize("phase", PHASES if FULL else ("locked", "settle"))
def test_a_load_during_which_postgresql_fails_is_whole_or_refused_and_the_next_one_works(
    lake: LakeStore, server: Server, tmp_path: Path, phase: str, how: str
) -> None:
    file = readings(tmp_path / "a.parquet")
    strike = server.restart if how == "restarted" else lambda: server.cut_off(lake.lake.postgres["dbname"])
    loaded = load(lake, file, progress=at(phase, strike))
    assert loaded.status == "loaded" or phase not in HARMLESS
    if loaded.status == "refused":
        assert "lake:lake" in str(loaded.sentence)
        assert "ROLLBACK" not in str(loaded.sentence)
    require_next_load_works(lake, loaded, file)


@pytest.mark.parametrize("phase", PHASES if FULL else ("publish",))
def test_a_loader_whose_postgresql_is_gone_ends_in_a_sentence_and_not_in_an_abort(
    lake: LakeStore, made_anew: Path, server: Server, tmp_path: Path, phase: str
) -> None:
    file = readings(tmp_path / "a.parquet")
    command = [sys.executable, "-m", "tests.lake.loading", str(made_anew), str(file), phase, "wait"]
    loader = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT
    )
    assert loader.stdout
    while loader.stdout.readline().strip() != phase:
        assert loader.poll() is None
    with server.away():
        said, complained = loader.communicate("\n", timeout=60)
    told = said + complained
    assert loader.returncode in ({0} if phase == "committed" else {1, 3}), told
    assert "a.parquet" in told if phase == "committed" else "lake:lake" in told
    assert "terminate called" not in told
    assert "Traceback" not in told
    assert lake.version() == (2 if phase == "committed" else 1)
    assert load(lake, file).status == ("duplicate" if phase == "committed" else "loaded")


@pytest.mark.parametrize("back", [True, False] if FULL else [False])
def test_a_commit_that_was_taken_before_postgresql_was_gone_is_taken_back_because_its_files_are_gone(
    lake: LakeStore, made_anew: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    """The commit waits for a standby that does not exist: it is on the disk and was not said to be."""
    file, told = readings(tmp_path / "a.parquet"), list[str]()
    monkeypatch.setattr(committing, "PATIENCE", 60.0 if back else 0.0)
    loader = _loading(lake, file, told)
    _with_standby(server, "nobody")
    try:
        loader.start()
        _when(server, "wait_event = 'SyncRep'")
        server.stop()
        if not back:
            loader.join(60)
        server.start()
    finally:
        _with_standby(server, "")
    loader.join(90)
    assert told == [told[0]]
    assert "lake:lake" in told[0]
    assert lake.version() == (3 if back else 2)
    with opened(made_anew).read() as generation:
        assert generation.number == 3
        assert overview(generation) is not None
    assert load(lake, file).status == "loaded"
    assert lake.version() == 4
    assert [row["rows"] for row in snapshots(lake)] == [3]
    assert check(lake, deep=True) == []


@pytest.mark.parametrize("back", [True, False] if FULL else [True])
def test_a_commit_that_was_not_taken_is_refused_or_said_to_be_unknown(
    lake: LakeStore, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    file, told = readings(tmp_path / "a.parquet"), list[str]()
    monkeypatch.setattr(committing, "PATIENCE", 60.0 if back else 0.0)
    loader = _loading(lake, file, told)
    with server.session(lake.lake.postgres["dbname"]) as session, session.transaction():
        session.execute(b"lock table ducklake_snapshot_changes in share mode")
        loader.start()
        _when(server, "wait_event_type = 'Lock'")
        server.stop()
        if not back:
            loader.join(60)
        server.start()
        loader.join(60)
        session.close()
    assert told == [told[0]]
    assert "lake:lake" in told[0]
    assert lake.version() == 1
    assert load(lake, file).status == "loaded"


def _loading(lake: LakeStore, file: Path, told: list[str]) -> threading.Thread:
    """Return a loader that keeps what it was told when it did not load."""

    def work() -> None:
        try:
            told.append(str(load(lake, file).sentence))
        except StoreUnusable as unusable:
            told.append(str(unusable))

    return threading.Thread(target=work)


def _with_standby(server: Server, name: str) -> None:
    with server.session() as session:
        session.execute(f"alter system set synchronous_standby_names = '{name}'".encode())
        session.execute(b"select pg_reload_conf()")


def _when(server: Server, waiting: str) -> int:
    """Return the session that waits for something, as soon as there is one."""
    until = time.monotonic() + 60
    with server.session() as session:
        while time.monotonic() < until:
            found = session.execute(f"select pid from pg_stat_activity where {waiting}".encode()).fetchone()
            if found:
                return int(found[0])
            time.sleep(0.02)
    raise AssertionError(waiting)


@pytest.mark.skipif(not FULL, reason="part of `make torture`")
@pytest.mark.parametrize("verb", [["compact"], ["expire", "--hours", "1"]])
def test_tidying_up_that_postgresql_leaves_in_the_middle_is_said_in_a_sentence(
    lake: LakeStore, made_anew: Path, server: Server, tmp_path: Path, verb: list[str]
) -> None:
    for number in range(3):
        assert load(lake, months(tmp_path / f"{number}.parquet", 600 + number)).status == "loaded"
    command = [sys.executable, "-m", "console", "lake", *verb, f"lake:{made_anew}"]
    with server.session(lake.lake.postgres["dbname"]) as session:
        session.execute(b"update ducklake_snapshot set snapshot_time = snapshot_time - interval '48 hours'")
    with server.session(lake.lake.postgres["dbname"]) as session, session.transaction():
        session.execute(b"lock table ducklake_snapshot, ducklake_snapshot_changes in share mode")
        tidying = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT)
        _when(server, "wait_event_type = 'Lock'")
        with server.away():
            said = "".join(tidying.communicate(timeout=60))
        session.close()
    assert (tidying.returncode, "lake:lake" in said, "terminate" in said) == (1, True, False), said
    assert lake.version() == 4
    assert check(lake, deep=True) == []


def test_a_generation_that_is_held_says_in_a_sentence_that_postgresql_is_away_and_answers_again(
    lake: LakeStore, server: Server, tmp_path: Path
) -> None:
    load(lake, readings(tmp_path / "a.parquet"))
    with lake.read() as generation:
        before = generation.rows(_LIGHTS)
        with server.away():
            for _ in range(2):
                with pytest.raises(StoreUnusable, match="lake:lake"):
                    generation.rows(_LIGHTS)
        assert generation.rows(_LIGHTS) == before
        server.cut_off(lake.lake.postgres["dbname"])
        assert generation.rows(_LIGHTS) == before


def test_a_postgresql_that_hangs_is_said_to_be_away(
    lake: LakeStore, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "_PATIENCE", 1)
    assert lake.version() == 1
    with server.silent(), pytest.raises(StoreUnusable, match="lake:lake"):
        lake.version()
    assert lake.version() == 1


def test_a_console_whose_sessions_are_cut_off_again_and_again_shows_what_is_new(
    lake: LakeStore, made_anew: Path, server: Server, tmp_path: Path
) -> None:
    sights: list[Sight] = []
    newest = threading.Event()

    def tell(sight: Sight) -> None:
        sights.append(sight)
        if sight.overview and sight.overview.generation == 3:
            newest.set()

    follower = Follower(opened(made_anew))
    follower.start()
    follower.tell(tell)
    stopped = threading.Event()

    def cut_off() -> None:
        while not stopped.wait(0.05):
            for pid in server.sessions(lake.lake.postgres["dbname"]):
                if pid not in ours:
                    with server.session() as session:
                        session.execute(b"select pg_terminate_backend(%s)", [pid])

    ours: set[int] = set()
    cutting = threading.Thread(target=cut_off)
    try:
        load(lake, readings(tmp_path / "a.parquet"))
        cutting.start()
        stopped.wait(2)
        stopped.set()
        cutting.join(20)
        load(lake, readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]))
        assert newest.wait(60)
        assert follower.is_alive()
    finally:
        stopped.set()
        follower.stop()
        follower.join(20)
