"""A load into a lake in a process of its own that kills itself at the phase it is told."""

import os
import signal
import sys
from pathlib import Path

from console.__main__ import leave
from console.intake import load
from tests.lake.conftest import opened


def main(lake: str, file: str, at: str) -> None:
    def strike(now: str, _rows: int, _total: int | None) -> None:
        print(now, flush=True)
        if now == at:
            os.kill(os.getpid(), signal.SIGKILL)

    print(load(opened(Path(lake)), Path(file), progress=strike, by="tester").status, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
    leave(0)
