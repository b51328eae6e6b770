"""The desk beside Harlequin: the same ten million rows of six columns, turn by turn in one run.

Both read the same bytes: the store's newest generation is a DuckDB file, and Harlequin opens a copy of it, read-only.
Harlequin fetches all rows and by default shows 100,000 of them; told to show all, it can reach the last row as well.
"""

import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from console.desk import Client, Mark
from console.intake import load
from console.store import open_store
from console.store.folder import file_of
from tests.benchmarks import made
from tests.benchmarks.figures import bar, ratio, row, seconds
from tests.benchmarks.start import HARLEQUIN, JINDU
from tests.benchmarks.workbench import KEYS, Asked, Figures, Workbench, scroll, stop

ALL = "select * from reading"
SORTED = "select * from reading order by value desc, row"
VIEW = "select place, indicator, member, period, value, unit from readings"
ENDLESS = "select sum(a.value * b.value) from reading a, reading b"
STUBBORN = (
    ENDLESS,
    "select count(*) from range(1000000) a, range(1000000) b where hash(a.range * b.range) % 7 = 3",
    "select levenshtein(repeat('ab', 100000), repeat('ba', 100000))",
    "select list_sort(range(60000000))[1]",
)
"""Queries that do not end by themselves in time; DuckDB's levenshtein does not look for an interrupt."""
OURS, DEFAULT, WHOLE = "jindu", "harlequin", "harlequin, all rows shown"
TOGETHER, SUMMED = "peak memory, shared pages once", "peak memory, processes added up"
FEW = 20
"""Keys where their time is not judged; without any, Harlequin takes seconds longer for the first ctrl+end."""
FIRST, MEMORY, KEY, CANCEL, LATE = 0.25, 0.4, 1.0, 0.35, 2.5
"""The bars: ratios to Harlequin as it comes, then seconds."""


