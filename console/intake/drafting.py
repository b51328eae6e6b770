"""A profile while it is being made: what each column is read as, and what holds for the whole file."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from console.intake.contract import COLUMNS, READINGS
from console.intake.known import Known
from console.intake.matching import (
    ASIDE,
    FIGURES,
    Match,
    Why,
    match,
    spelling_of,
)
from console.intake.profile import WORDS, Profile
from console.intake.sampled import Sample, Seen
from console.intake.sheets import words
from console.targets import Measure

NEAR = 0.6
"""How alike two names must be for one to be offered for the other."""


@dataclass
class Draft:
    """What the operator decides; everything else follows from it."""

    sample: Sample
    known: Known
    form: str = READINGS
    matches: list[Match] = field(default_factory=list)
    source: str = ""
    period: str = ""
    """How periods are spelt, as for strptime; empty for the usual spellings."""
    constants: dict[str, str] = field(default_factory=dict)
    translated: dict[str, dict[str, str]] = field(default_factory=dict)
    """For a column of the contract, what the file's words are in words that are known."""

    @classmethod
    def of(cls, sample: Sample, known: Known) -> "Draft":
        """Begin with what headings and content tell."""
        form, matches = match(sample, known)
        made = cls(sample, known, form, matches, source=_source(sample))
        made._find_constants()
        return made

    # What is decided.

    @property
    def roles(self) -> list[str]:
        """Return what a column may be: nothing, figures of its own, or a column of the contract."""
        melts = self.form == READINGS and self.sample.door == "sheet"
        return [ASIDE, *([FIGURES] if melts else []), *(column.name for column in COLUMNS[self.form])]

    def at(self, role: str) -> int | None:
        """Return the column that has a role."""
        return next((at for at, one in enumerate(self.matches) if one.role == role), None)

    def give(self, at: int, role: str) -> None:
        """Give a column a role; the one that had it is left aside, as are columns of figures beside a value."""
        for other, one in enumerate(self.matches):
            if role not in (ASIDE, FIGURES) and one.role == role:
                self.matches[other] = Match(ASIDE, Why.CHOSEN)
            if {role, one.role} == {FIGURES, "value"}:
                self.matches[other] = Match(FIGURES if role == FIGURES else ASIDE, Why.CHOSEN)
        self.matches[at] = Match(role, Why.CHOSEN)
        self.constants.pop(role, None)
        if role == "period":
            self.period = spelling_of(self.sample.columns[at].cells, self.sample.year)

    def hold(self, column: str, value: str) -> None:
        """Let a value hold for every row; nothing takes that back."""
        if value:
            self.constants[column] = value
        else:
            self.constants.pop(column, None)

    def turn(self, form: str) -> None:
        """Take the file for readings or for entries; its columns are matched anew."""
        self.form, self.matches = match(self.sample, self.known, form)
        self.constants, self.translated, self.period = {}, {}, ""
        self._find_constants()

    def _find_constants(self) -> None:
        if (at := self.at("period")) is not None:
            self.period = spelling_of(self.sample.columns[at].cells, self.sample.year)
        if self.form == READINGS and (at := self.at("value")) is not None and self.at("measure") is None:
            measure = words.measure_of(words.without_unit(words.plain(self.sample.columns[at].name))[0])
            if measure != Measure.YTD:
                self.constants["measure"] = measure
        if self.sample.door == "parquet" and self.at("unit") is None and (at := self.at("value")) is not None:
            self.hold("unit", words.without_unit(words.plain(self.sample.columns[at].name))[1])
        if self.form == READINGS and self.at("indicator") is None and self.at("value") is not None:
            self.hold("indicator", self._indicator_of_title())
        if self.form == READINGS and self.at("place") is None and self.at("value") is not None:
            self.hold("place", self.known.vocabulary.county)

    def _indicator_of_title(self) -> str:
        told = words.plain(f"{self.sample.title} {Path(self.sample.file).stem}")
        named = [name for name in self.known.indicators if len(name) > 1 and words.plain(name) in told]
        return self.known.indicators[max(named, key=len)] if named else ""

    # What follows.

    def profile(self, name: str = "") -> Profile:
        """Return the profile."""
        columns = {
            one.role: self._spelt(self.sample.columns[at]) for at, one in enumerate(self.matches)
            if one.role not in (ASIDE, FIGURES)
        }  # fmt: skip
        order = [column.name for column in COLUMNS[self.form]]
        return Profile(
            name=name, source=self.source, form=self.form, period=self.period,
            columns={column: columns[column] for column in order if column in columns},
            constants={column: self.constants[column] for column in order if column in self.constants},
            words={column: dict(self.translated.get(column, {})) for column in WORDS.values()},
        )  # fmt: skip

    def _spelt(self, seen: Seen) -> str:
        """Return how the profile names a column: a sheet's without its unit, which may be another one next month."""
        if self.sample.door == "parquet":
            return seen.name
        return words.without_unit(words.plain(seen.name))[0] or seen.name

    def missing(self) -> list[str]:
        """Return the columns that must be there and are not."""
        melts, sheet = self.at(FIGURES) is not None, self.sample.door == "sheet"
        gone = []
        for column in COLUMNS[self.form]:
            told = self.at(column.name) is not None or column.name in self.constants
            if column.name == "period" and self.form == READINGS and sheet:
                told = told or bool(self.sample.period) or any(map(self._dates, self.sample.columns))
            if melts and column.name in ("value", "indicator", "place"):
                told = True
            if column.required and not told:
                gone.append(column.name)
        return gone

    def _dates(self, seen: Seen) -> bool:
        return bool(words.period_of(words.without_unit(words.plain(seen.name))[0], self.sample.year))

    def nearest(self) -> dict[str, dict[str, str]]:
        """Return for the words that nobody knows the nearest known ones, by column of the contract."""
        found: dict[str, dict[str, str]] = {}
        for role, names in (("indicator", self.known.indicators), ("place", self.known.places)):
            for cell in self.unknown(role):
                # Codes that look alike are other places.
                if not cell.isdigit() and (near := get_close_matches(cell, names, n=1, cutoff=NEAR)):
                    found.setdefault(role, {})[cell] = near[0]
        return found

    def unknown(self, role: str) -> list[str]:
        """Return the file's indicators or places that nobody knows, in their order."""
        names = self.known.indicators if role == "indicator" else self.known.places
        if (at := self.at(role)) is None:
            return []
        filled = self.sample.columns[at].filled
        cells = dict.fromkeys(self.bare(role, cell) for cell in filled if not words.is_note(cell))
        return [cell for cell in cells if cell not in names and cell not in self.translated.get(role, {})]

    def take_nearest(self) -> int:
        """Translate unknown words into the nearest known ones and return how many."""
        near = self.nearest()
        for role, pairs in near.items():
            self.translated.setdefault(role, {}).update(pairs)
        return sum(map(len, near.values()))

    def bare(self, role: str, cell: str) -> str:
        """Return a name as it is looked up: without its number, its unit, its 其中."""
        if role == "indicator":
            return words.indicator_name(cell, bare=self.at("unit") is None)
        return words.place_name(cell) if role == "place" else cell


def _source(sample: Sample) -> str:
    """Return the agency that a file's name tells: 县税务局 of 2023年9月县税务局报表.xlsx."""
    stem = Path(sample.file).stem
    found = re.search(
        r"[\u4e00-\u9fff]{0,10}?(?:局|委|办|银行|支行|管委会|中心|公司)", re.sub(r"[\d年月日\-_.季度]+", " ", stem)
    )
    return found[0].strip() if found else ""
