"""DuckDB with a lake attached: its extensions come from packages and are signed, nothing is fetched."""

import re
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from console.faults import Contended, Hindered
from console.language import say
from console.store.engine import Limits, first_line, is_engine_error
from console.store.interface import StoreUnusable
from console.store.lake import warm
from console.store.lake.place import Lake
from console.store.queries import named

if TYPE_CHECKING:
    import duckdb

EXTENSIONS = ("ducklake", "postgres_scanner", "httpfs")
_PATIENCE = ("set global http_timeout = 10", "set global http_retries = 2")
"""A storage that does not answer is away; who waits for it should hear so soon."""
_CATALOGUE = re.compile(
    r"DuckLake|[Pp]ostgres|Failed to (?:execute|prepare|fetch)|server closed the|terminating connection|to server"
)
_AFTERWORDS = re.compile(r" (?:This probably means|LINE \d+:)")
NAME = "lake"
"""What the lake is called inside, whatever its file is called."""


def attached(lake: Lake, attach: str, limits: Limits, memory: str, **values: object) -> "duckdb.DuckDBPyConnection":
    """Return a connection on which one of `queries/lake/attach_*` was done; raises StoreUnusable."""
    kept = _kept(lake, limits, memory)
    if kept and kept.key and kept.version is not None and kept.version == values.get("version"):
        return kept.connection
    connection = _without_a_lake(lake, limits, memory, kept)
    try:
        connection.execute(named(attach), {"data": lake.data, **values})
        connection.execute(f"use {NAME}")
    except Exception as error:
        let_go(connection)
        if "DATA_PATH" in str(error):
            raise _elsewhere(lake) from None
        if is_engine_error(error):
            raise away(lake, cause_of(error)) from None
        raise
    except BaseException:
        let_go(connection)
        raise
    return connection


def _elsewhere(lake: Lake) -> StoreUnusable:
    """Return what is said where one machine looks for the files in another place than the one that made the lake."""
    return StoreUnusable(
        say(
            "The files of {lake} do not lie in {data}, which its file names as `data`. Write there what the file of the"
            " machine that made the lake says; mount the folder at the same path on every machine.",
            lake=lake, data=lake.data,
        )
    )  # fmt: skip


def is_readable(lake: Lake, limits: Limits, file: str) -> bool:
    """Tell whether the storage gives the end of a file of a lake; PostgreSQL is not asked."""
    # What was attached is let go of here: its connections with PostgreSQL would stay open as long as it is.
    connection = _without_a_lake(lake, limits, limits.memory, _kept(lake, limits, limits.memory))
    try:
        connection.execute(named("lake/footer"), {"file": file}).fetchall()
    except Exception:  # whatever it is, the lake itself is asked next
        let_go(connection)
        return False
    keep(lake, limits, connection)
    return True


def keep(lake: Lake, limits: Limits, connection: "duckdb.DuckDBPyConnection", version: int | None = None) -> None:
    """Keep a connection of which nobody asks anything any more, with the version on it; the next look begins sooner."""
    warm.keep(_way_to(lake), _sort(lake, limits, limits.memory), connection, version)


def give_back(lake: Lake, limits: Limits, connection: "duckdb.DuckDBPyConnection", offered: Iterable[str]) -> None:
    """Keep what was written with and committed, without the lake and without what was offered to it."""
    try:
        for name in offered:
            connection.unregister(name)
        _let_go_of_lake(connection)
    except Exception:  # whatever it is, such a connection is of no use
        let_go(connection)
    else:
        keep(lake, limits, connection)


def _kept(lake: Lake, limits: Limits, memory: str) -> warm.Warm | None:
    return warm.take(_way_to(lake), _sort(lake, limits, memory))


def _way_to(lake: Lake) -> object:
    return (lake.data, tuple(lake.postgres.items()), tuple(lake.s3.items()) if lake.s3 is not None else None)


def _sort(lake: Lake, limits: Limits, memory: str) -> object:
    """Set S3 apart by key: what was read of it is remembered, and must not be told to whoever has another key."""
    return (_way_to(lake) if lake.s3 is not None else None, limits, memory)


