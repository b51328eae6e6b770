"""Answers the console's questions inside the query worker: asks, windows, counts, statistics, rows to write out."""

import contextlib
import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.desk.confine import Limits
from console.desk.describing import described
from console.desk.engine import Engine
from console.desk.engines import Engines
from console.desk.gate import NotAdmitted, admit
from console.desk.held import Column, Held, Plan, Source, kept_in, plan_of, source_of
from console.desk.recent import Recent
from console.desk.records import MOST_ROWS, Record
from console.desk.running import Run, Stopped
from console.desk.streams import Streams
from console.desk.viewing import view_of
from console.store.queries import named

if TYPE_CHECKING:
    import pyarrow as pa

Send = Callable[[str, Mapping[str, Any], "pa.Table | None"], None]
"""Sends one reply: its kind, its fields, its rows."""

PREVIEW = 1000
"""Rows that are shown while the rest is still being worked out."""
_OWN = re.compile(r"desk/(?:catalogue|words)")


class Answering:
    """Everything that one worker holds: generations, answers, streams."""

    def __init__(self, limits: Limits, folder: Path, store: Path) -> None:
        self.limits = limits
        self._engines = Engines(limits, folder, store)
        self._held: dict[int, Held] = {}
        self._streams = Streams()
        self._lock = threading.Lock()
        self._made = 0
        self._recent = Recent(store)

    def move(self, number: int, descriptor: int | None) -> None:
        """Open a generation, and close those of which no answer is held any more."""
        self._engines.open(number, descriptor)
        self._engines.keep([held.engine for held in self._held.values()])

    @property
    def tables(self) -> frozenset[str]:
        """The tables and views that there are to read."""
        return self._engines.tables

    def ask(self, record: Record, run: Run, send: Send) -> None:
        """Check a query, look at its plan, and answer it in the cheaper of the two ways."""
        engine = self._engines.of(record.whole("generation"))
        self._recent.tell(engine)
        with engine.cursor() as cursor:
            admitted = admit(cursor, record.text("text"), engine.known)
        values = record.mapped("values")
        if missing := [name for name in admitted.names if name not in values]:
            raise NotAdmitted("missing", names=", ".join(f"${name}" for name in missing))
        if unknown := [name for name in values if name not in admitted.names]:
            known = ", ".join(f"${name}" for name in admitted.names) or "–"
            raise NotAdmitted("unknown", names=", ".join(f"${name}" for name in unknown), known=known)
        if admitted.explain:
            held = self._explained(engine, run, admitted.explain, admitted.text, values)
        else:
            held = self._described(engine, run, admitted.text, values)
        self._answer(record, held, run, send, admitted.text)

    def _explained(self, engine: Engine, run: Run, how: str, query: str, values: Mapping[str, Any]) -> Held:
        rows = run.table(engine, f"{how}\n{query}", values)
        columns = [Column(name, "VARCHAR") for name in rows.column_names]
        return Held(engine, columns, rows=rows, count=rows.num_rows)

    def _described(self, engine: Engine, run: Run, query: str, values: Mapping[str, Any]) -> Held:
        source = source_of(query, values)
        # In DuckDB 2.0 an error of explain says where it is, an error of describe does not.
        self._plan(engine, run, source, query)
        told = run.table(engine, "describe " + source.ask("from answer"), values)
        columns = [Column(name, kind) for name, kind in zip(told[0].to_pylist(), told[1].to_pylist(), strict=True)]
        return Held(engine, columns, source_of(query, values, len(columns)))

    def derive(self, record: Record, run: Run, send: Send) -> None:
        """Answer with the rows of another answer, filtered and put in order."""
        base = self._found(record.whole("base"))
        tail, more = view_of(record.listed("order"), record.listed("where"), len(base.columns))
        if base.rows is not None:
            raise NotAdmitted("filter", error="explain")
        source = base.source
        assert source is not None
        query = source.ask(f"from answer{tail}")
        held = Held(
            base.engine, base.columns, source_of(query, {**source.values, **more}, len(base.columns)), base=base
        )
        base.users += 1
        self._answer(record, held, run, send, query)

    def _answer(self, record: Record, held: Held, run: Run, send: Send, query: str) -> None:
        try:
            head = self._first_rows(record, held, run, send, query)
        except BaseException:
            self._let_go(held)
            raise
        with self._lock:
            self._held[record.whole("answer")] = held
        send("answered", self._about(held), head)

    def _about(self, held: Held) -> dict[str, Any]:
        columns = [[column.name, column.kind] for column in held.columns]
        return {"columns": columns, "rows": held.count, "cut": held.cut, "kept": held.table is not None}

    def _first_rows(self, record: Record, held: Held, run: Run, send: Send, query: str) -> "pa.Table":
        first = record.whole("first")
        if held.rows is not None:
            return held.rows.slice(0, first)
        assert held.source is not None
        plan = self._plan(held.engine, run, held.source, query)
        if not plan.plain:
            if plan.flowing and plan.about > PREVIEW:
                send("previewed", self._about(held), self._read(held, run, 0, PREVIEW))
            self._keep(held, run, plan)
        head = self._read(held, run, 0, first)
        if held.count is None and head.num_rows < first:
            held.count = head.num_rows
        return head

    def _plan(self, engine: Engine, run: Run, source: Source, query: str) -> Plan:
        told = run.table(engine, "explain (format json) " + source.ask("from answer"), source.values)
        return plan_of(told[told.num_columns - 1][0].as_py(), query)

    def _keep(self, held: Held, run: Run, plan: Plan) -> None:
        """Work the whole answer out once, into a table of our own that spills to our own folder."""
        source, most = held.source, self.limits.kept_rows
        assert source is not None
        with self._lock:
            self._made += 1
            table = f"memory.main.answer_{self._made}"
        held.table = table
        limited = f" limit {most + 1}" if plan.about > most else ""
        run.do(held.engine, f"create table {table} as " + source.ask("from answer" + limited), source.values)
        held.source = kept_in(table)
        held.count = int(run.table(held.engine, held.source.ask(named("desk/count")))[0][0].as_py())
        if limited and held.count > most:
            held.count, held.cut = most, True
            run.do(held.engine, f"delete from {table} where rowid >= {most}")
        self._leave_base(held)

    def _leave_base(self, held: Held) -> None:
        if held.base is not None:
            self._let_go(held.base)
            held.base = None

    def _read(self, held: Held, run: Run, offset: int, count: int) -> "pa.Table":
        if held.rows is not None:
            return held.rows.slice(offset, count)
        place = {"jindu_offset": offset, "jindu_count": count}
        if held.table is not None and held.count is not None:
            kept = f"with kept as not materialized (select rowid as jindu_place, * from {held.table})\n"
            return run.table(held.engine, kept + named("desk/window_kept"), place)
        source = held.source
        assert source is not None
        return run.table(held.engine, source.ask(named("desk/window")), {**source.values, **place})

    def window(self, record: Record, run: Run, send: Send) -> None:
        """Send some rows of an answer."""
        held = self._found(record.whole("answer"))
        rows = self._read(held, run, record.whole("offset"), min(record.whole("count"), 1 << 16))
        if rows.nbytes > MOST_ROWS // 2:
            raise NotAdmitted("too_wide", size=rows.nbytes >> 20)
        send("rows", {}, rows)

    def count(self, record: Record, run: Run, send: Send) -> None:
        """Count the rows of an answer."""
        held = self._found(record.whole("answer"))
        if held.count is None:
            assert held.source is not None
            counted = run.table(held.engine, held.source.ask(named("desk/count")), held.source.values)
            held.count = int(counted[0][0].as_py())
        send("counted", {"rows": held.count}, None)

    def summarise(self, record: Record, run: Run, send: Send) -> None:
        """Describe one column of an answer over all its rows."""
        held, at = self._found(record.whole("answer")), record.whole("column")
        send("summarised", described(held, at, run), None)

    def own(self, record: Record, run: Run, send: Send) -> None:
        """Answer one of our own questions about the store."""
        name = record.text("name")
        if not _OWN.fullmatch(name):
            raise NotAdmitted("gone")
        send("rows", {}, run.table(self._engines.of(record.whole("generation")), named(name)))

    def open(self, record: Record, run: Run, send: Send) -> None:
        """Begin to hand out every row of an answer, in pieces that are asked for one by one."""
        self._streams.open(record.whole("stream"), self._found(record.whole("answer")), record.whole("batch"))
        send("opened", {}, None)

    def next(self, record: Record, run: Run, send: Send) -> None:
        """Send the next piece, or nothing more."""
        piece = self._streams.next(record.whole("stream"))
        send("rows" if piece is not None else "ended", {}, piece)

    def shut(self, record: Record) -> None:
        """End a stream."""
        self._streams.shut(record.whole("stream"))

    def release(self, record: Record) -> None:
        """Let an answer go."""
        with self._lock:
            held = self._held.pop(record.whole("answer"), None)
        if held is not None:
            self._let_go(held)

    def _let_go(self, held: Held) -> None:
        held.users -= 1
        if held.users > 0:
            return
        if held.table is not None:
            # The engine may be closed already, and its tables are gone with it.
            with contextlib.suppress(Exception), held.engine.cursor() as cursor:
                cursor.execute(f"drop table if exists {held.table}")
        self._leave_base(held)

    def _found(self, answer: int) -> Held:
        with self._lock:
            held = self._held.get(answer)
        if held is None:
            raise NotAdmitted("gone")
        return held


__all__ = ["Answering", "Send", "Stopped"]
