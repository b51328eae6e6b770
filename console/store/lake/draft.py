"""The next generation of a lake while it is being written: one transaction of DuckLake."""

from contextlib import suppress
from typing import TYPE_CHECKING

from console.faults import Hindered
from console.language import say
from console.store.draft import EmbeddedDraft
from console.store.engine import Limits, is_engine_error
from console.store.generation import EmbeddedGeneration
from console.store.interface import OnPhase, Phase, StoreUnusable
from console.store.lake.attached import attached, cause_of, let_go, without_secrets
from console.store.lake.catalogue import Turn
from console.store.lake.committing import commit, marked
from console.store.queries import named
from console.store.recording import add_to_log, catch_up, write_down
from console.store.schema import bring_up_to_date

if TYPE_CHECKING:
    from console.store.lake.store import LakeStore


class LakeDraft(EmbeddedDraft):
    """What one writer changes in a lake; nobody sees it before its one commit."""

    def __init__(
        self, store: "LakeStore", why: str, by: str | None, limits: Limits, on_phase: OnPhase, county: str = ""
    ) -> None:
        super().__init__(store.path, why, by, limits, on_phase, county)
        self.lake = store.lake
        self._store = store

    def publish(self) -> int:
        """Commit the draft as the lake's newest generation and return its number."""
        now = self.now()
        self.run(named("store/record_generation"), generation=self.number, at=now, by=self.by, why=self.why)
        done = write_down(self, now)
        mark = marked(self.why)
        self.run(named("lake/say_published"), by=self.by, why=mark, generation=str(self.number))
        commit(self._connection, self.lake, mark)
        self.published = True
        self._on_phase(Phase.COMMITTED)
        let_go(self._connection)
        with suppress(StoreUnusable):  # the change is there, whoever is away now
            self._store.newest.version(now=True)
        add_to_log(self.folder, done)
        self._on_phase(Phase.PUBLISHED)
        return self.number

    def _begin(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._held.enter_context(Turn(self.lake, lambda: self._on_phase(Phase.WAITING)))
        self._on_phase(Phase.LOCKED)
        newest = self._store.newest.version(now=True)
        self.number = max(newest[1] if newest else 0, self._store.numbered) + 1
        self.file = self.folder
        connection = attached(self.lake, "lake/attach_to_write", self._limits, self._limits.memory)
        EmbeddedGeneration.__init__(self, self.number, self.folder, connection)
        self._on_phase(Phase.COPIED)
        self._connection.execute("begin transaction")
        bring_up_to_date(self, comments=False)
        catch_up(self, self.number - 1, 0)

    def _abandon(self) -> None:
        if connection := getattr(self, "_connection", None):
            let_go(connection)
        if not self.published:
            self._held.close()

    def _refusal(self, error: Exception) -> Exception:
        if isinstance(error, OSError) or is_engine_error(error):
            told = without_secrets(self.lake, cause_of(error))
            return Hindered(
                say(
                    "The {lake} could not take the change ({error}); nothing was changed. Try again.",
                    lake=self.lake,
                    error=told,
                )
            )
        return error
