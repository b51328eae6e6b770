"""Asks the terminal once how wide it draws characters of ambiguous width, while the rest is still being loaded."""

import contextlib
import os
import re
import select
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

PATIENCE = 0.3
"""Seconds from the question after which a terminal that has not answered is taken for one that does not."""
_ASKED = "\r●\x1b[6n\r\x1b[K".encode()
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")


class Probe:
    """One question to one terminal: draw a mark and ask where the cursor stands."""

    def __init__(self, answers: int, writes: int) -> None:
        self._answers, self._writes = answers, writes
        self._saved: list[Any] | None = None
        self._asked_at = 0.0

    def __enter__(self) -> Self:
        """Ask; the terminal answers while something else is done."""
        import termios
        import tty

        with contextlib.suppress(termios.error, OSError):
            saved = termios.tcgetattr(self._answers)
            tty.setcbreak(self._answers, termios.TCSANOW)
            self._saved = saved
            os.write(self._writes, _ASKED)
            self._asked_at = time.monotonic()
        return self

    def cells(self) -> int | None:
        """Return how many cells the mark took; None when the terminal does not say."""
        if self._saved is None:
            return None
        read, end = b"", self._asked_at + PATIENCE
        while not (found := _ANSWER.search(read)):
            ready, _, _ = select.select([self._answers], [], [], max(end - time.monotonic(), 0))
            if not ready:
                return None
            read += os.read(self._answers, 256)
        column = int(found[1])
        return column - 1 if column in (2, 3) else None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        if self._saved is not None:
            import termios

            with contextlib.suppress(termios.error, OSError):
                termios.tcsetattr(self._answers, termios.TCSANOW, self._saved)


def can_draw_marks() -> bool:
    """Tell whether the terminal is spoken to in UTF-8."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def has_few_colours(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the terminal says that it has sixteen colours at most."""
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    last = environment.get("TERM", "").lower().rpartition("-")[2]
    return last not in ("256color", "kitty", "ghostty", "alacritty", "direct", "truecolor")
