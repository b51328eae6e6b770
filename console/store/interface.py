"""What the console may ask of a store, whatever kind of store stands behind it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias

from console.language import Sentence

if TYPE_CHECKING:
    import pyarrow as pa

    from console.store.vocabulary import Vocabulary


class StoreUnusable(Exception):
    """The store cannot be opened; the sentence says why and what to do (exit 3)."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class StoreDamaged(StoreUnusable):
    """A generation's bytes are not those that were published; an earlier generation may still be read."""


class Stopped(Exception):
    """A question was stopped before it had its answer."""


class Phase(StrEnum):
    """How far a writer has come."""

    WAITING = "waiting"
    """Another writer has been at work for over a second."""
    LOCKED = "locked"
    COPIED = "copied"
    COMMITTED = "committed"
    WRITTEN = "written"
    """Checkpointed and on the disk, not yet published."""
    PUBLISHED = "published"


OnPhase = Callable[[Phase], None]
Question: TypeAlias = tuple[str, Mapping[str, object]]
"""A statement and its values."""


class Generation(Protocol):
    """One published state of the store, which never changes."""

    @property
    def number(self) -> int:
        """Number of the generation; 0 is a store in which nothing was published yet."""

    @property
    def bytes(self) -> int:
        """How large it is on the disk."""

    @property
    def published_at(self) -> datetime | None:
        """When it was published, UTC."""

    @property
    def trouble(self) -> Sentence | None:
        """Why this is not the newest generation: a newer one is damaged."""

    @property
    def is_sample(self) -> bool:
        """Whether the figures are made up."""

    @property
    def today(self) -> date:
        """The sample's own today, else the calendar's."""

    def rows(self, query: str, /, **values: object) -> list[dict[str, Any]]:
        """Return the answer as rows of plain Python values."""

    def answers(self, *questions: Question) -> list[list[dict[str, Any]]]:
        """Return the answers to several questions; they are asked side by side where the store is far away."""

    def table(self, query: str, /, **values: object) -> "pa.Table":
        """Return the answer as an Arrow table."""

    def contradictions(self) -> list[Sentence]:
        """Return what is kept beside the generation and says something else than the generation does."""

    def stop(self) -> None:
        """Interrupt every question that is being answered; it raises `Stopped` where it was asked."""

    def close(self) -> None:
        """Let go of the generation."""

    def vocabulary(self, county: str = "") -> "Vocabulary":
        """Return all indicators and places that are known of a county; empty takes that of the newest catalogue."""

    def next_series_id(self, _county: str) -> int:
        """Return a number that no series has, and none after it, for a county's next series."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


class Draft(Generation, Protocol):
    """The next generation while it is being written; only its writer sees it."""

    by: str
    """Who writes it."""
    county: str
    """Whose figures it changes; empty where it may change those of all."""

    def run(self, query: str, /, **values: object) -> int:
        """Run a statement that changes rows and return how many."""

    def offer(self, name: str, stream: "pa.RecordBatchReader | pa.Table") -> None:
        """Let the next query read an Arrow stream under a name."""

    def next_snapshot_id(self, _count: int = 1) -> int:
        """Return the first of so many numbers that no snapshot has."""

    def rehearse(self) -> None:
        """Say that this draft will not be published, so that nobody has to wait for it."""

    def next_quarantine_id(self, _count: int) -> int:
        """Return the first of so many numbers that no row in quarantine has."""

    def renew_current(self, withdrawn: bool) -> None:
        """Bring `current` up to date with this draft's snapshots, and with what it withdrew."""

    def settle(self, as_of: date | None = None, known_at: list[int] | None = None) -> None:
        """Bring `current` up to date and work out the standings."""

    def publish(self) -> int:
        """Make the draft the store's newest generation and return its number."""


class Store(Protocol):
    """A store of generations."""

    path: Path
    """The folder of the store; of a lake, the folder in which this machine keeps its notes on it."""

    @property
    def name(self) -> str:
        """What people call the store."""

    def version(self) -> int | None:
        """Return the number of the newest generation, or None for an empty store; costs microseconds."""

    def seal(self, number: int) -> str | None:
        """Return what no other state of any store bears, to know a generation again; None where nothing is sure."""

    def read(self) -> Generation:
        """Open the newest generation."""

    def write(
        self, why: str, by: str | None = None, on_phase: OnPhase = ..., county: str = "", adding: bool = False
    ) -> AbstractContextManager[Draft]:
        """Begin the next generation; leaving without `publish` changes nothing.

        A draft that names a county changes that county's figures alone. One that only adds rows (a load) goes on
        beside those of other counties where the store can: in a lake.
        """


class FiledStore(Store, Protocol):
    """A store whose generations lie in files on this machine, for the query worker to open."""

    def readable(self) -> int | None:
        """Return the number of the generation that `read` would open."""

    def file_of(self, number: int) -> Path:
        """Return the file in which a generation lies whole."""
