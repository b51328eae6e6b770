"""The processes of inspections: one a file, started while the file before it is still being taken in."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Process = subprocess.Popen[bytes]

# The child gets the search path of this process and nothing else of it: no environment, no working folder.
_START = "import sys; sys.path[:] = sys.argv[2:]; from console.intake.inspecting import main; main()"

_waiting: list[tuple[Process, int]] = []
_to_come = 0


@contextmanager
def expecting(files: int) -> Iterator[None]:
    """Within this, have the process for the next file ready; a process still inspects one file and no other."""
    global _to_come
    _to_come = files
    _start_ahead()
    try:
        yield
    finally:
        _to_come = 0
        while _waiting:
            _end(*_waiting.pop())


def _end(process: Process, told: int) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
    os.close(told)


def next_process() -> tuple[Process, int]:
    """Return a process that waits to be told its file, and the descriptor on which it tells what it finds."""
    global _to_come
    if _waiting and _waiting[0][0].poll() is not None:
        # It waited for long and was ended from outside; that is no fault of the next file.
        _end(*_waiting.pop())
    taken = _waiting.pop() if _waiting else started()
    _to_come = max(0, _to_come - 1)
    _start_ahead()
    return taken


def _start_ahead() -> None:
    if _to_come and not _waiting:
        with suppress(OSError):
            _waiting.append(started())


def started() -> tuple[Process, int]:
    """Start a process that has nothing of this one."""
    told, telling = os.pipe()
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, str(telling), *_search_path()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=(telling,),
            cwd="/", env={"LC_ALL": "C.UTF-8", "ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "4"},
            start_new_session=True,
        )  # fmt: skip
    except BaseException:
        os.close(told)
        raise
    finally:
        os.close(telling)
    return process, told


def _search_path() -> list[str]:
    import console

    own = str(Path(console.__file__).resolve().parent.parent)
    return [own, *(entry for entry in sys.path if os.path.isabs(entry) and entry != own)]
