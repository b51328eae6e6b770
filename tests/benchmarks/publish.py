"""From a publication to the new number on eight open consoles."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from console.store import open_store
from console.store.moving import move
from tests.benchmarks.figures import bar, row
from tests.benchmarks.lake import lake_in
from tests.lake.server import Server
from tests.terminal import Terminal

JINDU = Path(sys.executable).with_name("jindu")
CONSOLES = 8


def bench(folder: Path, quick: bool) -> None:
    store = folder / "sample"
    subprocess.run([JINDU, "demo", "--build-only", "--store", store], check=True)
    follow(folder, str(store), (store / "CURRENT").read_text, 1.0, quick)


def bench_lake(folder: Path, quick: bool) -> None:
    sample = folder / "sample"
    subprocess.run([JINDU, "demo", "--build-only", "--store", sample], check=True)
    server = Server()
    try:
        store = lake_in(server, "freshness")
        move(open_store(sample), store)
        named = f"lake:{server.folder / 'freshness.toml'}"
        follow(folder, named, lambda: store.newest.version(now=True), 2.0, quick)
    finally:
        server.remove()


def follow(folder: Path, store: str, newest: Callable[[], object], limit: float, quick: bool) -> None:
    """Open the consoles and publish, and say how long it took until each of them showed it."""
    consoles = [Terminal([str(JINDU), "--store", store, "--lang", "zh"]) for _ in range(CONSOLES)]
    try:
        for terminal in consoles:
            terminal.wait("规模工业总产值", 60)
            terminal.settle()
        waits = [wait for turn in range(2 if quick else 5) for wait in _publish(folder, store, turn, consoles, newest)]
    finally:
        for terminal in consoles:
            terminal.close()
    row(f"publication to painted, {CONSOLES} consoles", waits)
    p95 = sorted(waits)[int(len(waits) * 0.95)]
    bar("publication to painted, p95 in seconds", p95, limit)


def _publish(
    folder: Path, store: str, turn: int, consoles: list[Terminal], newest: Callable[[], object]
) -> list[float]:
    """Hand in a restated output figure; return the seconds until each console shows it."""
    value = 371.7 + turn
    file = folder / f"output-{turn}.parquet"
    rows = {
        "indicator": ["industry_output"],
        "place": ["430723"],
        "period": [date(2023, 9, 30)],
        "value": [value],
        "unit": ["亿元"],
    }
    pq.write_table(pa.table(rows), file)
    before = newest()
    load = subprocess.Popen([JINDU, "load", file, "--store", store], stdout=subprocess.DEVNULL)
    while newest() == before and load.poll() is None:
        time.sleep(0.002)
    published = time.perf_counter()
    left, waits = list(consoles), []
    while left and time.perf_counter() < published + 20:
        for terminal in list(left):
            terminal.read(0.002)
            if f"{value:.1f}" in terminal.text():
                waits.append(time.perf_counter() - published)
                left.remove(terminal)
    load.wait()
    if left:
        raise SystemExit(f"{len(left)} consoles never showed {value}")
    return waits
