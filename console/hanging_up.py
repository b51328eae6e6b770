"""Leaving when the line to the terminal is cut or the machine goes down: what would be lost is written down first."""

import asyncio
import signal
from collections.abc import Callable

SIGNALS = (signal.SIGHUP, signal.SIGTERM)


def on_hanging_up(leave: Callable[[], object]) -> None:
    """Have something done when the terminal is gone or the process is to end, in the loop that runs now."""
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, leave)
