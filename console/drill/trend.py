"""The course of a year: actual, target, plan, last year, what is expected, and where the year is likely to end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from console.drill.subject import Facts, Points, Subject, as_target, paced_by
from console.language import Sentence, say
from console.overview import Line
from console.periods import month_end
from console.standing import Evidence, Rule
from console.standing.case import Case, open_case
from console.standing.levels import expected_stock, start_of
from console.standing.pace import Expected, expected_total, planned_figure
from console.targets import Comparator, Kind

Course = dict[int, float]
"""Figures by month, 1 to 12."""


class Part(StrEnum):
    """The lines of a chart, the ones in front first."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    EXPECTED = "expected"
    PLAN = "plan"
    NEEDED = "needed"
    TARGET = "target"
    LAST_YEAR = "last-year"
    FAN = "fan"


@dataclass(frozen=True, slots=True)
class Trend:
    """What one chart shows; every course is of the same year and unit."""

    year: int
    unit: str
    courses: Mapping[Part, Course] = field(default_factory=dict)
    level: Mapping[Part, float] = field(default_factory=dict)
    """What is the same in every month: the target, what each month must still bring."""
    low: Course = field(default_factory=dict)
    high: Course = field(default_factory=dict)
    """The edges of the 80 % interval."""
    rule: Rule = Rule.NONE
    from_zero: bool = True
    lowest_is_best: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw a course of."""
        return not any(self.courses.values())

    @property
    def last_month(self) -> int | None:
        """Return the month of the newest actual."""
        return max(self.courses.get(Part.ACTUAL, {}), default=None)


def running(subject: Subject, facts: Facts, as_of: date) -> Trend:
    """Return the course of the measure that the target is read from."""
    line, year = subject.line, subject.year
    points = facts.points(line.measure or "ytd")
    courses = _own(points, year)
    rate = subject.unit == "%"
    trend = Trend(
        year,
        subject.unit,
        courses,
        from_zero=not rate and line.kind is not Kind.RANK,
        lowest_is_best=line.kind is Kind.RANK,
    )
    if subject.is_part:
        return _with_level(trend, {Part.TARGET: line.target or line.value} if rate else {})
    courses[Part.PLAN] = _months(facts.plan, year)
    if paced_by(line) and (expected := _expected(line, points, facts.plan, as_of)):
        courses[Part.EXPECTED] = expected
    low, high = _fan(line, courses)
    target = line.target if line.target is not None else line.value
    wanted = {} if line.comparator is Comparator.DONE else {Part.TARGET: target}
    return _with_level(
        Trend(year, subject.unit, courses, {}, low, high, line.expected_rule, trend.from_zero, trend.lowest_is_best),
        wanted,
    )


def monthly(subject: Subject, facts: Facts) -> Trend | None:
    """Return the course of single months; None when nobody reports them."""
    rate = subject.unit == "%"
    points = facts.points("month_yoy" if rate else "month")
    courses = _own(points, subject.year)
    if not courses[Part.ACTUAL]:
        return None
    line = subject.line
    levels: dict[Part, float | None] = {}
    if not subject.is_part:
        levels[Part.NEEDED] = line.required if line.required is not None and (rate or line.required > 0) else None
        levels[Part.TARGET] = (line.target if line.target is not None else line.value) if rate else None
        courses[Part.PLAN] = _steps(_months(facts.plan, subject.year))
    values = [value for course in courses.values() for value in course.values()]
    flat = min(values) > 0.5 * max(values)
    return _with_level(Trend(subject.year, subject.unit, courses, from_zero=not rate and not flat), levels)


def _own(points: Points, year: int) -> dict[Part, Course]:
    return {Part.ACTUAL: _months(points, year), Part.LAST_YEAR: _months(points, year - 1)}


def _months(points: Points, year: int) -> Course:
    return {period.month: value for period, value in sorted(points.items()) if period.year == year}


def _steps(course: Course) -> Course:
    """Return what a running total adds from month to month."""
    before, steps = 0.0, {}
    for month in sorted(course):
        steps[month] = course[month] - before
        before = course[month]
    return steps


def _with_level(trend: Trend, levels: Mapping[Part, float | None]) -> Trend:
    known = {part: value for part, value in levels.items() if value is not None}
    return Trend(
        trend.year, trend.unit, {part: course for part, course in trend.courses.items() if course}, known,
        trend.low, trend.high, trend.rule, trend.from_zero, trend.lowest_is_best,
    )  # fmt: skip


def _expected(line: Line, points: Points, plan: Points, as_of: date) -> Course:
    """Return the course that is expected, by the same rule as the standing's own figure."""
    case = open_case(as_target(line), Evidence(readings=points, plan=plan), as_of)
    figures = {month: _expected_by(case, line, month) for month in range(1, line.deadline.month + 1)}
    return {
        month: expected.figure
        for month, expected in figures.items()
        if expected.figure is not None and expected.rule is line.expected_rule
    }


def _expected_by(case: Case, line: Line, month: int) -> Expected:
    value = line.value
    if value is None:
        return Expected()
    if case.is_total:
        return expected_total(case, value, month)
    if case.is_rate:
        return Expected(planned_figure(case, month, None, value), Rule.PLAN)
    return expected_stock(case, value, start_of(case), month)


def _fan(line: Line, courses: dict[Part, Course]) -> tuple[Course, Course]:
    """Add the course to the forecast, and return the edges of its interval: narrow now, widest at the deadline."""
    actual = courses[Part.ACTUAL]
    if line.forecast is None or not actual:
        return {}, {}
    last, end = max(actual), line.deadline.month
    if last >= end:
        return {}, {}
    way = {month: _share(courses.get(Part.EXPECTED, {}), last, end, month) for month in range(last, end + 1)}
    courses[Part.FORECAST] = _towards(actual[last], line.forecast, way)
    if line.low is None or line.high is None:
        return {}, {}
    return _towards(actual[last], line.low, way), _towards(actual[last], line.high, way)


def _share(expected: Course, last: int, end: int, month: int) -> float:
    """Return how much of the rest of the year is behind by a month: by the expected course, else by time."""
    if {last, end, month} <= expected.keys() and abs(expected[end] - expected[last]) > 1e-9:
        return (expected[month] - expected[last]) / (expected[end] - expected[last])
    return (month - last) / (end - last)


def _towards(start: float, end: float, way: Course) -> Course:
    return {month: start + (end - start) * share for month, share in way.items()}


WORDS: Mapping[Part, Sentence] = {
    Part.ACTUAL: say("Actual"),
    Part.FORECAST: say("Forecast"),
    Part.FAN: say("80% likely"),
    Part.EXPECTED: say("Expected course"),
    Part.PLAN: say("Plan"),
    Part.NEEDED: say("Still needed"),
    Part.TARGET: say("Target"),
    Part.LAST_YEAR: say("Last year"),
}


def newest_period(subject: Subject, facts: Facts) -> date | None:
    """Return the newest period of the target's year that has a reading."""
    measure = subject.line.measure or "ytd"
    return max((day for day in facts.measures.get(measure, {}) if day.year == subject.year), default=None)


def period_before(subject: Subject, facts: Facts, period: date) -> date:
    """Return the reading's period before one, within the year; the month before when there is none."""
    measure = subject.line.measure or "ytd"
    days = [day for day in facts.measures.get(measure, {}) if day.year == period.year and day < period]
    return max(days, default=month_end(date(period.year, max(period.month - 1, 1), 1)))
