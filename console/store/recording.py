"""What a writer adds to the audit log, in the generation that it publishes and in the file beside the generations."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from console.store import audit
from console.store import folder as on_disk
from console.store.applying import table_of
from console.store.audit import Deed, append, deed_from, deeds, holds
from console.store.queries import named

if TYPE_CHECKING:
    from console.store.draft import EmbeddedDraft


def catch_up(draft: "EmbeddedDraft", newest: int, highest: int) -> None:
    """Add to the log what a writer that was killed, or a restored backup, has left out of it."""
    missing: list[Deed] = []
    if not holds(draft.folder, [row["deed"] for row in draft.rows(named("audit/newest"))]):
        missing = [deed_from(row) for row in draft.rows(named("audit/kept")) if not holds(draft.folder, [row["deed"]])]
    taken_back = on_disk.file_of(draft.folder, highest).name
    if highest > newest > 0 and not any(
        one.what == "rollback" and one.name == taken_back for one in deeds(draft.folder)
    ):
        missing.append(Deed("rollback", "?", generation=newest, name=taken_back))
    if missing:
        append(draft.folder, missing)


def write_down(draft: "EmbeddedDraft", at: datetime) -> list[Deed]:
    """Keep in the generation what it does and all that the log tells so far; return what it does."""
    done = [
        Deed(
            row["what"], draft.by, at, draft.number, tuple(row["snapshots"]), row["name"], row["sha256"], row["rows"],
            row["reason"],
        )
        for row in draft.rows(named("audit/done"), generation=draft.number)
    ]  # fmt: skip
    done = draft.done(done, at)
    known = [one for one in deeds(draft.folder) if one.what != audit.UNREADABLE]
    table = table_of({**one.as_json(), "done_at": one.done_at} for one in [*known, *done])
    if table is not None:
        draft.offer("offered", table)
        draft.run(named("audit/keep"))
    return done


def add_to_log(folder: Path, done: Iterable[Deed]) -> None:
    """Add to the log what has just been published; what cannot be added now the next writer will add."""
    with suppress(OSError):
        append(folder, done)


def record_refusal(folder: Path, who: str, name: str, reason: str, sha256: str = "") -> None:
    """Add a file that was refused to the log, where there is a store that may be written."""
    if folder.is_dir():
        with suppress(OSError):
            append(folder, [Deed("refuse", who, name=name, sha256=sha256, reason=reason)])
