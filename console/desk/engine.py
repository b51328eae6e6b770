"""DuckDB inside the query worker: a generation opened under a name that tells nothing, limited and locked."""

import contextlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from console.desk.confine import Limits
from console.desk.gate import Known, known_to
from console.store.archives import alias, told_in
from console.store.folder import archive_of

if TYPE_CHECKING:
    import duckdb

NAME = "store"
"""What the store is called inside, whatever its file is called."""
OVER = "newest"
"""A database in memory that is looked into first: what is newer than the generation."""

# Where the store is in memory only, its tables are made before the limits, as they need a database that is written.
_LIMITS = (
    "set temp_directory = 'spill'",
    "set max_temp_directory_size = '{spill_mb}MiB'",
    "set memory_limit = '{memory_mb}MiB'",
    "set threads = {threads}",
    "set enable_progress_bar = true",
    "set enable_progress_bar_print = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set allow_community_extensions = false",
    "set allow_persistent_secrets = false",
    "set secret_directory = 'none'",
    "set extension_directory = 'none'",
    "set python_enable_replacements = false",
    "set enable_external_access = false",
    "set allowed_configs = ['enable_progress_bar', 'enable_progress_bar_print']",
    "set lock_configuration = true",
)
"""In this order, each by SET after connecting: given at connect, the size of the spill folder would not be held."""


class Engine:
    """One generation, open for questions; every question has a cursor of its own."""

    def __init__(self, descriptor: int | None, limits: Limits, folder: Path, store: Path) -> None:
        """Open the generation that a file descriptor stands for, or an empty store for None.

        `folder` is the worker's own, in which it stands; beside it, or else in `store`, lie its archives.

        The name inside is a link to the descriptor, so neither SQL nor an error message ever meets the real path,
        no write-ahead file beside the store can be named, and the file stays readable after its removal.
        """
        import duckdb

        self.descriptor = descriptor
        self.log_seen: tuple[int, int] | None = None
        """Size and time of the audit log whose newest lines are laid over the generation."""
        self._connection = duckdb.connect(":memory:")
        if descriptor is None:
            self._make_empty()
        else:
            self._attach(descriptor, folder)
            self._attach_archives(folder, _folder_of(descriptor) or store)
        self._connection.execute(f"attach ':memory:' as {OVER}")
        for line in _LIMITS:
            self._connection.execute(line.format_map({name: getattr(limits, name) for name in limits.__slots__}))
        with self.cursor() as cursor:
            self.known: Known = known_to(cursor)

    def cursor(self) -> "duckdb.DuckDBPyConnection":
        """Return a fresh cursor that looks into the store first; the caller closes it."""
        cursor = self._connection.cursor()
        cursor.execute(f"use {NAME}")
        cursor.execute(f"set search_path = '{OVER}.main,{NAME}.main'")
        cursor.execute("set enable_progress_bar = true")
        cursor.execute("set enable_progress_bar_print = false")
        return cursor

    def close(self) -> None:
        """Let the generation go."""
        self._connection.close()
        if self.descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self.descriptor)

    def _attach(self, descriptor: int, folder: Path) -> None:
        import duckdb

        link = folder / NAME
        link.unlink(missing_ok=True)
        link.symlink_to(f"/proc/self/fd/{descriptor}" if Path("/proc/self/fd").is_dir() else f"/dev/fd/{descriptor}")
        try:
            self._connection.execute(f"attach '{NAME}' as {NAME} (read_only)")
        except duckdb.IOException:
            if os.fstat(descriptor).st_nlink:
                raise
            # The generation was removed meanwhile, and DuckDB 2.0.1 opens no file that has no name any more.
            _copy(descriptor, link)
            self._connection.execute(f"attach '{NAME}' as {NAME} (read_only)")
            link.unlink()

    def _attach_archives(self, folder: Path, store: Path) -> None:
        """Lay the archives beside the generation, each under a link that tells no path either."""
        with self._connection.cursor() as cursor:
            cursor.execute(f"use {NAME}")
            numbers = told_in(cursor)
        for number in numbers:
            link = folder / alias(number)
            link.unlink(missing_ok=True)
            link.symlink_to(archive_of(store, number))
            self._connection.execute(f"attach '{link.name}' as {link.name} (read_only)")

    def _make_empty(self) -> None:
        from console.store.queries import in_folder, named

        self._connection.execute(f"attach ':memory:' as {NAME}")
        self._connection.execute(f"use {NAME}")
        for name in in_folder("schema") + in_folder("views"):
            self._connection.execute(named(name))


def _folder_of(descriptor: int) -> Path | None:
    """Return the folder in which a file lies or lay, where the machine tells."""
    with contextlib.suppress(OSError):
        return Path(os.readlink(f"/proc/self/fd/{descriptor}")).parent
    return None


def _copy(descriptor: int, to: Path) -> None:
    """Copy a file that is held open; its space is free again as soon as nobody holds the copy."""
    to.unlink()
    with os.fdopen(os.dup(descriptor), "rb") as held, to.open("wb") as copy:
        held.seek(0)
        shutil.copyfileobj(held, copy, 1 << 20)
