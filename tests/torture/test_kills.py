"""kill -9 at random moments of everything that writes, while eight readers hold generations."""

import random
import time
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest

from console.intake import load
from console.store import Limits, backup, check, named, open_store, reinstate, rollback, withdraw
from console.store.embedded import EmbeddedStore
from tests.attacks.hostile import months
from tests.stores import COUNTY, small_store
from tests.torture import tell, times

pytestmark = pytest.mark.once

READERS = 8
WEIGHTS = {"load": 50, "withdraw": 15, "reinstate": 10, "rollback": 10, "backup": 15}
State = tuple[tuple[int, str, str], ...]
"""Number, bytes and status of every snapshot."""

_context = get_context("forkserver")
_context.set_forkserver_preload(
    [
        "duckdb",
        "pyarrow",
        "pyarrow.compute",
        "console.intake.loading",
        "console.intake.taking",
        "console.store.keeping",
        "console.store.settling",
        "console.store.recording",
        "tests.torture.test_kills",
    ]
)


def opened(path: str) -> EmbeddedStore:
    return open_store(Path(path), Limits(memory="300MB", threads=1))


def act(path: str, deed: str, what: Any, answer: Connection) -> None:
    """Do one thing to a store and say that it is done."""
    store = opened(path)
    if deed == "load":
        loaded = load(store, Path(what))
        assert loaded.status == "loaded", loaded.as_json()
    elif deed == "backup":
        backup(store, Path(what))
    elif deed == "rollback":
        rollback(store, "torture")
    else:
        {"withdraw": withdraw, "reinstate": reinstate}[deed](store, what, "torture")
    answer.send("done")


def read_on(path: str, stop: Event, answer: Connection) -> None:
    """Hold one generation after the other, and require that each says the same for as long as it is held."""
    chance, store, reads = random.Random(), opened(path), 0
    try:
        while not stop.is_set():
            with store.read() as generation:
                first = _seen(generation)
                stop.wait(chance.uniform(0.2, 2.0))
                if generation.trouble or _seen(generation) != first:
                    raise AssertionError(f"generation {generation.number} changed or is damaged")
            reads += 1
    except BaseException as error:
        answer.send((reads, repr(error)))
    else:
        answer.send((reads, ""))


def _seen(generation: Any) -> Any:
    (counted,) = generation.rows(
        "select (select count(*) from reading) as rows, (select coalesce(sum(rows), 0) from snapshot) as loaded"
    )
    assert counted["rows"] == counted["loaded"], counted
    return counted, [str(row["actual"]) for row in generation.rows(named("panels/overview"), county=COUNTY, year=2023)]


