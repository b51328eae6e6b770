"""The first rows of a handed-in file as they stand in it, read by the inspection for whoever makes a profile."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from console.intake import parquet
from console.intake.opened import Unreadable, looks_like, open_again
from console.intake.sheets import words
from console.intake.sheets.layout import joined

ROWS = 200
"""Rows of a sample: enough to tell a column of periods from one of places."""
COLUMNS = 60
CELL = 80
"""Characters of a cell that are shown."""
_ABOVE = 40
"""Rows among which the heading must be."""

Row = Sequence[object]


def sample(path: str, identity: tuple[int, ...]) -> dict[str, object]:
    """Return headings, the first rows below them and what stands above; raises Unreadable."""
    handle = open_again(path, identity)
    head = handle.read(64)
    handle.seek(0)
    if not head:
        raise Unreadable("empty_file")
    if head[:4] in (b"PAR1", b"PARE") or path.endswith((".parquet", ".pq")):
        return _of_parquet(handle)
    looks = looks_like(head)
    if looks == "zip":
        return _of_workbook(handle)
    if looks == "text" or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _of_text(handle)
    raise Unreadable("not_a_table", looks_like=looks)


def _of_parquet(handle: BinaryIO) -> dict[str, object]:
    size = os.fstat(handle.fileno()).st_size
    parquet.check_ends(handle, size)
    metadata = parquet.metadata(handle)
    parquet.check_counts(metadata, size)
    names = [name for name, types in parquet.types(handle, metadata).items() if len(types) == 1][:COLUMNS]
    parquet.check_chunks(metadata, set(range(metadata.num_columns)), size)
    batch = next(parquet.reader(handle, []).iter_batches(ROWS, columns=names), None)
    rows: list[list[object]] = []
    if batch is not None:
        batch.validate(full=True)
        columns = [_python(column.slice(0, ROWS)) for column in batch.columns]
        order = [batch.schema.get_field_index(name) for name in names]
        rows = [list(row) for row in zip(*(columns[at] for at in order), strict=True)]
    return _told("parquet", names, rows, heading=0, title="", total=metadata.num_rows)


def _python(column: Any) -> list[object]:
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):
        return [str(one) for one in column]


def _of_text(handle: BinaryIO) -> dict[str, object]:
    from console.intake.sheets.text import TextSheet

    sheet = TextSheet(handle, os.fstat(handle.fileno()).st_size)
    return _of_rows(list(islice(sheet.rows(), _ABOVE + ROWS)), sheet.most_rows, "")


def _of_workbook(handle: BinaryIO) -> dict[str, object]:
    """Return the sample of the first sheet that looks like a table, else of the first one."""
    from console.intake.sheets.workbook import Workbook

    book = Workbook(handle, os.fstat(handle.fileno()).st_size)
    first: dict[str, object] | None = None
    for title in book.names[:20]:
        sheet = book.sheet(title)
        made = _of_rows(list(islice(sheet.rows(), _ABOVE + ROWS)), sheet.most_rows, sheet.name)
        if made["rows"]:
            return made
        first = first or made
    if first is None:
        raise Unreadable("no_rows")
    return first


def _of_rows(rows: list[list[object]], total: int, sheet: str) -> dict[str, object]:
    at = heading_of(rows)
    if at is None:
        return _told("sheet", [], [], heading=0, title=sheet, total=total)
    above = " ".join(_shown(cell) for row in rows[:at] for cell in row if _shown(cell))
    headings, first = [_shown(cell) for cell in rows[at]], at + 1
    if _goes_on(rows, at):
        headings, first = joined([words.plain(one) for one in headings], headings, rows[at + 1])[1], at + 2
    while headings and not headings[-1]:
        headings.pop()
    below = [row for row in rows[first:] if any(_shown(cell) for cell in row)]
    body = [[*row, *([""] * len(headings))][: len(headings)] for row in below]
    named = [place for place, heading in enumerate(headings) if heading][:COLUMNS]
    kept = [[row[place] for place in named] for row in body[:ROWS]]
    return _told(
        "sheet",
        [headings[place] for place in named],
        kept,
        heading=at + 1,
        title=f"{above} {sheet}".strip(),
        total=max(total - at - 1, 0),
    )


def heading_of(rows: Sequence[Row]) -> int | None:
    """Return the row that names the columns: all words, at least two of them, with figures or periods below it."""
    best: tuple[int, int] | None = None
    for at, row in enumerate(rows[:_ABOVE]):
        cells = [cell for cell in row if words.plain(cell)]
        if len(cells) < 2 or any(_is_figure(cell) for cell in cells):
            continue
        if len({words.plain(cell) for cell in cells}) < len(cells):
            continue
        figures = sum(any(map(_is_figure, below)) for below in rows[at + 1 : at + 6])
        # Of equally wide rows the last one above the figures names the columns; a wider one before it is the heading.
        score = 10 * bool(figures) + len(cells)
        if best is None or score > best[0]:
            best = score, at
    return best[1] if best else None


def _goes_on(rows: Sequence[Row], at: int) -> bool:
    """Tell whether the heading has a second line: all words, and empty under some of the first one's."""
    if at + 1 >= len(rows):
        return False
    above, below = rows[at], rows[at + 1]
    told = [cell for cell in below if words.plain(cell)]
    under = [words.plain(below[place]) for place in range(min(len(above), len(below))) if words.plain(above[place])]
    return bool(told) and not any(map(_is_figure, told)) and not all(under) and _is_figure_row(rows[at + 2 : at + 5])


def _is_figure_row(rows: Sequence[Row]) -> bool:
    return any(_is_figure(cell) for row in rows for cell in row)


def _is_figure(cell: object) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float | date):
        return True
    return words.as_number(cell) is not None


def _shown(cell: object) -> str:
    """Return a cell as a person would write it, cut where nobody reads on."""
    if cell is None:
        return ""
    if isinstance(cell, bytes):
        return cell[: 4 * CELL].decode("utf-8", "replace")[:CELL]
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return " ".join(str(cell)[: 4 * CELL].split())[:CELL]


def _told(
    door: str, names: Sequence[str], rows: Sequence[Row], *, heading: int, title: str, total: int
) -> dict[str, object]:
    cells = [[_shown(cell) for cell in row] for row in rows]
    figures = [
        any(_is_number(row[at]) for row in rows)
        and all(_is_number(row[at]) for row in rows if row[at] not in (None, ""))
        for at in range(len(names))
    ]
    return {
        "door": door, "names": [name[:200] for name in names], "rows": cells, "figures": figures, "heading": heading,
        "title": title[:500], "total": total,
    }  # fmt: skip


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
