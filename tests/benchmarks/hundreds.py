"""Hundreds of consoles on one lake: how soon all of them show a new figure, and what PostgreSQL has to do for them.

Each is what follows the store in a console, with a session of its own; the screens would not fit on one machine.
"""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from console.following import Follower, Sight
from console.intake import load
from console.store import open_store
from console.store.lake import LakeStore, lake_at
from console.store.lake import store as in_a_lake
from console.store.moving import move
from tests.benchmarks.figures import bar, row
from tests.benchmarks.lake import lake_in
from tests.benchmarks.publish import JINDU
from tests.lake.server import Server

PROCESSES = 4
FITTING = 100
"""Consoles for whose own work one machine is enough."""
IDLE = 10.0
"""Seconds for which they are watched while nothing is published."""


def bench(folder: Path, quick: bool) -> None:
    sample = folder / "sample"
    subprocess.run([JINDU, "demo", "--build-only", "--store", sample], check=True)
    server = Server(connections=500)
    try:
        store = lake_in(server, "hundreds")
        move(open_store(sample), store)
        for consoles in (40,) if quick else (8, 100, 400):
            _measured(folder, server, store, consoles)
    finally:
        server.remove()


def _measured(folder: Path, server: Server, store: LakeStore, consoles: int) -> None:
    described = str(server.folder / "hundreds.toml")
    command = [sys.executable, "-m", "tests.benchmarks.hundreds", described, str(consoles // PROCESSES)]
    offices = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)
    ]
    try:
        for office in offices:
            assert office.stdout
            assert office.stdout.readline() == "ready\n"
        _tell_idle(server, consoles)
        waits = [wait for turn in range(5) for wait in _publish(folder, store, offices, consoles, turn)]
    finally:
        for office in offices:
            office.communicate()
    row(f"publication to sight, {consoles} consoles", waits)
    p95 = sorted(waits)[int(len(waits) * 0.95)]
    if consoles <= FITTING:
        bar(f"publication to sight, {consoles} consoles, p95 in seconds", p95, 2.0, "s")
    else:
        print(f"  publication to sight, {consoles} consoles, p95: {p95:.2f} s, most of it their own work", flush=True)


def _tell_idle(server: Server, consoles: int) -> None:
    first = psutil.Process(int((server.folder / "data" / "postmaster.pid").read_text().splitlines()[0]))
    before = _answered(server)
    time.sleep(IDLE)
    answered = (_answered(server) - before) / IDLE
    memory = sum(one.memory_full_info().uss for one in first.children()) / 1e6
    print(
        f"{consoles} consoles, nothing new: PostgreSQL answers {answered:.0f} a second in {memory:,.0f} MB", flush=True
    )


def _answered(server: Server) -> int:
    with server.session() as session:
        found = session.execute("select sum(xact_commit)::bigint from pg_stat_database").fetchone()
        return int(found[0]) if found else 0


def _publish(
    folder: Path, store: LakeStore, offices: "list[subprocess.Popen[str]]", consoles: int, turn: int
) -> list[float]:
    file = folder / f"output-{consoles}-{turn}.parquet"
    rows = {
        "indicator": ["industry_output"], "place": ["430723"], "period": [date(2023, 9, 30)],
        "value": [300.0 + consoles / 10 + turn / 100], "unit": ["亿元"],
    }  # fmt: skip
    pq.write_table(pa.table(rows), file)
    moments: dict[str, float] = {}

    def note(phase: str, *_: object) -> None:
        moments[phase] = time.time()

    loaded = load(store, file, progress=note)
    assert loaded.status == "loaded", loaded.as_sentences()
    return [
        _seen(office, loaded.generation or 0) - moments["committed"]
        for office in offices
        for _ in range(consoles // PROCESSES)
    ]


def _seen(office: "subprocess.Popen[str]", generation: int) -> float:
    """Return when the next console of an office saw a generation."""
    while True:
        assert office.stdout
        number, moment = office.stdout.readline().split()
        if int(number) == generation:
            return float(moment)


def _look_on(described: str, consoles: int) -> None:
    """Follow a lake as so many consoles, and tell of each sight of a generation when it came.

    None looks at the storage again: consoles of one process would open a DuckDB each for it, at the same moment.
    """
    in_a_lake.PROOF = float("inf")
    followers = [Follower(LakeStore(lake_at(f"lake:{described}"))) for _ in range(consoles)]
    for follower in followers:
        follower.start()
        while follower._good is None:
            time.sleep(0.01)
    print("ready", flush=True)

    def tell(sight: Sight) -> None:
        if sight.overview:
            sys.stdout.write(f"{sight.overview.generation} {time.time()}\n")
            sys.stdout.flush()

    for follower in followers:
        follower.tell(tell)
    sys.stdin.read()
    for follower in followers:
        follower.stop()


if __name__ == "__main__":
    _look_on(sys.argv[1], int(sys.argv[2]))
