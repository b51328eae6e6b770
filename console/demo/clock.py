"""The sample's own clock: every file of the sample is loaded on the day on which its agency handed it in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Self

import pyarrow as pa

from console.store import Limits
from console.store import folder as on_disk
from console.store.draft import EmbeddedDraft
from console.store.embedded import quietly
from console.store.generation import EmbeddedGeneration
from console.store.interface import OnPhase
from console.store.queries import in_folder, named
from console.store.recording import add_to_log

OPERATOR = "示例操作员"
OPENING = time(1, 30, tzinfo=UTC)
"""Half past nine in China."""


def moment(day: date, number: int) -> datetime:
    """Return when a generation is published on a day, UTC: each a minute after the one before."""
    return (datetime.combine(day, OPENING) + timedelta(minutes=number)).replace(tzinfo=None)


class DatedDraft(EmbeddedDraft):
    """Generations written one after the other into one file, each on a day of its own; `end` publishes the last."""

    def __init__(self, folder: Path, day: date) -> None:
        super().__init__(folder, "sample", OPERATOR, Limits(), quietly)
        self._day = day
        self.written: dict[int, datetime] = {}
        """When each generation was published on the sample's clock."""

    def __enter__(self) -> Self:
        super().__enter__()
        self._let_be_read()
        return self

    def turn_to(self, day: date, why: str) -> None:
        """Go on with the next generation, on the same day or a later one."""
        self._day, self.why = day, why
        self.run(named("store/set_meta"), name="sample", value="yes")
        self.run(named("store/set_meta"), name="today", value=day.isoformat())
        for known in ("meta", "today"):
            self.__dict__.pop(known, None)

    def now(self) -> datetime:
        """Return the moment on the sample's clock."""
        return moment(self._day, self.number)

    def publish(self) -> int:
        """Write one generation down and return its number; no reader sees it before the end."""
        add_to_log(self.folder, self.record())
        self.written[self.number] = self.now()
        self._let_be_read()
        self.number += 1
        return self.number - 1

    def _let_be_read(self) -> None:
        self._connection.execute("commit")
        self._connection.execute("begin transaction")

    def newest(self) -> EmbeddedGeneration:
        """Open the generation that was written down last."""
        return EmbeddedGeneration(self.number - 1, self.file, self._connection.cursor())

    def end(self) -> None:
        """Publish the generation that was written down last, with all that came before it."""
        self.number -= 1
        self._finish()

    def _publish_file(self) -> None:
        on_disk.remove(self.file.with_suffix(".work"))
        self.file = self.file.rename(on_disk.file_of(self.folder, self.number))
        super()._publish_file()


class DatedStore:
    """A sample store that is written on the day to which `day` is set, while its draft is open."""

    def __init__(self, draft: DatedDraft) -> None:
        self.path = draft.folder
        self.day = date.min
        self._draft = draft

    @property
    def name(self) -> str:
        """What people call the store: its folder."""
        return str(self.path)

    def version(self) -> int | None:
        """Return the number of the generation that was written down last."""
        return self._draft.number - 1 or None

    def seal(self, _number: int) -> None:
        """Nothing tells these generations apart yet."""

    def read(self) -> EmbeddedGeneration:
        """Open the generation that was written down last."""
        return self._draft.newest()

    @contextmanager
    def write(
        self, why: str, _by: str | None = None, _on_phase: OnPhase = quietly, county: str = "", adding: bool = False
    ) -> Iterator[DatedDraft]:
        """Begin the next generation on the day that is set; whoever is named, the sample's operator writes."""
        self._draft.county = county
        self._draft.turn_to(self.day, why)
        yield self._draft


def end_on(folder: Path, day: date, written: dict[int, datetime]) -> None:
    """Publish once more, on the sample's own today, with every time set to the sample's clock."""
    with DatedDraft(folder, day) as draft:
        draft.turn_to(day, "sample complete")
        for name in in_folder("demo"):
            generations, moments = pa.array(written, pa.int32()), list(written.values())
            draft.offer("dated", pa.table({"generation": generations, "at": moments}))
            draft.run(named(name))
        draft.settle()
        draft.publish()
        draft.end()
