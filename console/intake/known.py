"""What the store knows by name: indicators and places by code, name and alias, and the series that have numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from console.faults import Refused
from console.intake.contract import MEASURES, READINGS
from console.intake.sheets.words import TOTALS
from console.language import say
from console.store import Generation, Vocabulary, named


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows, as the inspection is told of it."""

    vocabulary: Vocabulary
    indicators: dict[str, str]
    """Codes by code and by name."""
    places: dict[str, str]
    """Codes by code, name and alias."""
    register: bool
    form: str
    series: tuple[tuple[object, ...], ...]
    next_series: int
    today: date
    accept: bool = False
    """Whether the good rows of a faulty file are accepted."""

    @classmethod
    def of(
        cls, draft: Generation, register: bool, form: str, *, county: str = "", totals: bool = False,
        accept: bool = False,
    ) -> "Known":  # fmt: skip
        """Ask a draft what it knows of a county (empty: of the newest); refuses when no catalogue was applied yet."""
        vocabulary = draft.vocabulary(county)
        if not vocabulary.places:
            raise Refused(say("The store has no catalogue yet. Apply one first: `jindu catalogue apply DIR`."))
        rows = draft.rows(named("intake/series"), county=vocabulary.county) if form == READINGS else []
        next_series = draft.next_series_id(vocabulary.county) if form == READINGS else 0
        series = tuple(
            (row["indicator"], row["place"], row["dimension"], row["member"], row["measure"], row["series_id"])
            for row in rows
        )
        indicators = {code: (one.name_zh, one.name_en) for code, one in vocabulary.indicators.items()}
        places = {code: (one.name_zh, one.name_en, *one.aliases) for code, one in vocabulary.places.items()}
        named_places = _by_name(places)
        if totals and vocabulary.county:
            # In a sheet the row of totals is the county's own.
            named_places = {**dict.fromkeys(TOTALS, vocabulary.county), **named_places}
        return cls(
            vocabulary, _by_name(indicators), named_places, register, form, series, next_series, date.today(), accept
        )

    def as_json(self) -> dict[str, object]:
        """Return what the inspection is told."""
        return {
            "form": self.form, "register": self.register, "accept": self.accept,
            "today": self.today.isoformat(), "series": self.series,
            "county": {"code": self.vocabulary.county, "names": self.own_names()},
            "next_series": self.next_series, "indicator_names": self.indicators, "places": self.places,
            "indicators": {
                code: {
                    "unit": one.unit, "level": (one.lowest, one.highest),
                    "growth": (one.growth_lowest, one.growth_highest),
                }
                for code, one in self.vocabulary.indicators.items()
            },
        }  # fmt: skip

    def own_names(self) -> list[str]:
        """Return what the county may be called in a column of its own."""
        own = self.vocabulary.places.get(self.vocabulary.county)
        return [self.vocabulary.county, *((own.name_zh, own.name_en, *own.aliases) if own else ())]

    def names(self) -> dict[str, list[str]]:
        """Return the names that the values of a rule may have meant."""
        return {
            "unknown_indicator": list(self.indicators), "unknown_place": list(self.places),
            "unknown_measure": list(MEASURES),
        }  # fmt: skip


def _by_name(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the code of every code and of every name that only one thing has."""
    having: dict[str, set[str]] = {}
    for code, called in names.items():
        for name in called:
            having.setdefault(name, set()).add(code)
    only = {name: next(iter(codes)) for name, codes in having.items() if name and len(codes) == 1}
    return {**only, **{code: code for code in names}}
