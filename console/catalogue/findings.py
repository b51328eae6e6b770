"""The faults met while a catalogue is read: at most one a cell, each saying where and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from console.faults import Fault
from console.language import Sentence, say

LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class At:
    """Where in the folder something stands; the row is the one that Excel shows, the header being row 1."""

    file: str
    row: int | None = None
    column: str = ""

    def before(self, what: Sentence) -> Sentence:
        """Return the sentence with its place set before it."""
        if self.row is not None and self.column:
            return say("{file}, row {row}, column {column}: {what}", **self._words(), what=what)
        if self.row is not None:
            return say("{file}, row {row}: {what}", **self._words(), what=what)
        if self.column:
            return say("{file}, column {column}: {what}", **self._words(), what=what)
        return say("{file}: {what}", file=self.file, what=what)

    def _words(self) -> dict[str, object]:
        return {"file": self.file, "row": self.row, "column": self.column}


@dataclass(slots=True)
class Findings:
    """Collects faults; a second fault of the same cell is left out, since it follows from the first."""

    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Files of which nothing could be read."""
    _cells: set[At] = field(default_factory=set)

    def add(self, rule: str, at: At, what: Sentence, value: str = "") -> None:
        """Note that something is wrong at a place, unless that is known already."""
        if self.spoilt(at.file, at.row, at.column):
            return
        self._cells.add(at)
        self.faults.append(
            Fault(rule, at.before(what), column=at.column, row=at.row, value=value, rows=_rows(at.row), file=at.file)
        )

    def give_up(self, rule: str, file: str, what: Sentence) -> None:
        """Note that a whole file cannot be read."""
        self.add(rule, At(file), what)
        self.unread.add(file)

    def spoilt(self, file: str, row: int | None, *columns: str) -> bool:
        """Tell whether any of these cells, or its whole column, has a fault already."""
        return any(At(file, row, column) in self._cells or At(file, None, column) in self._cells for column in columns)


def _rows(row: int | None) -> tuple[int, ...]:
    return () if row is None else (row,)


def shown(value: str) -> str:
    """Return a value short enough to stand in a sentence."""
    return value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the known names most like a value, or nothing."""
    return ", ".join(get_close_matches(value, list(known), n=3, cutoff=0.6))
