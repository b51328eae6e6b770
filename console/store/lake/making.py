"""Making a lake, and keeping it small: what an operator of a lake does now and then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from console.faults import Hindered, Refused
from console.language import say
from console.store.engine import Limits, is_engine_error
from console.store.lake.attached import attached, cause_of, let_go, not_taken, without_secrets
from console.store.lake.catalogue import Newest, Turn, connected
from console.store.lake.place import Lake
from console.store.lake.roles import require_writer
from console.store.lake.tools import remove_files
from console.store.queries import named

if TYPE_CHECKING:
    import duckdb

LEAST_HOURS = 1
_MEMORY = "500MB"


def make(lake: Lake) -> None:
    """Make the lake in its database and folder; one that is there already is left as it is."""
    with connected(lake) as session:
        require_writer(lake, session)
    if lake.s3 is None and not Path(lake.data).is_dir():
        raise Refused(say("There is no folder {folder} for the data of the lake. Make it first.", folder=lake.data))
    attached(lake, "lake/attach_new", Limits(), _MEMORY).close()
    with connected(lake) as session:
        for query in ("lake/one_of_each_number", "lake/make_numbers", "lake/make_answers", "lake/make_kept"):
            session.execute(named(query).encode())


def compact(lake: Lake) -> tuple[int, int]:
    """Merge small files into larger ones; return how many files there were and are."""
    with Turn(lake, lambda: None), _opened(lake) as connection:
        before = connection.execute(named("lake/files")).fetchall()[0][0]
        connection.execute(named("lake/compact")).fetchall()
        return int(before), int(connection.execute(named("lake/files")).fetchall()[0][0])


def expire(lake: Lake, hours: int) -> int:
    """Forget versions older than so many hours and remove the files that none needs; return how many versions went.

    The newest version always stays. A console holds a version for as long as nothing newer was published or read, so
    fewer hours than a console may be cut off are refused.
    """
    if hours < LEAST_HOURS:
        raise Refused(say("Keep at least {hours} hour: consoles may still read younger versions.", hours=LEAST_HOURS))
    newest = Newest(lake).version(now=True)
    with Turn(lake, lambda: None), connected(lake) as session, _opened(lake) as connection:
        remove_files(session)
        before = {"hours": hours, "now": session.execute(named("lake/clock").encode()).fetchall()[0][0]}
        bounds = {**before, "newest": newest.version if newest else 0}
        old = [row[0] for row in connection.execute(named("lake/old_versions"), bounds).fetchall()]
        if old:
            connection.execute(named("lake/expire"), {"versions": old})
        with _saying_what_is_forgotten(lake, len(old)):
            for tidy in ("lake/clean_up", "lake/remove_orphans"):
                connection.execute(named(tidy), before)
        return len(old)


@contextmanager
def _saying_what_is_forgotten(lake: Lake, count: int) -> Iterator[None]:
    """Let an error of the storage tell that the versions are forgotten already."""
    try:
        yield
    except Exception as error:
        if not is_engine_error(error):
            raise
        told = without_secrets(lake, cause_of(error))
        raise Hindered(
            say(
                "Old versions of {lake} are forgotten ({count}), but the files that none needs could not be removed"
                " ({error}). Run it again when they can.",
                count=count, lake=lake, error=told,
            )
        ) from None  # fmt: skip


@contextmanager
def _opened(lake: Lake) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Open a lake to tidy it up; where PostgreSQL or the storage fails meanwhile, that is said in a sentence."""
    import psycopg

    connection = attached(lake, "lake/attach_to_write", Limits(), _MEMORY)
    try:
        yield connection
    except Exception as error:
        if isinstance(error, psycopg.Error) or is_engine_error(error):
            raise not_taken(lake, cause_of(error), Hindered) from None
        raise
    finally:
        let_go(connection)
