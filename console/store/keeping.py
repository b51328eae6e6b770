"""Looking after a store: withdraw and reinstate a snapshot, go back a generation, back up, say what it holds."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from console.faults import Hindered, Refused
from console.language import say
from console.store import folder as on_disk
from console.store.archives import archives_in, open_to_read
from console.store.archiving import merge
from console.store.audit import Deed, deed_from, deeds
from console.store.draft import user
from console.store.embedded import EmbeddedStore
from console.store.engine import Limits, first_line, is_engine_error, tampering
from console.store.generation import EmbeddedGeneration
from console.store.health import inboxes
from console.store.interface import Draft, Store, StoreUnusable
from console.store.queries import named
from console.store.recording import add_to_log
from console.store.working_out import no_snapshot


def snapshots(store: Store, county: str | None = None) -> list[dict[str, Any]]:
    """Return every loaded snapshot of one county (None: of all), withdrawn ones too, oldest first."""
    with store.read() as generation:
        return generation.rows(named("store/snapshots"), county=county)


def withdrawals(store: Store) -> list[dict[str, Any]]:
    """Return every withdrawal and, where there was one, its reinstatement, oldest first."""
    with store.read() as generation:
        return generation.rows(named("store/withdrawals"))


def withdraw(store: Store, snapshot_id: int, reason: str = "", by: str | None = None) -> int:
    """Take a snapshot out of the count, keep its rows and history, and return the new generation's number."""
    with store.write(f"withdraw {snapshot_id}", by) as draft:
        draft.county = withdraw_from(draft, snapshot_id, reason)
        draft.settle()
        return draft.publish()


def withdraw_from(draft: Draft, snapshot_id: int, reason: str) -> str:
    """Take a snapshot out of the count of a draft, without settling or publishing; return whose it is."""
    found = draft.rows(named("store/snapshot"), snapshot_id=snapshot_id)
    if not found:
        raise no_snapshot(snapshot_id)
    if found[0]["withdrawn_generation"] is not None:
        raise Refused(say("Snapshot {snapshot} is withdrawn already; nothing was changed.", snapshot=snapshot_id))
    facts = {"generation": draft.number, "by": draft.by, "reason": reason, "at": _now()}
    draft.run(named("store/withdraw_snapshot"), snapshot_id=snapshot_id, **facts)
    draft.run(named("store/record_withdrawal"), snapshot_id=snapshot_id, **facts)
    return found[0]["county"] or ""


def reinstate(store: Store, snapshot_id: int, reason: str = "", by: str | None = None) -> int:
    """Let a withdrawn snapshot count again from now on, and return the new generation's number.

    What was known between its withdrawal and now stays as it was known.
    """
    with store.write(f"reinstate {snapshot_id}", by) as draft:
        draft.county = reinstate_in(draft, snapshot_id, reason)
        draft.settle()
        return draft.publish()


def reinstate_in(draft: Draft, snapshot_id: int, reason: str) -> str:
    """Let a withdrawn snapshot of a draft count again, without settling or publishing; return whose it is."""
    found = draft.rows(named("store/snapshot"), snapshot_id=snapshot_id)
    if not found:
        raise no_snapshot(snapshot_id)
    if found[0]["withdrawn_generation"] is None:
        raise Refused(say("Snapshot {snapshot} is not withdrawn; nothing was changed.", snapshot=snapshot_id))
    if alike := draft.rows(named("store/counted_alike"), snapshot_id=snapshot_id):
        raise Refused(
            say(
                "The same file counts already as snapshot {other}, so snapshot {snapshot} stays withdrawn.",
                other=alike[0]["snapshot_id"], snapshot=snapshot_id,
            )
        )  # fmt: skip
    facts = {"generation": draft.number, "by": draft.by, "reason": reason, "at": _now()}
    draft.run(named("store/record_reinstatement"), snapshot_id=snapshot_id, **facts)
    draft.run(named("store/reinstate_snapshot"), snapshot_id=snapshot_id)
    return found[0]["county"] or ""


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def info(store: Store) -> dict[str, Any]:
    """Return what the store holds, in plain values."""
    import duckdb

    with store.read() as generation:
        newest = generation.rows(named("store/newest_generation"))
        size = generation.rows(named("store/size"))[0]
        catalogues = generation.rows(named("store/catalogues"))
        return {
            "path": store.name,
            "generation": generation.number or None,
            "published": newest[0]["published_at"] if newest else None,
            "published_by": newest[0]["published_by"] if newest else None,
            "why": newest[0]["why"] if newest else None,
            "bytes": generation.bytes,
            **size,
            "catalogues": [row["name"] for row in catalogues],
            "sample": generation.is_sample,
            "today": generation.today,
            "duckdb": duckdb.__version__,
            "trouble": str(generation.trouble) if generation.trouble else None,
            "inboxes": inboxes(store.path),
        }


