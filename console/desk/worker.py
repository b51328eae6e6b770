"""The query worker: a process of its own that answers the desk's questions and may be killed at any moment."""

import contextlib
import fcntl
import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.desk.answering import Answering, Stopped
from console.desk.confine import Limits, limit_resources, wall_off
from console.desk.errors import said_of
from console.desk.records import Garbled, Record, packed, received
from console.desk.running import Run

if TYPE_CHECKING:
    import pyarrow as pa

AGAIN = 0.1
"""Seconds between two interrupts of the same question."""
_LONG = frozenset({"ask", "derive", "window", "count", "summarise", "own", "open", "next"})
"""What is answered in a thread of its own."""


_MACHINE = (
    "/usr/share/zoneinfo", "/etc/localtime", "/etc/ld.so.cache", "/proc/self/cgroup", "/proc/stat", "/sys/fs/cgroup",
    "/sys/devices/system/cpu", "/proc/sys/vm/overcommit_memory",
)  # fmt: skip
"""What DuckDB and Arrow look at to know the processors, the memory and the local time; without it DuckDB aborts."""


class Worker:
    """Reads questions from the console, answers each in a thread, and ends when the console does."""

    def __init__(self, channel: socket.socket, limits: Limits, folder: Path, store: Path) -> None:
        self._channel = channel
        self._folder = folder
        self._answering = Answering(limits, folder, store)
        self._runs: dict[int, Run] = {}
        self._writing = threading.Lock()

    def serve(self) -> None:
        """Answer until the console has gone."""
        threading.Thread(target=self._interrupt, daemon=True).start()
        while (record := received(self._channel)) is not None:
            try:
                self._take(record)
            except (RuntimeError, MemoryError) as error:  # no memory for one more thread
                self._send(record.number, "failed", {"why": "memory", "values": {"error": str(error)}})

    def _take(self, record: Record) -> None:
        if record.kind in _LONG:
            self._runs[record.number] = run = Run()
            threading.Thread(target=self._answer, args=(record, run), daemon=True).start()
        else:
            self._at_once(record)

    def _interrupt(self) -> None:
        while True:
            time.sleep(AGAIN)
            for run in list(self._runs.values()):
                if run.stopped.is_set():
                    run.stop()

    def _at_once(self, record: Record) -> None:
        if record.kind == "move":
            self._move(record)
        elif record.kind == "stop" and (run := self._runs.get(record.whole("of"))):
            run.stop()
        elif record.kind == "progress":
            run = self._runs.get(record.whole("of"))
            self._send(record.number, "progress", {"done": run.progress() if run else None})
        elif record.kind == "release":
            self._answering.release(record)
        elif record.kind == "shut":
            self._answering.shut(record)

    def _move(self, record: Record) -> None:
        descriptor = None
        if not record.fields.get("empty"):
            _data, descriptors, _flags, _address = socket.recv_fds(self._channel, 1, 1)
            descriptor = descriptors[0]
        self._answering.move(record.whole("generation"), descriptor)

    def _answer(self, record: Record, run: Run) -> None:
        def send(kind: str, fields: Any, rows: "pa.Table | None") -> None:
            self._send(record.number, kind, fields, rows)

        try:
            getattr(self._answering, record.kind)(record, run, send)
        except Stopped:
            self._send(record.number, "stopped", {})
        except BaseException as error:
            # The gate reads the text as it stands; everything later stands under one line of ours.
            shift = 0 if type(error).__name__ == "ParserException" else 1
            failure = said_of(error, str(record.fields.get("text", "")), shift, self._answering.tables)
            self._send(record.number, "failed", failure)
        finally:
            self._runs.pop(record.number, None)

    def _send(self, number: int, kind: str, fields: Any, rows: "pa.Table | None" = None) -> None:
        try:
            frame = packed(Record(number, kind, fields, b"" if rows is None else _as_bytes(rows)))
        except Garbled:
            frame = packed(
                Record(number, "failed", {"why": "too_wide", "values": {"size": rows.nbytes >> 20 if rows else 1}})
            )
        with self._writing, contextlib.suppress(OSError):
            self._channel.sendall(frame)


def _load_libraries() -> None:
    """Load what every answer needs, while there is address space left for it."""
    import duckdb

    with duckdb.connect() as connection:
        connection.sql("select 1 as one").to_arrow_table().validate(full=True)


def _as_bytes(rows: "pa.Table") -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue().to_pybytes())


def main(arguments: Sequence[str]) -> None:
    """Be the worker: arguments are the channel's descriptor, the private folder, the store's folder and the limits."""
    channel, folder, store = socket.socket(fileno=int(arguments[0])), Path(arguments[1]), arguments[2]
    limits = Limits(*map(int, arguments[3:8]))
    os.chdir(folder)
    (folder / "spill").mkdir(mode=0o700)
    held = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    fcntl.flock(held, fcntl.LOCK_SH)
    limit_resources(limits)
    libraries = [path for path in sys.path if path] + [sys.prefix, sys.base_prefix, "/usr/lib", "/lib", "/lib64"]
    wall_off([*libraries, *_MACHINE, store], [str(folder), "/dev/null"])
    _load_libraries()
    try:
        Worker(channel, limits, folder, Path(store)).serve()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)
