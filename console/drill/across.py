"""How the counties of a store compare in one figure: ranked at one and the same period, and what they add up to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from console.language import Sentence, say
from console.overview import Line, Overview, Wording
from console.standing import Light

if TYPE_CHECKING:
    from console.store import Generation

_LEVELS = ("month", "ytd", "stock")
_MEASURES: Mapping[str, Sentence] = {
    "month": say("the month alone"), "ytd": say("the total of the year"), "stock": say("the level at the month's end"),
    "month_yoy": say("the month's growth on the year"), "ytd_yoy": say("growth on the year"),
    "mom": say("growth on the month"), "rank": say("a rank"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class County:
    """One county at one period: ranked, or with the reason why it is not."""

    county: str
    name: Wording
    rank: int | None = None
    value: float | None = None
    target: float | None = None
    """What the county promised for the year."""
    share: float | None = None
    """Of its own annual target, 1 is all; only of what runs up over the year."""
    gap: float | None = None
    """To its own target, negative is short of it."""
    light: Light | None = None
    """What was said of this figure, if anything was."""
    as_of: date | None = None
    why_not: Sentence | None = None


@dataclass(frozen=True, slots=True)
class City:
    """What the counties that reported add up to."""

    value: float
    counted: int
    counties: int
    target: float | None
    """What those of them that promised anything promised together."""
    targets: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Across:
    """All counties at one period, the best first and those that are not ranked last."""

    period: date
    unit: str
    counties: tuple[County, ...]
    city: City | None

    @property
    def ranked(self) -> tuple[County, ...]:
        """Return the counties that are compared."""
        return tuple(county for county in self.counties if county.rank is not None)

    @property
    def missing(self) -> tuple[County, ...]:
        """Return the counties that are not."""
        return tuple(county for county in self.counties if county.rank is None)


@dataclass(frozen=True, slots=True)
class Known:
    """What every county of the store reported of one indicator by one measure in one year."""

    year: int
    measure: str
    unit: str
    rows: tuple[Mapping[str, Any], ...]
    totals: tuple[Mapping[str, Any], ...]
    counties: tuple[Mapping[str, Any], ...]

    @property
    def comparable(self) -> tuple[Mapping[str, Any], ...]:
        """Return what was reported in the unit that is compared; where nothing was, all there is, to say why."""
        return tuple(row for row in self.rows if row["unit"] == self.unit) or self.rows

    @property
    def periods(self) -> tuple[date, ...]:
        """Return the periods that any county has reported."""
        return tuple(sorted({row["period"] for row in self.comparable}))

    @property
    def usual(self) -> date | None:
        """Return the latest period that most of the counties have reported; None where none has reported any."""
        told = Counter(row["period"] for row in self.comparable)
        most = max(told.values(), default=0)
        whole = len({row["county"] for row in self.comparable})
        return max((period for period, count in told.items() if count > whole / 2 or count == most), default=None)

    @property
    def adds_up(self) -> bool:
        """Tell whether the figures of several counties may be added."""
        return bool(self.totals)

    def at(self, period: date) -> Across:
        """Return how the counties compare at one period."""
        here = [row for row in self.rows if row["period"] == period and row["unit"] == self.unit]
        ranked = [_ranked(row) for row in sorted(here, key=lambda row: (row["rank"], row["county"]))]
        known = {county.county for county in ranked}
        missing = [self._missing(county, period) for county in self.counties if county["county"] not in known]
        total = next((row for row in self.totals if (row["period"], row["unit"]) == (period, self.unit)), None)
        return Across(period, self.unit, (*ranked, *missing), _city(total) if total else None)

    @property
    def promising(self) -> frozenset[str]:
        """Return the counties that have targets for the year."""
        return frozenset(row["county"] for row in self.counties if row["promises"])

    def _missing(self, county: Mapping[str, Any], period: date) -> County:
        return County(county["county"], _name(county), why_not=self._why_not(county, period))

    def _why_not(self, county: Mapping[str, Any], period: date) -> Sentence:
        if not county["promises"]:
            return say("no targets for {year}", year=self.year)
        if county["indicator"] is None:
            return say("does not measure it")
        if self.measure in _LEVELS and county["unit"] != self.unit:
            return say("counts in {unit}", unit=county["unit"] or "-")
        told = [row["period"] for row in self.rows if row["county"] == county["county"]]
        if told:
            newest, asked = f"{max(told):%Y-%m}", f"{period:%Y-%m}"
            return say("no {month} yet (newest: {newest})", month=asked, newest=newest)
        if others := [measure for measure in county["measures"] if measure != self.measure]:
            return say("{measure} only", measure=_MEASURES.get(others[0], others[0]))
        return say("no {year} figure", year=self.year)


def known_across(generation: "Generation", line: Line, overview: Overview, known_at: int | None) -> Known | None:
    """Read what every county reported of a target's indicator in its year, as known at a snapshot (None: now).

    None for a store that was last written by a program that did not compare counties yet.
    """
    from console.store import named

    if not generation.rows(named("drill/compares")):
        return None
    measure = line.measure or "ytd"
    asked = {"indicator": line.indicator, "year": overview.year, "known_at": known_at}
    counties, rows, totals = generation.answers(
        (named("drill/counties"), asked),
        (named("drill/across"), {**asked, "measure": measure}),
        (named("drill/city"), {**asked, "measure": measure}),
    )
    return Known(overview.year, measure, _unit(measure, overview.county, counties), tuple(rows), tuple(totals),
                 tuple(counties))  # fmt: skip


def _unit(measure: str, county: str, counties: Sequence[Mapping[str, Any]]) -> str:
    """Return the unit that is compared: the one of the county that is looked at."""
    if measure not in _LEVELS:
        return "" if measure == "rank" else "%"
    return next((row["unit"] or "" for row in counties if row["county"] == county), "")


def _name(row: Mapping[str, Any]) -> Wording:
    return Wording(row["county_zh"], row["county_en"])


def _ranked(row: Mapping[str, Any]) -> County:
    same = {name: row[name] for name in ("county", "rank", "value", "target", "share", "gap", "as_of")}
    return County(name=_name(row), light=Light(row["light"]) if row["light"] else None, **same)


def _city(row: Mapping[str, Any]) -> City:
    return City(**{name: row[name] for name in ("value", "counted", "counties", "target", "targets", "share")})
