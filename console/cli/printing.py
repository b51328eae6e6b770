"""Printing answers: sentences, aligned tables on a terminal, plain data in a pipe or a file."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.faults import Refused
from console.formats import safe_text
from console.language import say

if TYPE_CHECKING:
    import pyarrow as pa


def say_line(sentence: object) -> None:
    """Print one sentence; nothing in it can drive the terminal."""
    print(safe_text(str(sentence), 2000))  # noqa: T201


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their columns, aligned by terminal cell whatever the script."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    rows = [list(row) for row in rows]
    for at, column in enumerate(columns):
        numbers = any(isinstance(row[at], int | float) for row in rows)
        table.add_column(Text(column), justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    width = None if sys.stdout.isatty() else 240
    Console(width=width, soft_wrap=False).print(table)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.10g}"
    return safe_text(str(value), 400)


def write_answer(table: "pa.Table", form: str, output: Path | None, rows: Any) -> None:
    """Write an answer as csv, json or parquet to standard output or to a file that appears whole or not at all."""
    if output is None:
        _write(table, form, sys.stdout.buffer, rows)
        sys.stdout.buffer.flush()
        return
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as file:
            _write(table, form, file, rows)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(
            say(
                "{file} could not be written: {why}. Choose another place with --output.",
                file=output,
                why=error.strerror,
            )
        ) from error


def _write(table: "pa.Table", form: str, file: Any, rows: Any) -> None:
    if form == "json":
        import json

        file.write((json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n").encode())
    elif form == "csv":
        from pyarrow import csv

        csv.write_csv(table, file)
    else:
        from pyarrow import parquet

        parquet.write_table(table, file)
