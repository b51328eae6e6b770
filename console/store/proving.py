"""Proves, while other work goes on, that a generation has the bytes that were published."""

import os
import threading
from contextlib import suppress
from pathlib import Path

from console.store import folder as on_disk

READ_WHOLE = 64 * 1024 * 1024
"""Bytes up to which a generation is proven before it is first read; DuckDB proves each block of a larger one."""

_sound: set[tuple[int, ...]] = set()
_damaged: set[tuple[int, ...]] = set()


def is_damaged(file: Path) -> bool:
    """Tell whether a generation is known to be damaged; a small one is read whole, once a process."""
    state = _state(file)
    if state in _sound or state in _damaged:
        return state in _damaged
    if os.path.getsize(file) <= READ_WHOLE:
        with suppress(PermissionError):  # which is told when the file is opened
            (_damaged if on_disk.is_whole(file) is False else _sound).add(state)
    return state in _damaged


def remember_damage(file: Path) -> None:
    """Keep in mind that a generation turned out to be damaged while it was read."""
    with suppress(OSError):
        state = _state(file)
        _sound.discard(state)
        _damaged.add(state)


def _state(file: Path) -> tuple[int, ...]:
    told = file.stat()
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns


class Proof(threading.Thread):
    """Compares a generation's file with the SHA-256 beside it, in a thread of its own."""

    def __init__(self, file: Path) -> None:
        super().__init__(name="proving", daemon=True)
        self.file = file
        self._whole: bool | None = None
        self.start()

    def run(self) -> None:
        """Read the file once."""
        try:
            self._whole = on_disk.is_whole(self.file)
        except OSError:
            self._whole = False

    @property
    def is_damaged(self) -> bool:
        """Wait for the end; a file whose SHA-256 was never written down counts as whole."""
        self.join()
        return self._whole is False
