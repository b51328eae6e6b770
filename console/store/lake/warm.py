"""DuckDB with its extensions loaded and a lake attached, kept between two looks: it costs more than the look."""

import atexit
import os
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Warm:
    """A connection that was kept."""

    key: object
    """The lake that it was told how to reach."""
    sort: object
    """By what it differs from others whatever lake it reaches."""
    connection: "duckdb.DuckDBPyConnection"
    version: int | None = None
    """The version of the lake that is attached, to be read only."""
    process: int = 0


_guard = threading.Lock()
_kept: list[Warm] = []
"""At most one: a console looks at one generation at a time, and now and then at two."""


def take(key: object, sort: object) -> Warm | None:
    """Return what was kept of the same lake, or else of the same sort; never of the process this was forked from."""
    with _guard:
        if _kept and (_kept[0].process, _kept[0].sort) == (os.getpid(), sort):
            one = _kept.pop()
            return one if one.key == key else replace(one, key=None)
    return None


def keep(key: object, sort: object, connection: "duckdb.DuckDBPyConnection", version: int | None) -> None:
    """Keep a connection of which nobody asks anything, instead of the one that was kept before."""
    with _guard:
        _let_go()
        _kept.append(Warm(key, sort, connection, version, os.getpid()))


def _let_go() -> None:
    for one in _kept:
        if one.process == os.getpid():
            with suppress(Exception):
                one.connection.close()
    _kept.clear()


atexit.register(_let_go)
