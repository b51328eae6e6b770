"""DuckDB with a lake attached: its extensions come from packages and are signed, nothing is fetched."""

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from console.language import say
from console.store.engine import Limits, first_line, is_engine_error
from console.store.interface import StoreUnusable
from console.store.lake.place import Lake
from console.store.queries import named

if TYPE_CHECKING:
    import duckdb

EXTENSIONS = ("ducklake", "postgres_scanner", "httpfs")
NAME = "lake"
"""What the lake is called inside, whatever its file is called."""


def attached(lake: Lake, attach: str, limits: Limits, memory: str, **values: object) -> "duckdb.DuckDBPyConnection":
    """Return a connection on which one of `queries/lake/attach_*` was done; raises StoreUnusable."""
    connection = _bare(limits, memory)
    try:
        connection.execute(named("lake/secret"), dict(lake.postgres))
        if lake.s3 is not None:
            connection.execute(named("lake/secret_s3"), dict(lake.s3))
        connection.execute(named(attach), {"data": lake.data, **values})
        connection.execute(f"use {NAME}")
    except Exception as error:
        connection.close()
        if is_engine_error(error):
            raise away(lake, first_line(error)) from None
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _bare(limits: Limits, memory: str) -> "duckdb.DuckDBPyConnection":
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory, "threads": str(limits.threads), "autoload_known_extensions": "false",
        "autoinstall_known_extensions": "false", "python_enable_replacements": "false",
    }  # fmt: skip
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute("set enable_progress_bar = false")
    for extension in EXTENSIONS:
        _load(connection, extension)
    return connection


def _load(connection: "duckdb.DuckDBPyConnection", extension: str) -> None:
    """Load an extension; one that was never put in its place is put there from its package first."""
    import duckdb

    with suppress(duckdb.Error):
        connection.load_extension(extension)
        return
    try:
        from duckdb_extensions import import_extension

        os.makedirs(os.path.expanduser("~"), exist_ok=True)
        import_extension(extension)
        connection.load_extension(extension)
    except (ImportError, OSError, duckdb.Error, ValueError) as error:
        connection.close()
        raise StoreUnusable(
            say(
                "This Jindu was installed without what a lake needs. Install `jindu[lake]` ({error}).",
                error=first_line(error),
            )
        ) from None


def away(lake: Lake, why: str) -> StoreUnusable:
    """Return what is said while PostgreSQL or the storage cannot be reached; no secret is part of it."""
    for secret in (lake.postgres.get("password"), (lake.s3 or {}).get("secret")):
        if secret:
            why = why.replace(str(secret), "…")
    return StoreUnusable(say("The {lake} cannot be reached ({why}). Nothing was changed.", lake=lake, why=why[:300]))
