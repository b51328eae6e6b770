"""One question while the query worker is at it: it can be stopped at any moment, and says how far it is."""

import contextlib
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from console.desk.engine import Engine
from console.desk.records import Value
from console.store.arrow import read_whole

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


class Stopped(Exception):
    """The question was stopped before it had its answer."""


class Run:
    """One question: asks DuckDB step by step until it is done or stopped."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._lock = threading.Lock()

    def table(self, engine: Engine, question: str, values: Mapping[str, Value] = {}) -> "pa.Table":
        """Return the answer to one statement as an Arrow table."""
        with self._asking(engine) as cursor:
            return read_whole(cursor, question, values)

    def do(self, engine: Engine, statement: str, values: Mapping[str, Value] = {}) -> None:
        """Run one statement of our own that gives no rows."""
        with self._asking(engine) as cursor:
            cursor.execute(statement, dict(values) or None).fetchall()

    @contextlib.contextmanager
    def _asking(self, engine: Engine) -> Any:
        cursor = engine.cursor()
        try:
            with self._lock:
                self._cursor = cursor
            if self.stopped.is_set():
                raise Stopped
            yield cursor
        except Exception as error:  # an interrupt comes out as whatever was being done: of DuckDB, Arrow or the system
            if self.stopped.is_set() or type(error).__name__ == "InterruptException":
                raise Stopped from error
            raise
        finally:
            with self._lock:
                self._cursor = None
            cursor.close()

    def stop(self) -> None:
        """Interrupt the question; to be called again until it is over, as DuckDB forgets one that comes too early."""
        self.stopped.set()
        with self._lock, contextlib.suppress(Exception):  # a cursor that is over cannot be interrupted
            if self._cursor is not None:
                self._cursor.interrupt()

    def progress(self) -> float | None:
        """Return how much of the present step is done, 0 to 1; None where DuckDB does not know."""
        with self._lock, contextlib.suppress(Exception):  # a cursor that is over knows no progress
            if self._cursor is not None and (done := self._cursor.query_progress()) >= 0:
                return min(float(done) / 100, 1.0)
        return None
