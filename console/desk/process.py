"""Starts the query worker as a process with next to nothing: an empty environment, a private folder, one channel."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from console.desk.confine import Limits
from console.desk.records import Garbled, Record, packed, received

PREFIX = "jindu-desk-"
_BOOT = "import sys; sys.path[:] = {path}; from console.desk.worker import main; main(sys.argv[1:])"
_PASSED_ON = ("TZ", "LD_LIBRARY_PATH")
"""Of the environment, only what a Python needs to start and to know the local time."""


class Process:
    """One worker process and the channel to it."""

    def __init__(
        self, limits: Limits, store: Path, on_record: Callable[[Record], None], on_end: Callable[["Process"], None]
    ) -> None:
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._lock = os.open(self.folder, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        self._channel, theirs = socket.socketpair()
        self._writing = threading.Lock()
        self.ended = threading.Event()
        """Set when the process is gone and its folder too."""
        self._on_record, self._on_end = on_record, on_end
        self._child = _started(theirs, self.folder, store, limits)
        theirs.close()
        threading.Thread(target=self._listen, name="desk worker", daemon=True).start()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._child.pid

    def send(self, record: Record, descriptor: int | None = None) -> None:
        """Send a record, and with it an open file where it needs one; a worker that has gone is told by `on_end`."""
        with self._writing, contextlib.suppress(OSError):
            self._channel.sendall(packed(record))
            if descriptor is not None:
                socket.send_fds(self._channel, [b"f"], [descriptor])

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self._child.send_signal(signal.SIGKILL)

    def _listen(self) -> None:
        with contextlib.suppress(Garbled):
            while (record := received(self._channel)) is not None:
                self._on_record(record)
        self.kill()
        self._child.wait()
        self._channel.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)
        self._on_end(self)
        self.ended.set()


def _started(theirs: socket.socket, folder: Path, store: Path, limits: Limits) -> "subprocess.Popen[bytes]":
    path = [os.path.abspath(entry) for entry in sys.path if entry] or [os.getcwd()]
    boot = _BOOT.format(path=json.dumps(path))
    numbers = [str(getattr(limits, name)) for name in limits.__slots__]
    return subprocess.Popen(
        [sys.executable, "-I", "-c", boot, str(theirs.fileno()), str(folder), str(store), *numbers],
        pass_fds=(theirs.fileno(),),
        cwd=folder,
        env={"LANG": "C.UTF-8"} | {name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def sweep() -> None:
    """Remove the private folders of workers and consoles that were killed together."""
    for folder in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        with contextlib.suppress(OSError):
            held = os.open(folder, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_DIRECTORY)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                told = os.fstat(held)
                # A folder that has just been made may not be locked yet.
                if told.st_uid == os.getuid() and time.time() - told.st_mtime > 60:
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(held)
