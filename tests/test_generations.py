"""The store's generations: published whole or not at all, read while others write, never trusted blindly."""

import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import duckdb
import pytest

from console.faults import Refused
from console.store import Phase, Stopped, StoreUnusable, backup, named, open_store, rollback
from console.store.embedded import EmbeddedStore
from tests.stores import COUNTY, empty_store

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")


_SAYS = "select value from meta where name = $name"
_FAILS = "insert into meta values (null, 'x')"


def write_down(store: EmbeddedStore, name: str, value: str = "yes") -> int:
    with store.write("a test", "tester") as draft:
        draft.run(named("store/set_meta"), name=name, value=value)
        return draft.publish()


def says(store: EmbeddedStore, name: str) -> str | None:
    with store.read() as generation:
        found = generation.rows(_SAYS, name=name)
        return found[0]["value"] if found else None


def files(store: EmbeddedStore) -> list[str]:
    """Return what lies in a store, but for the log and the sums, which must be those of the generations that stay."""
    names = set(os.listdir(store.path)) - {"audit.jsonl"}
    sums = {name for name in names if name.endswith(".sha256")}
    assert {name.replace(".sha256", ".duckdb") for name in sums} <= names
    return sorted(names - sums)


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def a_common_user() -> Iterator[Path]:
    """Run as somebody who may not write everywhere, also where the tests are run by root."""
    with TemporaryDirectory(dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        was = os.geteuid()
        try:
            yield Path(folder)
        finally:
            os.seteuid(was)


def become_common() -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)


