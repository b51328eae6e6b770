"""How a profile that is being made would read the first rows of its file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from console.intake.contract import GROWTH, MEASURES, READINGS
from console.intake.drafting import Draft
from console.intake.matching import FIGURES
from console.intake.sampled import Seen
from console.intake.sheets import words
from console.periods import parse_period
from console.targets import Measure
from console.units import kind_of


@dataclass(frozen=True, slots=True)
class Read:
    """One cell as it would be read; `known` is false where the load would refuse it."""

    text: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One reading or entry as it would be read."""

    cells: tuple[Read, ...]


class Foreseen:
    """The first rows in the words of the store."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._figures = self._meanings()
        sheet = draft.sample.door == "sheet"
        self._unit_of_title = words.title_unit(draft.sample.title) if sheet else ""

    def rows(self, most: int = 8) -> list[ReadRow]:
        """Return the first rows as they would be read: indicator, place, period, measure, figure; or of an entry."""
        made: list[ReadRow] = []
        for number in range(len(self._draft.sample.columns[0].cells) if self._draft.sample.columns else 0):
            if words.is_note(self._draft.sample.columns[0].cells[number]):
                continue
            made += self._readings(number) if self._draft.form == READINGS else [self._entry(number)]
            if len(made) >= most:
                break
        return made[:most]

    def _entry(self, number: int) -> ReadRow:
        cells = [self._cell(role, number) for role in ("indicator", "entry_id", "name", "place", "event", "date")]
        told = [self._indicator(cells[0]), Read(cells[1], bool(cells[1])), Read(cells[2], bool(cells[2]))]
        day = Read(cells[5], bool(parse_period(cells[5])))
        return ReadRow((*told, self._place(cells[3]), Read(cells[4], bool(cells[4])), day))

    def _readings(self, number: int) -> Iterator[ReadRow]:
        for seen, told in self._figures:
            if cell := seen.cells[number]:
                yield self._reading(number, cell, told, melted=True)
        if (at := self._draft.at("value")) is not None:
            seen = self._draft.sample.columns[at]
            unit = words.without_unit(words.plain(seen.name))[1]
            yield self._reading(number, seen.cells[number], words.Told(unit=unit), melted=False)

    def _reading(self, number: int, cell: str, told: words.Told, *, melted: bool) -> ReadRow:
        indicator = self._indicator(told.indicator or self._cell("indicator", number))
        place = self._cell("place", number)
        where = self._place(place) if place or not melted else Read(self._name_of(self._draft.known.vocabulary.county))
        measure = self._measure(told.measure or self._cell("measure", number))
        own = words.without_unit(words.plain(self._cell("indicator", number)))[1]
        unit = self._unit(measure.text, self._cell("unit", number) or own or told.unit or self._unit_of_title)
        return ReadRow((indicator, where, self._period(told.period, number), measure, self._figure(cell, unit)))

    def _meanings(self) -> list[tuple[Seen, words.Told]]:
        """Return what the heading over each column of figures means, of those that are kept."""
        draft, year = self._draft, self._draft.sample.year
        melted = [seen for seen, one in zip(draft.sample.columns, draft.matches, strict=True) if one.role == FIGURES]
        headings = [(seen, *words.without_unit(words.plain(seen.name))) for seen in melted]
        if draft.at("indicator") is not None or "indicator" in draft.constants:
            told = [(seen, words.told_without_indicator(heading, unit, year)) for seen, heading, unit in headings]
            return [(seen, found) for seen, found in told if found is not None]
        spelt = {**{word: word for word in draft.translated.get("indicator", {})}, **draft.known.indicators}
        return words.with_their_indicators(
            (seen, words.told_by(heading, unit, spelt, year)) for seen, heading, unit in headings
        )

    def _cell(self, role: str, number: int) -> str:
        at = self._draft.at(role)
        return self._draft.sample.columns[at].cells[number] if at is not None else self._draft.constants.get(role, "")

    def _indicator(self, cell: str) -> Read:
        name = self._draft.bare("indicator", cell)
        code = self._draft.known.indicators.get(self._draft.translated.get("indicator", {}).get(name, name))
        return Read(self._name_of(code) if code else cell or "?", code is not None)

    def _place(self, cell: str) -> Read:
        name = words.place_name(cell)
        code = self._draft.known.places.get(self._draft.translated.get("place", {}).get(name, name))
        return Read(self._name_of(code) if code else cell or "?", code is not None)

    def _name_of(self, code: str) -> str:
        known = self._draft.known.vocabulary
        one = known.indicators.get(code) or known.places.get(code)
        return one.name_zh if one else code

    def _measure(self, cell: str) -> Read:
        said = self._draft.translated.get("measure", {}).get(cell, cell) or str(Measure.YTD)
        return Read(str(MEASURES.get(said, said)), said in MEASURES)

    def _unit(self, measure: str, unit: str) -> Read:
        if measure in GROWTH:
            return Read("%")
        said = self._draft.translated.get("unit", {}).get(unit, unit)
        return Read(said, not said or kind_of(said) is not None)

    def _period(self, told: str, number: int) -> Read:
        at = self._draft.at("period")
        cell = told or (self._draft.sample.columns[at].cells[number] if at is not None else "")
        cell = (
            cell
            or self._draft.constants.get("period", "")
            or (self._draft.sample.period if self._draft.sample.door == "sheet" else "")
        )
        if self._draft.period and not told:
            try:
                return Read(f"{datetime.strptime(cell.strip(), self._draft.period):%Y-%m}")
            except ValueError:
                return Read(cell or "?", False)
        day = parse_period(words.period_of(cell, self._draft.sample.year) or cell)
        return Read(f"{day:%Y-%m}" if day else cell or "?", day is not None)

    def _figure(self, cell: str, unit: Read) -> Read:
        number = words.as_number(cell)
        if number is None:
            return Read(cell or "?", False)
        return Read(f"{number:,.10g}{unit.text}", unit.known)
