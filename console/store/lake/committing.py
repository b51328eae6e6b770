"""The one commit of a change to a lake, and what came of it when PostgreSQL was gone before it could say so."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import uuid4

from console.language import say
from console.store.interface import StoreUnusable
from console.store.lake.attached import let_go
from console.store.lake.catalogue import connected, listening_to
from console.store.lake.place import Lake
from console.store.queries import named

if TYPE_CHECKING:
    import duckdb
    import psycopg

    Session: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"

PATIENCE = 15.0
"""Seconds in which a PostgreSQL that is restarted answers again."""

_NOTE = "unsettled-"


def marked(why: str) -> str:
    """Return why a change is made with a mark that no other change has, by which its commit is known again."""
    return f"{why} ({uuid4().hex[:8]})"


def commit(connection: "duckdb.DuckDBPyConnection", lake: Lake, mark: str) -> None:
    """Commit, or raise what went wrong when nothing was changed, and StoreUnusable when that cannot be found out.

    Ctrl-C that comes after PostgreSQL has taken the commit comes too late and is passed over. After an error DuckLake
    has removed the files of the commit, so one that PostgreSQL has taken all the same is taken back.
    """
    try:
        connection.execute("commit")
    except Exception:  # of DuckDB, PostgreSQL or the line between: what became of the commit is looked up
        let_go(connection)
        if not _settled(lake, _kept_note(lake, mark)):
            raise
    except BaseException:
        let_go(connection)
        if not _insist(lake, mark, _was_taken):
            raise


def settle_last(lake: Lake) -> None:
    """Take back what earlier writers of this machine could not find out about, as far as it was taken."""
    for note in lake.folder.glob(f"{_NOTE}*"):
        _settled(lake, note, patience=0)


def _kept_note(lake: Lake, mark: str) -> Path:
    """Remember a commit that failed until PostgreSQL has said what came of it; the next reader asks as well."""
    note = lake.folder / f"{_NOTE}{mark[-9:-1]}"
    note.write_text(mark, encoding="utf-8")
    return note


def _settled(lake: Lake, note: Path, patience: float | None = None) -> bool:
    """Take a commit back of which nobody was told that it was taken; tell whether it counts all the same."""
    with suppress(FileNotFoundError):  # another process has settled it
        counts = _insist(lake, note.read_text(encoding="utf-8"), _take_back, patience)
        note.unlink(missing_ok=True)
        return counts
    return False


def _insist(lake: Lake, mark: str, ask: "Callable[[Session, str], bool]", patience: float | None = None) -> bool:
    """Ask PostgreSQL after every commit that it is still at has ended; one that is restarted gets time to come back."""
    import psycopg

    began = time.monotonic()
    while True:
        with suppress(StoreUnusable, psycopg.Error), connected(lake) as session, listening_to(session):
            return ask(session, mark)
        if time.monotonic() - began > (PATIENCE if patience is None else patience):
            raise _unsure(lake) from None
        time.sleep(0.5)


def _take_back(session: "Session", mark: str) -> bool:
    with session.transaction():
        session.execute(named("lake/say_mark").encode(), [mark])
        session.execute(named("lake/take_back").encode())
    return _was_taken(session, mark)


def _was_taken(session: "Session", mark: str) -> bool:
    with session.transaction():
        session.execute(named("lake/wait_for_commits").encode())
        found = session.execute(named("lake/was_taken").encode(), [mark]).fetchone()
    return bool(found and found[0])


def _unsure(lake: Lake) -> StoreUnusable:
    return StoreUnusable(
        say(
            "{lake} was gone before it said whether it took the change. Load again on this machine when it answers:"
            " that puts it right, and nothing is loaded twice.",
            lake=lake,
        )
    )
