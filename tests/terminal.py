"""A real terminal for tests and benchmarks: runs a program in a pty and keeps the screen it draws."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
import pyte

KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "home": "\x1b[H", "end": "\x1b[F", "space": " ", "f5": "\x1b[15~",
    "f6": "\x1b[17~", "ctrl+c": "\x03", "ctrl+j": "\n", "ctrl+p": "\x10", "ctrl+q": "\x11", "ctrl+end": "\x1b[1;5F",
}  # fmt: skip

# What pyte does not know and would print: private modes with other intermediates, DCS strings, colour queries.
UNKNOWN = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\|\x1b\][0-9;]+\?(?:\x07|\x1b\\)", re.S
)


def _cells(line: Mapping[int, pyte.screens.Char], columns: int) -> Iterator[str]:
    """Give the characters of one line; the second cell of a wide one holds nothing."""
    for column in range(columns):
        yield line[column].data


def _of_each(family: Sequence[psutil.Process], what: Callable[[psutil.Process], float]) -> Iterator[float]:
    """Give a figure of every process that has not ended meanwhile."""
    for member in family:
        with contextlib.suppress(psutil.Error):
            yield what(member)


def _told(process: psutil.Process, what: str) -> float:
    """Return a figure of /proc/PID/status in megabytes."""
    with contextlib.suppress(OSError):
        found = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
        return float(found[1]) / 1024 if found else 0.0
    return 0.0


def _libraries(family: Sequence[psutil.Process]) -> float:
    """Return the megabytes of mapped files, each counted once, as much of it as any one process has touched."""
    most: dict[str, int] = {}
    for process in family:
        with contextlib.suppress(psutil.Error):
            for mapped in process.memory_maps(grouped=True):
                if mapped.path.startswith("/"):
                    most[mapped.path] = max(most.get(mapped.path, 0), mapped.rss - mapped.anonymous)
    return sum(most.values()) / 2**20


@dataclass
class Peak:
    """The most memory that was seen in use, in megabytes."""

    summed: float = 0.0
    """The peaks of all processes added up: a library that two of them use counts twice."""
    own: float = 0.0
    """What they held together at one moment, without files."""
    libraries: float = 0.0
    """The files they had in memory in the end, each counted once."""

    @property
    def together(self) -> float:
        """Give what the machine had to find for them: shared pages counted once."""
        return self.own + self.libraries


class Terminal:
    """One program in one terminal."""

    def __init__(
        self,
        command: Sequence[str | Path],
        columns: int = 120,
        lines: int = 40,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.written = bytearray()
        """Every byte the program has sent to the terminal."""
        self.heard = 0.0
        """When the last of them came, on the clock of `time.perf_counter`."""
        self.exit_code: int | None = None
        self._columns, self._lines = columns, lines
        # COLUMNS and LINES, which a picture test leaves behind, would win over the size of this terminal.
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        self._environment = dict(inherited, TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
        self._environment.update(environment or {})
        self._command = [str(word) for word in command]
        self.started = time.perf_counter()
        self.pid, self._pty = pty.fork()
        if self.pid == 0:
            os.execvpe(self._command[0], self._command, self._environment)
        fcntl.ioctl(self._pty, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, seconds: float) -> bool:
        """Take in what arrives within some seconds; False when nothing did or the program has gone."""
        sent = self._receive(seconds)
        self._draw(sent)
        return bool(sent)

    def _receive(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._pty], [], [], seconds)
        try:
            sent = os.read(self._pty, 65536) if ready else b""
        except OSError:
            return b""
        if sent:
            self.heard = time.perf_counter()
        self._answer(sent)
        self.written += sent
        return sent

    def _draw(self, sent: bytes) -> None:
        self.stream.feed(UNKNOWN.sub(b"", sent))

    def _answer(self, sent: bytes) -> None:
        if b"\x1b[6n" in sent:
            os.write(self._pty, b"\x1b[1;1R")
        if b"\x1b[?2026$p" in sent:
            os.write(self._pty, b"\x1b[?2026;2$y")

    def text(self) -> str:
        """Return the screen as lines of text; a wide character's second cell is left out."""
        return "\n".join(
            "".join(_cells(self.screen.buffer[line], self.screen.columns)) for line in range(self.screen.lines)
        )

    def wait(self, pattern: str, seconds: float = 60) -> float:
        """Wait until the screen shows a pattern; return the seconds since the program started."""
        wanted, end = re.compile(pattern), time.perf_counter() + seconds
        while not wanted.search(self.text()):
            if time.perf_counter() > end:
                raise TimeoutError(f"{pattern!r} did not appear:\n{self.text()}")
            self.read(0.05)
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.3, seconds: float = 10) -> None:
        """Read until nothing has come for a while."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and self.read(quiet):
            pass

    def press(self, *keys: str) -> None:
        """Press keys by name; anything that is no name is typed as it stands."""
        for key in keys:
            os.write(self._pty, KEYS.get(key, key).encode())

    def paste(self, text: str) -> None:
        """Hand in a text at once, as a terminal does that was told of bracketed paste."""
        os.write(self._pty, f"\x1b[200~{text}\x1b[201~".encode())

    def click(self, text: str) -> None:
        """Click in the middle of the first place on the screen that shows a text of narrow characters."""
        for number, line in enumerate(self.text().split("\n"), 1):
            if (at := line.find(text)) >= 0:
                place = f"{at + len(text) // 2 + 1};{number}"
                os.write(self._pty, f"\x1b[<0;{place}M\x1b[<0;{place}m".encode())
                return
        raise LookupError(f"{text!r} is not on the screen:\n{self.text()}")

    def latency(self, key: str, quiet: float = 0.05, seconds: float = 20) -> float:
        """Press a key and return the seconds to the last output before a pause; raises TimeoutError without any.

        The pause must be longer than a program needs to fetch what it draws in a second frame. The screen is brought
        up to date afterwards, so that the terminal's own work is not in the figure.
        """
        pressed = time.perf_counter()
        self.press(key)
        sent = bytearray(self._receive(seconds))
        if not sent:
            raise TimeoutError(f"{key} drew nothing within {seconds} s:\n{self.text()}")
        while more := self._receive(quiet):
            sent += more
        self._draw(bytes(sent))
        return self.heard - pressed

    def left_with(self, seconds: float = 10) -> int:
        """Wait for the program to end and return its exit code; a signal gives its negative number."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                while self.read(0):  # what it wrote between the last look and its end
                    pass
                return self.exit_code
        raise TimeoutError(f"still running after {seconds} s:\n{self.text()}")

    def resident(self) -> float:
        """Return the megabytes that the program and its children hold."""
        return sum(_of_each(self._family(), lambda member: float(member.memory_info().rss))) / 2**20

    def worked(self) -> float:
        """Return the processor seconds that the program and its children have used so far."""
        return sum(_of_each(self._family(), lambda member: sum(member.cpu_times()[:2])))

    def _family(self) -> list[psutil.Process]:
        try:
            process = psutil.Process(self.pid)
            return [process, *process.children(recursive=True)]
        except psutil.Error:
            return []

    @contextlib.contextmanager
    def watched(self, every: float = 0.05) -> Iterator["Peak"]:
        """Note, while something is done, the most memory that the program and its children have held together.

        The kernel keeps each process's own peak (VmHWM, Linux), so that none is missed between two looks.
        """
        peak, over = Peak(), threading.Event()

        def look() -> None:
            while not over.wait(every):
                family = self._family()
                peak.summed = max(peak.summed, sum(_told(member, "VmHWM") for member in family))
                peak.own = max(peak.own, sum(_told(member, "RssAnon") for member in family))

        looking = threading.Thread(target=look)
        looking.start()
        try:
            yield peak
            peak.libraries = _libraries(self._family())
        finally:
            over.set()
            looking.join()

    def close(self) -> None:
        """Kill the program if it still runs and leave the terminal."""
        if self.exit_code is None:
            with contextlib.suppress(psutil.Error, ProcessLookupError):
                for child in psutil.Process(self.pid).children(recursive=True):
                    child.send_signal(signal.SIGKILL)
                os.kill(self.pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
        os.close(self._pty)
