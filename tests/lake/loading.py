"""A load into a lake in a process of its own that kills itself, or waits, at the phase it is told."""

import argparse
import os
import signal
import sys
from pathlib import Path

from console.__main__ import leave
from console.cli import REFUSED, _answered
from console.intake import load
from tests.lake.conftest import opened


def main(lake: str, file: str, at: str, deed: str) -> int:
    """Load as the command line does and return its exit code."""

    def reached(now: str, _rows: int, _total: int | None) -> None:
        print(now, flush=True)
        if now == at and deed == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if now == at:
            sys.stdin.readline()

    def verb(_: argparse.Namespace) -> int:
        loaded = load(opened(Path(lake)), Path(file), progress=reached, by="tester")
        print(*loaded.as_sentences(), flush=True)
        return REFUSED if loaded.status == "refused" else 0

    return _answered(argparse.Namespace(verb=verb))


if __name__ == "__main__":
    leave(main(*sys.argv[1:]))
