"""From a key to the screen while ten million rows are being loaded, and what an idle console costs."""

import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.benchmarks import made
from tests.benchmarks.figures import bar, row
from tests.terminal import Terminal

JINDU = Path(sys.executable).with_name("jindu")
KEYS = ("down", "down", "up", "2", "down", "3", "1")
IDLE = 10.0
"""Seconds that an idle console is watched."""


def bench(folder: Path, quick: bool) -> None:
    store, few, many = folder / "store", folder / "few.parquet", folder / "many.parquet"
    made.store(store)
    made.readings(few, 10_000, 0.1)
    made.readings(many, 300_000 if quick else 10_000_000, 0.5)
    subprocess.run([JINDU, "load", few, "--store", store], check=True, stdout=subprocess.DEVNULL)
    with Terminal([JINDU, "--store", store, "--lang", "zh"]) as terminal:
        terminal.wait("目标5", 60)
        terminal.settle(0.6)
        _idle(terminal, 3.0 if quick else IDLE)
        quiet = [_press(terminal, key) for _ in range(10) for key in KEYS]
        load = subprocess.Popen(
            [JINDU, "load", many, "--store", store], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        busy: list[float] = []
        while load.poll() is None:
            busy += [_press(terminal, key) for key in KEYS]
        if load.returncode:
            raise SystemExit(f"the load was refused ({load.returncode})")
    _told("key to screen, nothing else going on", quiet)
    _told("key to screen, while the file is loaded", busy)


def _press(terminal: Terminal, key: str) -> float:
    """Press a key that moves the cursor; return the seconds until the console has answered with bytes."""
    while terminal.read(0.03):
        pass
    began = time.perf_counter()
    terminal.press(key)
    if not terminal.read(5):
        raise SystemExit(f"the console did not answer {key}")
    return time.perf_counter() - began


def _told(what: str, waits: list[float]) -> None:
    waits.sort()
    row(what, waits)
    p50, p99 = waits[len(waits) // 2], waits[min(int(len(waits) * 0.99), len(waits) - 1)]
    print(f"  p50 {p50 * 1000:.1f} ms   p99 {p99 * 1000:.1f} ms   keys {len(waits)}", flush=True)


def _idle(terminal: Terminal, seconds: float) -> None:
    process = psutil.Process(terminal.pid)
    before, began = process.cpu_times(), time.perf_counter()
    end = began + seconds
    while time.perf_counter() < end:
        terminal.read(0.2)
    after, took = process.cpu_times(), time.perf_counter() - began
    used = (after.user + after.system - before.user - before.system) / took
    print(f"  idle: {used:.1%} of one processor over {took:.0f} s", flush=True)
    bar("idle console, resident MB", terminal.resident(), 150.0)
