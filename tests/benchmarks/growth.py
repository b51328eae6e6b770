"""The overview's refresh at a million readings and at a hundred million: it must not grow with history."""

import gc
from pathlib import Path

from console.intake import load
from console.store import Store
from console.store.queries import named
from tests.benchmarks import made
from tests.benchmarks.figures import bar, row, seconds


def bench(folder: Path, quick: bool) -> None:
    sizes = (100_000, 1_000_000) if quick else (1_000_000, 100_000_000)
    medians = [_refresh(folder / str(size), size) for size in sizes]
    bar(f"overview refresh, {sizes[1]:,} against {sizes[0]:,} readings", medians[1] / medians[0], 1.5)


def _refresh(folder: Path, size: int) -> float:
    folder.mkdir()
    store = made.store(folder / "store")
    at_once = min(size, 10_000_000)
    for turn in range(size // at_once):
        file = folder / f"{turn}.parquet"
        made.readings(file, at_once, turn / 100)
        loaded = load(store, file, source=f"bench {turn}")
        if loaded.status != "loaded":
            raise SystemExit(f"the bench's own file was {loaded.status}: {loaded.faults}")
        file.unlink()
    gc.collect()
    return row(
        f"refresh at {size:,} readings: open, read the overview",
        [seconds(lambda: _overview(store)) for _ in range(41)][1:],
    )


def _overview(store: Store) -> None:
    with store.read() as generation:
        rows = generation.rows(named("panels/overview"), county="990000", year=2023)
    if len(rows) != 55:
        raise SystemExit(f"the overview shows {len(rows)} targets instead of 55")
