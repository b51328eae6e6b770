"""Writes a table of the console into a file for other programs, with the same names and figures as `jindu status`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from console.overview import Line, Overview

FORMS = ("csv", "xlsx", "parquet", "svg")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?")
_WHOLE = ("year", "days_late", "snapshot")
_NUMBERS = (
    "target", "actual", "expected", "expected_linear", "pace_pp", "gap", "forecast", "low", "high", "probability",
    "required",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """What is exported: rows of the same names."""

    name: str
    """A part of the file's name."""
    rows: Sequence[Mapping[str, Any]]
    typed: bool = False
    """Whether the names are those of `jindu status`, whose types are known."""


def standings_table(overview: Overview, lines: Iterable[Line]) -> Table:
    """Return targets as `jindu status` gives them."""
    rows = [_status(overview, line) for line in lines]
    return Table(f"{overview.county}-{overview.year}", rows, typed=True)


def _status(overview: Overview, line: Line) -> dict[str, Any]:
    wanted = line.target if line.target is not None else line.value
    return {
        "county": overview.county, "year": overview.year, "target_id": line.target_id, "name": str(line.name),
        "indicator": line.indicator, "place": line.place, "kind": str(line.kind), "measure": line.measure,
        "comparator": str(line.comparator), "target": wanted, "unit": line.unit, "actual": line.actual,
        "period": line.period.isoformat() if line.period else None, "expected": line.expected,
        "expected_rule": str(line.expected_rule), "expected_linear": line.expected_linear, "pace_pp": line.pace_pp,
        "gap": line.gap, "light": str(line.light), "outlook": str(line.outlook), "forecast": line.forecast,
        "low": line.low, "high": line.high, "probability": line.probability, "confidence": line.confidence,
        "required": line.required, "reason": str(line.reason), "outlook_reason": str(line.outlook_reason),
        "freshness": str(line.freshness), "due": line.due.isoformat() if line.due else None,
        "days_late": line.days_late, "parent": line.parent, "agency": line.agency, "panel": str(line.panel),
        "snapshot": line.actual_snapshot, "file": line.file,
    }  # fmt: skip


def text_table(name: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table of texts; a column of which every text is a number holds numbers."""
    named = [title.strip() or f"column {place}" for place, title in enumerate(titles, 1)]
    columns = [_column(column) for column in zip(*rows, strict=False)] or [[] for _ in named]
    kept = [(title, column) for title, column in zip(named, columns, strict=False) if any(column)]
    unique = {title if title not in named[:place] else f"{title} {place}": at for place, (title, at) in enumerate(kept)}
    return Table(name, [dict(zip(unique, row, strict=True)) for row in zip(*unique.values(), strict=True)])


def _column(texts: Iterable[str]) -> list[Any]:
    plain = [text.strip() for text in texts]
    told = [text for text in plain if text not in ("", "-", "–")]
    if told and all(_NUMBER.fullmatch(text) for text in told):
        return [float(text.replace(",", "")) if _NUMBER.fullmatch(text) else None for text in plain]
    return [text or None for text in plain]


def write_table(table: Table, file: Path, form: str) -> int:
    """Write a table to a file and return its rows; CSV begins with the mark by which Excel knows UTF-8."""
    import pyarrow as pa

    from console.desk.export import write_file

    rows = [dict(row) for row in table.rows]
    names = list(rows[0]) if rows else ["target_id"]
    if table.typed:
        schema = pa.schema([
            (name, pa.int64() if name in _WHOLE else pa.float64() if name in _NUMBERS else pa.string())
            for name in names
        ])  # fmt: skip
        made = pa.Table.from_pylist(rows, schema=schema)
    else:
        made = pa.Table.from_pylist(rows) if rows else pa.table({"target_id": pa.array([], pa.string())})
    return write_file([made], file, form, bom=form == "csv")


def file_name(name: str, form: str, now: datetime) -> str:
    """Return a name for a new file that every system takes."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")[:60] or "page"
    return f"jindu-{plain}-{now:%Y%m%d-%H%M%S}.{form}"


def folder_for(wanted: Path | None) -> Path:
    """Return the folder that exports go to: the one in the settings, else the one the console was opened in."""
    import os

    if wanted is not None:
        return wanted
    here = Path.cwd()
    return here if os.access(here, os.W_OK) else Path.home()
