"""What the console remembers from one time to the next: language, theme, last page, and what was seen of each store."""

import contextlib
import json
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from console.overview import Line, Overview

LARGEST = 4 * 2**20
STORES = 30
"""So many stores are remembered; the ones looked at longest ago are forgotten."""

Seen = dict[str, tuple[float | None, str | None, str]]
"""Actual, period and light of every target."""


@dataclass(slots=True)
class Looked:
    """How everything stood when somebody last looked at a store."""

    generation: int
    snapshot: int | None
    at: str
    """UTC, as 2023-10-25T09:30:00."""
    targets: Seen = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """All that is remembered; a file that cannot be read is as good as none."""

    language: str | None = None
    theme: str | None = None
    panel: str | None = None
    target: str | None = None
    page: tuple[str, ...] = ()
    """The page that was open besides the watch screen: its kind, and what it is found by."""
    looked: dict[str, Looked] = field(default_factory=dict)
    """By the path of the store, the county and the year."""
    counties: dict[str, str] = field(default_factory=dict)
    """The county that was chosen in each store of several, by the path of the store."""


def looked_at(overview: Overview, at: str) -> Looked:
    """Return what is to be remembered of an overview."""
    return Looked(overview.generation, overview.snapshot, at, {line.target_id: _seen(line) for line in overview.lines})


def _seen(line: Line) -> tuple[float | None, str | None, str]:
    return line.actual, line.period.isoformat() if line.period else None, str(line.light)


def recall(file: Path) -> Memory:
    """Read what is remembered."""
    try:
        if file.stat().st_size > LARGEST:
            return Memory()
        told = json.loads(file.read_text(encoding="utf-8"))
        looked = {str(store): _looked(held) for store, held in told.get("looked", {}).items()}
        words = {name: told.get(name) for name in ("language", "theme", "panel", "target")}
        page, counties = told.get("page", ()), told.get("counties", {})
        known = isinstance(page, list) and all(isinstance(word, str) for word in page)
        return Memory(
            **{name: word if isinstance(word, str) else None for name, word in words.items()},
            page=tuple(page) if known else (), looked=looked,
            counties={str(store): str(county) for store, county in list(counties.items())[-STORES:]},
        )  # fmt: skip
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return Memory()


def _looked(told: dict[str, Any]) -> Looked:
    targets: Seen = {}
    for target_id, (actual, period, light) in told["targets"].items():
        if period is not None:
            date.fromisoformat(period)
        targets[str(target_id)] = (None if actual is None else float(actual), period, str(light))
    snapshot = told["snapshot"]
    return Looked(int(told["generation"]), None if snapshot is None else int(snapshot), str(told["at"]), targets)


def remember(file: Path, memory: Memory) -> None:
    """Write down what is remembered; where that is not possible, nothing is."""
    kept = sorted(memory.looked.items(), key=lambda item: item[1].at)[-STORES:]
    told = {
        "language": memory.language, "theme": memory.theme, "panel": memory.panel, "target": memory.target,
        "page": list(memory.page), "counties": dict(list(memory.counties.items())[-STORES:]),
        "looked": {
            store: {"generation": held.generation, "snapshot": held.snapshot, "at": held.at, "targets": held.targets}
            for store, held in kept
        },
    }  # fmt: skip
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        part.replace(file)
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)
