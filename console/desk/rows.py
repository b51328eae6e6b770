"""Reads the rows that a worker sends, trusting nothing about them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from console.desk.records import Record
from console.desk.sentences import sentence
from console.desk.states import Mark, State, Unanswered

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
