"""Writes an answer into a file for other programs: piece by piece, and the file appears whole or not at all."""

import contextlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from console.desk.plain import flat, json_line, sheet_value
from console.faults import Refused
from console.language import say

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("csv", "json", "parquet", "arrow", "xlsx")
SHEET_ROWS = 1_048_575
"""Rows that an Excel sheet has below its heading."""

Progress = Callable[[int], None]
"""Called with the rows written so far."""


def form_of(file: Path) -> str | None:
    """Return the format that a file's ending asks for, None for an ending that is none of ours."""
    ending = file.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else None


def write_file(
    pieces: "Iterable[pa.Table]", file: Path, form: str, *, bom: bool = False, progress: Progress | None = None
) -> int:
    """Write an answer to a file and return its rows; on any failure there is no new file and an old one stays."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as opened:
            rows = write(pieces, opened, form, bom=bom, progress=progress)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
    except OSError as error:
        raise Refused(
            say("{file} could not be written: {why}. Choose another place.", file=file, why=error.strerror or error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return rows


def write(
    pieces: "Iterable[pa.Table]", opened: BinaryIO, form: str, *, bom: bool = False, progress: Progress | None = None
) -> int:
    """Write an answer to an open file and return its rows; there is always at least one piece, if only an empty one."""
    rows = 0
    writer: _Writer | None = None
    for piece in pieces:
        writer = writer or _WRITERS[form](opened, piece.schema, bom)
        writer.write(piece)
        rows += piece.num_rows
        if progress is not None:
            progress(rows)
    if writer is not None:
        writer.close()
    return rows


class _Writer(Protocol):
    def __init__(self, opened: BinaryIO, schema: "pa.Schema", bom: bool) -> None: ...

    def write(self, piece: "pa.Table") -> None: ...

    def close(self) -> None: ...


class _Csv:
    """Comma-separated, UTF-8; a byte order mark on request, as Excel needs one to read Chinese."""

    def __init__(self, opened: BinaryIO, schema: "pa.Schema", bom: bool) -> None:
        from pyarrow import csv

        if bom:
            opened.write(b"\xef\xbb\xbf")
        self._writer = csv.CSVWriter(opened, flat(schema.empty_table()).schema)

    def write(self, piece: "pa.Table") -> None:
        self._writer.write_table(flat(piece))

    def close(self) -> None:
        self._writer.close()


class _Json:
    """One list of objects, one object a line."""

    def __init__(self, opened: BinaryIO, schema: "pa.Schema", bom: bool) -> None:
        self._opened, self._names, self._between = opened, schema.names, b"[\n"

    def write(self, piece: "pa.Table") -> None:
        columns = [column.to_pylist() for column in piece.columns]
        for row in zip(*columns, strict=True):
            self._opened.write(self._between + json_line(self._names, row).encode())
            self._between = b",\n"

    def close(self) -> None:
        self._opened.write(b"\n]\n" if self._between == b",\n" else b"[]\n")


class _Parquet:
    """Parquet with the answer's own types."""

    def __init__(self, opened: BinaryIO, schema: "pa.Schema", bom: bool) -> None:
        from pyarrow import parquet

        from console.desk.plain import storable

        self._storable = storable
        self._writer = parquet.ParquetWriter(opened, storable(schema.empty_table()).schema, write_page_checksum=True)

    def write(self, piece: "pa.Table") -> None:
        self._writer.write_table(self._storable(piece))

    def close(self) -> None:
        self._writer.close()


class _Arrow:
    """An Arrow IPC file."""

    def __init__(self, opened: BinaryIO, schema: "pa.Schema", bom: bool) -> None:
        import pyarrow as pa

        self._writer = pa.ipc.new_file(opened, schema)

    def write(self, piece: "pa.Table") -> None:
        self._writer.write_table(piece)

    def close(self) -> None:
        self._writer.close()


class _Sheet:
    """An Excel sheet: numbers as numbers, days as days, text always as text and never as a formula."""

    def __init__(self, opened: BinaryIO, schema: "pa.Schema", bom: bool) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(
            opened, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._sheet = self._book.add_worksheet("jindu")
        self._formats = {
            "date": self._book.add_format({"num_format": "yyyy-mm-dd"}),
            "datetime": self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        self._row = 0
        self._write_row(schema.names)
        self._sheet.freeze_panes(1, 0)

    def write(self, piece: "pa.Table") -> None:
        if self._row + piece.num_rows > SHEET_ROWS + 1:
            raise Refused(say("An Excel sheet holds {most} rows. Write CSV or Parquet.", most=f"{SHEET_ROWS:,}"))
        columns = [column.to_pylist() for column in piece.columns]
        for row in zip(*columns, strict=True):
            self._write_row(row)

    def _write_row(self, row: Sequence[object]) -> None:
        for at, value in enumerate(row):
            kind, shown = sheet_value(value)
            if kind == "text":
                self._write_text(at, str(shown))
            elif kind == "number":
                self._sheet.write_number(self._row, at, shown)
            elif kind == "boolean":
                self._sheet.write_boolean(self._row, at, shown)
            elif kind in self._formats:
                self._sheet.write_datetime(self._row, at, shown, self._formats[kind])
        self._row += 1

    def _write_text(self, at: int, text: str) -> None:
        if self._sheet.write_string(self._row, at, text) < 0:
            raise Refused(
                say(
                    "Row {row} holds a text that is too long for Excel. Cut it, or write CSV or Parquet.", row=self._row
                )
            )

    def close(self) -> None:
        self._book.close()


_WRITERS: dict[str, type[_Writer]] = {"csv": _Csv, "json": _Json, "parquet": _Parquet, "arrow": _Arrow, "xlsx": _Sheet}
