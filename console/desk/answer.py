"""One answer on the desk: it is asked once, then read in windows, sorted, filtered, described, or written out."""

import contextlib
import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from console.desk.asking import GRACE, Crowded, Lost
from console.desk.held import Column
from console.desk.records import Garbled, Record, Value
from console.desk.rows import rows_of, statistics_of
from console.desk.states import READY, Mark, State, Statistics, Unanswered
from console.language import Sentence, say

if TYPE_CHECKING:
    import pyarrow as pa

    from console.desk.client import Client

AGAIN = say("The query worker was restarted; this answer was worked out anew.")
CROWDED = say("Other queries took the memory that this one needed, again and again. Stop them, or try later.")
Order = Sequence[tuple[int, bool]]
"""Columns to sort by, each with whether it descends."""
Where = Sequence[tuple[int, str, Value]]
"""Filters: column, one of `console.desk.viewing.FILTERS`, value."""


class Answer:
    """A handle on one answer; every method may be called from any thread, and `release` must be called in the end."""

    def __init__(self, client: "Client", generation: int, kind: str, fields: dict[str, Any], timeout: float) -> None:
        self.client = client
        self.generation = generation
        """The generation it was asked of; it never changes."""
        self.text = str(fields.get("text", ""))
        self.columns: tuple[Column, ...] = ()
        """Names and DuckDB's types, known once there is a preview or an answer."""
        self.timeout = timeout
        self._kind, self._fields = kind, fields
        self._base: Answer | None = None
        self._number = 0
        self._epoch = 0
        self._state = State(Mark.RUNNING)
        self._head: pa.Table | None = None
        self._began = time.monotonic()
        self._settled = threading.Event()
        self._counted = threading.Event()
        self._lock = threading.RLock()
        self._reviving = threading.Lock()
        self._views = 0
        """Views that are being worked out from this answer just now."""
        self._released = self._forgotten = False

    @classmethod
    def begun(cls, client: "Client", generation: int, text: str, values: Any, timeout: float, first: int) -> Self:
        """Begin to answer a query in a thread of its own."""
        fields = {"text": text, "values": dict(values), "generation": generation, "first": first}
        answer = cls(client, generation, "ask", fields, timeout)
        answer._begin()
        return answer

    def view(self, order: Order = (), where: Where = ()) -> "Answer":
        """Begin another answer: this one's rows, filtered and sorted over the whole; it may outlive this one."""
        client = self.client
        client.files.hold(self.generation, client._path(self.generation))
        fields = {
            "order": [list(one) for one in order],
            "where": [list(one) for one in where],
            "first": self._fields["first"],
        }
        answer = Answer(client, self.generation, "derive", fields, self.timeout)
        answer.text, answer._base = self.text, self
        self._carry()
        answer._begin()
        return answer

    def _begin(self) -> None:
        threading.Thread(target=self._run, name="desk answer", daemon=True).start()

    def state(self) -> State:
        """Return how the answer stands now, without waiting."""
        with self._lock:
            state = self._state
        if state.mark is not Mark.RUNNING:
            return state
        return replace(state, seconds=time.monotonic() - self._began, progress=self.client.asking.progress(self))

    def wait(self, seconds: float | None = None) -> State:
        """Wait until the query is over, or some seconds, and return how it stands."""
        self._settled.wait(seconds)
        return self.state()

    def cancel(self) -> None:
        """Stop the query, and whatever else is being asked of this answer."""
        self.client.asking.stop(self)

    def release(self) -> None:
        """Let the answer go: the worker forgets it, once no view is being worked out from it any more."""
        with self._lock:
            if self._released:
                return
            self._released = True
        if not self._settled.is_set():
            self.cancel()
        self._forget()
        self.client.files.let_go(self.generation)

    def _forget(self) -> None:
        with self._lock:
            if self._views or not self._released or self._forgotten:
                return
            # Under the lock: a view that comes now asks for this answer anew, and that must not be cancelled.
            self.cancel()
            self._forgotten = True
            number = self._number
        if self._epoch == self.client.asking.epoch:
            self.client.asking.tell("release", {"answer": number})

    def _carry(self) -> None:
        with self._lock:
            self._views += 1

    def _put_down(self) -> None:
        with self._lock:
            self._views -= 1
        self._forget()

    def window(self, offset: int, count: int) -> "pa.Table":
        """Return some rows, fewer at the end; raises Unanswered."""
        head = self._head
        known = self._state
        whole = known.exact and known.rows == (head.num_rows if head is not None else -1)
        if head is not None and (whole or offset + count <= head.num_rows):
            return head.slice(offset, count)
        record = self._put("window", {"offset": offset, "count": count})
        return rows_of(record, [column.name for column in self.columns])

    def count(self, timeout: float | None = None) -> int:
        """Return the exact number of rows; raises Unanswered when counting takes too long."""
        state = self.wait()
        if state.exact:
            return state.rows
        rows = self._put("count", {}, timeout).whole("rows")
        with self._lock:
            self._state = replace(self._state, rows=rows, exact=True, counting=False)
        return rows

    def wait_for_count(self, seconds: float | None = None) -> State:
        """Wait until the rows are counted or nobody counts any more."""
        self._settled.wait(seconds)
        self._counted.wait(seconds)
        return self.state()

    def statistics(self, column: int, timeout: float | None = None) -> Statistics:
        """Describe a column over all rows of the answer; raises Unanswered."""
        return statistics_of(self._put("summarise", {"column": column}, timeout))

    def pieces(self, batch: int = 65536) -> "Generator[pa.Table]":
        """Give every row in pieces, in order, for writing out; raises Unanswered."""
        self._ready()
        stream, epoch = self.client.number(), self._epoch
        self._put("open", {"stream": stream, "batch": batch})
        names = [column.name for column in self.columns]
        try:
            while (record := self.client.asking.put("next", {"stream": stream}, self.timeout, self)).kind == "rows":
                yield rows_of(record, names)
        except Lost:
            raise Unanswered(
                State(Mark.FAILED, error=say("The query worker was restarted meanwhile. Try again."))
            ) from None
        finally:
            if epoch == self.client.asking.epoch:
                self.client.asking.tell("shut", {"stream": stream})

    def _ready(self) -> None:
        state = self.wait()
        if state.mark not in READY:
            raise Unanswered(state)

    def _put(self, kind: str, fields: dict[str, Any], timeout: float | None = None) -> Record:
        """Ask something of this answer; where the worker was restarted since, the answer is worked out anew first."""
        self._ready()
        for last in (False, True):
            self._revive()
            try:
                return self.client.asking.put(
                    kind, {**fields, "answer": self._number}, timeout or self.timeout, self,
                    generation=(self.generation, self._descriptor()),
                )  # fmt: skip
            except Unanswered as without:
                # The worker may have been dead before this was asked; what kills it twice is to blame itself.
                if last or not without.state.killed:
                    raise
            except Lost:
                if last:
                    raise Unanswered(
                        State(Mark.FAILED, error=say("The query worker was restarted meanwhile. Try again."))
                    ) from None
        raise AssertionError

    def _descriptor(self) -> int | None:
        held = self.client.files.hold(self.generation, self.client._path(self.generation))
        self.client.files.let_go(self.generation)
        return held

    def _revive(self) -> None:
        with self._reviving:
            if self._epoch != self.client.asking.epoch or self.client.worker is None or self._forgotten:
                self._answered(self._once())
                with self._lock:
                    self._forgotten = False
                    self._state = replace(self._state, notice=AGAIN)

    def _run(self) -> None:
        try:
            self._settle(self._patiently())
        except Unanswered as without:
            self._end(without.state)
        except Garbled:
            self._end(State(Mark.FAILED, error=say("The query worker sent something unreadable. Run the query again.")))
        finally:
            self._settled.set()
            if self._base is not None:
                self._base._put_down()
        self._count_behind()

    def _patiently(self) -> Record:
        """Put the query, and put it again where another query is to blame that it failed."""
        for _ in range(4):
            try:
                with self._reviving:
                    return self._once()
            except Crowded as crowded:
                if time.monotonic() - self._began + GRACE / 2 > self.timeout:
                    raise Unanswered(crowded.state) from None
                self._settled.wait(GRACE / 2)
            except Lost:
                continue
        raise Unanswered(State(Mark.FAILED, error=CROWDED))

    def _once(self) -> Record:
        """Put the query itself to the worker that there is now."""
        base = self._base
        if base is None:
            return self._put_to_the_worker(self._fields)
        base._carry()
        try:
            base._ready()
            base._revive()
            return self._put_to_the_worker({**self._fields, "base": base._number})
        finally:
            base._put_down()

    def _put_to_the_worker(self, fields: dict[str, Any]) -> Record:
        asking = self.client.asking
        self._number = self.client.number()
        place = (self.generation, self._descriptor())
        # A query that is put again because another one had to be killed does not get its time twice.
        left = self.timeout if self._settled.is_set() else self.timeout - (time.monotonic() - self._began)
        asked = {**fields, "answer": self._number}
        record = asking.put(self._kind, asked, max(left, 0.1), self, self._previewed, place)
        self._epoch = asking.epoch
        return record

    def _previewed(self, record: Record) -> None:
        with contextlib.suppress(Unanswered, Garbled):
            self._take(record)
            with self._lock:
                self._state = replace(self._state, rows=self._head.num_rows if self._head is not None else 0)

    def _take(self, record: Record) -> None:
        columns = tuple(Column(str(name), str(kind)) for name, kind in record.listed("columns"))
        head = rows_of(record, [column.name for column in columns])
        with self._lock:
            self.columns, self._head = columns, head

    def _answered(self, record: Record) -> None:
        try:
            self._take(record)
        except (TypeError, ValueError) as error:
            raise Garbled("columns") from error

    def _settle(self, record: Record) -> None:
        self._answered(record)
        head = self._head.num_rows if self._head is not None else 0
        rows, cut = record.fields.get("rows"), record.fields.get("cut") is True
        exact = isinstance(rows, int) and not cut
        known = rows if isinstance(rows, int) else head
        mark = Mark.TRUNCATED if cut else Mark.EMPTY if exact and known == 0 else Mark.DONE
        self._end(State(mark, known, exact, counting=not exact and not cut, seconds=time.monotonic() - self._began))

    def _end(self, state: State) -> None:
        notice: Sentence | None = self.client.asking.notice()
        with self._lock:
            self._state = replace(
                state, notice=notice, rows=state.rows or self._state.rows if state.mark in READY else 0
            )
        if state.mark not in READY:
            self._head = None

    def _count_behind(self) -> None:
        try:
            if self._state.counting and not self._released:
                self.count()
        except (Unanswered, Garbled):
            with self._lock:
                self._state = replace(self._state, counting=False)
        finally:
            self._counted.set()
