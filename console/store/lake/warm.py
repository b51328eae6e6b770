"""DuckDB with its extensions loaded, kept between two looks at a lake: loading them costs more than the look itself."""

import atexit
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_guard = threading.Lock()
_kept: list[tuple[object, int, "duckdb.DuckDBPyConnection"]] = []
"""At most one: a console looks at one generation at a time, and now and then at two."""


def take(key: object) -> "duckdb.DuckDBPyConnection | None":
    """Return a connection that was kept for the same lake and limits; never one of the process this was forked from."""
    with _guard:
        for one in _kept:
            if one[:2] == (key, os.getpid()):
                _kept.remove(one)
                return one[2]
    return None


def keep(key: object, connection: "duckdb.DuckDBPyConnection") -> None:
    """Keep a connection from which the lake was detached, instead of the one that was kept before."""
    with _guard:
        _let_go()
        _kept.append((key, os.getpid(), connection))


def _let_go() -> None:
    for _key, process, connection in _kept:
        if process == os.getpid():
            with suppress(Exception):
                connection.close()
    _kept.clear()


atexit.register(_let_go)
