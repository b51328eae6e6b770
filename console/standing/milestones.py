"""Milestones and promises in words: stages by date and weight, events with evidence, never an invented percentage."""

from collections.abc import Sequence
from datetime import timedelta

from console.language import Sentence, say
from console.standing.case import Case
from console.standing.figures import amount, day_name, days, in_both
from console.standing.pace import Expected, Pace
from console.standing.terms import Light, Rule
from console.targets import Kind, Stage

SOON = timedelta(days=30)
"""A stage is slow when it is late up to this long, and a milestone without stages when it is due this soon."""


def pace_of_milestone(case: Case, actual: float | None) -> Pace:
    """Return where a milestone stands: done with evidence, by its dated stages, or else by the events reported.

    Without stages there is no pace: nothing reported is no data, something reported is too early to judge, and both
    are slow in the last thirty days.
    """
    done = _done(case, actual)
    if done is not None:
        return Pace(
            Light.DONE, done, target=case.target.value, gap=_gap(case, actual), progress=1.0, met=True, fixed=True
        )
    if case.evidence.stages:
        return _by_stages(case, actual)
    light, reason = _without_stages(case, actual)
    return Pace(light, reason, target=case.target.value, gap=_gap(case, actual))


def pace_of_promise(case: Case) -> Pace:
    """Return where a qualitative promise stands: unassessed until an event says done and shows evidence."""
    done = _done(case, None)
    if done is not None:
        return Pace(Light.DONE, done, progress=1.0, met=True, fixed=True)
    if _without_evidence(case):
        return Pace(Light.UNASSESSED, say("reported as done, but no evidence has been handed in"))
    return Pace(Light.UNASSESSED, say("a promise in words: it is assessed when evidence of completion is handed in"))


def _done(case: Case, actual: float | None) -> Sentence | None:
    value = case.target.value
    if value is not None and actual is not None and actual >= value and case.target.kind is Kind.MILESTONE:
        unit = case.target.unit
        return say(
            "the target of {target} is reached: {actual}", target=amount(value, unit), actual=amount(actual, unit)
        )
    proven = [event for event in case.events if event.event == "done" and event.evidence.strip()]
    needed = 1 if value is None else max(1, round(value))
    if len(proven) < needed:
        return None
    return say("done on {day}, with evidence", day=day_name(proven[needed - 1].day, case.as_of))


def _without_evidence(case: Case) -> bool:
    return any(event.event == "done" and not event.evidence.strip() for event in case.events)


def _gap(case: Case, actual: float | None) -> float | None:
    return None if actual is None or case.target.value is None else actual - case.target.value


def _by_stages(case: Case, actual: float | None) -> Pace:
    stages = sorted(case.evidence.stages, key=lambda stage: (stage.due, stage.stage))
    reached = {event.event for event in case.events}
    weights = sum(max(0.0, stage.weight) for stage in stages) or 1.0
    finished = sum(max(0.0, stage.weight) for stage in stages if stage.stage in reached) / weights
    expected = sum(max(0.0, stage.weight) for stage in stages if stage.due < case.as_of) / weights
    open_stages = [stage for stage in stages if stage.stage not in reached]
    light, reason = _stage_light(case, stages, open_stages)
    return Pace(
        light=light,
        reason=reason,
        expected=Expected(None, Rule.STAGES),
        target=case.target.value,
        gap=_gap(case, actual),
        pace_pp=100.0 * (finished - expected),
        progress=finished,
        expected_progress=expected,
    )


def _stage_light(case: Case, stages: Sequence[Stage], open_stages: Sequence[Stage]) -> tuple[Light, Sentence]:
    if not open_stages:
        return Light.ON_TRACK, say(
            "{count} of {count} stages done; evidence of completion is still to come", count=len(stages)
        )
    first = open_stages[0]
    name = in_both(f"“{first.name_en}”", f"“{first.name_zh}”")
    values: dict[str, object] = {"stage": name, "due": day_name(first.due, case.as_of)}
    late = (case.as_of - first.due).days
    if late > 0:
        light = Light.SLOW if late <= SOON.days else Light.BEHIND
        return light, say("stage {stage} was due on {due} and is {days} late", **values, days=days(late))
    values |= {"done": len(stages) - len(open_stages), "count": len(stages)}
    if late == 0:
        return Light.ON_TRACK, say("{done} of {count:stage|stages} done; stage {stage} is due today", **values)
    if -late <= SOON.days:
        return Light.ON_TRACK, say(
            "{done} of {count:stage|stages} done; stage {stage} is due in {days}", **values, days=days(-late)
        )
    return Light.ON_TRACK, say("{done} of {count:stage|stages} done; stage {stage} is due on {due}", **values)


def _without_stages(case: Case, actual: float | None) -> tuple[Light, Sentence]:
    due = day_name(case.target.deadline, case.as_of)
    near = case.target.deadline - case.as_of <= SOON
    left = days(max(0, (case.target.deadline - case.as_of).days))
    if _without_evidence(case):
        light = Light.SLOW if near else Light.WATCH
        return light, say("reported as done, but no evidence has been handed in")
    if near:
        return Light.SLOW, say("not done yet, and due in {days}", days=left)
    if actual is not None:
        unit = case.target.unit
        value = amount(case.target.value or 1.0, unit)
        return Light.WATCH, say(
            "{actual} of {target} so far, due on {due}", actual=amount(actual, unit), target=value, due=due
        )
    if case.events:
        return Light.WATCH, say("under way, without dated stages; due on {due}", due=due)
    return Light.NO_DATA, say("nothing has been reported and no stages are planned; due on {due}", due=due)
