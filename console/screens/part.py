"""The page of one town, industry or bank: its own course, readings, entries and parts."""

from collections.abc import Iterator

from console.drill.parts import ADDITIVE, Part
from console.drill.subject import Subject
from console.language import Sentence, say
from console.periods import month_end
from console.screens.subject import SubjectScreen
from console.standing.figures import amount, month_name, points, share


class PartScreen(SubjectScreen):
    """One part of a target's figure."""

    def said(self) -> tuple[Sentence, ...]:
        """Return what is said of the part: its figure, its share, its rank."""
        if self.gone:
            return (say("This target was not known at that moment."),)
        return tuple(self._said())

    def _said(self) -> Iterator[Sentence]:
        line, subject = self.subject.line, self.subject
        course = self.facts.points(line.measure or "ytd") if self.facts else {}
        newest = max((day for day in course if day.year == subject.year), default=None)
        if newest is None:
            yield say("{name}: nothing has been reported this year.", name=subject.name)
            return
        values: dict[str, object] = {
            "month": month_name(newest), "name": subject.name, "what": line.name,
            "actual": amount(course[newest], subject.unit),
        }  # fmt: skip
        if line.kind in ADDITIVE and line.actual and newest == line.period:
            yield say(
                "To {month}: {name} {actual}, {share} of {what}.", **values, share=share(course[newest] / line.actual)
            )
        else:
            yield say("To {month}: {name} {actual} ({what}).", **values)
        before = course.get(month_end(newest.replace(year=newest.year - 1, day=1)))
        if before is not None and abs(course[newest] - before) < 1e-9:
            yield say("That is the same as a year earlier.")
        elif before is not None and subject.unit == "%":
            difference = course[newest] - before
            up = say("That is {gap} more than a year earlier.", gap=points(difference, 1))
            yield up if difference >= 0 else say("That is {gap} less than a year earlier.", gap=points(difference, 1))
        elif before is not None and before > 0:
            grown = share(abs(course[newest] / before - 1))
            up = say("That is {share} more than a year earlier.", share=grown)
            yield up if course[newest] >= before else say("That is {share} less than a year earlier.", share=grown)

    def course_title(self) -> Sentence | str:
        """Return what the chart is called."""
        return say("Single months") if self.by_month else say("Course of the year")


def part_of(subject: Subject, part: Part) -> Subject:
    """Return the subject of a part's page."""
    return Subject(
        subject.line, subject.county, subject.year, part.place, part.name, part.dimension, part.member, part.kind
    )