def bench(folder: Path, quick: bool) -> None:
    """Measure both programs side by side, then what only we have: a timeout."""
    rows, turns = (1_000_000, 2) if quick else (10_000_000, 5)
    store, file = stored(folder, rows)
    benches = _workbenches(folder, store, file)
    if len(benches) == 1:
        print("  Harlequin is not installed in .venv-harlequin (make bench installs it): ours alone, without ratios")
    _judged(_scrolled(benches, file, ALL, turns), f"{rows:,} x 6 as they are stored")
    few = max(1, turns // 2)
    for query, said in ((SORTED, "sorted"), (VIEW, "from the view readings, worked out first")):
        _compared(_scrolled(benches[:2], file, query, few, keys=FEW), f"{rows:,} x 6 {said}")
    _cancelled(benches[:2], turns)
    _timed_out(store)


def stored(folder: Path, rows: int) -> tuple[Path, Path]:
    """Load made-up readings and copy the generation for others; return the store and the copy."""
    handed_in, store = folder / "handed-in.parquet", made.store(folder / "store")
    made.readings(handed_in, rows, 0.5)
    loaded = load(store, handed_in, source="bench")
    if loaded.status != "loaded":
        raise SystemExit(f"the bench's own file was {loaded.status}: {loaded.faults}")
    handed_in.unlink()
    file = folder / "other.duckdb"
    shutil.copyfile(file_of(folder / "store", store.version() or 0), file)
    return folder / "store", file


def _workbenches(folder: Path, store: Path, file: Path) -> list[Workbench]:
    ours = Workbench(
        OURS, [JINDU, "--store", store, "--lang", "en"], folder / "home", painted="Target 1", opened_by="d",
        opened=r"(?s)SQL desk.*F5", run="f5", into_rows=("f6",), running="running", cancel="escape",
        complete=r"standing +~\d", cancelled="cancelled", drafts="jindu/desk/*",
    )  # fmt: skip
    if not HARLEQUIN.exists():
        return [ours]
    theirs = (
        Workbench(
            name, [HARLEQUIN, "--read-only", *more, file], folder / f"home-{len(more)}", shown=shown,
            painted=r"(?s)(?=.*other)(?=.*Run Query)", run="ctrl+j", running="Cancel", click="Cancel",
            cancelled="(?i)queries cancell?ed",
        )
        for name, more, shown in ((DEFAULT, (), 100_000), (WHOLE, ("--viewer-max-rows", "-1"), sys.maxsize))
    )  # fmt: skip
    return [ours, *theirs]


def _asked(file: Path, query: str, shown: int) -> Asked:
    """Find out by what the first row of an answer is known, and the last one that can be reached."""
    if query == VIEW:
        return Asked(query, r"99\d{4}\s.*i\d{3}\s.*m?\d")
    with duckdb.connect(str(file), read_only=True) as connection:
        connection.execute("set enable_progress_bar = false")
        counted = connection.execute("select count(*) from reading").fetchone() or (0,)
        places = (0, min(counted[0], shown) - 1)
        first, last = (connection.execute(f"{query} limit 1 offset {place}").fetchone() or () for place in places)
    return Asked(query, _as_seen(first), _as_seen(last))


def _as_seen(reading: Sequence[Any]) -> str:
    """Return the pattern of a row: whether thousands are grouped or not, and wherever the columns stand."""
    _snapshot, _series, period, value, _status, number = reading
    return rf"{period}.*\b{re.escape(f'{value:g}')}.*\b" + f"{number:,}".replace(",", ",?") + r"\b"


def _scrolled(benches: Sequence[Workbench], file: Path, query: str, turns: int, keys: int = KEYS) -> dict[str, Figures]:
    figures = {one.name: Figures() for one in benches}
    asked = {one.name: _asked(file, query, one.shown) for one in benches}
    for _ in range(turns):
        for one in benches:
            scroll(one, asked[one.name], figures[one.name], FEW if one.name == WHOLE else keys)
    return figures


def _compared(figures: Mapping[str, Figures], said: str) -> dict[str, dict[str, float]]:
    """Print every figure, then the ratios; return the medians."""
    print(said)
    medians = {name: _printed(name, one) for name, one in figures.items()}
    for name in list(medians)[1:]:
        for what in medians[name]:
            ratio(f"{what}, {OURS} against {name}", medians[OURS][what] / medians[name][what])
    return medians


def _printed(name: str, figures: Figures) -> dict[str, float]:
    lines = {
        "start to usable": (figures.start, "s "), "start to all painted": (figures.complete, "s "),
        "run to first rows": (figures.first, "s "),
        "ctrl+end to the last row": (figures.last, "s "), "key p50": (figures.key_p50, "s "),
        "key p99": (figures.key_p99, "s "), TOGETHER: (figures.peak, "MB"), SUMMED: (figures.summed, "MB"),
    }  # fmt: skip
    return {what: row(f"{name}: {what}", runs, unit) for what, (runs, unit) in lines.items() if runs}


def _judged(figures: Mapping[str, Figures], said: str) -> None:
    medians = _compared(figures, said)
    if DEFAULT not in medians:
        return
    for what, limit in (("run to first rows", FIRST), (TOGETHER, MEMORY), (SUMMED, MEMORY), ("key p99", KEY)):
        bar(f"{what}, against Harlequin as it comes", medians[OURS][what] / medians[DEFAULT][what], limit)


def _cancelled(benches: Sequence[Workbench], turns: int) -> None:
    figures = {one.name: Figures() for one in benches}
    for _ in range(turns):
        for one in benches:
            stop(one, ENDLESS, figures[one.name])
    medians = [row(f"{name}: cancel to said and at rest", one.cancel) for name, one in figures.items()]
    bar("cancel, median", medians[0], CANCEL, "s")


def _timed_out(store: Path) -> None:
    """Let queries run into their time, among them some that look for no interrupt."""
    late = []
    with Client(open_store(store)) as client:
        client.ask("select 1").wait()
        for query in STUBBORN:
            answer = client.ask(query, timeout=1)
            late.append(seconds(answer.wait) - 1)
            if answer.state().mark is not Mark.TIMED_OUT:
                raise SystemExit(f"{query}: {answer.state().sentence}")
            answer.release()
    row("jindu: a query after its timeout of 1 s", late)
    bar("the longest that a query survived its timeout", max(late), LATE, "s")
