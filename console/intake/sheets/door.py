"""Opening a CSV file or a workbook: which table in it is meant, and what it says of itself, as a footer would."""

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Any, BinaryIO

from console.intake.contract import COLUMNS
from console.intake.opened import Opened, Unreadable
from console.intake.sheets import words
from console.intake.sheets.layout import LOOKED_AT, Layout, find_layout
from console.intake.sheets.table import Sheet, Table
from console.intake.sheets.text import TextSheet
from console.intake.sheets.workbook import Workbook
from console.intake.tally import Tally


def open_text(handle: BinaryIO, name: str, asked: Mapping[str, Any], tally: Tally) -> Opened:
    """Open a CSV file."""
    sheet = TextSheet(handle, os.fstat(handle.fileno()).st_size)
    rows = list(islice(sheet.rows(), LOOKED_AT * 2))
    layout = find_layout(rows, asked)
    if layout is None:
        raise _no_heading(rows)
    opened = _opened(handle, name, sheet, layout, asked, tally)
    if sheet.encoding == "gb18030":
        opened.told.append({"rule": "read_as_gbk"})
    return opened


def open_workbook(handle: BinaryIO, name: str, asked: Mapping[str, Any], tally: Tally) -> Opened:
    """Open the first sheet of a workbook that has a heading."""
    book = Workbook(handle, os.fstat(handle.fileno()).st_size)
    first: list[list[object]] = []
    meant: tuple[Sheet, Layout] | None = None
    others = []
    for title in book.names[:20]:
        sheet: Sheet = book.sheet(title)
        rows = list(islice(sheet.rows(), LOOKED_AT * 2))
        first = first or rows
        if (layout := find_layout(rows, asked)) is None:
            continue
        if meant is None:
            meant = sheet, layout
        else:
            others.append(title)
    if meant is None:
        raise _no_heading(first)
    sheet, layout = meant
    if not layout.period:
        period, year = words.title_period(sheet.name)
        layout.period, layout.year = period, layout.year or year
    opened = _opened(handle, name, sheet, layout, asked, tally)
    opened.told.insert(0, {"rule": "read_sheet", "sheet": sheet.name, "row": layout.heading_row})
    if others:
        opened.told.append({"rule": "sheets_aside", "sheets": ", ".join(others[:12])})
    return opened


def _opened(
    handle: BinaryIO, name: str, sheet: Sheet, layout: Layout, asked: Mapping[str, Any], tally: Tally
) -> Opened:
    told: list[dict[str, object]] = []
    has_period = "period" in layout.columns or "period" in asked["constants"]
    if not has_period and layout.form == "readings":
        if not layout.period:
            layout.period, year = words.title_period(name)
            layout.year = layout.year or year
            told += [{"rule": "period_of_name", "period": layout.period}] if layout.period else []
        elif layout.period:
            told.append({"rule": "period_of_title", "period": layout.period})
    if not layout.year:
        layout.year = words.title_period(name)[1]
    table = Table(sheet, layout, asked)
    found = table.found
    _check_columns(layout, found, asked, tally)
    if layout.melted:
        told.append({"rule": "figures_each", "columns": ", ".join(one.shown for one in layout.figures[:12])})
        if "place" not in layout.columns and "place" not in asked["constants"]:
            told.append({"rule": "county_figures"})
    if layout.unit:
        told.append({"rule": "unit_of_table", "unit": layout.unit})
    split = asked["split"]
    if split and layout.split is None:
        tally.add("missing_column", split, near=layout.headings[:50])
        split = None
    shown = {**{column: column for column in found}, **layout.shown}
    if layout.melted:
        heading = layout.shown.get("indicator", "表头")
        shown |= {column: heading for column in ("indicator", "measure", "unit") if column not in layout.columns}
        shown["value"] = layout.figures[0].shown if len(layout.figures) == 1 else "数值"
    elif "unit" in found and "unit" not in layout.columns:
        shown["unit"] = layout.shown.get("value") or layout.shown.get("amount") or "unit"
    shown = {column: shown[column] for column in found}
    opened = Opened(
        table,
        handle,
        layout.form,
        max(1, (sheet.most_rows - layout.first) * max(1, len(layout.figures))),
        sheet.unpacked,
        found,
        split,
        layout.extra,
    )
    opened.door, opened.shown, opened.told = "sheet", shown, told
    opened.columns = [heading for heading in layout.headings if heading]
    return opened


def _check_columns(layout: Layout, found: Mapping[str, str], asked: Mapping[str, Any], tally: Tally) -> None:
    for heading in layout.twice:
        tally.add("duplicate_column", heading)
    for column in COLUMNS[layout.form]:
        own = asked["columns"].get(column.name)
        there = column.name in found or column.name in asked["constants"]
        if not there and (own or column.required):
            names = (own or column.name, *words.NAMES.get(column.name, ()))
            tally.add("missing_column", own or column.name, near=layout.headings[:50], also="、".join(names[1:4]))


def _no_heading(rows: Iterable[Iterable[object]]) -> Unreadable:
    """Return the refusal of a sheet without a heading, with what is nearest to one."""
    rows = list(rows)
    if not any(words.plain(cell) for row in rows for cell in row):
        return Unreadable("no_rows")
    known = [name for names in words.NAMES.values() for name in names]
    cells = [words.plain(cell) for row in rows[:LOOKED_AT] for cell in row]
    near = [cell for cell in cells if cell and get_close_matches(cell, known, n=1, cutoff=0.5)]
    return Unreadable("no_heading", rows=min(len(rows), LOOKED_AT), near=", ".join(near[:6]))
