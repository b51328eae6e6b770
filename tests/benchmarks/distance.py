"""What a console and a loader wait for when PostgreSQL is some way off: every answer of it comes so much later."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue

from console.store.lake import LakeStore, lake_at
from console.store.lake.making import make
from tests.benchmarks import grown
from tests.benchmarks.figures import ratio, row
from tests.lake.server import Server

AWAY = (0.0, 0.001, 0.005, 0.02)
"""Seconds there and back: this machine, a building, a city, a province."""


Underway = Queue[tuple[float, bytes] | None]
"""What was said on a line and when it arrives."""


class Line:
    """A socket like PostgreSQL's own behind which each answer waits as long as a line of some length takes."""

    def __init__(self, to: Path, folder: Path) -> None:
        self.seconds = 0.0
        self._to = to
        folder.mkdir(exist_ok=True)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / to.name))
        self._listening.listen(64)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._to))
                threading.Thread(target=self._pass_on, args=(caller, server, Queue(), 0.0), daemon=True).start()
                threading.Thread(target=self._pass_on, args=(server, caller, Queue(), 1.0), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, under_way: Underway, wait: float) -> None:
        threading.Thread(target=self._arrive, args=(other, under_way), daemon=True).start()
        with suppress(OSError):
            while said := one.recv(1 << 20):
                under_way.put((time.monotonic() + wait * self.seconds, said))
        under_way.put(None)

    def _arrive(self, other: socket.socket, under_way: Underway) -> None:
        """Hand on what is under way when it is due: what is said in pieces comes in pieces, and not later for it."""
        with suppress(OSError):
            while said := under_way.get():
                due, piece = said
                time.sleep(max(0.0, due - time.monotonic()))
                other.sendall(piece)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)


def bench(folder: Path, quick: bool) -> None:
    with _lake() as (store, line):
        grown.lay_history(store, 100_000 if quick else 1_000_000)
        near: dict[str, float] = {}
        for seconds in AWAY:
            line.seconds = seconds
            runs = grown.asked(store, 3 if quick else 7) | {"load of 10,000 readings": grown.loaded(store, folder, 3)}
            told = {
                what: row(f"PostgreSQL {seconds * 1000:.0f} ms away: {what}", times) for what, times in runs.items()
            }
            near = near or told
            for what in ("overview", "load of 10,000 readings"):
                ratio(f"{what}, {seconds * 1000:.0f} ms away against none", told[what] / near[what])


@contextmanager
def _lake() -> Iterator[tuple[LakeStore, Line]]:
    server = Server()
    try:
        away = server.folder / "away"
        line = Line(server.folder / ".s.PGSQL.5432", away)
        told = server.described(server.folder / "away.toml", server.folder / "files")
        told.write_text(told.read_text(encoding="utf-8").replace(f'"{server.folder}"', f'"{away}"'), encoding="utf-8")
        store = LakeStore(lake_at(f"lake:{told}"), grown.LIMITS)
        store.newest.EVERY = 0.0
        make(store.lake)
        yield store, line
    finally:
        server.remove()