def _without_a_lake(lake: Lake, limits: Limits, memory: str, kept: warm.Warm | None) -> "duckdb.DuckDBPyConnection":
    """Return a connection that knows the way to a lake and has none attached: the one that was kept, or a new one."""
    if kept is not None:
        try:
            if kept.version is not None:
                _let_go_of_lake(kept.connection)
            return kept.connection if kept.key else _told(lake, kept.connection)
        except Exception:  # whatever it is, such a connection is of no use
            let_go(kept.connection)
    return _told(lake, _bare(limits, memory))


def _let_go_of_lake(connection: "duckdb.DuckDBPyConnection") -> None:
    connection.execute("use memory")
    connection.execute(f"detach {NAME}")


def _told(lake: Lake, connection: "duckdb.DuckDBPyConnection") -> "duckdb.DuckDBPyConnection":
    """Tell DuckDB how to reach a lake."""
    connection.execute(named("lake/secret"), dict(lake.postgres))
    if lake.s3 is not None:
        storage = dict(lake.s3)
        if certificates := storage.pop("ca_cert"):
            connection.execute(named("lake/trust"), {"file": certificates})
        connection.execute(named("lake/secret_s3"), storage)
    else:  # the machine keeps what it read of a folder anyway, and a file that was torn since is noticed
        connection.execute("set enable_external_file_cache = false")
    return connection


def let_go(connection: "duckdb.DuckDBPyConnection") -> None:
    """Close a connection for good.

    What it had begun is taken back first and by name: where closing has to do it and PostgreSQL is away, DuckDB ends
    the whole process ("terminate called after throwing ...").
    """
    with suppress(Exception):
        connection.execute("rollback")
    with suppress(Exception):
        connection.close()


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
    for setting in _PATIENCE:
        connection.execute(setting)
    return connection


def _load(connection: "duckdb.DuckDBPyConnection", extension: str) -> None:
    """Load an extension from its package; DuckDB proves its signature, and nothing is written anywhere."""
    import duckdb

    try:
        package = find_spec(f"duckdb_extension_{extension}")
        if package is None or package.origin is None:
            raise ImportError(f"duckdb-extension-{extension}")
        folder = Path(package.origin).parent / "extensions" / f"v{duckdb.__version__}"
        connection.load_extension(str(folder / f"{extension}.duckdb_extension"))
    except (ImportError, duckdb.Error) as error:
        connection.close()
        raise StoreUnusable(
            say(
                "This Jindu was installed without what a lake needs. Install `jindu[lake]` ({error}).",
                error=first_line(error),
            )
        ) from None


def is_of_the_catalogue(error: BaseException) -> bool:
    """Tell whether PostgreSQL is to blame for an error, whatever DuckDB takes it for."""
    return bool(_CATALOGUE.search(str(error)))


def cause_of(error: BaseException) -> str:
    """Return why something failed: before it DuckDB repeats, at length, what it was about to ask PostgreSQL."""
    if not is_of_the_catalogue(error):
        return first_line(error)
    told = _AFTERWORDS.split(" ".join(str(error).split()))[0].rpartition('":')[2].strip()
    return told or str(say("the connection broke off"))


def away(lake: Lake, why: str) -> StoreUnusable:
    """Return what is said while PostgreSQL or the storage cannot be reached."""
    why = without_secrets(lake, why)
    return StoreUnusable(say("The {lake} cannot be reached ({why}). Nothing was changed.", lake=lake, why=why))


def not_taken(lake: Lake, why: str, kind: type[Hindered] = Contended) -> Hindered:
    """Return what is said when a change was not taken; a contended one is begun again from its beginning."""
    told = without_secrets(lake, why)
    return kind(
        say("The {lake} could not take the change ({error}); nothing was changed. Try again.", lake=lake, error=told)
    )


def without_secrets(lake: Lake, why: str) -> str:
    """Return the words of an error without a password, as it stands or as a connection string quotes it."""
    for secret in (lake.postgres.get("password"), (lake.s3 or {}).get("secret")):
        if secret:
            quoted = str(secret).replace("\\", "\\\\").replace("'", "\\'")
            why = why.replace(quoted, "…").replace(str(secret), "…")
    return why[:300]


def torn(lake: Lake, why: str) -> StoreUnusable:
    """Return what is said of a file of the storage that is away, damaged or only half there."""
    return StoreUnusable(
        say(
            "A file of {lake} cannot be read ({why}). Look at the storage, or restore the file.",
            lake=lake,
            why=without_secrets(lake, why),
        )
    )
