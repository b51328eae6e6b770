"""What is said of one target in a briefing: one or two sentences with the figures that matter for its kind."""

from collections.abc import Iterator

from console.cells import DATED
from console.language import Sentence, say
from console.overview import Line
from console.standing import Light
from console.standing.figures import amount, chance, day_name, is_count, month_name, points, share
from console.targets import Comparator, Kind


def briefing(line: Line) -> tuple[Sentence, ...]:
    """Return what a briefing says of a target: what was reached, how that compares, how the year is likely to end."""
    return (*_reached(line), *_ending(line))


def _reached(line: Line) -> Iterator[Sentence]:
    if line.comparator is Comparator.DONE or (line.kind in DATED and line.actual is None):
        yield _dated(line)
        if str(line.reason) and line.light not in (Light.DONE, Light.OVERDUE, Light.UNASSESSED):
            yield say("{reason}.", reason=line.reason)
    elif line.actual is None or line.period is None:
        yield from _nothing_yet(line)
    elif line.kind is Kind.GROWTH:
        yield _growth(line)
    elif line.kind is Kind.RELATIVE:
        yield _relative(line)
    elif line.kind is Kind.RANK:
        yield _rank(line)
    elif line.kind in (Kind.STOCK, Kind.RATIO):
        yield _stock(line)
    else:
        yield _total(line)


def _dated(line: Line) -> Sentence:
    due = day_name(line.deadline, line.deadline)
    if line.light is Light.DONE:
        return say("{name} is done; it was due by {day}.", name=line.name, day=due)
    if line.light is Light.OVERDUE:
        return say("{name} was due by {day} and is not done.", name=line.name, day=due)
    return say("{name} is to be done by {day}.", name=line.name, day=due)


def _nothing_yet(line: Line) -> Iterator[Sentence]:
    if line.due is not None and line.light is Light.NOT_DUE:
        due = day_name(line.due, line.deadline)
        yield say("{name}: no figure is due before {day}.", name=line.name, day=due)
    else:
        yield say("{name}: no figure has been reported.", name=line.name)
    value = line.target if line.target is not None else line.value
    if line.kind is Kind.RANK and value is not None:
        yield say("The target is a place in the top {rank}.", rank=int(value))
    elif value is not None:
        yield say("The target is {target}.", target=amount(value, _unit(line)))


def _unit(line: Line) -> str:
    return "%" if line.kind in (Kind.GROWTH, Kind.RELATIVE) else line.unit


def _growth(line: Line) -> Sentence:
    assert line.period is not None
    assert line.actual is not None
    target = line.target if line.target is not None else line.value or 0.0
    values: dict[str, object] = {
        "month": month_name(line.period), "name": line.name, "actual": amount(line.actual, "%", 1),
        "target": amount(target, "%", 2), "gap": points(line.actual - target, 2),
    }  # fmt: skip
    if abs(line.actual - target) < 0.005:
        return say("To {month}: {name} {actual}, exactly the target.", **values)
    if line.actual > target:
        return say("To {month}: {name} {actual}, {gap} above the target of {target}.", **values)
    return say("To {month}: {name} {actual}, {gap} below the target of {target}.", **values)


def _relative(line: Line) -> Sentence:
    assert line.period is not None
    assert line.actual is not None
    other = line.target or 0.0
    values: dict[str, object] = {
        "month": month_name(line.period), "name": line.name, "actual": amount(line.actual, "%", 1),
        "other": amount(other, "%", 1), "gap": points(line.actual - other, 2),
    }  # fmt: skip
    if line.actual < other:
        return say("To {month}: {name} {actual}, {gap} below the {other} it is compared with.", **values)
    return say("To {month}: {name} {actual}, {gap} above the {other} it is compared with.", **values)


def _rank(line: Line) -> Sentence:
    assert line.period is not None
    assert line.actual is not None
    place, wanted = int(line.actual), int(line.value or 0)
    values: dict[str, object] = {
        "month": month_name(line.period), "name": line.name, "rank": place, "target": wanted,
        "gap": abs(place - wanted),
    }  # fmt: skip
    if place > wanted:
        return say("To {month}: {name} place {rank}, {gap:place|places} short of the top {target}.", **values)
    return say("To {month}: {name} place {rank}, within the top {target}.", **values)


def _stock(line: Line) -> Sentence:
    values = _levels(line)
    if line.gap is not None and line.gap < 0:
        return say("At the end of {month}: {name} {actual}, {gap} short of the target of {target}.", **values)
    return say("At the end of {month}: {name} {actual}; the target is {target}.", **values)


def _levels(line: Line) -> dict[str, object]:
    assert line.period is not None
    assert line.actual is not None
    target = line.target if line.target is not None else line.value or 0.0
    return {
        "month": month_name(line.period), "name": line.name, "actual": amount(line.actual, line.unit),
        "target": amount(target, line.unit), "gap": amount(abs(line.gap or 0.0), line.unit),
    }  # fmt: skip


def _total(line: Line) -> Sentence:
    values = _levels(line)
    if line.kind in (Kind.NET_INCREASE, Kind.MILESTONE) or not line.progress or line.progress <= 0:
        if (line.gap or 0.0) < 0:
            return say("To {month}: {name} {actual}, {gap} short of the target of {target}.", **values)
        return say("To {month}: {name} {actual}; the target is {target}.", **values)
    values["share"] = share(line.progress)
    if line.pace_pp is None or abs(line.pace_pp) < 0.05 or line.light is Light.DONE:
        return say("To {month}: {name} {actual}, {share} of the target of {target}.", **values)
    values["pace"] = points(line.pace_pp)
    if line.pace_pp < 0:
        return say("To {month}: {name} {actual}, {share} of the target of {target}, {pace} behind schedule.", **values)
    return say("To {month}: {name} {actual}, {share} of the target of {target}, {pace} ahead of schedule.", **values)


def _ending(line: Line) -> Iterator[Sentence]:
    if line.light is Light.DONE or line.forecast is None or line.period is None or line.period.month == 12:
        return
    counted = is_count(line.unit) or _unit(line) == "%"
    ending = amount(line.forecast, _unit(line), 1 if counted else 2)
    if line.probability is None:
        yield say("Year end: about {forecast}.", forecast=ending)
    else:
        yield say(
            "Year end: about {forecast}, {chance} likely to reach the target.",
            forecast=ending, chance=chance(line.probability),
        )  # fmt: skip
