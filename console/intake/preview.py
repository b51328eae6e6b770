"""What a file would change: readings, entries, lights, and what looks wrong."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from console.intake.preview_words import apart, gap, jump, sentences
from console.intake.refusals import shown
from console.language import Sentence
from console.standing import Light

APART = 0.005
"""Share by which parts and whole may differ before it is called out."""


@dataclass(frozen=True, slots=True)
class Named:
    """A series, as a person calls it."""

    indicator: str
    indicator_zh: str
    indicator_en: str
    place: str
    place_zh: str
    place_en: str
    measure: str
    dimension: str = ""
    member: str = ""

    @property
    def sentence(self) -> Sentence:
        """Return indicator, place, part and measure."""
        part = f" {shown(self.member or self.dimension)}" if self.dimension else ""
        return Bilingual(
            f"{shown(self.place_zh)} {shown(self.indicator_zh)}{part}",
            f"{shown(self.indicator_en)}, {shown(self.place_en)}{part}",
        )


class Bilingual(Sentence):
    """A name that data gives in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en, (("zh", zh),))

    def said_in(self, language: str) -> str:
        """Return the name in "zh" or "en"."""
        return str(self.values[0][1]) if language == "zh" else self.text


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that the file changes."""

    series: Named
    period: date
    old: float
    new: float
    unit: str

    @property
    def share(self) -> float | None:
        """The size of the change as a share of the old figure."""
        return (self.new - self.old) / abs(self.old) if self.old else None


@dataclass(frozen=True, slots=True)
class Jump:
    """A figure that moves further than its series ever did."""

    series: Named
    period: date
    value: float
    compared_with: float
    with_year_before: bool
    lowest: float | None
    highest: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole beside the sum of its parts."""

    series: Named
    period: date
    whole: float
    parts: float
    how_many: int
    off: float | None
    usually_off: float | None
    unit: str

    @property
    def is_apart(self) -> bool:
        """Tell whether parts and whole differ, and did not before."""
        if self.off is None or abs(self.off) <= APART:
            return False
        return self.usually_off is None or self.usually_off <= APART or abs(self.off) > 2 * self.usually_off


@dataclass(frozen=True, slots=True)
class Gap:
    """Months without a figure between the file's and the one before."""

    indicator: Sentence
    measure: str
    before: date
    period: date
    series: int


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that the file adds, removes or changes."""

    what: str
    """added, removed or changed"""
    indicator: Sentence
    entry_id: str
    name: str
    place: Sentence
    event: str
    day: date
    amount: float | None
    old_amount: float | None


@dataclass(frozen=True, slots=True)
class LightChange:
    """A target that would stand differently."""

    target_id: str
    name: Sentence
    old_light: Light
    new_light: Light
    old_outlook: str
    new_outlook: str
    old_actual: float | None
    new_actual: float | None
    unit: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that a file would change."""

    form: str
    added: int = 0
    restated: int = 0
    same: int = 0
    series: int = 0
    first_period: date | None = None
    last_period: date | None = None
    restatements: tuple[Restated, ...] = ()
    """The largest, at most `LISTED`."""
    jumps: tuple[Jump, ...] = ()
    sums: tuple[Sum, ...] = ()
    gaps: tuple[Gap, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    lights: tuple[LightChange, ...] = ()

    def warnings(self) -> list[Sentence]:
        """Return what looks wrong, though it does not keep the file from being loaded."""
        sums = [apart(one) for one in self.sums if one.is_apart]
        return [*map(jump, self.jumps), *sums, *map(gap, self.gaps)]

    def as_sentences(self) -> list[Sentence]:
        """Return what a person is told on the command line."""
        return list(sentences(self))

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        made = {one.name: _plain(getattr(self, one.name)) for one in fields(self)}
        return {**made, "warnings": [str(one) for one in self.warnings()]}


def _plain(value: object) -> object:
    """Return a value of a preview as JSON can hold it."""
    if isinstance(value, Sentence):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value
