"""Check the days and months of a catalogue: deadlines, release dates, monthly plans and stages."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from console.catalogue.about import About
from console.catalogue.cells import NO_DAY
from console.catalogue.rows import Draft, Line
from console.language import say
from console.targets import Comparator, Kind, PlanPoint, Target

LATEST_RELEASE = timedelta(days=400)
RISING = frozenset({Kind.VOLUME, Kind.NEW_COUNT})
UNPLANNED = frozenset({Kind.RELATIVE, Kind.MILESTONE, Kind.QUALITATIVE})
STAGED = frozenset({Kind.MILESTONE, Kind.QUALITATIVE})


def check_dates(about: About, draft: Draft) -> None:
    """Note deadlines, releases, plan months and stages that cannot be meant."""
    targets = {line.what.target_id: line.what for line in draft.targets}
    if about.year:
        _check_deadlines(about.year, draft)
        _check_plan_months(about.year, draft)
    _check_releases(about.year, draft)
    _check_plans(draft, targets)
    _check_stages(draft, targets)


def _check_deadlines(year: int, draft: Draft) -> None:
    first, last = date(year, 1, 1), date(year + 1, 12, 31)
    for line in draft.targets:
        if line.what.deadline != NO_DAY and not first <= line.what.deadline <= last:
            what = say(
                "the deadline {value} is not between {first} and {last}.",
                value=line.what.deadline,
                first=first,
                last=last,
            )
            line.row.fault("impossible_date", "deadline", what)


def _check_plan_months(year: int, draft: Draft) -> None:
    for line in draft.plan:
        if line.what.period != NO_DAY and line.what.period.year != year:
            what = say("the plan's month {value} is not in {year}.", value=f"{line.what.period:%Y-%m}", year=year)
            line.row.fault("impossible_date", "period", what)


def _check_releases(year: int, draft: Draft) -> None:
    for line in draft.releases:
        period, due = line.what.period, line.what.due
        if NO_DAY in (period, due):
            continue
        if year and abs(period.year - year) > 1:
            what = say("the month {value} is not near the year {year}.", value=f"{period:%Y-%m}", year=year)
            line.row.fault("impossible_date", "period", what)
        elif not timedelta() <= due - period <= LATEST_RELEASE:
            what = say(
                "the figure of {period} cannot be due on {due}; correct one of them.", period=f"{period:%Y-%m}", due=due
            )
            line.row.fault("impossible_date", "due", what)


def _check_plans(draft: Draft, targets: dict[str, Target]) -> None:
    plans: dict[str, list[Line[PlanPoint]]] = defaultdict(list)
    for line in draft.plan:
        target = targets.get(line.what.target_id)
        if target and target.kind in UNPLANNED and not line.row.spoilt("target"):
            what = say(
                "a target of the kind {kind} has no monthly plan; use stages.csv or leave it out.", kind=target.kind
            )
            line.row.fault("plan_not_wanted", "target", what)
        elif not line.row.spoilt("target", "period", "value"):
            plans[line.what.target_id].append(line)
    for target_id, lines in plans.items():
        if target := targets.get(target_id):
            _check_plan(sorted(lines, key=lambda line: line.what.period), target)


def _check_plan(lines: list[Line[PlanPoint]], target: Target) -> None:
    if target.kind in RISING:
        for before, after in pairwise(lines):
            if after.what.value < before.what.value:
                what = say("the plan falls from {before} to {after}; a plan gives the total since January.",
                           before=f"{before.what.value:g}", after=f"{after.what.value:g}")  # fmt: skip
                after.row.fault("plan_falls", "value", what)
    last = lines[-1]
    rises = target.kind in RISING and target.comparator is Comparator.AT_LEAST
    if rises and last.what.period.month == 12 and last.what.value < (target.value or 0):
        what = say("the plan ends at {after}, short of the target {value}.",
                   after=f"{last.what.value:g}", value=f"{target.value:g}")  # fmt: skip
        last.row.fault("plan_short", "value", what)


def _check_stages(draft: Draft, targets: dict[str, Target]) -> None:
    for line in draft.stages:
        target = targets.get(line.what.target_id)
        if line.what.weight <= 0:
            line.row.fault("not_positive", "weight", say("this must be more than 0."))
        if target is None:
            continue
        if target.kind not in STAGED and not line.row.spoilt("target"):
            what = say("a target of the kind {kind} has no stages; use plan.csv or leave them out.", kind=target.kind)
            line.row.fault("stages_not_wanted", "target", what)
        if NO_DAY not in (line.what.due, target.deadline) and line.what.due > target.deadline:
            what = say(
                "the stage is due on {due}, after the target's deadline {deadline}.",
                due=line.what.due,
                deadline=target.deadline,
            )
            line.row.fault("impossible_date", "due", what)