def log(store: Store) -> list[Deed]:
    """Return what was done to a store and what it refused, oldest first; of a lake, on other machines as well."""
    here = deeds(store.path)
    if isinstance(store, EmbeddedStore):
        return here
    known = {one.deed for one in here}
    with store.read() as generation:
        kept = [deed_from(row) for row in generation.rows(named("audit/kept"))]
    return sorted([*here, *(one for one in kept if one.deed not in known)], key=lambda one: one.done_at)


def rollback(store: EmbeddedStore, reason: str = "", by: str | None = None) -> int:
    """Go back to the generation before and return its number.

    The newer file stays for whoever reads it until the next writer removes it; its number is never used again.
    """
    with _refusing(store.path), on_disk.locked(store.path, lambda: None) as lock:
        newest = on_disk.pointed_at(store.path)
        before = [number for number in on_disk.generations(store.path) if number < (newest or 0)]
        if newest is None or not before:
            raise Refused(say("There is no earlier generation to go back to; nothing was changed."))
        _require_readable(on_disk.file_of(store.path, before[-1]), store.limits)
        on_disk.remember_highest(lock, max(newest, on_disk.highest_ever(lock)))
        on_disk.point_at(store.path, before[-1])
        gone = on_disk.file_of(store.path, newest).name
        add_to_log(store.path, [Deed("rollback", by or user(), generation=before[-1], name=gone, reason=reason)])
        return before[-1]


def _require_readable(file: Path, limits: Limits) -> None:
    if left := tampering(file):
        raise on_disk.tampered(left)
    if on_disk.is_whole(file) is False:
        raise Refused(
            say(
                "The generation before, {file}, is damaged; nothing was changed. Restore a backup.",
                file=file.name,
            )
        )
    _counts(file, limits)


def _counts(file: Path, limits: Limits) -> dict[str, Any]:
    """Open a generation's file and count what it holds; a damaged file is refused."""
    from console.store.schema import require_known_format

    with EmbeddedGeneration(0, file, open_to_read(file, limits)) as generation:
        require_known_format(generation)
        return generation.rows(named("store/size"))[0]


def backup(store: EmbeddedStore, file: Path) -> None:
    """Write the newest generation into one file that appears whole or not at all, and prove that it holds the same.

    `restore` takes it back.
    """
    file = Path(file)
    if os.path.lexists(file):
        raise Refused(say("{file} exists already, and a backup never overwrites. Name another file.", file=file))
    part = file.with_name(f".{file.name}.part-{os.getpid()}")
    with _refusing(file.parent), store.read() as generation:
        if not generation.number:
            raise Refused(say("The store {path} is empty, so there is nothing to back up.", path=store.path))
        try:
            on_disk.copy(on_disk.file_of(store.path, generation.number), part)
            on_disk.sync(part)
            if generation.trouble:
                raise StoreUnusable(generation.trouble)
            same = on_disk.digest(part) == on_disk.digest(on_disk.file_of(store.path, generation.number))
            if same and archives_in(generation.meta):
                same = _merged(part, generation, store)
            if not same or _counts(part, store.limits) != generation.rows(named("store/size"))[0]:
                raise Refused(say("The backup {file} does not hold what the store holds; it was removed.", file=file))
            give_name(part, file)
            on_disk.sync(file.parent)
        finally:
            with suppress(OSError):
                on_disk.remove(part)


def _merged(part: Path, generation: EmbeddedGeneration, store: EmbeddedStore) -> bool:
    """Bring the readings of all archives into the copy of a generation, and tell whether it holds the same then."""
    merge(part, generation, store.limits)
    on_disk.sync(part)
    with EmbeddedGeneration(0, part, open_to_read(part, store.limits)) as copy:
        after, before = (one.rows(named("checks/every_row"), table="reading") for one in (copy, generation))
        return after == before


def give_name(part: Path, file: Path) -> None:
    """Let a file appear under its name; a link, unlike a rename, replaces nothing that came into being meanwhile."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks know no links.
        os.rename(part, file)


class _refusing:  # noqa: N801
    """Turn what the disk or DuckDB objects to into a refusal that names the folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, PermissionError):
            raise Hindered(
                say("{path} may not be written by this user; nothing was changed.", path=self.path)
            ) from error
        if isinstance(error, OSError) or (error is not None and is_engine_error(error)):
            why = getattr(error, "strerror", None) or first_line(error)
            raise Hindered(
                say("{path} cannot be used ({error}); nothing was changed.", path=self.path, error=why)
            ) from error
