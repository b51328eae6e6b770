"""Files as agencies hand them over, for tests of the loading."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from console.faults import Fault
from console.intake import Loaded
from console.store.embedded import EmbeddedStore
from tests.stores import COUNTY, TOWN

COLUMNS: Mapping[str, Sequence[Any]] = {
    "indicator": ["output", "output", "loans"],
    "place": [COUNTY, TOWN, COUNTY],
    "period": ["2023-05", "2023-05", "2023-05"],
    "value": [40.0, 12.5, 3.0],
}
"""Three readings that have nothing wrong with them."""

ENTRIES: Mapping[str, Sequence[Any]] = {
    "indicator": ["output", "output"],
    "entry_id": ["E1", "E2"],
    "name": ["甲公司", "乙公司"],
    "place": ["东镇", TOWN],
    "event": ["entered", "entered"],
    "date": ["2023-03-01", "2023-04-15"],
}


def readings(path: Path, **columns: Sequence[Any] | None) -> Path:
    """Write a file of readings: the three of `COLUMNS`, with these columns instead or besides; None leaves one out."""
    return written(path, {**COLUMNS, **columns})


def entries(path: Path, **columns: Sequence[Any] | None) -> Path:
    """Write a file of entries in the same way."""
    return written(path, {**ENTRIES, **columns})


def written(path: Path, columns: Mapping[str, Any]) -> Path:
    pq.write_table(pa.table({name: values for name, values in columns.items() if values is not None}), path)
    return path


def rules(loaded: Loaded) -> list[str]:
    """Return the rules that a file broke."""
    return sorted(fault.rule for fault in loaded.faults)


def only_fault(loaded: Loaded) -> Fault:
    """Return the one fault of a refused file."""
    assert loaded.status == "refused"
    assert len(loaded.faults) == 1, [str(fault.message) for fault in loaded.faults]
    return loaded.faults[0]


def contents(store: EmbeddedStore) -> dict[str, str]:
    """Return a digest of every file of a store, to tell that nothing in it was changed."""
    files = sorted(store.path.glob("*"))
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.name not in ("lock", "audit.jsonl")
    }


def kept(store: EmbeddedStore, query: str) -> list[tuple[Any, ...]]:
    """Return the answer of a store to a query, as tuples."""
    with store.read() as generation:
        return [tuple(row.values()) for row in generation.rows(query)]
