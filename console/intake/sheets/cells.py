"""Cells of a sheet as text, days, periods, places and figures, each different one read once."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

import pyarrow as pa
import pyarrow.compute as pc

from console.intake.sheets import words

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?=$|[ T])")


def text_of(cell: object) -> str:
    """Return a cell as text as a person would write it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def each(cells: list[object], read: Callable[[object], str]) -> pa.Array:
    """Read a column of words, each different one once."""
    known = {cell: read(cell) or None for cell in set(cells)}
    return pa.array(list(map(known.__getitem__, cells)), pa.string()).dictionary_encode()


def constant(text: str, count: int) -> pa.Array:
    """Return a column that holds one word in every row, or nothing."""
    return pa.repeat(pa.scalar(text or None, pa.string()), count).dictionary_encode()


def numbers_of(cells: list[object]) -> pa.Array:
    """Return a column of figures; as text when any of them is."""
    if all(isinstance(cell, float | int) and not isinstance(cell, bool) for cell in cells):
        return pa.array(cells, pa.float64())
    if all(isinstance(cell, str) for cell in cells):
        return pc.if_else(pc.equal(text := pa.array(cells, pa.string()), ""), pa.scalar(None, pa.string()), text)
    return pa.array([text_of(cell) or None for cell in cells], pa.string())


def days_of(cells: list[object]) -> pa.Array:
    """Return a column of days in ISO spelling, where they can be read."""
    return each(cells, _day)


def _day(cell: object) -> str:
    text = text_of(cell).strip()
    if found := _DAY.match(text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if re.fullmatch(r"(19|20)\d{6}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def period_of_cell(cell: object, year: str) -> str:
    """Return a cell as a period that can be read, else as it stands."""
    text = text_of(cell)
    return words.period_of(text, year) or text


def place_of(cell: object) -> str:
    """Return a cell as the name of a place."""
    return words.place_name(text_of(cell))
