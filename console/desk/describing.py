"""What one column of an answer holds, over all its rows: counts, quantiles, a histogram, the most frequent values."""

from typing import Any

from console.desk.gate import NotAdmitted
from console.desk.held import Held, Source
from console.desk.running import Run
from console.store.queries import named


def described(held: Held, at: int, run: Run) -> dict[str, Any]:
    """Describe a column of an answer."""
    if held.source is None or not 0 <= at < len(held.columns):
        raise NotAdmitted("gone")
    source, kind = held.source, held.columns[at].kind.upper()
    column = Source(f"{source.opening}, of_column as not materialized (select c{at} as value from answer)\n")

    def told(name: str, **more: int) -> list[dict[str, Any]]:
        values = {**source.values, **{f"jindu_{key}": value for key, value in more.items()}}
        rows: list[dict[str, Any]] = run.table(held.engine, column.ask(named(f"desk/{name}")), values).to_pylist()
        return rows

    found = {**told("column_nested" if _is_nested(kind) else "column_counts")[0], "top": told("column_top", most=10)}
    found["quantiles"] = told("column_quantiles")[0]["quantiles"] if _is_ordered(kind) else None
    found["histogram"] = told("column_histogram", bins=20) if _is_number(kind) else []
    return found


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION", "JSON"))


def _is_number(kind: str) -> bool:
    return kind.startswith(("DECIMAL", "FLOAT", "DOUBLE", "REAL")) or kind.endswith(("INT", "INTEGER"))


def _is_ordered(kind: str) -> bool:
    return _is_number(kind) or kind.startswith(("DATE", "TIME"))
