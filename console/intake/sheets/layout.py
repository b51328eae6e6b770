"""Where in a sheet the table stands: its heading, the columns of the contract, and the columns of figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from console.intake.contract import COLUMNS, ENTRIES, READINGS
from console.intake.limits import LIMITS
from console.intake.sheets import words

LOOKED_AT = 40
"""Rows among which the heading must be."""
_KEYS = ("indicator", "place", "period", "measure", "unit", "dimension", "member", "status", "published")

Row = Sequence[object]


@dataclass(slots=True)
class Figures:
    """A column that is figures of one indicator, measure or period."""

    at: int
    heading: str
    """In plain characters, without the unit."""
    unit: str
    shown: str
    """As it stands in the file."""


@dataclass(slots=True)
class Layout:
    """What was made of a sheet's heading."""

    form: str
    first: int
    """The row after which the rows of the table begin, counted from 1."""
    heading_row: int
    columns: dict[str, int] = field(default_factory=dict)
    """Where each column of the contract stands."""
    shown: dict[str, str] = field(default_factory=dict)
    """What it is called in the file."""
    twice: list[str] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    """Columns of figures, when there is none that is called value."""
    headings: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    split: int | None = None
    period: str = ""
    year: str = ""
    unit: str = ""
    """The unit of a column of figures: of its heading, else of the line above the table."""

    @property
    def melted(self) -> bool:
        """Tell whether every figure of a row becomes a reading of its own."""
        return bool(self.figures)


def find_layout(rows: Sequence[Row], asked: Mapping[str, Any]) -> Layout | None:
    """Find the heading among the first rows of a sheet; None when there is none."""
    best: tuple[int, Layout] | None = None
    for at, row in enumerate(rows[:LOOKED_AT]):
        if sum(1 for cell in row if words.plain(cell)) < 2:
            continue
        made = _layout(rows, at, asked)
        if made is not None and (best is None or made[0] > best[0]):
            best = made
    return best[1] if best else None


def _layout(rows: Sequence[Row], at: int, asked: Mapping[str, Any]) -> tuple[int, Layout] | None:
    """Return what a row means as a heading, and how many of its cells are known; None when too few are."""
    if any(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in rows[at]):
        return None
    named = [_shown(cell) for cell in rows[at]]
    headings = [words.plain(cell) for cell in named]
    form = asked["form"] or _form(headings, asked["columns"])
    columns, twice = _columns(form, headings, asked["columns"])
    below = _second_line(rows, at, columns)
    if below:
        headings, named = joined(headings, named, rows[at + 1])
        columns, twice = _columns(form, headings, asked["columns"])
    made = Layout(form, at + 2 if below else at + 1, at + 1, columns, twice=twice, headings=named)
    made.shown = {column: named[place] for column, place in columns.items()}
    split = asked["split"]
    made.split = headings.index(words.plain(split)) if split and words.plain(split) in headings else None
    title = " ".join(_shown(cell) for row in rows[:at] for cell in row if _shown(cell))
    made.period, made.year = words.title_period(title)
    made.unit = words.title_unit(title)
    _find_figures(made, headings, rows[made.first : made.first + LOOKED_AT], asked)
    score = 3 * len(columns) + 2 * sum(bool(one.unit) for one in made.figures) + len(made.figures)
    enough = len(columns) + (len(made.figures) if columns else 0) >= min(2, sum(map(bool, headings)))
    return (score, made) if columns and enough else None


def _shown(cell: object) -> str:
    return " ".join(("" if cell is None else str(cell)).split())[:100]


def _form(headings: Sequence[str], own: Mapping[str, str]) -> str:
    has = any(words.named_by(heading, "entry_id", own.get("entry_id")) for heading in headings)
    listed = any(words.named_by(heading, "event", own.get("event")) for heading in headings)
    return ENTRIES if has and (listed or "name" in own or "名称" in "".join(headings)) else READINGS


