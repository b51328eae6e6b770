"""One step of the replay: how long until the watch screen, or a target's page, has what was known at a snapshot."""

from functools import partial
from pathlib import Path

from console.drill.parts import leagues_of
from console.drill.subject import facts_of, subject_of
from console.intake import load
from console.moments import Moment, moments_of
from console.overview import Overview
from console.replay import overview_at
from console.store import Store
from tests.benchmarks import made
from tests.benchmarks.figures import row, seconds

BAR = 1.0
"""Seconds that a step may take, whatever the history."""


def bench(folder: Path, quick: bool) -> None:
    for size in (100_000, 1_000_000) if quick else (1_000_000, 100_000_000):
        _steps(folder / str(size), size)


def _steps(folder: Path, size: int) -> None:
    folder.mkdir()
    store = made.store(folder / "store")
    batches = 10
    for turn in range(batches):
        file = folder / f"{turn}.parquet"
        made.readings(file, size // batches, turn / 100)
        loaded = load(store, file, source=f"bench {turn}")
        if loaded.status != "loaded":
            raise SystemExit(f"the bench's own file was {loaded.status}: {loaded.faults}")
        file.unlink()
    with store.read() as generation:
        moments = moments_of(generation)[::3]
    steps = [seconds(partial(_overview, store, moment)) for moment in (*moments, *moments, *moments)]
    _say(f"step at {size:,} readings: the watch screen", steps)
    pages = [seconds(partial(_page, store, moment)) for moment in (*moments, *moments)]
    _say(f"step at {size:,} readings: a target's page", pages)


def _say(what: str, runs: list[float]) -> None:
    middle = row(what, runs)
    print(f"  bar {BAR} s {'ok' if middle <= BAR else 'MISSED'}", flush=True)


def _overview(store: Store, moment: Moment) -> Overview:
    with store.read() as generation:
        moments_of(generation)
        overview = overview_at(generation, moment)
    if overview is None or len(overview.lines) != 55:
        raise SystemExit(f"the replay of snapshot {moment.number} does not show 55 targets")
    return overview


def _page(store: Store, moment: Moment) -> None:
    overview = _overview(store, moment)
    subject = subject_of(overview.lines[0], overview.county, overview.year)
    with store.read() as generation:
        facts = facts_of(generation, subject, moment.snapshot_id)
        leagues_of(generation, subject, facts, moment.snapshot_id)
