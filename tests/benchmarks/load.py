"""Ten million rows handed in, end to end, beside plain DuckDB reading the same file into a new table."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks import made
from tests.benchmarks.figures import bar, row, seconds

JINDU = Path(sys.executable).with_name("jindu")
PLAIN = """
import sys, duckdb
connection = duckdb.connect(sys.argv[2])
connection.execute("set enable_progress_bar = false")
connection.execute("create table reading as select * from read_parquet($file)", {"file": sys.argv[1]})
connection.execute("checkpoint")
connection.close()
"""


def bench(folder: Path, quick: bool) -> None:
    rows, runs = (1_000_000, 2) if quick else (10_000_000, 5)
    file = folder / "handed-in.parquet"
    made.readings(file, rows, 0.5)
    ours, plain = [], []
    for turn in range(runs):
        store = folder / f"store-{turn}"
        made.store(store)
        command = [JINDU, "load", file, "--store", store, "--json"]
        ours.append(seconds(lambda command=command: subprocess.run(command, check=True, capture_output=True)))  # type: ignore[misc]
        command = [sys.executable, "-c", PLAIN, file, folder / f"plain-{turn}.duckdb"]
        plain.append(seconds(lambda command=command: subprocess.run(command, check=True)))  # type: ignore[misc]
    middle = row(f"jindu load, {rows:,} rows, whole command", ours)
    against = row("plain create table as read_parquet + checkpoint", plain)
    bar("load", middle / against, 1.5)
