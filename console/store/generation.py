"""One published generation, opened to be read."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from console.language import Sentence
from console.store.archives import archives_in
from console.store.arrow import read_on, read_whole
from console.store.engine import interruptible, is_engine_error, while_asking
from console.store.folder import archive_of
from console.store.interface import Question, StoreDamaged
from console.store.proving import remember_damage
from console.store.queries import named
from console.store.vocabulary import Vocabulary, vocabulary_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_BATCH = 100_000
"""Rows of one batch of a stream."""


class EmbeddedGeneration:
    """One state of the store; several threads may ask it at once."""

    def __init__(self, number: int, file: Path, connection: "duckdb.DuckDBPyConnection | None") -> None:
        self.number = number
        self.file = file
        if connection is not None:
            self._connection = connection
        self.trouble: Sentence | None = None
        """Why this is not the newest generation: a newer one is damaged."""
        self._running: set[duckdb.DuckDBPyConnection] = set()
        self._guard = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the store says of itself."""
        return {row["name"]: row["value"] for row in self.rows(named("store/meta"))}

    @property
    def bytes(self) -> int:
        """How large it is on the disk, with the archives it rests on."""
        beside = [archive_of(self.file.parent, number) for number in archives_in(self.meta)]
        return sum(file.stat().st_size for file in (self.file, *beside)) if self.number else 0

    @property
    def published_at(self) -> datetime | None:
        """When the generation was published, UTC; None for an empty store."""
        newest = self.rows(named("store/newest_generation"))
        return newest[0]["published_at"] if newest else None

    @property
    def is_sample(self) -> bool:
        """Whether the figures are made up."""
        return self.meta.get("sample") == "yes"

    @property
    def today(self) -> date:
        """The sample's own today, else the calendar's."""
        told = self.meta.get("today") if self.is_sample else None
        return date.fromisoformat(told) if told else date.today()

    def rows(self, query: str, /, **values: object) -> list[dict[str, Any]]:
        """Return the answer as rows of plain Python values."""
        with self._asking() as cursor:
            found = interruptible(cursor, lambda: cursor.execute(query, values or None).fetchall())
            names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found]

    def answers(self, *questions: Question) -> list[list[dict[str, Any]]]:
        """Return the answers to several questions, one after the other."""
        return [self.rows(query, **values) for query, values in questions]

    def table(self, query: str, /, **values: object) -> "pa.Table":
        """Return the answer as an Arrow table."""
        with self._asking() as cursor:
            return interruptible(cursor, lambda: read_whole(cursor, query, values))

    def stream(self, query: str, /, **values: object) -> "pa.RecordBatchReader":
        """Return the answer as Arrow batches that are read as they are needed; the generation is open until then."""
        return read_on(self._cursor(), query, values, _BATCH)

    def vocabulary(self, county: str = "") -> Vocabulary:
        """Return all indicators and places that are known of a county; empty takes that of the newest catalogue."""
        return vocabulary_of(self, county)

    def next_series_id(self, _county: str) -> int:
        """Return a number that no series has."""
        return int(self.rows(named("intake/next_series"))[0]["series_id"])

    def contradictions(self) -> list[Sentence]:
        """Return nothing: a folder keeps nothing beside a generation."""
        return []

    def stop(self) -> None:
        """Interrupt every question that is being answered; it raises `Stopped` where it was asked."""
        with self._guard:
            running = list(self._running)
        for cursor in running:
            # A cursor that was closed since then refuses to be interrupted.
            with suppress(Exception):
                cursor.interrupt()

    def close(self) -> None:
        """Let go of the generation."""
        self._connection.close()

    @contextmanager
    def _asking(self) -> Iterator["duckdb.DuckDBPyConnection"]:
        cursor = self._cursor()
        with self._guard:
            self._running.add(cursor)
        try:
            yield cursor
        except Exception as error:  # of DuckDB or, while an answer is drained, of Arrow
            if is_engine_error(error):
                raise self._meaning_of(error) from error
            raise
        finally:
            with self._guard:
                self._running.discard(cursor)
            self._release(cursor)

    def _meaning_of(self, error: Exception) -> Exception:
        meant = while_asking(error, self.file)
        if isinstance(meant, StoreDamaged):
            remember_damage(self.file)
        return meant

    def _cursor(self) -> "duckdb.DuckDBPyConnection":
        return self._connection.cursor()

    def _release(self, cursor: "duckdb.DuckDBPyConnection") -> None:
        cursor.close()
