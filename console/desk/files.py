"""Holds the files of generations open for as long as an answer needs them, whatever becomes of their names."""

import contextlib
import os
import threading
from pathlib import Path


class Files:
    """The generations' files that answers still need, each held open so that it outlives its removal."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[int | None, int]] = {}
        self._lock = threading.Lock()

    def hold(self, generation: int, path: Path | None) -> int | None:
        """Hold a generation once more and return its descriptor; None stands for an empty store."""
        with self._lock:
            held, users = self._open.get(generation, (None, 0))
            if users == 0 and path is not None:
                held = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            self._open[generation] = (held, users + 1)
            return held

    def let_go(self, generation: int) -> None:
        """Hold a generation once less."""
        with self._lock:
            held, users = self._open.get(generation, (None, 0))
            if users > 1:
                self._open[generation] = (held, users - 1)
            elif users == 1:
                del self._open[generation]
                if held is not None:
                    with contextlib.suppress(OSError):
                        os.close(held)
