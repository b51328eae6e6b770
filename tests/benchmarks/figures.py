"""Medians and ratios, printed the same way by every bench."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(what: str, runs: list[float], unit: str = "s ") -> float:
    """Print one line of figures and return the median."""
    middle, places = statistics.median(runs), 3 if unit == "s " else 0
    figures = f"median {middle:8.{places}f} {unit}  min {min(runs):8.{places}f}   max {max(runs):8.{places}f}"
    print(f"{what:<52} {figures}   n {len(runs)}", flush=True)
    return middle


def bar(what: str, ratio: float, limit: float, unit: str = "x") -> None:
    """Print one ratio, or one figure in a unit, against its bar."""
    print(f"  {what}: {ratio:.2f} {unit} (bar {limit} {unit}) {'ok' if ratio <= limit else 'MISSED'}", flush=True)


def ratio(what: str, ratio: float) -> None:
    """Print a ratio for which no bar was set."""
    print(f"  {what}: {ratio:.2f} x (no bar)", flush=True)
