"""Numbers that loaders on different machines take at the same time and never twice: of snapshots, rows and series."""

from typing import TYPE_CHECKING, Any

from console.faults import Refused
from console.language import say
from console.store.engine import first_line
from console.store.lake.attached import not_taken
from console.store.lake.catalogue import listening_to
from console.store.lake.place import Lake
from console.store.queries import named

if TYPE_CHECKING:
    import psycopg

BLOCK = 1 << 20
"""Series that a county has numbers for at a time: no two counties number theirs in the same block."""
_BLOCKS = (1 << 31) // BLOCK


class Numbers:
    """Hands out numbers over a session with the lake's PostgreSQL."""

    def __init__(self, lake: Lake, session: "psycopg.Connection[tuple[Any, ...]]") -> None:
        self._lake = lake
        self._session = session

    def reserve(self, what: str, least: int, count: int = 1) -> int:
        """Return the first of so many numbers in a row; a change that fails leaves a gap."""
        return int(self._ask("lake/reserve", {"what": what, "least": least, "count": count})[0])

    def next_series(self, county: str, newest: int | None, highest: int) -> int:
        """Return the number of a county's next series: after its newest one, or the first of a new block.

        A block is kept under what it follows, so that a load which failed finds it again.
        """
        mine = f"block {county} after "
        if newest is not None and (newest + 1) % BLOCK and self._ask("lake/owns_block", [mine, newest // BLOCK])[0]:
            return newest + 1
        after = f"{mine}{newest or 0}"
        kept = self._ask("lake/block_kept", [after])[0]
        block = self.reserve("block", highest // BLOCK + 1) if kept is None else int(kept)
        if block >= _BLOCKS:
            raise Refused(say("The lake has numbers for no further county. Give it a lake of its own."))
        self._ask("lake/keep_block", [after, block])
        return block * BLOCK

    def _ask(self, query: str, values: Any) -> tuple[Any, ...]:
        import psycopg

        try:
            with listening_to(self._session):
                found = self._session.execute(named(query).encode(), values).fetchone()
        except psycopg.errors.UndefinedTable:
            raise Refused(
                say(
                    "{lake} was made by an earlier version of Jindu. Run `jindu lake init {lake}` once more.",
                    lake=self._lake,
                )
            ) from None
        except psycopg.Error as error:
            raise not_taken(self._lake, first_line(error)) from None
        assert found is not None
        return found
