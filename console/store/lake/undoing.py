"""Goes back on what the newest generation of a lake did, in a generation of its own: nothing is rewritten."""

from typing import TYPE_CHECKING, Any

from console.faults import Refused
from console.language import say
from console.store.keeping import reinstate_in, withdraw_from
from console.store.queries import named

if TYPE_CHECKING:
    from console.store.lake.draft import LakeDraft
    from console.store.lake.store import LakeStore


def undo(store: "LakeStore", reason: str = "", by: str | None = None) -> tuple[int, int]:
    """Undo the newest generation; return its number and that of the generation in which it is undone.

    What was loaded is withdrawn, what was withdrawn counts again. A catalogue is refused: others build on it.
    """
    if store.version() is None:
        raise Refused(say("There is no earlier generation to go back to; nothing was changed."))
    with store.write("rollback", by) as draft:
        undone = draft.number - 1
        done = draft.rows(named("audit/done"), generation=undone)
        if not done or any(row["what"] == "catalogue" for row in done):
            raise Refused(
                say(
                    "Generation {generation} of {lake} loaded and withdrew nothing, so it cannot be undone. An earlier"
                    " catalogue comes back with `jindu catalogue apply`.",
                    generation=undone, lake=store.lake,
                )
            )  # fmt: skip
        for row in done:
            _undo(draft, row, reason or f"rollback {undone}")
        draft.settle()
        return undone, draft.publish()


def _undo(draft: "LakeDraft", row: dict[str, Any], reason: str) -> None:
    for snapshot_id in row["snapshots"]:
        if row["what"] == "withdraw":
            reinstate_in(draft, snapshot_id, reason)
        else:
            withdraw_from(draft, snapshot_id, reason)
