"""What a handed-in file must hold: the columns of readings (数据) and of entries (明细), and their words."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.targets import Measure

READINGS = "readings"
ENTRIES = "entries"
FORMS = (READINGS, ENTRIES)

TEXT = "text"
PERIOD = "period"
DAY = "day"
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the contract."""

    name: str
    holds: str
    """text, period, day or number"""
    required: bool = False


_READINGS = (
    Column("indicator", TEXT, required=True),
    Column("place", TEXT, required=True),
    Column("period", PERIOD, required=True),
    Column("value", NUMBER, required=True),
    Column("measure", TEXT),
    Column("unit", TEXT),
    Column("dimension", TEXT),
    Column("member", TEXT),
    Column("status", TEXT),
    Column("published", DAY),
    Column("county", TEXT),
)
_ENTRIES = (
    Column("indicator", TEXT, required=True),
    Column("entry_id", TEXT, required=True),
    Column("name", TEXT, required=True),
    Column("place", TEXT, required=True),
    Column("event", TEXT, required=True),
    Column("date", DAY, required=True),
    Column("industry", TEXT),
    Column("amount", NUMBER),
    Column("unit", TEXT),
    Column("evidence", TEXT),
    Column("published", DAY),
    Column("county", TEXT),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {READINGS: _READINGS, ENTRIES: _ENTRIES}

IGNORED = ("note",)
"""Columns that are part of the contract, but that the store does not keep."""

DEFAULT_MEASURE = Measure.YTD
GROWTH = frozenset({Measure.MONTH_YOY, Measure.YTD_YOY, Measure.MOM})
"""Measures that are in % whatever the unit of their indicator."""

MEASURES: Mapping[str, Measure] = {
    **{str(measure): measure for measure in Measure},
    "当月": Measure.MONTH, "累计": Measure.YTD, "当月同比": Measure.MONTH_YOY, "累计同比": Measure.YTD_YOY,
    "环比": Measure.MOM, "期末": Measure.STOCK, "位次": Measure.RANK,
}  # fmt: skip
"""How a measure may be spelt, without a profile."""

STATUSES = ("estimate", "preliminary", "final")
STATUS_SPELLINGS: Mapping[str, int] = {
    "estimate": 0, "预计": 0, "preliminary": 1, "初步": 1, "final": 2, "最终": 2,
}  # fmt: skip

LONGEST_NAME = 200
"""Characters that a name in a file may have."""
LONGEST_TEXT = 1000
"""Characters that the evidence of an entry may have."""


def form_of(columns: set[str]) -> str:
    """Return which of the two forms a file with these columns has."""
    return ENTRIES if "entry_id" in columns else READINGS


def unit_wanted(measure: str, unit: str) -> str:
    """Return the unit in which a measure of an indicator is kept."""
    if measure in GROWTH:
        return "%"
    return "名" if measure == Measure.RANK else unit


def is_clean(text: str) -> bool:
    """Tell whether a name can be a key: not blank, no space around it, nothing in it that cannot be seen."""
    return bool(text) and text.isprintable() and text == text.strip()
