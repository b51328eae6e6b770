"""The files beside a large store in which its earlier readings stay, so that a load copies the newest ones only."""

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from console.store import folder as on_disk
from console.store.engine import Limits, connect_read_only, connect_to_write, lock, tampering
from console.store.queries import named

if TYPE_CHECKING:
    import duckdb

_TOLD = "archive "
"""What a generation's word on an archive begins with in `meta`; its number follows, and its SHA-256 is the value."""

_opening = threading.Lock()


def archives_in(meta: Mapping[str, str]) -> dict[int, str]:
    """Return the SHA-256 of each archive that a generation rests on, oldest first."""
    told = ((name.removeprefix(_TOLD), sha256) for name, sha256 in meta.items() if name.startswith(_TOLD))
    return dict(sorted((int(number), sha256) for number, sha256 in told if number.isdecimal()))


def told_as(number: int) -> str:
    """Return the name in `meta` under which a generation tells of an archive."""
    return f"{_TOLD}{number}"


def open_to_read(file: Path, limits: Limits) -> "duckdb.DuckDBPyConnection":
    """Open a published generation with its archives; it reaches no other file and its settings are locked."""
    with _opening:  # who opens the same generation again is given the same DuckDB
        return with_archives(connect_read_only(file, limits), file.parent)


def open_to_write(file: Path, limits: Limits, spill: Path, archives: Iterable[int] = ()) -> "duckdb.DuckDBPyConnection":
    """Open a draft's own file with the archives that it names, or that it is about to name."""
    return with_archives(connect_to_write(file, limits, spill), file.parent, archives)


def with_archives(
    connection: "duckdb.DuckDBPyConnection", folder: Path, archives: Iterable[int] = ()
) -> "duckdb.DuckDBPyConnection":
    """Lay the archives that a file names, or those that are given, beside it, then lock everything."""
    try:
        for number in archives or told_in(connection):
            _attach(connection, on_disk.archive_of(folder, number), number)
        lock(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def told_in(connection: "duckdb.DuckDBPyConnection") -> list[int]:
    """Return the numbers of the archives that the file which a connection uses names; none where it is no store."""
    if not connection.execute(named("store/has_meta")).fetchall():
        return []
    return list(archives_in(dict(connection.execute(named("store/meta")).fetchall())))


def _attach(connection: "duckdb.DuckDBPyConnection", file: Path, number: int) -> None:
    if left := tampering(file):
        raise on_disk.tampered(left)
    if not file.exists():
        raise on_disk.missing(file)
    # In DuckDB 1.5 ATTACH takes no values, so the path is quoted.
    path = str(file).replace("'", "''")
    connection.execute(f"attach if not exists '{path}' as {alias(number)} (read_only)")


def alias(number: int) -> str:
    """Return what an archive is called in SQL."""
    return f"archive_{number}"
