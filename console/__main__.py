"""The command `jindu`."""

import gc
import io
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal without Chinese shows question marks
        sys.stdout.reconfigure(errors="replace")
    leave(_answer(sys.argv[1:]))


def _answer(arguments: list[str]) -> int:
    gc.disable()  # looking for garbage among what is only being imported costs a fifth of the start
    from console.cli import run

    try:
        return run(arguments)
    except Exception:  # a fault of ours, whatever it is: kept for us, said in one sentence
        from console.cli import own_up

        return own_up()


def leave(code: int) -> None:
    """End the process at once with an exit code, whatever libraries would still like to do.

    DuckDB 2.0.0 is reported to hang or crash while the interpreter shuts down; nothing of ours is left to do then.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
