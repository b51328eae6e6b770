"""Reads the rows that a worker sends, trusting nothing about them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from console.desk.records import Record
from console.desk.sentences import sentence
from console.desk.states import Mark, State, Statistics, Unanswered

if TYPE_CHECKING:
    import pyarrow as pa


def rows_of(record: Record, names: Sequence[str] | None = None) -> "pa.Table":
    """Return the rows of a record, under the names of the user's columns where they are given."""
    import pyarrow as pa

    try:
        table = pa.ipc.open_stream(record.rows).read_all()
        for column in table.columns:
            # DuckDB hands out whole numbers of 128 bits as decimals of 38 digits, which the largest do not fit.
            column.validate(full="decimal" not in str(column.type))
        return table.rename_columns(list(names)) if names is not None else table
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unanswered(State(Mark.FAILED, error=sentence("failed", {"error": str(error)[:200]}))) from error


def statistics_of(record: Record) -> Statistics:
    """Return what a record says of a column."""
    histogram = [(step["from_value"], step["to_value"], step["rows"]) for step in record.listed("histogram")]
    lowest, highest = record.fields.get("lowest"), record.fields.get("highest")
    return Statistics(
        record.whole("rows"),
        record.whole("nulls"),
        record.whole("distinct_values"),
        None if lowest is None else str(lowest),
        None if highest is None else str(highest),
        tuple(map(str, record.fields.get("quantiles") or ())),
        tuple((float(low), float(high), int(rows)) for low, high, rows in histogram),
        tuple((str(one["value"]), int(one["rows"])) for one in record.listed("top")),
    )
