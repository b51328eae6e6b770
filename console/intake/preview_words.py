"""What a preview says in words: of each restated figure, each light that turns, and each thing to check."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from console.intake.contract import READINGS
from console.language import Sentence, say

if TYPE_CHECKING:
    from console.intake.preview import Gap, Jump, Preview, Restated, Sum

_SAID = 8
"""Restated figures that are told one by one."""


def sentences(of: "Preview") -> Iterator[Sentence]:
    """Yield what a person is told on the command line."""
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
        yield say("… and {count:more restated reading|more restated readings}.", count=of.restated - _SAID)
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
        yield say("… and {count:more warning|more warnings}.", count=len(warnings) - 4 * _SAID)


def _outlook(words: Mapping[Any, object], outlook: str) -> object:
    return words.get(outlook) or "-"


def month(day: date) -> str:
    """Return a period as it is written in a preview."""
    return f"{day:%Y-%m}"


def figure(value: float | None, unit: str) -> str:
    """Return a figure with its unit, without more digits than it can have."""
    return "-" if value is None else f"{value:,.6g}{unit}"


def change(one: "Restated") -> str:
    """Return the size of a change: in points for rates, else in per cent."""
    if one.unit == "%":
        return f"{one.new - one.old:+.4g}"
    return "-" if one.share is None else f"{one.share:+.1%}"


def jump(one: "Jump") -> Sentence:
    """Return what there is to check of a figure that moves too far."""
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


def apart(one: "Sum") -> Sentence:
    """Return what there is to check of a whole that is not the sum of its parts."""
    values = {
        "series": one.series.sentence, "period": month(one.period), "count": one.how_many,
        "parts": figure(one.parts, one.unit), "whole": figure(one.whole, one.unit), "off": f"{one.off or 0:+.1%}",
    }  # fmt: skip
    if one.series.dimension:
        return say(
            "Check: {series}, {period}: its {count:part adds|parts add} up to {parts}, the whole is {whole} ({off}).",
            **values,
        )
    return say(
        "Check: {series}, {period}: {count:town adds|towns add} up to {parts}, the county has {whole} ({off}).",
        **values,
    )


def gap(one: "Gap") -> Sentence:
    """Return what there is to check of months without a figure."""
    return say(
        "Check: {indicator}: nothing between {before} and {period} in {count} series.", indicator=one.indicator,
        before=month(one.before), period=month(one.period), count=one.series,
    )  # fmt: skip
