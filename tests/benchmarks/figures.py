"""Medians and ratios, printed the same way by every bench."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(what: str, runs: list[float]) -> float:
    """Print one line of figures and return the median."""
    middle = statistics.median(runs)
    print(
        f"{what:<52} median {middle:8.3f} s   min {min(runs):8.3f}   max {max(runs):8.3f}   n {len(runs)}", flush=True
    )
    return middle


def bar(what: str, ratio: float, limit: float) -> None:
    """Print one ratio against its bar."""
    print(f"  {what}: {ratio:.2f} x (bar {limit} x) {'ok' if ratio <= limit else 'MISSED'}", flush=True)
