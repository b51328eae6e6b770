"""The first look at the store, taken by a process of its own while the console is still being loaded."""

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress


class FirstLook:
    """A child process that looks once and hands back what it saw; this process loads Textual meanwhile.

    Two threads would share one interpreter lock: loading DuckDB beside Textual took as long as one after the other.
    """

    def __init__(self, look: Callable[[], object]) -> None:
        """Begin to look; to be called before the first thread is started."""
        self._reading, writing = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            _look_and_leave(look, writing)
        os.close(writing)

    def seen(self) -> object | None:
        """Wait for what the child saw; None when it saw nothing that it could hand back."""
        with os.fdopen(self._reading, "rb") as pipe:
            answer = pipe.read()
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)
        return pickle.loads(answer) if answer else None

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        with suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)


def _look_and_leave(look: Callable[[], object], writing: int) -> None:
    """Look, hand back and end at once: nothing that the parent would do at its end may happen twice."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(look()))
    finally:
        os._exit(0)
