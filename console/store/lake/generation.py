"""One generation of a lake, opened to be read: the lake as it stood at one of its versions."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from console.language import Sentence
from console.store.engine import Limits, first_line
from console.store.generation import EmbeddedGeneration
from console.store.interface import Question, Stopped
from console.store.lake.attached import (
    NAME,
    attached,
    away,
    cause_of,
    is_of_the_catalogue,
    keep,
    let_go,
    torn,
)
from console.store.lake.catalogue import Version
from console.store.lake.kept import Kept, wrong_in
from console.store.lake.place import Lake
from console.store.queries import named

if TYPE_CHECKING:
    import duckdb


class LakeGeneration(EmbeddedGeneration):
    """A version of the lake; what is published meanwhile is not seen.

    It is attached when something is asked that was not kept of it, so `StoreUnusable` may come with any question.
    """

    def __init__(self, lake: Lake, newest: Version, limits: Limits, kept: Kept) -> None:
        super().__init__(newest.generation, lake.folder, None)
        self.lake = lake
        self.version = newest.version
        self._limits = limits
        self._kept = kept
        self._attaching = threading.Lock()
        self._attached = False
        self._asked = 0
        """How many questions are open: the lake is kept for the next look only when nobody asks it anything."""
        self._idle: list[duckdb.DuckDBPyConnection] = []
        """Cursors that use the lake already, which costs PostgreSQL eight answers each."""
        self._closed = self._failed = False

    def close(self) -> None:
        """Let go of the generation."""
        with self._guard:
            closed, self._closed = self._closed, True
            spare = not self._asked and not self._failed
            idle, self._idle = self._idle, []
        for cursor in idle:
            cursor.close()
        if not closed and self._attached:
            if spare:
                keep(self.lake, self._limits, self._connection, self.version)
            else:
                let_go(self._connection)

    def rows(self, query: str, /, **values: object) -> list[dict[str, Any]]:
        """Return the answer as rows of plain Python values: that which the loader kept, where it did."""
        kept = self._kept.answer(query, values)
        return super().rows(query, **values) if kept is None else kept

    def answers(self, *questions: Question) -> list[list[dict[str, Any]]]:
        """Return the answers to several questions, asked side by side: most of each is waiting for PostgreSQL."""
        with ThreadPoolExecutor(len(questions), "lake") as asking:
            return list(asking.map(lambda one: self.rows(one[0], **one[1]), questions))

    def contradictions(self) -> list[Sentence]:
        """Return for which counties consoles were left other answers than the lake gives."""
        return wrong_in(self._kept, lambda query, values: EmbeddedGeneration.rows(self, query, **values))

    @property
    def bytes(self) -> int:
        """How large the Parquet files of this version are."""
        return int(self.rows(named("lake/files"))[0]["bytes"])

    def _cursor(self) -> "duckdb.DuckDBPyConnection":
        import duckdb

        with self._attaching:
            if not self._attached and not self._closed:
                self._attach()
        with self._guard:
            if self._closed:
                raise duckdb.ConnectionException("the generation is closed")
            self._asked += 1
            if self._idle:
                return self._idle.pop()
            cursor = self._connection.cursor()
        try:
            cursor.execute(f"use {NAME}")
        except Exception as error:  # of DuckDB or of the line to PostgreSQL
            self._release_for_good(cursor)
            raise self._meaning_of(error) from error
        return cursor

    def _attach(self) -> None:
        connection = attached(self.lake, "lake/attach_at", self._limits, self._limits.memory, version=self.version)
        with self._guard:
            self._connection, self._attached = connection, not self._closed
        if not self._attached:  # it was closed meanwhile, and will not be closed again
            let_go(connection)

    def _release_for_good(self, cursor: "duckdb.DuckDBPyConnection") -> None:
        with self._guard:
            self._asked -= 1
        cursor.close()

    def _release(self, cursor: "duckdb.DuckDBPyConnection") -> None:
        with self._guard:
            self._asked -= 1
            if not self._closed and not self._failed:
                self._idle.append(cursor)
                return
        cursor.close()

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
