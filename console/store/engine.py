"""DuckDB under limits: how a generation's file is opened, and what its errors mean to a person."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from console.language import say
from console.store.interface import Stopped, StoreDamaged, StoreUnusable

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")

WRITE_AHEAD = (".wal", ".wal.checkpoint", ".wal.recovery")
"""Endings of files that DuckDB would replay into a file that it opens."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one opened generation may use of the machine."""

    memory: str = "1GB"
    threads: int = max(1, min(4, os.cpu_count() or 1))
    writing: str = "192MB"
    """Memory that a writer may use: a load goes through it piece by piece, and large sorts spill."""


_SEALED = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}


def connect_read_only(file: Path, limits: Limits) -> "duckdb.DuckDBPyConnection":
    """Open a published generation, which `lock` must follow."""
    import duckdb

    settings = {**_SEALED, "memory_limit": limits.memory, "threads": str(limits.threads), "temp_directory": ""}
    return duckdb.connect(str(file), read_only=True, config=dict(settings))


def lock(connection: "duckdb.DuckDBPyConnection") -> None:
    """Let what is open reach no other file and change no setting any more."""
    if not connection.execute("select current_setting('lock_configuration')").fetchall()[0][0]:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")


def open_empty() -> "duckdb.DuckDBPyConnection":
    """Open a store in which nothing was published yet: it lives in memory only."""
    import duckdb

    settings = {**_SEALED, "threads": "1", "memory_limit": "200MB", "temp_directory": ""}
    return duckdb.connect(":memory:", config={**settings, "enable_external_access": "false"})


def connect_to_write(file: Path, limits: Limits, spill: Path) -> "duckdb.DuckDBPyConnection":
    """Open the draft's own file, which `lock` must follow; large sorts spill to `spill`.

    It is written in the storage version that every DuckDB reads.
    """
    import duckdb

    settings = {"memory_limit": limits.writing, "threads": str(limits.threads), "temp_directory": str(spill)}
    connection = duckdb.connect(str(file), config={**_SEALED, **settings, "storage_compatibility_version": "v1.5.0"})
    connection.execute("set enable_progress_bar_print = false")
    return connection


def interruptible(connection: "duckdb.DuckDBPyConnection", work: Callable[[], T]) -> T:
    """Do work on a connection and let Ctrl-C end it: DuckDB listens for no signal while it works.

    While the thread that works is being started Ctrl-C waits: one that came in between left it working for ever.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    answer: Future[T] = Future()
    done = threading.Event()

    def do() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)
        done.set()

    open_to = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    asking = threading.Thread(target=do, name="asking", daemon=True)
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        asking.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, open_to)
        done.wait()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, open_to)
        while asking.ident is not None and not done.is_set():
            connection.interrupt()
            done.wait(0.05)
    return answer.result()


def tampering(file: Path) -> Path | None:
    """Return the write-ahead file that lies beside a published generation, where none may lie."""
    beside = (file.with_name(file.name + ending) for ending in WRITE_AHEAD)
    return next((path for path in beside if os.path.lexists(path)), None)


def first_line(error: BaseException) -> str:
    """Return the words of an error without what follows the first line."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def is_engine_error(error: BaseException) -> bool:
    """Tell whether an error comes from DuckDB, without loading DuckDB for it."""
    return any(base.__module__.partition(".")[0] in ("duckdb", "_duckdb") for base in type(error).__mro__)


def unreadable(file: Path, error: BaseException) -> StoreUnusable:
    """Return the refusal for a generation that cannot be opened or read."""
    if file.exists() and not os.access(file, os.R_OK, effective_ids=True):
        return StoreUnusable(
            say(
                "The store file {file} may not be read by this user. Ask its owner for permission to read it.",
                file=file,
            )
        )
    return damaged(file, first_line(error))


def damaged(file: Path, why: object) -> StoreDamaged:
    """Return the refusal for a generation whose bytes are not those that were published."""
    return StoreDamaged(
        say(
            "The store file {file} is damaged or not a store ({error}). Go back to the generation before with"
            " `jindu store rollback`, or restore a backup.",
            file=file, error=why,
        )
    )  # fmt: skip


def while_asking(error: Exception, file: Path) -> Exception:
    """Return what an error of DuckDB means to whoever asked; a mistake in our own SQL stays what it is."""
    import duckdb

    if isinstance(error, duckdb.InterruptException) or "INTERRUPT" in str(error):
        return Stopped()
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreUnusable(
            say("The answer needs more memory than this program may use ({error}).", error=first_line(error))
        )
    ours = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)
    return error if isinstance(error, ours) else unreadable(file, error)
