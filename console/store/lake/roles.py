"""Who may do what in a lake: its owner and its loaders write, whoever looks only reads."""

from typing import TYPE_CHECKING, Any

from console.faults import Refused
from console.language import say
from console.store.lake.place import Lake
from console.store.queries import named

if TYPE_CHECKING:
    import psycopg


def grants() -> str:
    """Return the SQL that an administrator of PostgreSQL runs once, to make a loader and a reader beside the owner."""
    return named("lake/grants")


def require_writer(lake: Lake, session: "psycopg.Connection[tuple[Any, ...]]") -> None:
    """Refuse to change a lake for a user who may only read it."""
    found = session.execute(named("lake/may_write")).fetchone()
    if found and not found[0]:
        raise Refused(
            say(
                "The user {user} may only read {lake}; nothing was changed. Load with the file of a user who may"
                " write, such as jindu_loader: see docs/lake.md.",
                user=lake.postgres["user"], lake=lake,
            )
        )  # fmt: skip