def _columns(form: str, headings: Sequence[str], own: Mapping[str, str]) -> tuple[dict[str, int], list[str]]:
    """Return where the columns of the contract stand, and those that stand there twice."""
    columns: dict[str, int] = {}
    twice = []
    taken: set[int] = set()
    for column in COLUMNS[form]:
        places = [
            at for at, heading in enumerate(headings)
            if heading and at not in taken and words.named_by(heading, column.name, own.get(column.name))
        ]  # fmt: skip
        if column.name == "unit" and len(places) > 1 and (exact := _units_proper(headings, places)):
            # Beside 计量单位, a column 单位 holds who reports.
            places = exact
        if len(places) > 1:
            twice.append(headings[places[0]])
        if places:
            columns[column.name] = places[0]
            taken.update(places)
    if "place" not in columns and "place" not in own and columns.get("unit") is not None:
        spare = [at for at, heading in enumerate(headings) if heading == "单位" and at not in taken]
        columns |= {"place": spare[0]} if spare else {}
    return columns, twice


def _units_proper(headings: Sequence[str], places: Sequence[int]) -> list[int]:
    return [at for at in places if headings[at] == "计量单位"] if any(headings[at] == "单位" for at in places) else []


def _second_line(rows: Sequence[Row], at: int, columns: Mapping[str, int]) -> bool:
    """Tell whether the heading goes on in the next row: it is all text, and empty under the columns already known."""
    if at + 1 >= len(rows) or not columns:
        return False
    below = rows[at + 1]
    cells = [cell for cell in below if words.plain(cell)]
    under = [words.plain(below[place]) for place in columns.values() if place < len(below)]
    return bool(cells) and not any(under) and not any(isinstance(cell, int | float) for cell in cells) and not any(
        words.as_number(cell) is not None for cell in cells
    )  # fmt: skip


def joined(headings: Sequence[str], named: Sequence[str], below: Row) -> tuple[list[str], list[str]]:
    """Join two lines of a heading; a cell that is merged over several columns stands over each of them."""
    made, shown, over = [], [], ("", "")
    width = max(len(headings), len(below))
    for at in range(width):
        upper = headings[at] if at < len(headings) else ""
        lower = words.plain(below[at]) if at < len(below) else ""
        over = (upper, named[at]) if upper else over if lower else ("", "")
        base, unit = words.without_unit(over[0])
        if lower and base:
            own, own_unit = words.without_unit(lower)
            measure = words.measure_of(own, own_unit)
            unit = own_unit or ("" if measure in ("ytd_yoy", "month_yoy", "mom", "rank") else unit)
            made.append(f"{base}{own}" + (f"({unit})" if unit else ""))
        else:
            made.append(upper or lower)
        shown.append(" ".join(part for part in (over[1] if lower else upper and named[at], _shown(lower)) if part))
    return made, shown


def _find_figures(made: Layout, headings: Sequence[str], sample: Iterable[Row], asked: Mapping[str, Any]) -> None:
    """Find the columns of figures of a table that has none called value, and what is left aside."""
    taken = {*made.columns.values(), *([] if made.split is None else [made.split])}
    sample = list(sample)
    others = [at for at, heading in enumerate(headings) if heading and at not in taken]
    melts = made.form == READINGS and "value" not in made.columns and "value" not in asked["columns"]
    for at in others:
        base, unit = words.without_unit(headings[at])
        if melts and not words.is_aside(headings[at]) and _has_figures(sample, at):
            made.figures.append(Figures(at, base, unit, made.headings[at] if at < len(made.headings) else base))
        else:
            made.extra.append(made.headings[at] if at < len(made.headings) else headings[at])
    if "value" in made.columns or "amount" in made.columns:
        at = made.columns.get("value", made.columns.get("amount", 0))
        made.unit = words.without_unit(headings[at])[1] or made.unit
    made.figures = made.figures[: LIMITS.columns]


def _has_figures(sample: Sequence[Row], at: int) -> bool:
    cells = [row[at] for row in sample if at < len(row) and words.plain(row[at])]
    figures = sum(isinstance(cell, int | float) or words.as_number(cell) is not None for cell in cells)
    return figures * 2 >= len(cells) and figures > 0
