"""One generation of a lake, opened to be read: the lake as it stood at one of its versions."""

from typing import TYPE_CHECKING

from console.store.engine import Limits, first_line
from console.store.generation import EmbeddedGeneration
from console.store.interface import Stopped
from console.store.lake.attached import NAME, attached, away, cause_of, is_of_the_catalogue, torn
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

    @property
    def bytes(self) -> int:
        """How large the Parquet files of this version are."""
        return int(self.rows(named("lake/files"))[0]["bytes"])

    def _cursor(self) -> "duckdb.DuckDBPyConnection":
        cursor = self._connection.cursor()
        try:
            cursor.execute(f"use {NAME}")
        except Exception as error:
            cursor.close()
            raise self._meaning_of(error) from error
        return cursor

    def _meaning_of(self, error: Exception) -> Exception:
        """Return what an error means to whoever asked: a lake that is away, or a mistake of our own."""
        import duckdb

        if isinstance(error, duckdb.InterruptException) or "INTERRUPT" in str(error):
            return Stopped()
        if ".parquet" in str(error):
            return torn(self.lake, first_line(error))
        ours = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)
        mistaken = isinstance(error, ours) and not is_of_the_catalogue(error)
        return error if mistaken else away(self.lake, cause_of(error))
