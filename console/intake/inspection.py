"""The console's hold on the process that inspects a handed-in file: believed in nothing, killed when silent."""

import fcntl
import json
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from console.faults import Refused
from console.intake.ahead import next_process
from console.intake.limits import LIMITS
from console.intake.refusals import refusal

if TYPE_CHECKING:
    import pyarrow as pa

_LONGEST_FINDING = 256 * 1024 * 1024
_PIPE_BYTES = 1024 * 1024
_F_SETPIPE_SZ = getattr(fcntl, "F_SETPIPE_SZ", 1031)


class Inspection:
    """One file being inspected; a context manager that leaves no process behind."""

    def __init__(
        self, path: Path, identity: tuple[int, ...], profile: Mapping[str, Any], *, sample: bool = False
    ) -> None:
        """With `sample` the inspection tells the first rows as they stand in the file, and nothing else."""
        self._path = path
        self._asked = {
            "path": os.fspath(path.absolute()), "identity": identity, "profile": profile, "sample": sample,
        }  # fmt: skip
        self._heard = b""
        self._silent = False
        self.breach: BaseException | None = None
        """Why the rows stopped before their end: a refusal, or what the progress raised."""

    def __enter__(self) -> Self:
        self._process, self._told = next_process()
        self._send(self._asked)
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        os.close(self._told)

    @property
    def process(self) -> int:
        """Number of the process."""
        return self._process.pid

    def kill(self) -> None:
        """End the process at once."""
        with suppress(ProcessLookupError):
            self._process.kill()

    def footer(self) -> dict[str, Any]:
        """Return what the file's footer declares, once it passed; raises Refused."""
        self._hear(LIMITS.start_seconds)
        return self._hear(LIMITS.silent_seconds)

    def survey(self) -> dict[str, Any]:
        """Return which places and counties the rows name, before the store is asked what it knows; raises Refused."""
        self._send({"survey": True})
        told = self._hear(LIMITS.silent_seconds)
        if not all(isinstance(told.get(name), list) for name in ("places", "counties")):
            raise refusal({"rule": "inspection_broke"}, self._path)
        return {name: [str(cell) for cell in told[name]] for name in ("places", "counties")}

    def rows(self, known: Mapping[str, Any], on_rows: Callable[[int], None]) -> "pa.RecordBatchReader":
        """Tell the inspection what the store knows, and return the clean rows as they come.

        Whatever goes wrong while they are read is kept as `breach` and raised by `ending`: no exception finds its way
        through the engine that reads the rows.
        """
        import pyarrow as pa

        self._send(known)
        assert self._process.stdout
        with suppress(OSError):
            fcntl.fcntl(self._process.stdout, _F_SETPIPE_SZ, _PIPE_BYTES)
        schema = _schema(str(known["form"]))
        return pa.RecordBatchReader.from_batches(schema, self._batches(schema, on_rows))

    def ending(self) -> dict[str, Any]:
        """Return what was found in the whole file; raises Refused when the inspection did not come to its end."""
        if self.breach:
            raise self.breach
        told = self._hear(LIMITS.silent_seconds)
        if "end" not in told:
            raise refusal({"rule": "inspection_broke"}, self._path)
        return told

    def _batches(self, schema: "pa.Schema", on_rows: Callable[[int], None]) -> "Iterator[pa.RecordBatch]":
        """Yield the batches that come over the pipe, validated, for as long as they keep coming."""
        import pyarrow as pa

        rows = 0
        try:
            with self._watched():
                reader = pa.ipc.open_stream(pa.input_stream(self._process.stdout))
            if reader.schema != schema:
                raise pa.ArrowInvalid("schema")
            while (batch := self._next(reader)) is not None:
                batch.validate(full=True)
                rows += batch.num_rows
                yield batch
                on_rows(rows)
        except (OSError, pa.ArrowException) as error:
            # The rows end here; `ending` says why, and nothing of them is published.
            self.breach = self._why_broken(error)
            self.kill()
        except GeneratorExit:
            raise
        except BaseException as error:
            self.breach = error
            self.kill()

    def _next(self, reader: Any) -> Any:
        with self._watched():
            try:
                return reader.read_next_batch()
            except StopIteration:
                return None

    def _watched(self) -> "_Watch":
        return _Watch(self._give_up)

    def _give_up(self) -> None:
        self._silent = True
        self.kill()

    def _why_broken(self, error: Exception) -> Refused:
        """Return what the inspection itself says, else how it ended."""
        try:
            self._hear(1.0)
        except Refused as refused:
            return refused
        return refusal({"rule": "inspection_broke", "why": str(error)}, self._path)

    def _send(self, words: Mapping[str, Any]) -> None:
        assert self._process.stdin
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(words).encode() + b"\n")
            self._process.stdin.flush()

    def _hear(self, seconds: float) -> dict[str, Any]:
        """Return the next finding; raises Refused for a refusal, silence or an end."""
        until = time.monotonic() + seconds
        while b"\n" not in self._heard:
            ready, _, _ = select.select([self._told], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                self._give_up()
            piece = os.read(self._told, 1 << 20) if ready else b""
            if not piece:
                raise self._ended()
            self._heard += piece
            if len(self._heard) > _LONGEST_FINDING:
                self.kill()
                raise refusal({"rule": "inspection_broke"}, self._path)
        line, _, self._heard = self._heard.partition(b"\n")
        return self._finding(line)

    def _finding(self, line: bytes) -> dict[str, Any]:
        try:
            finding = json.loads(line)
        except ValueError:
            finding = None
        if not isinstance(finding, dict):
            raise refusal({"rule": "inspection_broke"}, self._path)
        if "refused" in finding:
            raise refusal(finding["refused"], self._path)
        return finding

    def _ended(self) -> Refused:
        """Say how the process ended without a word."""
        self.kill()
        code = self._process.wait()
        if self._silent:
            return refusal({"rule": "silent", "seconds": LIMITS.silent_seconds}, self._path)
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return refusal({"rule": "too_much_time"}, self._path)
        if code == -signal.SIGABRT:
            # The reader of workbooks has no other way to say that there is no memory left.
            return refusal({"rule": "too_much_memory"}, self._path)
        return refusal({"rule": "inspection_broke", "code": code}, self._path)


class _Watch:
    """Gives up on the inspection unless it is left in time."""

    def __init__(self, give_up: Callable[[], None]) -> None:
        self._timer = threading.Timer(LIMITS.silent_seconds, give_up)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _schema(form: str) -> "pa.Schema":
    from console.intake import entries, readings
    from console.intake.contract import READINGS

    return readings.SCHEMA if form == READINGS else entries.SCHEMA
