"""The files of the sample as the agencies hand them over: what is new or restated since the files before."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from console.demo.entries import Entries, Entry
from console.demo.readings import Key, Readings, Told
from console.demo.story import Delivery, Story
from console.targets import Target

SPOILT = 10.0
"""A figure of a file that is withdrawn later is this many times too large."""

READINGS = pa.schema(
    [
        ("indicator", pa.string()),
        ("place", pa.string()),
        ("period", pa.date32()),
        ("measure", pa.string()),
        ("dimension", pa.string()),
        ("member", pa.string()),
        ("value", pa.float64()),
    ]
)
ENTRIES = pa.schema(
    [
        ("indicator", pa.string()),
        ("entry_id", pa.string()),
        ("name", pa.string()),
        ("place", pa.string()),
        ("event", pa.string()),
        ("date", pa.date32()),
        ("industry", pa.string()),
        ("amount", pa.float64()),
        ("evidence", pa.string()),
    ]
)


class Desk:
    """Writes one delivery after the other and remembers what was handed in before."""

    def __init__(self, story: Story, targets: Mapping[str, Target], folder: Path) -> None:
        self.story = story
        self.targets = targets
        self.folder = folder
        self.readings = Readings(story, targets)
        self.entries = Entries(story, targets, self.readings.moves)
        self._told: Told = {}
        self._listed: set[tuple[str, str, str]] = set()

    def write(self, delivery: Delivery) -> Path:
        """Write the file of a delivery and return its path; a file handed in twice is written once."""
        file = self.folder / _file_name(delivery)
        if delivery.fate == "duplicate":
            return file
        table = self._readings(delivery) if delivery.form == "readings" else self._entries(delivery)
        pq.write_table(table, file, compression="zstd")
        return file

    def _targets(self, delivery: Delivery) -> Iterator[str]:
        reported = self.story.agencies[delivery.agency]
        yield from self.targets if reported == ["*"] else reported

    def _readings(self, delivery: Delivery) -> pa.Table:
        known: Told = {}
        for target_id in self._targets(delivery):
            known |= self.readings.known(target_id, delivery.until)
        fresh = {key: value for key, value in known.items() if self._told.get(key) != value}
        if delivery.spoilt:
            wrong = self.targets[delivery.spoilt]
            fresh = {key: _spoilt(key, value, wrong) for key, value in fresh.items()}
        else:
            self._told |= fresh
        columns = [[key.indicator, key.place, key.period, key.measure, key.dimension, key.member, value]
                   for key, value in sorted(fresh.items())]  # fmt: skip
        return _table(columns, READINGS)

    def _entries(self, delivery: Delivery) -> pa.Table:
        fresh: list[Entry] = []
        for target_id in self._targets(delivery):
            fresh += [entry for entry in self.entries.known(target_id, delivery.until) if self._is_new(entry)]
        self._listed |= {(entry.indicator, entry.entry_id, entry.event) for entry in fresh}
        rows = [[entry.indicator, entry.entry_id, entry.name, entry.place, entry.event, entry.day, entry.industry,
                 entry.amount, entry.evidence] for entry in fresh]  # fmt: skip
        return _table(rows, ENTRIES)

    def _is_new(self, entry: Entry) -> bool:
        return (entry.indicator, entry.entry_id, entry.event) not in self._listed


def _table(rows: Sequence[Sequence[object]], schema: pa.Schema) -> pa.Table:
    columns = [list(column) for column in zip(*rows, strict=True)]
    return pa.Table.from_arrays([pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)],
                                schema=schema)  # fmt: skip


def _spoilt(key: Key, value: float, wrong: Target) -> float:
    is_wrong = key.indicator == wrong.indicator and key.place == wrong.place and not key.measure.endswith("yoy")
    return value * SPOILT if is_wrong else value


def _file_name(delivery: Delivery) -> str:
    kind = "-明细" if delivery.form == "entries" else ""
    wrong = "-误" if delivery.spoilt else ""
    return f"示例-{delivery.agency}-{delivery.until:%Y年%m月}{kind}{wrong}.parquet"
