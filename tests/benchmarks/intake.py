"""A monthly file from drop to every screen, several files in one go, and the memory of the whole intake."""

import calendar
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from console.intake import load
from console.store import open_store
from tests.benchmarks import made
from tests.benchmarks.figures import bar, row, seconds
from tests.terminal import Terminal

JINDU = Path(sys.executable).with_name("jindu")
CONSOLES = 8
ROWS = 10_000
MEMORY = 700
"""Megabytes that the command and its inspection may hold together, whatever the file."""


def bench(folder: Path, quick: bool) -> None:
    _drops(folder, 2 if quick else 7)
    _previews(folder, 2 if quick else 5)
    _several(folder, 2 if quick else 5)
    for name, file in _greedy(folder, 1_000_000 if quick else 10_000_000).items():
        _memory(folder, name, file)


def monthly(file: Path, value: float) -> Path:
    """Write a monthly file of 10,000 rows: 400 enterprises over 25 months, the last row the county's own figure."""
    months = [(2021 + (8 + n) // 12, (8 + n) % 12 + 1) for n in range(25)]
    periods = [date(year, month, calendar.monthrange(year, month)[1]) for year, month in months]
    count = ROWS - 1
    pq.write_table(
        pa.table(
            {
                "indicator": ["industry_output"] * ROWS, "place": ["430723"] * ROWS,
                "dimension": ["enterprise"] * count + [None], "member": [f"e{n // 25}" for n in range(count)] + [None],
                "period": [periods[n % 25] for n in range(count)] + [date(2023, 9, 30)],
                "value": [value / 400 + n / 1e6 for n in range(count)] + [value], "unit": ["亿元"] * ROWS,
            }
        ),
        file,
    )  # fmt: skip
    return file


def _drops(folder: Path, runs: int) -> None:
    """Drop files into a folder that an inbox watches, while consoles are open."""
    store, box = folder / "sample", folder / "box"
    box.mkdir()
    subprocess.run([JINDU, "demo", "--build-only", "--store", store], check=True, stdout=subprocess.DEVNULL)
    consoles = [Terminal([str(JINDU), "--store", str(store), "--lang", "zh"]) for _ in range(CONSOLES)]
    inbox = subprocess.Popen([JINDU, "inbox", box, "--when", "done", "--store", store], stdout=subprocess.DEVNULL)
    try:
        for terminal in consoles:
            terminal.wait("规模工业总产值", 60)
            terminal.settle()
        waits = [_dropped(box, 371.7 + turn, consoles) for turn in range(runs)]
    finally:
        inbox.terminate()
        inbox.wait()
        for terminal in consoles:
            terminal.close()
    middle = row(f"{ROWS:,} rows, from drop to {CONSOLES} screens", waits)
    bar("from drop to every screen", middle, 1.5, "s")


def _dropped(box: Path, value: float, consoles: list[Terminal]) -> float:
    """Drop one file and return the seconds until the last console shows its figure."""
    file = monthly(box / f"monthly-{value}.parquet", value)
    began = time.perf_counter()
    file.with_name(file.name + ".done").touch()
    left, wanted = list(consoles), f"{value:.1f}"
    while left and time.perf_counter() < began + 30:
        for terminal in list(left):
            terminal.read(0.002)
            if wanted in terminal.text():
                left.remove(terminal)
    if left:
        raise SystemExit(f"{len(left)} consoles never showed {wanted}")
    return time.perf_counter() - began


def _previews(folder: Path, runs: int) -> None:
    """Preview a file of a million rows that restates what was loaded before."""
    made.store(folder / "previewed")
    before, after = folder / "before.parquet", folder / "after.parquet"
    made.readings(before, 1_000_000, 0.5)
    made.readings(after, 1_000_000, 0.6)
    _load(folder / "previewed", [[before]])
    store = open_store(folder / "previewed")
    waits = [seconds(partial(load, store, after, dry_run=True)) for _ in range(runs)]
    bar("preview of 1,000,000 rows", row("preview of 1,000,000 rows, all restated", waits), 3.0, "s")


def _several(folder: Path, runs: int) -> None:
    """Compare six files in one command with six commands: what a process that is started ahead saves."""
    made.store(folder / "several")
    files = [folder / f"s{number}.parquet" for number in range(12 * runs)]
    for number, file in enumerate(files):
        made.readings(file, ROWS, number / 100)
    together, apart = [], []
    for turn in range(runs):
        one, other = files[12 * turn : 12 * turn + 6], files[12 * turn + 6 : 12 * turn + 12]
        together.append(seconds(partial(_load, folder / "several", [one])) / 6)
        apart.append(seconds(partial(_load, folder / "several", [[file] for file in other])) / 6)
    row("one file, of six in one command", together)
    row("one file, a command of its own", apart)


def _load(store: Path, commands: list[list[Path]]) -> None:
    for files in commands:
        subprocess.run([JINDU, "load", *files, "--store", store], check=True, stdout=subprocess.DEVNULL)


def _greedy(folder: Path, rows: int) -> dict[str, Path]:
    """Return files that ask for much memory: many rows, many names, names of many megabytes."""
    files = {name: folder / f"{name}.parquet" for name in ("many rows", "many names", "long names")}
    made.readings(files["many rows"], rows, 0.5)
    many, months = rows // 10, ["2023-05"]
    names = {"indicator": ["i000"] * many, "place": [f"x{n:0190d}" for n in range(many)], "period": months * many}
    pq.write_table(pa.table({**names, "value": [1.0] * many}), files["many names"], use_dictionary=False)
    long = {"indicator": ["i000"] * 40, "place": ["x" * 12_000_000] * 40, "period": months * 40, "value": [1.0] * 40}
    pq.write_table(pa.table(long), files["long names"], use_dictionary=False, compression="zstd")
    return files


def _memory(folder: Path, name: str, file: Path) -> None:
    """Print the most that a load and its inspection held together."""
    store = folder / f"store for {name}"
    made.store(store)
    load = psutil.Popen([JINDU, "load", file, "--store", store], stdout=subprocess.DEVNULL)
    most = 0
    while load.poll() is None:
        with suppress(psutil.Error):
            family = [load, *load.children(recursive=True)]
            most = max(most, sum(member.memory_info().rss for member in family))
        time.sleep(0.005)
    bar(f"memory, {name}", most / 2**20, MEMORY, "MB")
