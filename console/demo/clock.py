"""The sample's own clock: every file of the sample is loaded on the day on which its agency handed it in."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Self

import pyarrow as pa

from console.store.draft import EmbeddedDraft
from console.store.embedded import EmbeddedStore, quietly
from console.store.interface import OnPhase
from console.store.queries import in_folder, named

OPERATOR = "示例操作员"
OPENING = time(1, 30, tzinfo=UTC)
"""Half past nine in China."""


def moment(day: date, number: int) -> datetime:
    """Return when a generation is published on a day, UTC: each a minute after the one before."""
    return (datetime.combine(day, OPENING) + timedelta(minutes=number)).replace(tzinfo=None)


class DatedDraft(EmbeddedDraft):
    """The next generation of a sample store, written on a day of its own."""

    def __init__(self, store: "DatedStore", why: str, on_phase: OnPhase) -> None:
        super().__init__(store.path, why, OPERATOR, store.limits, on_phase)
        self._day = store.day
        self._written = store.written

    def __enter__(self) -> Self:
        super().__enter__()
        self.run(named("store/set_meta"), name="sample", value="yes")
        self.run(named("store/set_meta"), name="today", value=self._day.isoformat())
        for known in ("meta", "today"):
            self.__dict__.pop(known, None)
        return self

    def now(self) -> datetime:
        """Return the moment on the sample's clock."""
        return moment(self._day, self.number)

    def publish(self) -> int:
        """Publish, and remember when that was on the sample's clock."""
        number = super().publish()
        self._written[number] = moment(self._day, number)
        return number


class DatedStore(EmbeddedStore):
    """A sample store that is written on the day to which `day` is set."""

    def __init__(self, path: Path, day: date) -> None:
        super().__init__(path)
        self.day = day
        self.written: dict[int, datetime] = {}

    def write(self, why: str, by: str | None = None, on_phase: OnPhase = quietly) -> DatedDraft:
        """Begin the next generation on the day that is set; whoever is named, the sample's operator writes."""
        return DatedDraft(self, why, on_phase)

    def end_on(self, day: date) -> None:
        """Publish once more, on the sample's own today, with every time set to the sample's clock."""
        self.day = day
        with self.write("sample complete") as draft:
            generations, moments = list(self.written), list(self.written.values())
            for name in in_folder("demo"):
                draft.offer("dated", pa.table({"generation": pa.array(generations, pa.int32()), "at": moments}))
                draft.run(named(name))
            draft.settle()
            draft.publish()
