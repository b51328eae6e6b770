"""One generation of a lake, opened to be read: the lake as it stood at one of its versions."""

from typing import TYPE_CHECKING

from console.store.engine import Limits, first_line
from console.store.generation import EmbeddedGeneration
from console.store.interface import Stopped
from console.store.lake.attached import (
    NAME,
    attached,
    away,
    cause_of,
    detached,
    is_of_the_catalogue,
    let_go,
    torn,
)
from console.store.lake.place import Lake
from console.store.queries import named

if TYPE_CHECKING:
    import duckdb


class LakeGeneration(EmbeddedGeneration):
    """A version of the lake; what is published meanwhile is not seen."""

    def __init__(self, lake: Lake, number: int, version: int, limits: Limits) -> None:
        connection = attached(lake, "lake/attach_at", limits, limits.memory, version=version)
        super().__init__(number, lake.folder, connection)
        self.lake = lake
        self.version = version
        self._limits = limits
        self._asked = 0
        """How many cursors are open: DuckDB is kept for the next look only when nobody asks it anything."""
        self._closed = self._failed = False

    def close(self) -> None:
        """Let go of the generation."""
        with self._guard:
            closed, self._closed = self._closed, True
            spare = not self._asked and not self._failed
        if not closed:
            if spare:
                detached(self.lake, self._limits, self._limits.memory, self._connection)
            else:
                let_go(self._connection)

    @property
    def bytes(self) -> int:
        """How large the Parquet files of this version are."""
        return int(self.rows(named("lake/files"))[0]["bytes"])

    def _cursor(self) -> "duckdb.DuckDBPyConnection":
        import duckdb

        with self._guard:
            if self._closed:
                raise duckdb.ConnectionException("the generation is closed")
            cursor = self._connection.cursor()
            self._asked += 1
        try:
            cursor.execute(f"use {NAME}")
        except Exception as error:  # of DuckDB or of the line to PostgreSQL
            self._release(cursor)
            raise self._meaning_of(error) from error
        return cursor

    def _release(self, cursor: "duckdb.DuckDBPyConnection") -> None:
        cursor.close()
        with self._guard:
            self._asked -= 1

    def _meaning_of(self, error: Exception) -> Exception:
        """Return what an error means to whoever asked: a lake that is away, or a mistake of our own."""
        import duckdb

        if isinstance(error, duckdb.InterruptException) or "INTERRUPT" in str(error):
            return Stopped()
        self._failed = True
        if ".parquet" in str(error):
            return torn(self.lake, first_line(error))
        ours = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)
        mistaken = isinstance(error, ours) and not is_of_the_catalogue(error)
        return error if mistaken else away(self.lake, cause_of(error))
