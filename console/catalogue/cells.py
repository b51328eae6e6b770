"""Turn the cells of one row into text, numbers, dates and choices, noting each that cannot be read."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from console.catalogue.findings import At, Findings, shown
from console.language import Sentence, say

Choice = TypeVar("Choice", bound=StrEnum)

NO_DAY = date.min
"""Stands for a date that could not be read; its cell has a fault."""

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?([eE][+-]?\d{1,3})?")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})[-/.年]?(\d{2}|\d(?!\d))月?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Excel turns 2023-02 into Feb-23 by itself when it opens a CSV file.
_EXCEL_MONTH = re.compile(r"([a-z]{3})-(\d{2})|(\d{2})-([a-z]{3})")
_SIGNS = str.maketrans({"≥": ">=", "≤": "<=", "≈": "~"})
_IDENTITY = re.compile(r"[\w.-]+")


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).replace("\u2212", "-")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, asked for its cells one by one."""

    file: str
    number: int
    cells: dict[str, str]
    findings: Findings

    def fault(self, rule: str, column: str, what: Sentence) -> None:
        """Note a fault of one of its cells."""
        self.findings.add(rule, At(self.file, self.number, column), what, self.cells.get(column, ""))

    def spoilt(self, *columns: str) -> bool:
        """Tell whether one of these cells has a fault already."""
        return self.findings.spoilt(self.file, self.number, *columns)

    def text(self, column: str, needed: bool = False) -> str:
        """Return a cell's text."""
        value = self.cells.get(column, "")
        if needed and not value:
            self.fault("missing_value", column, say("this cell is empty; fill it in."))
        return value

    def identity(self, column: str) -> str:
        """Return a name that other tables refer to: letters, digits, - _ and . only."""
        value = self.text(column, needed=True)
        if value and not _IDENTITY.fullmatch(value):
            what = say(
                "{value} cannot be a name here; use letters, digits, - _ and . without blanks.", value=shown(value)
            )
            self.fault("bad_id", column, what)
        return value

    def number_in(self, column: str, needed: bool = False) -> float | None:
        """Return a cell's number; thousands separators are accepted."""
        value = _plain(self.text(column, needed))
        if not value:
            return None
        if _NUMBER.fullmatch(value) and abs(read := float(value.replace(",", ""))) < float("inf"):
            return read
        what = say("{value} is not a number; write digits only, the unit has its own column.", value=shown(value))
        self.fault("not_a_number", column, what)
        return None

    def whole(self, column: str, lowest: int) -> int | None:
        """Return a cell's whole number, at least `lowest`."""
        read = self.number_in(column)
        if read is None or (read.is_integer() and read >= lowest):
            return None if read is None else int(read)
        self.fault("not_whole", column, say("this must be a whole number, {lowest} or more.", lowest=lowest))
        return None

    def day(self, column: str) -> date:
        """Return a cell's date, as 2023-12-31 or in the spellings Excel makes of it."""
        value = self.text(column, needed=True)
        found = _DAY.fullmatch(_plain(value))
        if found and (read := _date(found[1], found[2], found[3])):
            return read
        if found:
            self.fault("impossible_date", column, say("there is no day {value} in the calendar.", value=value))
        elif value:
            self.fault("bad_date", column, say("{value} is not a date; write it as 2023-12-31.", value=shown(value)))
        return NO_DAY

    def month(self, column: str) -> date:
        """Return the first day of a cell's month, given as 2023-02 or in the spellings Excel makes of it."""
        value = self.text(column, needed=True)
        if read := _month(_plain(value).lower()):
            return read
        if value:
            self.fault("bad_period", column, say("{value} is not a month; write it as 2023-02.", value=shown(value)))
        return NO_DAY

    def choice(self, column: str, choices: type[Choice], empty: Choice | None = None) -> Choice:
        """Return one of an enumeration's values; `empty` is what an empty cell means."""
        value = self.text(column, needed=empty is None)
        meant = _plain(value).translate(_SIGNS)
        if meant in tuple(choices):
            return choices(meant)
        if value:
            self.wrong_choice(column, tuple(choices))
        return empty or next(iter(choices))

    def wrong_choice(self, column: str, choices: tuple[str, ...]) -> None:
        """Note that a cell is none of its possible values."""
        what = say("{value} is not possible here; choose one of: {choices}.",
                   value=shown(self.cells.get(column, "")), choices=", ".join(choices))  # fmt: skip
        self.fault("bad_choice", column, what)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(value: str) -> date | None:
    if found := _MONTH.fullmatch(value):
        return _date(found[1], found[2], "1")
    if found := _DAY.fullmatch(value):
        whole = _date(found[1], found[2], found[3])
        return whole.replace(day=1) if whole else None
    if found := _EXCEL_MONTH.fullmatch(value):
        name, year = found[1] or found[4], found[2] or found[3]
        return date(2000 + int(year), _MONTHS.index(name) + 1, 1) if name in _MONTHS else None
    return None
