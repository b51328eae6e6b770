"""The light in the end: which of being done, late, early, final or merely slow decides."""

from dataclasses import replace

from console.language import Sentence, say
from console.periods import Freshness
from console.standing.case import Case
from console.standing.figures import amount, day_name, days, month_name, number
from console.standing.pace import Pace
from console.standing.terms import Light
from console.targets import Kind

_SHORT = (Light.SLOW, Light.BEHIND)


def is_final(case: Case) -> bool:
    """Return whether no further figure of the year is to come: the deadline's month is in, or none is scheduled."""
    if case.month == case.horizon:
        return True
    return case.as_of > case.target.deadline and case.arrival.due is None


def settle(case: Case, pace: Pace | None) -> Pace:
    """Return the pace with the light and the reason that hold in the end.

    The first that applies decides:
    1. what nothing can change: done (a total reached, a milestone proven) or behind (a ceiling on a total broken);
    2. unassessed promises stay unassessed;
    3. final: the year's last figure is in, or the deadline has passed and no release is outstanding: done or behind;
    4. overdue: a release date has passed without its figure, so the last known figure colours nothing;
    5. no figure of this year: not due when the calendar has a date to come, else no data;
    6. nothing was due yet (batches late in the year): being short is not due;
    7. the figure covers at most two months: being short is only watched;
    8. the pace: on track, slow or behind.
    A milestone that is only done or not has no release to wait for; the dates of its stages are never softened by 6
    and 7; after its deadline it is behind.
    """
    if case.target.kind is Kind.QUALITATIVE:
        return pace or Pace(Light.UNASSESSED, say("the target has no figure to compare with"))
    if pace is not None and pace.fixed and not is_final(case):
        return replace(pace, light=Light.DONE, reason=_reached(case, pace)) if pace.met else pace
    if case.target.kind is Kind.MILESTONE and pace is not None and pace.fixed:
        return pace
    if case.target.kind is Kind.MILESTONE and case.as_of > case.target.deadline and is_final(case):
        return _missed_milestone(case, pace)
    if pace is not None and case.actual is not None and is_final(case):
        return _final(case, pace)
    if case.arrival.freshness is Freshness.OVERDUE:
        late = _overdue(case)
        return replace(pace or Pace(Light.OVERDUE, late), light=Light.OVERDUE, reason=late)
    if case.target.kind is Kind.MILESTONE and pace is not None and (case.actual is not None or not _waits(case, pace)):
        return pace if case.evidence.stages else _softened(case, pace)
    if case.actual is None:
        return _absent(case, pace)
    if pace is None:
        return Pace(Light.UNASSESSED, say("the target has no figure to compare with"))
    return _softened(case, pace)


def _waits(case: Case, pace: Pace) -> bool:
    return pace.light is Light.NO_DATA and case.arrival.freshness is not Freshness.UNSCHEDULED


def _reached(case: Case, pace: Pace) -> Sentence:
    if case.target.kind is Kind.MILESTONE or case.actual is None or pace.target is None:
        return pace.reason
    unit = case.target.unit
    return say(
        "the target of {target} is reached: {actual}",
        target=amount(pace.target, unit),
        actual=amount(case.actual, unit),
    )


def _missed_milestone(case: Case, pace: Pace | None) -> Pace:
    late = days((case.as_of - case.target.deadline).days)
    due = day_name(case.target.deadline, case.as_of)
    reason = say("not done by {due}, {days} ago", due=due, days=late)
    return replace(pace or Pace(Light.BEHIND, reason), light=Light.BEHIND, reason=reason)


def _final(case: Case, pace: Pace) -> Pace:
    light = Light.DONE if pace.met else Light.BEHIND
    if case.target.kind is Kind.RELATIVE:
        return replace(pace, light=light)
    unit = case.target.unit
    values: dict[str, object] = {
        "actual": amount(case.actual or 0.0, unit),
        "target": amount(pace.target or 0.0, unit),
        "missing": amount(abs(pace.gap or 0.0), unit if unit != "%" else "个百分点"),
    }
    if case.target.kind is Kind.RANK:
        values = {"actual": number(case.actual or 0.0, 0), "target": number(pace.target or 0.0, 0)}
        if pace.met:
            return replace(
                pace, light=light, reason=say("the year ended in place {actual}, inside the top {target}", **values)
            )
        return replace(
            pace, light=light, reason=say("the year ended in place {actual}, outside the top {target}", **values)
        )
    if pace.met:
        return replace(
            pace, light=light, reason=say("the year ended at {actual}: the target of {target} is met", **values)
        )
    return replace(
        pace,
        light=light,
        reason=say("the year ended at {actual}, {missing} away from the target of {target}", **values),
    )


def _overdue(case: Case) -> Sentence:
    period, due = case.arrival.period, case.arrival.due
    if period is None or due is None:
        return say("the figure is late")
    late = days(case.arrival.days_late or 0)
    return say(
        "the figure for {month} was due on {due} and is {days} late",
        month=month_name(period),
        due=day_name(due, case.as_of),
        days=late,
    )


def _absent(case: Case, pace: Pace | None) -> Pace:
    """Return not due or no data, for a target that has no figure to judge."""
    blank = pace or Pace(Light.NO_DATA, say("no figure has been received and no release date is set"))
    if case.target.kind is Kind.RELATIVE and case.arrival.freshness is not Freshness.UNSCHEDULED:
        reason = say("not comparable yet: the other figure for the same period is not out")
        return replace(blank, light=Light.NOT_DUE, reason=_not_due(case) if case.nothing_due else reason)
    if case.arrival.due is not None:
        return replace(blank, light=Light.NOT_DUE, reason=_not_due(case))
    if case.target.kind is Kind.RELATIVE and any(year == case.year for year, _ in case.readings):
        reason = say("not comparable: the other figure for the same period is missing")
        return replace(blank, light=Light.NO_DATA, reason=reason)
    reason = say("no figure has been received and no release date is set")
    return replace(blank, light=Light.NO_DATA, reason=reason)


def _not_due(case: Case) -> Sentence:
    if case.arrival.due is None:
        return say("nothing is due yet")
    if case.arrival.due == case.as_of:
        return say("the first figure is due today")
    return say("nothing is due before {due}", due=day_name(case.arrival.due, case.as_of))


def _softened(case: Case, pace: Pace) -> Pace:
    """Return the pace without slow or behind where nothing was due yet or the year has only begun."""
    if pace.light not in _SHORT:
        return pace
    if case.nothing_due:
        reason = say("{why}; {waiting}", why=pace.reason, waiting=_not_due(case))
        return replace(pace, light=Light.NOT_DUE, reason=reason)
    broken_level = case.target.kind is Kind.CEILING and not pace.met
    if case.month is not None and case.month <= 2 and not broken_level:
        reason = say("{why}; too early to judge in the first two months", why=pace.reason)
        return replace(pace, light=Light.WATCH, reason=reason)
    return pace
