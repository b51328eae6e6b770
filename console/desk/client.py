"""The desk without a screen: takes SQL, gives answers that are read in windows, and outlives whatever a query does."""

import itertools
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from console.desk.answer import Answer
from console.desk.asking import Asking, Lost
from console.desk.confine import Limits
from console.desk.files import Files
from console.desk.parameters import Values
from console.desk.records import Record
from console.desk.rows import rows_of
from console.store import FiledStore, StoreUnusable
from console.store.engine import tampering

if TYPE_CHECKING:
    import pyarrow as pa

TIMEOUT = 60.0
"""Seconds that a query may take unless told otherwise."""
FIRST = 200
"""Rows that come with an answer at once."""


class Client:
    """Asks one store's query worker; every method may be called from any thread. A context manager."""

    def __init__(self, store: FiledStore, limits: Limits | None = None, timeout: float = TIMEOUT) -> None:
        self.store = store
        self.timeout = timeout
        self.asking = Asking(limits or Limits(), Path(store.path).absolute())
        self.files = Files()
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(
        self, text: str, parameters: Values | None = None, timeout: float | None = None, first: int = FIRST
    ) -> Answer:
        """Begin a query on the newest generation and return at once; raises StoreUnusable."""
        generation = self.hold()
        return Answer.begun(self, generation, text, parameters or {}, timeout or self.timeout, first)

    def start(self) -> None:
        """Start the worker in advance, so that the first query need not wait for it (about 0.3 s)."""
        self.asking.start()

    def stop(self) -> None:
        """Cancel everything that runs."""
        self.asking.stop()

    def close(self) -> None:
        """End the worker; nothing can be asked afterwards."""
        self.asking.close()

    @property
    def worker(self) -> int | None:
        """Number of the worker's process, None while there is none."""
        return self.asking.pid

    def catalogue(self) -> "pa.Table":
        """Return every table and view of the store with its columns: what they mean, types, and about how many rows."""
        return self._own("desk/catalogue")

    def words(self) -> "pa.Table":
        """Return keywords and functions for completion: word, kind, how it is called, what it does."""
        return self._own("desk/words")

    def _own(self, name: str) -> "pa.Table":
        generation = self.hold()
        try:
            record = self.put("own", {"name": name, "generation": generation}, self.timeout, None, generation)
        finally:
            self.files.let_go(generation)
        return rows_of(record)

    def put(self, kind: str, fields: dict[str, object], seconds: float, owner: object, generation: int) -> Record:
        """Put a question about a generation to the worker, once more if the worker was killed for another question."""
        descriptor = self.files.hold(generation, self._path(generation))
        try:
            for _ in range(2):
                try:
                    return self.asking.put(kind, fields, seconds, owner, generation=(generation, descriptor))
                except Lost:
                    continue
            return self.asking.put(kind, fields, seconds, owner, generation=(generation, descriptor))
        finally:
            self.files.let_go(generation)

    def number(self) -> int:
        """Return a number that no answer has."""
        return next(self._numbers)

    def hold(self) -> int:
        """Hold the newest generation open and return its number; 0 is the empty store."""
        while (generation := self.store.readable()) is not None:
            path = self.store.file_of(generation)
            try:
                if tampering(path):
                    raise FileNotFoundError(path)
                self.files.hold(generation, path)
            except OSError:
                if self.store.readable() == generation:
                    self._explain_unusable()
                    raise
            else:
                return generation
        self.files.hold(0, None)
        return 0

    def _explain_unusable(self) -> None:
        """Let the store itself say what is wrong with its newest generation."""
        with self.store.read():
            return

    def _path(self, generation: int) -> Path | None:
        return self.store.file_of(generation) if generation else None


__all__ = ["FIRST", "TIMEOUT", "Client", "Limits", "StoreUnusable"]
