"""The next generation of a lake while it is being written: one transaction of DuckLake."""

from contextlib import suppress
from typing import TYPE_CHECKING

from console.faults import Contended, Hindered, Refused
from console.language import say
from console.store.draft import EmbeddedDraft
from console.store.engine import Limits, is_engine_error
from console.store.generation import EmbeddedGeneration
from console.store.interface import OnPhase, Phase, StoreUnusable
from console.store.lake.attached import attached, cause_of, give_back, let_go, not_taken
from console.store.lake.catalogue import Turn
from console.store.lake.committing import commit, marked
from console.store.lake.kept import keep
from console.store.lake.numbers import BLOCK, Numbers
from console.store.queries import named
from console.store.recording import add_to_log, catch_up, write_down
from console.store.schema import bring_up_to_date

if TYPE_CHECKING:
    from console.store.lake.store import LakeStore


class LakeDraft(EmbeddedDraft):
    """What one writer changes in a lake; nobody sees it before its one commit."""

    def __init__(
        self, store: "LakeStore", why: str, by: str | None, limits: Limits, on_phase: OnPhase, county: str = "",
        adding: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(store.path, why, by, limits, on_phase, county)
        self.lake = store.lake
        self._store = store
        self._turn = Turn(self.lake, lambda: self._on_phase(Phase.WAITING), county if adding else "")
        self._number: int | None = None
        self._first_series: int | None = None

    @property
    def number(self) -> int:
        """The number of the generation, which a loader has from when it is its turn to publish."""
        if self._number is None:
            self._turn.to_publish()
            self._number = self._next_number()
        return self._number

    @number.setter
    def number(self, number: int) -> None:
        self._number = number or None

    def _next_number(self) -> int:
        newest = self._store.newest.version(now=True)
        return max(newest.generation if newest else 0, self._store.numbered) + 1

    def rehearse(self) -> None:
        """Take a number that somebody else may take as well: this draft will not be published."""
        self._number = self._next_number()

    def next_snapshot_id(self, count: int = 1) -> int:
        """Return the first of so many numbers that no snapshot has, and none that is loaded meanwhile."""
        return self._numbers().reserve("snapshot", super().next_snapshot_id(), count)

    def next_quarantine_id(self, count: int) -> int:
        """Return the first of so many numbers that no row in quarantine has."""
        return self._numbers().reserve("quarantine", super().next_quarantine_id(count), count)

    def next_series_id(self, county: str) -> int:
        """Return the number of a county's next series."""
        known = self.rows(named("lake/newest_series"), county=county)[0]
        self._first_series = self._numbers().next_series(county, known["own"], known["highest"])
        return self._first_series

    def _numbers(self) -> Numbers:
        return Numbers(self.lake, self._turn.session)

    def takes(self, table: str) -> bool:
        """Tell whether rows are written into a table, and not worked out."""
        return table != "current"

    def renew_current(self, withdrawn: bool) -> None:
        """Do nothing: in a lake `current` is worked out when somebody asks."""

    def publish(self) -> int:
        """Commit the draft as the lake's newest generation and return its number."""
        self._require_room_for_series()
        now = self.now()
        self.run(named("store/record_generation"), generation=self.number, at=now, by=self.by, why=self.why)
        done = write_down(self, now)
        mark = marked(self.why)
        self._keep_answers(mark)
        self.run(named("lake/say_published"), by=self.by, why=mark, generation=str(self.number))
        commit(self._connection, self.lake, mark)
        self.published = True
        self._turn.call()
        self._on_phase(Phase.COMMITTED)
        self._turn.tidy()
        give_back(self.lake, self._limits, self._connection, self._offered)
        with suppress(StoreUnusable):  # the change is there, whoever is away now
            self._store.newest.version(now=True)
        add_to_log(self.folder, done)
        self._on_phase(Phase.PUBLISHED)
        return self.number

    def _keep_answers(self, mark: str) -> None:
        """Keep what every console will ask; where PostgreSQL does not take it, the commit will say so."""
        import psycopg

        with suppress(psycopg.Error):
            keep(self, self._turn.session, mark)

    def _begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._held.enter_context(self._turn)
        self._on_phase(Phase.LOCKED)
        self.file = self.folder
        connection = attached(self.lake, "lake/attach_to_write", self._limits, self._limits.memory)
        EmbeddedGeneration.__init__(self, 0, self.folder, connection)
        self._on_phase(Phase.COPIED)
        self._connection.execute("begin transaction")
        bring_up_to_date(self, comments=False)
        if self.rows(named("lake/current_is_kept")):
            self.run(named("lake/drop_current"))
            self.run(named("lake/view_current"))
        catch_up(self, 0, 0)

    def _require_room_for_series(self) -> None:
        """Refuse a load whose new series do not fit into the numbers that its county has."""
        if self._first_series is None:
            return
        newest = self.rows(named("lake/newest_series"), county=self.county)[0]["own"]
        if newest is not None and newest // BLOCK > self._first_series // BLOCK:
            raise Refused(
                say("A county of a lake may have {most} series at a time; this load brings more.", most=f"{BLOCK:,}")
            )

    def _abandon(self) -> None:
        if connection := getattr(self, "_connection", None):
            let_go(connection)
        if not self.published:
            self._held.close()

    def _refusal(self, error: Exception) -> Exception:
        if isinstance(error, OSError) or is_engine_error(error):
            kind = Contended if "Transaction conflict" in str(error) else Hindered
            return not_taken(self.lake, cause_of(error), kind)
        return error
