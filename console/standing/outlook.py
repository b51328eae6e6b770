"""Whether the year will end on target, in one word and one sentence, and what to say when the light differs."""

from console.language import Sentence, say
from console.standing.case import Case
from console.standing.figures import amount, chance, number
from console.standing.forecast import Forecast
from console.standing.terms import Light, Outlook, Rule
from console.targets import Kind

LIKELY_FROM = 0.8
POSSIBLE_FROM = 0.4

_ORDER = {
    Light.ON_TRACK: 0,
    Light.SLOW: 1,
    Light.BEHIND: 2,
    Outlook.LIKELY: 0,
    Outlook.POSSIBLE: 1,
    Outlook.UNLIKELY: 2,
}


def outlook_of(probability: float | None) -> Outlook:
    """Return the word for a probability: likely from 0.8, possible from 0.4, else unlikely."""
    if probability is None:
        return Outlook.UNKNOWN
    if probability >= LIKELY_FROM:
        return Outlook.LIKELY
    return Outlook.POSSIBLE if probability >= POSSIBLE_FROM else Outlook.UNLIKELY


def outlook_reason(case: Case, found: Forecast, light: Light) -> Sentence:
    """Return one sentence about the year's end; it says so when the light of today points another way."""
    plain = _plain(case, found, light)
    word = outlook_of(found.probability)
    if light not in _ORDER or word not in _ORDER or _ORDER[light] == _ORDER[word]:
        return plain
    if _ORDER[light] > _ORDER[word]:
        return say("{outlook}, although it is short today", outlook=plain)
    if light is Light.ON_TRACK:
        return say("{outlook}, although it is on schedule today", outlook=plain)
    return say("{outlook}, which is worse than it stands today", outlook=plain)


def _plain(case: Case, found: Forecast, light: Light) -> Sentence:
    if found.final:
        return say("the year's result is in")
    if found.fixed:
        return say("already done") if light is Light.DONE else say("it can no longer be met")
    if found.figure is None:
        return _no_forecast(case)
    values: dict[str, object] = {"forecast": _figure(case, found.figure)}
    if found.confidence == "none":
        return _without_history(found, values)
    if found.probability is None or found.low is None or found.high is None:
        return say(
            "{outlook}, judged by one earlier year only (low confidence)",
            outlook=say("the year would end at {forecast}", **values),
        )
    values |= {"low": _figure(case, found.low), "high": _figure(case, found.high), "chance": chance(found.probability)}
    sentence = say(
        "the year would end at {forecast} (80% interval {low} to {high}), {chance} likely to meet the target", **values
    )
    if found.confidence == "low":
        return say("{outlook}, judged by one earlier year only (low confidence)", outlook=sentence)
    return sentence


def _no_forecast(case: Case) -> Sentence:
    if case.target.kind is Kind.MILESTONE:
        return say("no forecast: a milestone is judged by its dates")
    if case.target.kind is Kind.QUALITATIVE:
        return say("no forecast: the promise has no figure")
    if case.actual is None:
        return say("no forecast: this year has no figure yet")
    return say("no forecast: there is no earlier year to judge by")


def _without_history(found: Forecast, values: dict[str, object]) -> Sentence:
    if found.rule is Rule.PLAN:
        return say("with no earlier year to judge by, the plan would end the year at {forecast}", **values)
    if found.rule is Rule.LINEAR:
        return say("with no earlier year to judge by, the same pace would end the year at {forecast}", **values)
    return say("with no earlier year to judge by, the year would end at {forecast} if nothing changes", **values)


def _figure(case: Case, value: float) -> Sentence:
    if case.target.kind is Kind.RANK:
        return say("place {place}", place=number(value, 0))
    if case.is_rate:
        return amount(value, "%", 1)
    places = 0 if abs(value) >= 1000 else 1
    return amount(value, case.target.unit, places)
