"""Thousands of broken files through the real loader: each is refused in a sentence or loaded whole."""

import csv
import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest

from console.intake import load
from console.store import Limits, check, open_store
from tests.attacks.hostile import KINDS, months
from tests.handed_in import COLUMNS, contents, entries
from tests.stores import small_store
from tests.torture import tell, times
from tests.torture.mutations import WAYS, mutant

LONGEST = 10.0
"""Seconds that one file may take."""
GROWTH = 64 * 2**20
"""Bytes by which the loading process may grow."""
WARM = 20
"""Files after which the process has everything loaded that it ever loads."""


@dataclass(frozen=True)
class Outcome:
    """What became of the files that one process was handed."""

    statuses: Counter[str]
    slowest: float
    growth: int
    changed: tuple[str, ...]
    """Refused files after which the store was not as before."""
    crashed: tuple[str, ...]


def seeds(folder: Path) -> dict[str, bytes]:
    """Return sound files in all the ways in which ours are written."""
    files = {
        "snappy": months(folder / "a.parquet", 300),
        "plain": months(folder / "b.parquet", 300, compression="none", use_dictionary=False),
        "zstd": months(folder / "c.parquet", 300, compression="zstd", data_page_version="2.0"),
        "gzip": months(folder / "d.parquet", 300, compression="gzip", row_group_size=100),
        "entries": entries(folder / "e.parquet"),
        "csv": _as_csv(folder / "f.csv"),
    }
    return {name: file.read_bytes() for name, file in files.items()}


def _as_csv(file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        rows.writerows(zip(*COLUMNS.values(), strict=True))
    return file


def broken_files(folder: Path, each: int) -> list[Path]:
    """Write so many broken files of every way and every seed."""
    made = folder / "made"
    made.mkdir()
    found = []
    for name, seed in seeds(folder).items():
        ending = "csv" if name == "csv" else "parquet"
        for way in WAYS:
            for number in range(each):
                found.append(made / f"{name}-{way}-{number}.{ending}")
                found[-1].write_bytes(mutant(seed, way, number))
    return found


def attack(folder: str, files: list[str]) -> Outcome:
    """Load files one after the other into a store of our own."""
    store = small_store(Path(folder))
    store = open_store(store.path, Limits(memory="300MB", threads=1))
    statuses: Counter[str] = Counter()
    changed, crashed, slowest, before, warm = [], [], 0.0, contents(store), 0
    own = psutil.Process()
    for number, file in enumerate(files):
        started = time.monotonic()
        try:
            loaded = load(store, Path(file))
        except Exception as error:
            crashed.append(f"{file}: {error!r}")
            continue
        slowest = max(slowest, time.monotonic() - started)
        statuses[loaded.status] += 1
        now = contents(store)
        if loaded.status == "refused" and (now != before or not loaded.faults):
            changed.append(file)
        before = now
        if number == min(WARM, len(files) // 2):
            warm = own.memory_info().rss
    growth = own.memory_info().rss - warm
    assert not own.children()
    assert check(store) == []
    return Outcome(statuses, slowest, growth, tuple(changed), tuple(crashed))


@pytest.mark.once
@pytest.mark.slow
def test_broken_files_are_refused_or_loaded_whole_and_nothing_else(tmp_path: Path) -> None:
    files = [str(file) for file in broken_files(tmp_path, times(30, 1))]
    for number, (_rule, make) in enumerate(KINDS.values()):
        if number % times(1, 6) == 0:
            file = tmp_path / f"crafted-{number}.parquet"
            make(file)
            files.append(str(file))
    hands = 2
    with ProcessPoolExecutor(hands, mp_context=get_context("spawn")) as pool:
        folders = [tmp_path / f"hand{hand}" for hand in range(hands)]
        for folder in folders:
            folder.mkdir()
        shares = [files[hand::hands] for hand in range(hands)]
        outcomes = list(pool.map(attack, map(str, folders), shares))
    statuses = sum((outcome.statuses for outcome in outcomes), Counter())
    tell(
        "hostile files", files=len(files), ways=len(WAYS), **dict(statuses),
        crashes=sum(len(outcome.crashed) for outcome in outcomes),
        changed=sum(len(outcome.changed) for outcome in outcomes),
        slowest_seconds=round(max(outcome.slowest for outcome in outcomes), 2),
        most_growth_mb=round(max(outcome.growth for outcome in outcomes) / 2**20, 1),
    )  # fmt: skip
    assert len(files) >= times(2500, 80)
    for outcome in outcomes:
        assert outcome.crashed == ()
        assert outcome.changed == ()
        assert outcome.slowest < LONGEST
        assert outcome.growth < GROWTH
    assert statuses["refused"] > len(files) // 2
    assert os.path.exists(files[0])
