"""One query in a script: `jindu sql` beside plain Python with DuckDB on a copy of the same file.

What ours does besides: it starts the confined worker process, checks the query, and formats what comes.
"""

import csv
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.desk import stored
from tests.benchmarks.figures import ratio, row, seconds
from tests.benchmarks.start import JINDU

PLAIN = """
import csv, sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    connection.execute("set enable_progress_bar = false")
    answer = connection.sql(sys.argv[2])
    written = csv.writer(sys.stdout)
    written.writerow(answer.columns)
    written.writerows(answer.fetchall())
"""
QUERIES = {
    "three rows": "select * from reading order by row limit 3",
    "a sum by month": "select period, count(*), sum(series_id) from reading group by period order by period",
    "a hundred thousand rows": "select row, series_id, period from reading where row <= 100000 order by row",
}


def bench(folder: Path, quick: bool) -> None:
    """Run each query in both ways, turn by turn; the answers must be the same."""
    rows, turns = (1_000_000, 3) if quick else (10_000_000, 9)
    store, file = stored(folder, rows)
    for said, query in QUERIES.items():
        ours: list[str | Path] = [JINDU, "sql", query, "--store", store, "--format", "csv"]
        plain: list[str | Path] = [sys.executable, "-c", PLAIN, file, query]
        if _answer(ours) != _answer(plain):  # this also warms the files
            raise SystemExit(f"{query}: the two answers are not the same")
        pairs = [(seconds(lambda: _answer(ours)), seconds(lambda: _answer(plain))) for _ in range(turns)]  # noqa: B023
        middle = row(f"jindu sql, {said}, {rows:,} rows stored", [one for one, _ in pairs])
        against = row(f"plain Python and DuckDB, {said}, {rows:,} rows stored", [other for _, other in pairs])
        ratio(f"jindu sql, {said}, against plain DuckDB", middle / against)


def _answer(command: list[str | Path]) -> list[list[str]]:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return list(csv.reader(done.stdout.splitlines()))