@dataclass
class Torture:
    """One store under torture, and what must be true of it."""

    store: EmbeddedStore
    folder: Path
    chance: random.Random
    states: dict[int, State] = field(default_factory=dict)
    """What each generation that was ever seen holds."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Within what time each deed is struck: as long as it takes on this machine now, and somewhat longer."""
    files: int = 0

    def state(self) -> State:
        with self.store.read() as generation:
            assert generation.trouble is None
            rows = generation.rows("select snapshot_id, sha256, status from snapshot order by snapshot_id")
            found = tuple(tuple(row.values()) for row in rows)
            assert self.states.setdefault(generation.number, found) == found
        return found

    def choose(self, before: State) -> tuple[str, Any]:
        """Choose something that can be done now."""
        able = dict(WEIGHTS)
        counted = [number for number, _, status in before if status == "loaded"]
        gone = [number for number, _, status in before if status == "withdrawn"]
        able |= {} if counted else {"withdraw": 0}
        able |= {} if gone else {"reinstate": 0}
        version = self.store.version() or 0
        earlier = [n for n in range(1, version) if (self.store.path / f"store-{n}.duckdb").exists()]
        able |= {} if earlier else {"rollback": 0}
        deed = self.chance.choices(list(able), list(able.values()))[0]
        if deed == "load":
            self.files += 1
            return deed, str(self.file(self.files))
        if deed == "backup":
            return deed, str(self.folder / f"backup-{self.chance.randrange(2**40)}")
        return deed, self.chance.choice({"withdraw": counted, "reinstate": gone}.get(deed, [0]))

    def file(self, number: int) -> Path:
        """Write a file that no other equals."""
        return months(self.folder / f"f{number}.parquet", 200 + number)

    def strike(self, deed: str, what: Any, kill: bool) -> bool:
        """Begin a deed in a process of its own and kill it at a random moment; tell whether it said it was done."""
        mine, theirs = _context.Pipe(duplex=False)
        process = _context.Process(target=act, args=(str(self.store.path), deed, what, theirs))
        process.start()
        theirs.close()
        started = time.monotonic()
        window = self.seconds.get(deed, 1.0)
        patience = self.chance.uniform(0, window) if kill else 60.0
        done = mine.poll(patience) and self._said_done(mine)
        if kill:
            process.kill()
            # About every third blow comes too late, so the blows reach to the very end of the deed.
            self.seconds[deed] = window * (0.9 if done else 1.05)
        elif done:
            self.seconds[deed] = 1.3 * (time.monotonic() - started)
        process.join()
        # What was said before the blow counts as said.
        return done or (mine.poll(0) and self._said_done(mine))

    def _said_done(self, mine: Connection) -> bool:
        try:
            return bool(mine.recv() == "done")
        except EOFError:
            return False

    def require(self, deed: str, what: Any, before: State, version: int, said_done: bool) -> bool:
        """Require the state before or after, and after when it was said; tell whether it came about."""
        after = self.state()
        if deed == "backup":
            assert after == before
            if said_done or Path(what).exists():
                assert not check(open_store(_restored(Path(what), self.folder)))
            return said_done
        came_about = self.store.version() != version
        assert came_about or not said_done, f"{deed} was said to be done and is lost"
        if came_about and deed != "rollback":
            assert self.store.version() == max(self.states), "a generation was taken twice"
            assert _as_wanted(deed, what, before, after), (deed, what, before[-2:], after[-2:])
        return came_about


def _as_wanted(deed: str, what: Any, before: State, after: State) -> bool:
    if deed == "load":
        return after[: len(before)] == before and len(after) == len(before) + 1 and after[-1][2] == "loaded"
    status = {"withdraw": "withdrawn", "reinstate": "loaded"}[deed]
    return after == tuple((n, sha, status if n == what else was) for n, sha, was in before)


def _restored(file: Path, folder: Path) -> Path:
    """Lay a backup into a folder as its only generation."""
    target = folder / f"{file.name}-laid"
    target.mkdir()
    file.rename(target / "store-1.duckdb")
    (target / "CURRENT").write_text("store-1.duckdb\n")
    return target


@pytest.mark.slow
def test_kills_lose_nothing_and_tear_nothing_while_eight_readers_read(tmp_path: Path) -> None:
    kills = times(500, 8)
    torture = Torture(small_store(tmp_path), tmp_path, random.Random(time.time_ns()))
    stop, ends = _context.Event(), []
    readers = []
    for _ in range(READERS):
        mine, theirs = _context.Pipe(duplex=False)
        readers.append(_context.Process(target=read_on, args=(str(torture.store.path), stop, theirs)))
        readers[-1].start()
        ends.append(mine)
    came_about, said = 0, 0
    for deed in ("load", "load", "withdraw", "reinstate", "backup"):
        before = torture.state()
        what: Any = {"withdraw": 1, "reinstate": 1, "backup": str(tmp_path / "first")}.get(deed)
        what = what or str(torture.file(900 + len(before)))
        assert torture.strike(deed, what, kill=False)
    for number in range(kills):
        before, version = torture.state(), torture.store.version() or 0
        deed, what = torture.choose(before)
        done = torture.strike(deed, what, kill=True)
        said += done
        came_about += torture.require(deed, what, before, version, done)
        if number % 10 == 0:
            assert check(torture.store) == []
            print(f"{number} kills, {came_about} came about", flush=True)
    stop.set()
    told = [end.recv() for end in ends]
    for reader in readers:
        reader.join(60)
    assert torture.strike("load", str(torture.file(5000)), kill=False)
    assert check(torture.store, deep=True) == []
    errors = [error for _, error in told if error]
    tell(
        "kills", kills=kills, came_about=came_about, said_done=said, lost=0, torn=0, readers=READERS,
        reads=sum(reads for reads, _ in told), reader_errors=len(errors),
    )  # fmt: skip
    assert errors == []
