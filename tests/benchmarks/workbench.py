"""A program with an SQL editor and a table of rows, driven by keys: what it takes to ask, to scroll and to stop."""

import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.terminal import Terminal

KEYS = 150
"""Times that `down` is pressed, one at a time, each after the frame of the one before."""
PATIENCE = 300.0
"""Seconds that a query may take before the bench gives up."""
IDLE = 0.3
"""Share of one processor below which a program is at rest."""


@dataclass(frozen=True)
class Workbench:
    """One program and the keys it answers to."""

    name: str
    command: Sequence[str | Path]
    folder: Path
    """Where it may keep its own files."""
    painted: str
    """What the screen shows when it can be used, or when `opened_by` may be pressed."""
    running: str
    cancelled: str
    run: str
    opened_by: str = ""
    opened: str = ""
    complete: str = ""
    """What the screen shows when nothing of it is missing any more, where that comes later."""
    into_rows: Sequence[str] = ()
    """Keys from the editor to the rows, where running does not lead there."""
    cancel: str = ""
    click: str = ""
    """What is clicked to cancel, where there is no key."""
    drafts: str = ""
    """The files, below its folder, in which it keeps what was typed for its next start."""
    shown: int = sys.maxsize
    """Rows of an answer that can be reached."""

    def start(self) -> Terminal:
        """Start it with files of its own, as nobody's history or settings shall count."""
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
        self.folder.mkdir(exist_ok=True)
        for draft in self.folder.glob(self.drafts) if self.drafts else ():
            draft.unlink()
        return Terminal(self.command, environment={home: str(self.folder) for home in homes})

    def open(self, terminal: Terminal) -> tuple[float, float]:
        """Wait for the editor, then for the rest of the screen; return the seconds from the start to each."""
        terminal.wait(self.painted)
        if self.opened_by:
            terminal.press(self.opened_by)
            terminal.wait(self.opened)
        opened = terminal.heard
        terminal.wait(self.complete)
        complete = terminal.heard
        terminal.settle(0.5, 5)
        return opened - terminal.started, complete - terminal.started


@dataclass(frozen=True)
class Asked:
    """A query, and how its first and its last row are known on a screen."""

    query: str
    first: str
    last: str = ""
    """Nothing where the rows may come in any order."""


@dataclass
class Figures:
    """What was measured of one program; a list has one figure for each turn."""

    start: list[float] = field(default_factory=list)
    complete: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    key_p50: list[float] = field(default_factory=list)
    key_p99: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)
    """Megabytes of all processes, pages that they share counted once."""
    summed: list[float] = field(default_factory=list)
    """The same with shared pages counted for every process."""
    cancel: list[float] = field(default_factory=list)


def scroll(bench: Workbench, asked: Asked, figures: Figures, keys: int = KEYS) -> None:
    """Start the program, run a query, scroll down, go to the last row."""
    with bench.start() as terminal, terminal.watched() as peak:
        opened, complete = bench.open(terminal)
        figures.start.append(opened)
        figures.complete.append(complete)
        terminal.paste(asked.query)
        terminal.settle(0.3)
        figures.first.append(_until(terminal, bench.run, asked.first))
        terminal.settle(0.5)
        terminal.press(*bench.into_rows)
        terminal.settle(0.5)
        if keys:
            took = [terminal.latency("down") for _ in range(keys)]
            figures.key_p50.append(share(took, 0.5))
            figures.key_p99.append(share(took, 0.99))
        if asked.last:
            figures.last.append(_until(terminal, "ctrl+end", asked.last))
        terminal.settle(0.5)
    figures.peak.append(peak.together)
    figures.summed.append(peak.summed)


def stop(bench: Workbench, query: str, figures: Figures) -> None:
    """Start the program, run a query that never ends, cancel it: until that is said and the processors are free."""
    with bench.start() as terminal:
        bench.open(terminal)
        terminal.paste(query)
        terminal.settle(0.3)
        terminal.press(bench.run)
        terminal.wait(bench.running)
        end = time.perf_counter() + 1.5
        while time.perf_counter() < end:
            terminal.read(0.05)
        began = time.perf_counter()
        if bench.cancel:
            terminal.press(bench.cancel)
        else:
            terminal.click(bench.click)
        terminal.wait(bench.cancelled)
        figures.cancel.append(max(terminal.heard, _at_rest(terminal)) - began)


def _until(terminal: Terminal, key: str, seen: str) -> float:
    pressed = time.perf_counter()
    terminal.press(key)
    terminal.wait(seen, PATIENCE)
    return terminal.heard - pressed


def _at_rest(terminal: Terminal, window: float = 0.1) -> float:
    """Return when the first window began in which the program hardly worked."""
    while True:
        began, worked = time.perf_counter(), terminal.worked()
        while time.perf_counter() < began + window:
            terminal.read(0.02)
        if terminal.worked() - worked < IDLE * window:
            return began


def share(figures: Sequence[float], part: float) -> float:
    """Return the figure below which some part of all lies."""
    return sorted(figures)[max(0, math.ceil(part * len(figures)) - 1)]
