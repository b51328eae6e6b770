"""Read the tables of a catalogue folder as clerks save them: with or without BOM, from Excel, with empty ends."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from console.catalogue.findings import At, Findings, nearest, shown
from console.language import Sentence, say

LARGEST_FILE = 8 * 1024 * 1024
MOST_ROWS = 5000
_BLANK = " \t\r\n\v\f\u00a0\u3000\ufeff"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a table must have and those it may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """All of them."""
        return self.needed + self.optional


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file: the row that Excel shows and the cells by column."""

    file: str
    rows: tuple[tuple[int, dict[str, str]], ...] = field(default=())


def text_of(folder: Path, file: str, findings: Findings) -> str | None:
    """Return a file's text without its BOM, or note why it cannot be read."""
    if not (folder / file).is_file():
        findings.give_up("missing_file", file, say("this file is missing; add it to the folder."))
        return None
    try:
        with (folder / file).open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        why = error.strerror or str(error)
        findings.give_up("unreadable", file, say("this file cannot be opened ({why}).", why=why))
        return None
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        findings.give_up("too_large", file, say("this file is larger than {limit} MB; is it a table?", limit=limit))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.give_up("wrong_encoding", file, _encoding(content))
        return None


def _encoding(content: bytes) -> Sentence:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return say("this file is saved as Unicode text (UTF-16); in Excel choose Save As, CSV UTF-8 (comma delimited).")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return say(
            "this is an Excel workbook, not a table of text; in Excel choose Save As, CSV UTF-8 (comma delimited)."
        )
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return say("this file is not UTF-8 text; in Excel choose Save As, CSV UTF-8 (comma delimited).")
    return say("this file seems to be saved in GBK; in Excel choose Save As, CSV UTF-8 (comma delimited).")


def cells_of(folder: Path, file: str, findings: Findings) -> list[list[str]]:
    """Return the trimmed cells of a table, row by row as Excel shows them, without empty ends."""
    text = text_of(folder, file, findings)
    if text is None:
        return []
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            rows.append(_without_empty_end([cell.strip(_BLANK) for cell in row]))
    except csv.Error:
        findings.give_up(
            "not_csv",
            file,
            say("the table breaks off at row {row}: look for a stray quotation mark.", row=len(rows) + 1),
        )
        return []
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_empty_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def read_table(folder: Path, file: str, columns: Columns, findings: Findings) -> Table:
    """Read one table, noting missing, unknown and repeated columns and values that stand outside the columns."""
    rows = cells_of(folder, file, findings)
    if file in findings.unread:
        return Table(file)
    if len(rows) > MOST_ROWS:
        findings.give_up("too_large", file, say("this table has more than {limit} rows.", limit=MOST_ROWS))
        return Table(file)
    header = rows[0] if rows else []
    _check_header(file, header, columns, findings)
    read = []
    for number, row in enumerate(rows[1:], start=2):
        if row:
            _check_width(At(file, number), header, row, findings)
            read.append((number, dict(zip(header, row, strict=False))))
    return Table(file, tuple(read))


def _check_header(file: str, header: list[str], columns: Columns, findings: Findings) -> None:
    for column in columns.needed:
        if column not in header:
            findings.add("missing_column", At(file, None, column), say("this column is missing; add it to row 1."))
    for place, column in enumerate(header):
        if column in header[:place] and column:
            findings.add("duplicate_column", At(file, 1, column), say("this column is there twice; keep one."), column)
        elif column and not column.startswith("#") and column not in columns.known:
            findings.add("unknown_column", At(file, 1, column), _unknown(column, columns), column)


def _unknown(column: str, columns: Columns) -> Sentence:
    if near := nearest(column, columns.known):
        return say("this column is not known; did you mean {near}? A remark's column begins with #.", near=near)
    known = ", ".join(columns.known)
    return say("this column is not known; a remark's column begins with #. Known columns: {known}.", known=known)


def _check_width(at: At, header: list[str], row: list[str], findings: Findings) -> None:
    for place, cell in enumerate(row):
        if cell and (place >= len(header) or not header[place]):
            what = say(
                "{value} stands in a column without a name; put text with commas in quotation marks.", value=shown(cell)
            )
            findings.add("stray_value", at, what, cell)
