"""What one combination of names in a file means: its series, how its figures convert, or what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any

from console.intake.contract import DEFAULT_MEASURE, GROWTH, LONGEST_NAME, MEASURES, is_clean, unit_wanted
from console.intake.distinct import NotText
from console.units import factor, kind_of

NOWHERE = -1


@dataclass(slots=True)
class Meaning:
    """What a combination of names stands for."""

    series: int = NOWHERE
    """Number of the series; of an entry, the number of its indicator and place."""
    times: float = 1.0
    """What its figures are multiplied by."""
    lowest: float = -inf
    highest: float = inf
    faults: list[tuple[str, str, str, dict[str, object]]] = field(default_factory=list)
    """Rule, column, value and what else there is to say."""


class Vocabulary:
    """The names that the store knows, what the profile makes of the file's own, and the series that have numbers."""

    def __init__(self, profile: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        self._profile = profile
        self._constants: Mapping[str, str] = profile["constants"]
        self._indicators: dict[str, dict[str, Any]] = {code: dict(told) for code, told in known["indicators"].items()}
        self._names: dict[str, str] = dict(known["indicator_names"])
        self._places: Mapping[str, str] = known["places"]
        self._register: bool = known["register"]
        self._series = {tuple(key): number for *key, number in known["series"]}
        self._next: int = known["next_series"]
        self._words = [(column, words) for column, words in profile["words"].items() if words]
        self._fit: dict[str | None, str] = {}
        """Cells that were found fit to be keys: a file of a million combinations repeats a few names."""
        self._conversions: dict[tuple[str, str, str], tuple[float, float, float]] = {}
        self.added_series: list[tuple[str, ...]] = []
        self.added_indicators: dict[str, dict[str, Any]] = {}

    def reading(self, cells: Mapping[str, str | None], own: Mapping[str, str]) -> Meaning:
        """Return what the names of a reading mean; `own` gives the file's name of each column."""
        said, meaning = self._translated(cells), Meaning()
        indicator = self._indicator(said, own, meaning)
        place = self._place(said, own, meaning)
        measure = self._measure(said, own, meaning)
        dimension, member = (self._key(said, column, own, meaning) for column in ("dimension", "member"))
        if bool(dimension) != bool(member) and not meaning.faults:
            column = "member" if dimension else "dimension"
            meaning.faults.append(("half_a_part", own.get(column, column), dimension or member, {}))
        if indicator and measure:
            self._convert(said, indicator, measure, own, meaning)
        # A column that is missing altogether leaves its name empty; that is one fault of the file, not of each row.
        if not meaning.faults and indicator and place:
            meaning.series = self._number((indicator, place, dimension, member, measure))
        return meaning

    def entry(self, cells: Mapping[str, str | None], own: Mapping[str, str]) -> Meaning:
        """Return what the names of an entry mean."""
        said, meaning = self._translated(cells), Meaning()
        indicator = self._indicator(said, own, meaning)
        place = self._place(said, own, meaning)
        if unit := (said.get("unit") or "").strip():
            self._convert_amount(unit, own, meaning)
        if not meaning.faults and indicator and place:
            meaning.series = self._number((indicator, place))
        return meaning

    def _translated(self, cells: Mapping[str, str | None]) -> dict[str, str | None]:
        """Return the cells in the words of the contract, as the profile translates them."""
        said: dict[str, str | None] = {**self._constants, **cells}
        for column, words in self._words:
            cell = said.get(column)
            if isinstance(cell, str) and not isinstance(cell, NotText):
                said[column] = words.get(cell.strip(), cell)
        for rule in self._profile["series"]:
            if all((cells.get(column) or "").strip() == value for column, value in rule["when"].items()):
                said.update(rule["becomes"])
        return said

    def _key(
        self, said: Mapping[str, str | None], column: str, own: Mapping[str, str], meaning: Meaning, must: bool = False
    ) -> str:
        """Return a cell as a key; counts what is wrong with it and returns nothing then."""
        cell = said.get(column)
        if cell is None and not must:
            return ""
        if not isinstance(cell, NotText) and (key := self._fit.get(cell)) is not None:
            return key
        if cell is None or not cell.strip():
            if must and (column in own or column in self._constants):
                meaning.faults.append(("empty_cell", own.get(column, column), "", {}))
            return ""
        if rule := unfit(cell, LONGEST_NAME):
            meaning.faults.append((rule, own.get(column, column), str(cell)[:LONGEST_NAME], {}))
            return ""
        key = self._fit[cell] = cell.strip()
        return key

    def _indicator(self, said: Mapping[str, str | None], own: Mapping[str, str], meaning: Meaning) -> str:
        name = self._key(said, "indicator", own, meaning, must=True)
        if not name or name in self._names:
            return self._names.get(name, "")
        if not self._register:
            meaning.faults.append(("unknown_indicator", own.get("indicator", "indicator"), name, {}))
            return ""
        told: dict[str, Any] = {"unit": "", "level": (None, None), "growth": (None, None)}
        if define := self._profile["define"].get(name):
            told["unit"] = define["unit"]
        self._names[name] = name
        self._indicators[name] = self.added_indicators[name] = told
        return name

    def _place(self, said: Mapping[str, str | None], own: Mapping[str, str], meaning: Meaning) -> str:
        name = self._key(said, "place", own, meaning, must=True)
        if name and name not in self._places:
            meaning.faults.append(("unknown_place", own.get("place", "place"), name, {}))
        return self._places.get(name, "")

    def _measure(self, said: Mapping[str, str | None], own: Mapping[str, str], meaning: Meaning) -> str:
        name = self._key(said, "measure", own, meaning) or DEFAULT_MEASURE
        if name not in MEASURES:
            meaning.faults.append(("unknown_measure", own.get("measure", "measure"), name, {}))
            return ""
        return str(MEASURES[name])

    def _convert(
        self, said: Mapping[str, str | None], indicator: str, measure: str, own: Mapping[str, str], meaning: Meaning
    ) -> None:
        """Find what the figures are multiplied by, and the range they must lie in."""
        told, column = self._indicators[indicator], own.get("unit", "unit")
        unit = self._key(said, "unit", own, meaning)
        if known := self._conversions.get((indicator, measure, unit)):
            meaning.times, meaning.lowest, meaning.highest = known
            return
        if unit and kind_of(unit) is None:
            meaning.faults.append(("unknown_unit", column, unit, {"indicator": indicator}))
            return
        level = measure not in GROWTH and measure != "rank"
        if level and indicator in self.added_indicators and not told["unit"]:
            told["unit"] = unit
        wanted = unit_wanted(measure, told["unit"])
        times = factor(unit, wanted) if unit and unit != wanted else 1.0
        if times is None:
            meaning.faults.append(("unit_of_another_kind", column, unit, {"indicator": indicator, "unit": wanted}))
            return
        meaning.times = times
        if measure != "rank":
            lowest, highest = told["level"] if level else told["growth"]
            meaning.lowest = -inf if lowest is None else lowest
            meaning.highest = inf if highest is None else highest
        self._conversions[indicator, measure, unit] = meaning.times, meaning.lowest, meaning.highest

    def _convert_amount(self, unit: str, own: Mapping[str, str], meaning: Meaning) -> None:
        """Find what the amounts of entries are multiplied by to be in 亿元."""
        column = own.get("unit", "unit")
        if kind_of(unit) is None:
            meaning.faults.append(("unknown_unit", column, unit, {}))
        elif (times := factor(unit, "亿元")) is None:
            meaning.faults.append(("unit_of_another_kind", column, unit, {"indicator": "amount", "unit": "亿元"}))
        else:
            meaning.times = times

    def _number(self, key: tuple[str, ...]) -> int:
        number = self._series.get(key)
        if number is None:
            number = self._series[key] = self._next
            self._next += 1
            self.added_series.append(key)
        return number


def unfit(text: str, longest: int) -> str:
    """Return the rule that a text breaks, or nothing: UTF-8, short enough, nothing in it that cannot be seen."""
    if isinstance(text, NotText):
        return "not_utf8"
    if len(text) > longest:
        return "too_long"
    return "" if is_clean(text.strip()) else "unreadable_text"
