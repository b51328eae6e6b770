"""A load in a process of its own that kills or interrupts itself at the phase it is told."""

import os
import signal
import sys
from pathlib import Path

from console.__main__ import leave
from console.intake import load
from console.store import Limits, archiving, open_store


def main(store: str, file: str, at: str, number: str) -> None:
    def strike(now: str, rows: int, total: int | None) -> None:
        print(now, flush=True)
        if now == at and rows == (total or 0):
            os.kill(os.getpid(), int(number))

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        # Nothing in a load is renamed but the pointer.
        if event == "os.rename" and at == "before rename":
            os.kill(os.getpid(), int(number))

    sys.addaudithook(watch)
    if os.environ.get("FULL"):
        archiving.FULL, archiving.READING = 0, 1 << 30
    loaded = load(
        open_store(Path(store), Limits(memory="300MB", threads=int(os.environ["THREADS"]))),
        Path(file),
        progress=strike,
        by="tester",
    )
    print(loaded.status, flush=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        leave(128 + signal.SIGINT)  # as the command does: DuckDB may abort while the interpreter shuts down
    leave(0)
