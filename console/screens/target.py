"""The page of one target: its briefing, its course of the year, and tabs down to enterprises, clause and files."""

from collections.abc import Callable
from datetime import datetime

from console.drill.briefing import briefing
from console.drill.subject import subject_of
from console.formats import Glyphs
from console.language import Sentence, say
from console.overview import Line, Overview
from console.screens.subject import SubjectScreen
from console.store import Store
from console.widgets.panel import TITLES


class TargetScreen(SubjectScreen):
    """One target; Esc goes back to its row."""

    def __init__(
        self, store: Store, overview: Overview, line: Line, clock: Callable[[], datetime], glyphs: Glyphs
    ) -> None:
        subject = subject_of(line, overview.county, overview.year)
        super().__init__(store, overview, subject, (TITLES[line.panel], line.name), clock, glyphs)

    @property
    def line(self) -> Line:
        """Return the target with what is known of it."""
        return self.subject.line

    @property
    def remembered(self) -> tuple[str, ...]:
        """Return how the page is found again."""
        return "target", self.line.target_id, str(self.opened)

    def said(self) -> tuple[Sentence, ...]:
        """Return the target's briefing, or that the moment did not know it."""
        return (say("This target was not known at that moment."),) if self.gone else briefing(self.subject.line)

    def course_title(self) -> Sentence | str:
        """Return what the chart is called."""
        return say("Single months") if self.by_month else say("Course of the year")
