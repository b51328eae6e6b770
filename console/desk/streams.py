"""Every row of an answer, handed out in pieces that are asked for one by one."""

import contextlib
import threading
from typing import TYPE_CHECKING, Any

from console.desk.gate import NotAdmitted
from console.desk.held import Held
from console.desk.records import MOST_ROWS
from console.store.arrow import read_on

if TYPE_CHECKING:
    import pyarrow as pa


class Streams:
    """The streams that are open, by their numbers."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[Any, Any]] = {}
        self._lock = threading.Lock()

    def open(self, number: int, held: Held, batch: int) -> None:
        """Open a stream of all rows of an answer, so many in a piece."""
        if held.rows is not None:
            reader, cursor = held.rows.to_reader(batch), None
        else:
            cursor = held.engine.cursor()
            reader = _reader(cursor, held, batch)
        with self._lock:
            self._open[number] = (reader, cursor)

    def next(self, number: int) -> "pa.Table | None":
        """Return the next piece, None behind the last."""
        import pyarrow as pa

        reader, _cursor = self._open[number]
        try:
            batch = reader.read_next_batch()
        except StopIteration:
            return None
        if batch.nbytes > MOST_ROWS - (1 << 20):
            raise NotAdmitted("too_wide", size=batch.nbytes >> 20)
        return pa.Table.from_batches([batch])

    def shut(self, number: int) -> None:
        """End a stream."""
        with self._lock:
            reader, cursor = self._open.pop(number, (None, None))
        for one in (reader, cursor):
            if one is not None:
                with contextlib.suppress(Exception):  # what an interrupt broke off may refuse to be closed
                    one.close()


def _reader(cursor: Any, held: Held, batch: int) -> Any:
    source = held.source
    assert source is not None
    return read_on(cursor, source.ask("from answer"), source.values, batch)
