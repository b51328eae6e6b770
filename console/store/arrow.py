"""Answers as Arrow, in the way that costs nothing in the DuckDB that is installed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


def read_whole(cursor: "duckdb.DuckDBPyConnection", question: str, values: Mapping[str, Any]) -> "pa.Table":
    """Return the answer to one statement as one table."""
    return _asked(cursor, question, values).to_arrow_table()


def read_on(
    cursor: "duckdb.DuckDBPyConnection", question: str, values: Mapping[str, Any], batch: int
) -> "pa.RecordBatchReader":
    """Return the answer to one statement in batches of so many rows, each worked out when it is read."""
    return _asked(cursor, question, values).to_arrow_reader(batch)


def _asked(cursor: "duckdb.DuckDBPyConnection", question: str, values: Mapping[str, Any]) -> Any:
    import duckdb

    # With values, `sql` of DuckDB 1.5 makes Python objects of all rows first (five seconds a million), and `execute` of
    # DuckDB 2.0 copies them.
    if values and duckdb.__version__.startswith("1."):
        return cursor.execute(question, dict(values))
    return cursor.sql(question, params=dict(values) or None)