def test_a_folder_that_does_not_exist_is_an_empty_store(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    assert store.version() is None
    with store.read() as generation:
        assert (generation.number, generation.published_at, generation.is_sample) == (0, None, False)
        assert generation.rows(named("panels/overview"), county=COUNTY, year=2023) == []
    assert not store.path.exists()


def test_publishing_leaves_a_pointer_and_a_read_only_file_and_no_log(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    assert write_down(store, "first") == 1
    assert store.version() == 1
    assert (store.path / "CURRENT").read_text() == "store-1.duckdb\n"
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb"]
    assert stat.S_IMODE((store.path / "store-1.duckdb").stat().st_mode) == 0o444


def test_the_newest_two_generations_stay(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    for number in range(1, 5):
        assert write_down(store, "step", str(number)) == number
    assert files(store) == ["CURRENT", "lock", "store-3.duckdb", "store-4.duckdb"]
    assert says(store, "step") == "4"


def test_a_generation_says_who_published_it_when_and_why(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    with store.read() as generation:
        told = generation.rows(named("store/newest_generation"))[0]
        assert (told["published_by"], told["why"]) == ("tester", "a test")
        assert generation.published_at == told["published_at"]


def test_a_sample_says_so_and_has_its_own_today(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "sample")
    write_down(store, "today", "2023-09-20")
    with store.read() as generation:
        assert generation.is_sample
        assert generation.today.isoformat() == "2023-09-20"


def test_leaving_without_publishing_changes_nothing(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    with store.write("a test") as draft:
        draft.run(named("store/set_meta"), name="second", value="yes")
    assert says(store, "second") is None
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb"]


@pytest.mark.parametrize("raised", [KeyboardInterrupt, ValueError])
def test_an_exception_rolls_back_and_goes_on(tmp_path: Path, raised: type[BaseException]) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")

    def interrupted() -> None:
        with store.write("a test") as draft:
            draft.run(named("store/set_meta"), name="second", value="yes")
            raise raised

    with pytest.raises(raised):
        interrupted()
    assert says(store, "second") is None
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb"]


def test_a_statement_that_fails_is_a_refusal_and_changes_nothing(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")

    def fail() -> None:
        with store.write("a test") as draft:
            draft.run(named("store/set_meta"), name="second", value="yes")
            draft.run(_FAILS)

    with pytest.raises(Refused, match="nothing was changed"):
        fail()
    assert says(store, "second") is None
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb"]


def test_a_statement_that_fails_cannot_be_published_by_going_on(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")

    def go_on() -> None:
        with store.write("a test") as draft:
            draft.run(named("store/set_meta"), name="second", value="yes")
            with pytest.raises(duckdb.Error):
                draft.run(_FAILS)
            draft.publish()

    with pytest.raises(Refused):
        go_on()
    assert store.version() == 1
    assert says(store, "second") is None


def test_a_reader_keeps_its_generation_while_others_are_published(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "step", "1")
    with store.read() as old:
        for number in range(2, 6):
            write_down(store, "step", str(number))
        assert not old.file.exists()
        assert old.rows(_SAYS, name="step")[0]["value"] == "1"
    assert says(store, "step") == "5"


def test_a_generation_cannot_be_changed_and_reaches_no_other_file(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with store.read() as generation:
        for statement in (
            "delete from meta",
            f"select * from read_csv('{tmp_path}/secret.csv')",
            f"copy meta to '{tmp_path}/out.csv'",
            "set enable_external_access = true",
            "set threads = 8",
        ):
            with pytest.raises((duckdb.Error, StoreUnusable)):
                generation.rows(statement)
    assert not (tmp_path / "out.csv").exists()


def test_a_question_can_be_stopped_and_the_next_one_is_answered(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    with store.read() as generation:
        ended: Queue[BaseException | None] = Queue()

        def ask() -> None:
            try:
                generation.rows("select sum(a.range * b.range) from range(10000000) a, range(1000000) b")
            except Exception as error:
                ended.put(error)

        thread = threading.Thread(target=ask)
        thread.start()
        while thread.is_alive():
            generation.stop()
            thread.join(0.05)
        assert isinstance(ended.get_nowait(), Stopped)
        assert generation.rows("select 1 as one") == [{"one": 1}]


def test_debris_of_killed_writers_is_removed_by_the_next(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    for name in ("store-2.duckdb", "store-2.duckdb.wal", "store-9.duckdb", "CURRENT.new"):
        (store.path / name).write_bytes(b"half")
    (store.path / "store-2.work").mkdir()
    (store.path / "store-2.work" / "spilled").write_bytes(b"half")
    number = write_down(store, "second")
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb", f"store-{number}.duckdb"]


@pytest.mark.parametrize("ending", [".wal", ".wal.checkpoint", ".wal.recovery"])
def test_a_log_beside_a_published_generation_is_tampering(tmp_path: Path, ending: str) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    beside = store.path / f"store-1.duckdb{ending}"
    beside.write_bytes(b"")
    with pytest.raises(StoreUnusable, match="tampered"):
        store.read()
    with pytest.raises(StoreUnusable, match="tampered"):
        write_down(store, "second")
    assert beside.exists()
    assert store.version() == 1


@pytest.mark.parametrize("keep", [0, 100, 5000, 0.5])
def test_a_truncated_generation_is_refused_with_a_sentence(tmp_path: Path, keep: float) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    file = store.path / "store-1.duckdb"
    file.chmod(0o644)
    os.truncate(file, int(file.stat().st_size * keep) if keep < 1 else int(keep))
    with pytest.raises(StoreUnusable, match="damaged"), store.read() as generation:
        generation.rows(named("panels/overview"), county=COUNTY, year=2023)
    with pytest.raises((Refused, StoreUnusable)):
        write_down(store, "second")
    assert store.version() == 1


def test_garbage_is_refused_with_a_sentence(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    file = store.path / "store-1.duckdb"
    file.chmod(0o644)
    file.write_bytes(b"not a database" * 5000)
    with pytest.raises(StoreUnusable, match="damaged"):
        store.read()


@pytest.mark.parametrize("pointer", [b"", b"../secret", b"store-0.duckdb", b"\xff\xfe", b"store-1.duckdb; rm"])
def test_a_pointer_to_nothing_we_know_is_refused(tmp_path: Path, pointer: bytes) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    (store.path / "CURRENT").write_bytes(pointer)
    with pytest.raises(StoreUnusable, match="CURRENT"):
        store.version()
    with pytest.raises(StoreUnusable):
        write_down(store, "second")


def test_a_pointer_to_a_missing_file_is_refused(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    (store.path / "store-1.duckdb").unlink()
    with pytest.raises(StoreUnusable, match="not there"):
        store.read()
    with pytest.raises(StoreUnusable, match="not there"):
        write_down(store, "second")


def test_a_lost_pointer_never_costs_the_generations(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    (store.path / "CURRENT").unlink()
    with pytest.raises(StoreUnusable, match="lost its pointer"):
        store.read()
    with pytest.raises(StoreUnusable, match="lost its pointer"):
        write_down(store, "second")
    assert (store.path / "store-1.duckdb").exists()


def test_a_file_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnusable, match="not a folder"):
        open_store(tmp_path / "file").version()
    with pytest.raises((StoreUnusable, Refused)), open_store(tmp_path / "file").write("a test"):
        pass


def test_a_database_of_somebody_else_is_refused(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    file = store.path / "store-1.duckdb"
    file.unlink()
    duckdb.connect(str(file)).execute("create table theirs (a integer)").close()
    with pytest.raises(StoreUnusable, match="not a store"):
        store.read()


def test_a_store_of_a_later_program_is_refused(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "format", "99")
    with pytest.raises(StoreUnusable, match="99"):
        store.read()


def test_a_folder_that_may_not_be_written_is_refused_and_still_read() -> None:
    with a_common_user() as folder:
        store = empty_store(folder)
        write_down(store, "first")
        store.path.chmod(0o555)
        become_common()
        with pytest.raises(Refused, match="may not be written"):
            write_down(store, "second")
        assert says(store, "first") == "yes"


def test_a_file_that_may_not_be_read_is_refused() -> None:
    with a_common_user() as folder:
        store = empty_store(folder)
        write_down(store, "first")
        (store.path / "store-1.duckdb").chmod(0o000)
        become_common()
        with pytest.raises(StoreUnusable, match="may not be read"):
            store.read()


def test_a_disk_without_room_for_the_copy_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(Refused, match="MB free"):
        write_down(store, "second")
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb"]


_FILL = """
import resource, signal, sys
from pathlib import Path
from console.faults import Refused
from console.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, resource.RLIM_INFINITY))
try:
    with store.write("too much") as draft:
        draft.run("insert into current select range, date '2023-01-31', random(), 1 from range(3000000)")
        draft.publish()
except Refused as refused:
    print(refused.sentence.said_in("en"))
"""


def test_a_disk_that_fills_in_the_middle_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    store = empty_store(tmp_path)
    write_down(store, "first")
    told, trouble = run(_FILL, store.path).communicate(timeout=60)
    assert "nothing was changed" in told, trouble
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb"]
    assert write_down(store, "second") == 2


_KILL = """
import os, signal, sys
from pathlib import Path
from console.store import Phase, named, open_store
where, wanted = sys.argv[2], sys.argv[3]
die = lambda: os.kill(os.getpid(), signal.SIGKILL)
real = os.replace
def replace(*names):
    if where == "before_rename": die()
    real(*names)
    if where == "after_rename": die()
os.replace = replace
with open_store(Path(sys.argv[1])).write("a test", on_phase=lambda phase: phase == where and die()) as draft:
    draft.run(named("store/set_meta"), name="step", value=wanted)
    if where == "changed": die()
    draft.publish()
"""
_MOMENTS = [*(phase for phase in Phase if phase is not Phase.WAITING), "changed", "before_rename", "after_rename"]


@pytest.mark.parametrize("first", [True, False], ids=["empty", "second"])
@pytest.mark.parametrize("moment", _MOMENTS)
def test_a_writer_that_is_killed_leaves_the_old_or_the_new(tmp_path: Path, moment: str, first: bool) -> None:
    store = empty_store(tmp_path)
    if not first:
        write_down(store, "step", "old")
    killed = run(_KILL, store.path, moment, "new")
    _, trouble = killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL, trouble
    expected = "new" if moment in ("after_rename", Phase.PUBLISHED) else None if first else "old"
    assert says(store, "step") == expected
    number = write_down(store, "step", "newer")
    assert says(store, "step") == "newer"
    before = {None: [], "old": ["store-1.duckdb"], "new": [f"store-{number - 1}.duckdb"]}[expected]
    assert files(store) == ["CURRENT", "lock", *before, f"store-{number}.duckdb"]


_ENDLESS = """
import sys
from pathlib import Path
from console.store import open_store
try:
    with open_store(Path(sys.argv[1])).write("endless") as draft:
        print("ready", flush=True)
        draft.run("create table endless as select a.range * b.range from range(10000000) a, range(10000000) b")
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_ends_a_statement_and_changes_nothing(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    writer = run(_ENDLESS, store.path)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    writer.send_signal(signal.SIGINT)
    try:
        told, trouble = writer.communicate(timeout=60)
    finally:
        writer.kill()
    assert told == "interrupted\n", trouble
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb"]


_STRUCK = """
import os, signal, threading, time
begin = threading.Thread.start

def struck(thread):
    begin(thread)
    if thread.name == "asking" and threading.current_thread() is threading.main_thread():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)

threading.Thread.start = struck
"""


def test_ctrl_c_that_comes_while_a_statement_is_begun_ends_it_as_well(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    writer = run(_ENDLESS.replace('print("ready", flush=True)', f"exec({_STRUCK!r})"), store.path)
    try:
        told, trouble = writer.communicate(timeout=60)
    finally:
        writer.kill()
    assert told == "interrupted\n", trouble
    assert files(store) == ["CURRENT", "lock", "store-1.duckdb"]


_COUNT_UP = """
import sys
from pathlib import Path
from console.store import named, open_store
for _ in range(8):
    with open_store(Path(sys.argv[1])).write("count") as draft:
        found = draft.rows("select value from meta where name = 'count'")
        value = int(found[0]["value"]) + 1 if found else 1
        draft.run(named("store/set_meta"), name="count", value=str(value))
        draft.publish()
"""

_FOLLOW = """
import sys
from pathlib import Path
from console.store import open_store
store, last = open_store(Path(sys.argv[1])), -1
print("ready", flush=True)
while last < 16:
    with store.read() as generation:
        found = generation.rows("select value from meta where name = 'count'")
        assert generation.number >= last
        assert not found or int(found[0]["value"]) == generation.number, (generation.number, found)
        last = generation.number
"""


def test_two_writers_take_turns_and_four_readers_never_meet_an_error(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    readers = [run(_FOLLOW, store.path) for _ in range(4)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    everybody = [*readers, run(_COUNT_UP, store.path), run(_COUNT_UP, store.path)]
    for process in everybody:
        _, trouble = process.communicate(timeout=120)
        assert process.returncode == 0, trouble
    assert says(store, "count") == "16"


def test_a_second_writer_is_told_that_it_waits(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    told: Queue[Phase] = Queue()

    def write() -> None:
        with store.write("a test", on_phase=told.put) as draft:
            draft.publish()

    with (store.path / "lock").open("r+") as held:
        flock(held, LOCK_EX)
        thread = threading.Thread(target=write)
        thread.start()
        assert told.get(timeout=30) is Phase.WAITING
    thread.join(30)
    assert [told.get_nowait() for _ in range(told.qsize())] == [
        Phase.LOCKED, Phase.COPIED, Phase.COMMITTED, Phase.WRITTEN, Phase.PUBLISHED,
    ]  # fmt: skip


def test_rollback_goes_back_once_and_never_gives_a_number_twice(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    for number in range(1, 4):
        write_down(store, "step", str(number))
    with store.read() as held:
        assert rollback(store) == 2
        assert says(store, "step") == "2"
        with pytest.raises(Refused, match="no earlier generation"):
            rollback(store)
        with store.write("given up"):
            pass
        assert write_down(store, "step", "again") == 4
        assert held.rows(_SAYS, name="step")[0]["value"] == "3"
    assert files(store) == ["CURRENT", "lock", "store-2.duckdb", "store-4.duckdb"]


def test_rollback_never_points_at_a_damaged_generation(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "step", "1")
    write_down(store, "step", "2")
    before = store.path / "store-1.duckdb"
    before.chmod(0o644)
    before.write_bytes(b"x" * 20000)
    with pytest.raises(Refused, match="nothing was changed"):
        rollback(store)
    assert says(store, "step") == "2"


def test_an_empty_store_cannot_be_rolled_back_or_backed_up(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    with pytest.raises(Refused):
        rollback(store)
    with pytest.raises(Refused, match="empty"):
        backup(store, tmp_path / "backup.duckdb")
    assert not (tmp_path / "backup.duckdb").exists()


def test_a_backup_is_one_file_that_can_be_restored(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    file = tmp_path / "kept" / "backup.duckdb"
    file.parent.mkdir()
    backup(store, file)
    assert os.listdir(file.parent) == ["backup.duckdb"]
    restored = open_store(tmp_path / "restored", store.limits)
    restored.path.mkdir()
    (restored.path / "store-1.duckdb").write_bytes(file.read_bytes())
    (restored.path / "CURRENT").write_text("store-1.duckdb")
    assert says(restored, "first") == "yes"


def test_a_backup_never_overwrites(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    file = tmp_path / "backup.duckdb"
    file.write_text("mine")
    with pytest.raises(Refused, match="never overwrites"):
        backup(store, file)
    assert file.read_text() == "mine"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    store = empty_store(tmp_path)
    write_down(store, "first")
    with pytest.raises(Refused):
        backup(store, tmp_path / "nowhere" / "backup.duckdb")
