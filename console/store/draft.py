"""The next generation while it is being written."""

import getpass
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from console.faults import Hindered, Refused
from console.language import say
from console.store import archiving
from console.store import folder as on_disk
from console.store.archives import archives_in, open_to_write
from console.store.audit import Deed
from console.store.engine import (
    Limits,
    damaged,
    first_line,
    interruptible,
    is_engine_error,
    tampering,
)
from console.store.generation import EmbeddedGeneration
from console.store.interface import OnPhase, Phase, Stopped
from console.store.proving import Proof
from console.store.queries import named
from console.store.schema import bring_up_to_date

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


class EmbeddedDraft(EmbeddedGeneration):
    """A copy of the newest generation, changed in one transaction that only its writer sees; a context manager."""

    def __init__(
        self, folder: Path, why: str, by: str | None, limits: Limits, on_phase: OnPhase, county: str = ""
    ) -> None:
        self.folder = folder
        self.why = why
        self.by = by or user()
        self.county = county
        self.published = False
        self._limits = limits
        self._on_phase = on_phase
        self._held = ExitStack()
        self._offered: dict[str, object] = {}
        self._proof: Proof | None = None
        self._archives: dict[int, str] | None = None
        """What the draft rests on where it was begun empty, because the generation before became an archive."""

    def __enter__(self) -> Self:
        try:
            self._begin()
        except Exception as error:  # whatever it is, the draft does not stay
            self._abandon()
            refusal = self._refusal(error)
            if refusal is error:
                raise
            raise refusal from error
        except BaseException:
            self._abandon()
            raise
        return self

    def __exit__(self, *raised: object) -> None:
        error = raised[1]
        if not self.published:
            self._abandon()
        self._held.close()
        if isinstance(error, Exception) and (isinstance(error, OSError) or is_engine_error(error)):
            raise self._refusal(error) from error

    @cached_property
    def today(self) -> date:
        """The sample's own today, else the calendar's; it stays the same for the whole draft."""
        self.forget_meta()
        return super().today

    def run(self, query: str, /, **values: object) -> int:
        """Run a statement that changes rows and return how many."""
        with self._asking() as connection:
            answer = interruptible(connection, lambda: connection.execute(query, values or None).fetchall())
        counted = answer[0][0] if answer and answer[0] else 0
        return counted if isinstance(counted, int) else 0

    def offer(self, name: str, stream: "pa.RecordBatchReader | pa.Table") -> None:
        """Let the next query read an Arrow stream under a name."""
        self._offered[name] = stream
        self._connection.register(name, stream)

    def next_quarantine_id(self, _count: int) -> int:
        """Return the first of so many numbers that no row in quarantine has."""
        return int(self.rows(named("store/next_quarantine"))[0]["quarantine_id"])

    def next_snapshot_id(self, _count: int = 1) -> int:
        """Return the first of so many numbers that no snapshot has or ever had, not even one that was rolled back."""
        from console.store.audit import deeds

        told = max((number for one in deeds(self.folder) for number in one.snapshots), default=0)
        return max(int(self.rows(named("store/next_snapshot"))[0]["snapshot_id"]), told + 1)

    def forget_meta(self) -> None:
        """Read anew what the store says of itself, after it was changed."""
        self.__dict__.pop("meta", None)

    def rehearse(self) -> None:
        """Say that this draft will not be published, whatever becomes of it."""

    def takes(self, _table: str) -> bool:
        """Tell whether rows are written into a table, and not worked out."""
        return True

    def renew_current(self, withdrawn: bool) -> None:
        """Merge the snapshots that are new into `current`, and work it out anew where a snapshot was withdrawn."""
        self.run(named("standing/merge_current"), after=self.after)
        if withdrawn:
            self.run(named("standing/forget_withdrawn"), after=self.after)
            self.run(named("standing/refill_withdrawn"), after=self.after)

    @property
    def after(self) -> int:
        """The generation after which everything is new to this draft."""
        return self.number - 1

    def settle(self, as_of: date | None = None, known_at: list[int] | None = None) -> None:
        """Bring `current` up to date for this draft's snapshots, and store the standings as known at each of them."""
        from console.store.settling import settle

        settle(self, as_of, known_at)

    def publish(self) -> int:
        """Make the draft the store's newest generation and return its number."""
        from console.store.recording import add_to_log

        done = self.record()
        self._require_sound_source()
        self._finish()
        add_to_log(self.folder, done)
        return self.number

    def record(self) -> list[Deed]:
        """Write down in the draft that there is this generation, and return what it does."""
        from console.store.recording import write_down

        now = self.now()
        self.run(named("store/record_generation"), generation=self.number, at=now, by=self.by, why=self.why)
        return write_down(self, now)

    def _finish(self) -> None:
        self._beside = archives_in(self.meta)
        self._connection.execute("commit")
        self._on_phase(Phase.COMMITTED)
        self._connection.execute("checkpoint")
        self._connection.close()
        self._publish_file()

    def now(self) -> datetime:
        """Return the moment that is written down, UTC."""
        return datetime.now(UTC).replace(tzinfo=None)

    def done(self, found: list[Deed], at: datetime) -> list[Deed]:
        """Return what the log says of this draft: what was found in it, else why it was written."""
        return found or [Deed("change", self.by, at, self.number, reason=self.why)]

    def _require_sound_source(self) -> None:
        """Refuse to build on a generation that is damaged: the sound one before it would be removed."""
        if self._proof and self._proof.is_damaged:
            raise damaged(self._proof.file, "SHA-256")

    def _publish_file(self) -> None:
        if left := tampering(self.file):
            raise Refused(
                say("DuckDB left {file} behind, so the load was not published; nothing was changed.", file=left)
            )
        on_disk.remove(self.file.with_suffix(".work"))
        on_disk.sync(self.file)
        on_disk.seal(self.file, {on_disk.archive_of(self.folder, one).name: sha for one, sha in self._beside.items()})
        self._on_phase(Phase.WRITTEN)
        on_disk.point_at(self.folder, self.number)
        self.published = True
        # From here on the generation counts: what cannot be tidied now is tidied by the next writer.
        with suppress(OSError):
            self.file.chmod(0o444)
            on_disk.remove_debris(self.folder, self.number)
        self._on_phase(Phase.PUBLISHED)

    def _begin(self) -> None:
        from console.store.recording import catch_up

        descriptor = self._held.enter_context(on_disk.locked(self.folder, lambda: self._on_phase(Phase.WAITING)))
        self._on_phase(Phase.LOCKED)
        newest = on_disk.pointed_at(self.folder)
        if newest is None:
            on_disk.require_pointer(self.folder)
        highest = on_disk.highest_ever(descriptor)
        seen = [newest or 0, highest]
        self._lay_copy(newest, 1 + max(seen + [number for number in on_disk.generations(self.folder) if newest]))
        spill = self.file.with_suffix(".work")
        spill.mkdir(mode=0o700)
        super().__init__(self.number, self.file, open_to_write(self.file, self._limits, spill, self._archives or ()))
        self._connection.execute("begin transaction")
        bring_up_to_date(self)
        if self._archives:
            archiving.take_over(self, self._archives, self._limits)
        archiving.lay_view(self)
        catch_up(self, newest or 0, highest)

    def _lay_copy(self, newest: int | None, number: int) -> None:
        if newest and (left := tampering(on_disk.file_of(self.folder, newest))):
            raise on_disk.tampered(left)
        if newest and not on_disk.file_of(self.folder, newest).exists():
            raise on_disk.missing(on_disk.file_of(self.folder, newest))
        on_disk.remove_debris(self.folder, newest or 0)
        self.number, self.file = number, on_disk.file_of(self.folder, number)
        if newest:
            before = on_disk.file_of(self.folder, newest)
            self._proof = Proof(before)
            self._archives = archiving.fill(before, newest, self._limits)
            if self._archives is None:
                on_disk.copy(before, self.file)
        if not newest or self._archives:
            on_disk.require_space(self.folder, on_disk.SPARE)
        self._on_phase(Phase.COPIED)

    def _abandon(self) -> None:
        if connection := getattr(self, "_connection", None):
            # DuckDB 1.5 reports a commit after an error as done, so what failed is always rolled back.
            with suppress(Exception):
                connection.execute("rollback")
            with suppress(Exception):
                connection.close()
        if file := getattr(self, "file", None):
            on_disk.remove_draft(file)
            if self._archives:
                archiving.give_up(self.folder, self._archives)
        if not self.published:
            self._held.close()

    def _refusal(self, error: Exception) -> Exception:
        if isinstance(error, PermissionError):
            return Hindered(
                say("The store {path} may not be written by this user; nothing was changed.", path=self.folder)
            )
        if isinstance(error, OSError):
            told = error.strerror or str(error)
            return Hindered(
                say("The store {path} cannot be written ({error}); nothing was changed.", path=self.folder, error=told)
            )
        if is_engine_error(error):
            if self._proof and self._proof.is_damaged:
                return damaged(self._proof.file, first_line(error))
            return (Hindered if _is_the_machines(error) else Refused)(
                say(
                    "The store {path} could not take the change ({error}); nothing was changed.",
                    path=self.folder,
                    error=first_line(error),
                )
            )
        return error

    def _meaning_of(self, error: Exception) -> Exception:
        """Return the error itself: a copy that is being written says nothing about the store."""
        return Stopped() if "INTERRUPT" in str(error) else error

    def _cursor(self) -> "duckdb.DuckDBPyConnection":
        return self._connection

    def _release(self, cursor: "duckdb.DuckDBPyConnection") -> None:
        """Keep the one connection, which holds the transaction."""


def user() -> str:
    """Return the name of who is at work."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def _is_the_machines(error: Exception) -> bool:
    """Tell whether the disk or the memory is to blame; a commit on a full disk is an error of the transaction."""
    return type(error).__name__ in ("IOException", "OutOfMemoryException") or "No space left" in str(error)
