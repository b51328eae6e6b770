"""Starts and quits the command line and the console many times: each must leave with code 0, at once.

    python -m tests.benchmarks.exits [--cli 200] [--console 50]

DuckDB 2.0.0 is reported to hang or crash when the interpreter exits; this counts how often that happens to us.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from tests.terminal import Terminal

JINDU = Path(sys.executable).with_name("jindu")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--cli", type=int, default=200)
    options.add_argument("--console", type=int, default=50)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "sample"
        subprocess.run([JINDU, "demo", "--build-only", "--store", store], check=True)
        print(f"DuckDB {duckdb.__version__}")
        report("jindu status", [cli(store) for _ in range(asked.cli)])
        report("q in the console", [console(store) for _ in range(asked.console)])


def cli(store: Path) -> tuple[int, float]:
    """Run one verb that opens the store; return its exit code and the seconds it took."""
    began = time.perf_counter()
    done = subprocess.run([JINDU, "status", "--store", store, "--format", "json"], capture_output=True, timeout=60)
    return done.returncode, time.perf_counter() - began


def console(store: Path) -> tuple[int, float]:
    """Open the console, press q when it is painted; return its exit code and the seconds from the key to the end."""
    with Terminal([JINDU, "--store", store, "--lang", "en"]) as terminal:
        terminal.wait("SAMPLE")
        terminal.wait("GDP")
        began = time.perf_counter()
        terminal.press("q")
        return terminal.left_with(20), time.perf_counter() - began


def report(what: str, runs: list[tuple[int, float]]) -> None:
    codes, seconds = [code for code, _ in runs], sorted(took for _, took in runs)
    bad = sum(code != 0 for code in codes)
    middle = seconds[len(seconds) // 2]
    print(f"{what}: {len(runs)} runs, {bad} not with code 0, median {middle:.2f} s, longest {seconds[-1]:.2f} s")


if __name__ == "__main__":
    main()
