"""What a file would change, worked out in a draft that is never published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from console.intake.contract import READINGS
from console.intake.refusals import shown
from console.language import Sentence, say
from console.standing import Light
from console.store import Draft, Stood, named, standings

LISTED = 200
"""Restated figures, jumps and comparisons that a preview lists at most."""
APART = 0.005
"""Share by which parts and whole may differ before it is called out."""
_SAID = 8


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

    @property
    def changes_nothing(self) -> bool:
        """Tell whether nothing would be different."""
        return not (self.added or self.restated or self.entries or self.lights)

    def warnings(self) -> list[Sentence]:
        """Return what looks wrong, though it does not keep the file from being loaded."""
        return [*map(_jump, self.jumps), *(_sum(one) for one in self.sums if one.is_apart), *map(_gap, self.gaps)]

    def as_sentences(self) -> list[Sentence]:
        """Return what a person is told on the command line."""
        return list(_sentences(self))

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        made = {one.name: _plain(getattr(self, one.name)) for one in fields(self)}
        return {**made, "warnings": [str(one) for one in self.warnings()]}


def preview(draft: Draft, form: str, first: int, before: list[Stood], as_of: date) -> Preview:
    """Compare a draft that took in snapshots from `first` on with the store before, on the same day."""
    lights = tuple(_lights(before, standings(draft, as_of=as_of)))
    if form != READINGS:
        entries = tuple(map(_entry, draft.rows(named("preview/entries"), first=first)))
        return Preview(form, entries=entries, lights=lights)
    draft.run(named("preview/fresh"), first=first)
    draft.run(named("preview/course"), first=first)
    counts = draft.rows(named("preview/counts"))[0]
    return Preview(
        form, **counts, lights=lights,
        restatements=tuple(
            Restated(_named(row), row["period"], row["old_value"], row["new_value"], row["unit"])
            for row in draft.rows(named("preview/restated"), most=LISTED)
        ),
        jumps=tuple(
            Jump(_named(row), row["period"], row["value"], *(row[name] for name in _JUMP))
            for row in draft.rows(named("preview/jumps"), most=LISTED)
        ),
        sums=tuple(
            Sum(_named(row), row["period"], *(row[name] for name in _SUM))
            for row in draft.rows(named("preview/totals"), most=LISTED)
        ),
        gaps=tuple(
            Gap(_indicator(row), row["measure"], row["earlier"], row["period"], row["series"])
            for row in draft.rows(named("preview/missing"), most=LISTED)
        ),
    )  # fmt: skip


_JUMP = ("compared_with", "with_year_before", "lowest", "highest", "unit")
_SUM = ("whole", "parts", "how_many", "off", "usually_off", "unit")


def _named(row: Mapping[str, Any]) -> Named:
    names = {one.name: row.get(one.name) or "" for one in fields(Named)}
    for name in ("indicator", "place"):
        for language in ("zh", "en"):
            names[f"{name}_{language}"] = names[f"{name}_{language}"] or names[name]
    return Named(**names)


def _indicator(row: Mapping[str, Any]) -> Sentence:
    return Bilingual(shown(row["indicator_zh"] or row["indicator"]), shown(row["indicator_en"] or row["indicator"]))


def _entry(row: Mapping[str, Any]) -> EntryChange:
    place = Bilingual(shown(row["place_zh"] or row["place"]), shown(row["place_en"] or row["place"]))
    return EntryChange(
        row["what"], _indicator(row), shown(row["entry_id"]), shown(row["name"]), place, shown(row["event"]),
        row["day"],
        row["amount"], row["old_amount"],
    )  # fmt: skip


def _lights(before: list[Stood], after: list[Stood]) -> Iterator[LightChange]:
    """Yield the targets whose light or outlook would be another one."""
    old = {(one.county, one.year, one.target.target_id): one for one in before}
    for new in after:
        was = old.get((new.county, new.year, new.target.target_id))
        if was is None:
            continue
        then, now = was.standing, new.standing
        if (then.light, then.outlook) != (now.light, now.outlook):
            name = Bilingual(shown(new.target.name_zh), shown(new.target.name_en))
            yield LightChange(
                new.target.target_id, name, then.light, now.light, str(then.outlook), str(now.outlook), then.actual,
                now.actual, "%" if new.target.kind in ("growth", "relative") else new.target.unit, now.reason,
            )  # fmt: skip


def _sentences(of: Preview) -> Iterator[Sentence]:
    from console.standing.words import LIGHTS, OUTLOOKS

    if of.form == READINGS:
        yield say(
            "New readings: {added}; restated: {restated}; as they were: {same}.",
            added=of.added, restated=of.restated, same=of.same,
        )  # fmt: skip
    else:
        count = {what: sum(one.what == what for one in of.entries) for what in ("added", "removed", "changed")}
        yield say("Entries added: {added}; removed: {removed}; changed: {changed}.", **count)
    for one in of.restatements[:_SAID]:
        yield say(
            "Restated: {series}, {period}: {old} becomes {new} ({change}).", series=one.series.sentence,
            period=month(one.period), old=figure(one.old, one.unit), new=figure(one.new, one.unit), change=change(one),
        )  # fmt: skip
    if of.restated > _SAID:
        yield say("… and {count} more restated readings.", count=of.restated - _SAID)
    for light in of.lights:
        if light.old_light != light.new_light:
            yield say(
                "{name}: {old} becomes {new}.",
                name=light.name,
                old=LIGHTS[light.old_light],
                new=LIGHTS[light.new_light],
            )
        if light.old_outlook != light.new_outlook:
            yield say(
                "{name}: outlook {old} becomes {new}.", name=light.name, old=_outlook(OUTLOOKS, light.old_outlook),
                new=_outlook(OUTLOOKS, light.new_outlook),
            )  # fmt: skip
    if not of.lights:
        yield say("No target would stand differently.")
    warnings = of.warnings()
    yield from warnings[: 4 * _SAID]
    if len(warnings) > 4 * _SAID:
        yield say("… and {count} more warnings.", count=len(warnings) - 4 * _SAID)


def _outlook(words: Mapping[Any, object], outlook: str) -> object:
    return words.get(outlook) or "-"


def month(day: date) -> str:
    """Return a period as it is written in a preview."""
    return f"{day:%Y-%m}"


def figure(value: float | None, unit: str) -> str:
    """Return a figure with its unit, without more digits than it can have."""
    return "-" if value is None else f"{value:,.6g}{unit}"


def change(one: Restated) -> str:
    """Return the size of a change: in points for rates, else in per cent."""
    if one.unit == "%":
        return f"{one.new - one.old:+.4g}"
    return "-" if one.share is None else f"{one.share:+.1%}"


def _jump(one: Jump) -> Sentence:
    values = {
        "series": one.series.sentence, "period": month(one.period), "value": figure(one.value, one.unit),
        "before": figure(one.compared_with, one.unit),
    }  # fmt: skip
    if one.with_year_before and one.lowest is not None and one.highest is not None:
        return say(
            "Check: {series}, {period}: {value} against {before} a year before; earlier growth lay within {lowest} to"
            " {highest}.",
            **values, lowest=f"{one.lowest:+.0%}", highest=f"{one.highest:+.0%}",
        )  # fmt: skip
    if one.with_year_before:
        return say("Check: {series}, {period}: {value} against {before} a year before.", **values)
    return say(
        "Check: {series}, {period}: {value} after {before}; it never moved by more than {most}.",
        **values, most=figure(one.highest, one.unit),
    )  # fmt: skip


def _sum(one: Sum) -> Sentence:
    values = {
        "series": one.series.sentence, "period": month(one.period), "count": one.how_many,
        "parts": figure(one.parts, one.unit), "whole": figure(one.whole, one.unit), "off": f"{one.off or 0:+.1%}",
    }  # fmt: skip
    if one.series.dimension:
        return say(
            "Check: {series}, {period}: its {count} parts add up to {parts}, the whole is {whole} ({off}).", **values
        )
    return say("Check: {series}, {period}: {count} towns add up to {parts}, the county has {whole} ({off}).", **values)


def _gap(one: Gap) -> Sentence:
    return say(
        "Check: {indicator}: nothing between {before} and {period} in {count} series.", indicator=one.indicator,
        before=month(one.before), period=month(one.period), count=one.series,
    )  # fmt: skip


def _plain(value: object) -> object:
    """Return a value of a preview as JSON can hold it."""
    if isinstance(value, Sentence):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}  # type: ignore[arg-type]
    return value
