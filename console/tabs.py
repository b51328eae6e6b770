"""The tabs of a page: which there are for a subject, and what each one reads from the store."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from console.cells import DATED
from console.drill.entries import entries_of
from console.drill.history import matrix_of, origins_of, said_of
from console.drill.parts import leagues_of
from console.drill.report import offset_of, passage_of
from console.drill.stages import stages_of
from console.drill.subject import Facts, Subject
from console.drill.trend import newest_period
from console.language import Sentence, say

if TYPE_CHECKING:
    from console.store import Generation


class Tab(StrEnum):
    """One tab of a page."""

    TREND = "trend"
    STAGES = "stages"
    FACTS = "facts"
    READINGS = "readings"
    TOWNS = "towns"
    INDUSTRIES = "industries"
    BANKS = "banks"
    ENTRIES = "entries"
    REVISIONS = "revisions"
    SAID = "said"
    SOURCE = "source"
    LINEAGE = "lineage"


TITLES: Mapping[Tab, Sentence] = {
    Tab.TREND: say("Trend"),
    Tab.STAGES: say("Stages"),
    Tab.FACTS: say("Facts"),
    Tab.READINGS: say("Readings"),
    Tab.TOWNS: say("Towns"),
    Tab.INDUSTRIES: say("Industries"),
    Tab.BANKS: say("Banks"),
    Tab.ENTRIES: say("Entries"),
    Tab.REVISIONS: say("Revisions"),
    Tab.SAID: say("Said then"),
    Tab.SOURCE: say("Clause"),
    Tab.LINEAGE: say("Files"),
}
DIMENSIONS = {Tab.TOWNS: "", Tab.INDUSTRIES: "industry", Tab.BANKS: "bank"}
DEEPER = (Tab.TOWNS, Tab.INDUSTRIES, Tab.BANKS, Tab.ENTRIES)
"""Tabs whose rows have a page of their own."""


def tabs_of(subject: Subject, facts: Facts, *, beside: bool) -> tuple[Tab, ...]:
    """Return the tabs that have something to show; trend and facts are none where they stand beside the tabs."""
    dated = is_dated(subject)
    wanted = ((Tab.STAGES,) if dated else ()) if beside else (Tab.STAGES if dated else Tab.TREND, Tab.FACTS)
    read = bool(facts.measures.get(subject.line.measure or "ytd"))
    there = {
        Tab.READINGS: read or not (subject.is_part or subject.line.kind in DATED),
        Tab.TOWNS: facts.places > 0 and read,
        Tab.INDUSTRIES: "industry" in facts.dimensions and read,
        Tab.BANKS: "bank" in facts.dimensions and read,
        Tab.ENTRIES: facts.entries > 0 or subject.line.kind in DATED,
        Tab.REVISIONS: read,
        Tab.SAID: not subject.is_part,
        Tab.SOURCE: not subject.is_part,
        Tab.LINEAGE: read,
    }
    return (*wanted, *(tab for tab, is_there in there.items() if is_there))


def is_dated(subject: Subject) -> bool:
    """Tell whether a subject has stages in place of a course."""
    return subject.line.kind in DATED and not subject.is_part


def first_of(subject: Subject, tabs: Sequence[Tab], *, beside: bool) -> Tab:
    """Return the tab that a page opens with: its stages, its course, or what lies deeper where the course is beside."""
    wanted = (Tab.STAGES, *DEEPER) if beside else (Tab.STAGES, Tab.TREND)
    return next((tab for tab in wanted if tab in tabs), tabs[0])


Answer = Any
"""What a tab's question is answered with: the module of the tab knows its type."""


def _lineage(generation: "Generation", subject: Subject, facts: Facts, known_at: int | None) -> Answer:
    period = newest_period(subject, facts) or max(facts.measures.get(subject.line.measure or "ytd", {}), default=None)
    return (period, origins_of(generation, subject, period, known_at)) if period else (None, ())


def _source(generation: "Generation", subject: Subject, facts: Facts, known_at: int | None) -> Answer:
    offset = offset_of(generation, subject)
    return offset, passage_of(generation, subject, offset)


ASK: Mapping[Tab, Callable[["Generation", Subject, Facts, int | None], Answer]] = {
    Tab.STAGES: stages_of,
    Tab.TOWNS: leagues_of,
    Tab.INDUSTRIES: leagues_of,
    Tab.BANKS: leagues_of,
    Tab.ENTRIES: entries_of,
    Tab.REVISIONS: lambda generation, subject, facts, known_at: matrix_of(generation, subject, known_at),
    Tab.SAID: lambda generation, subject, facts, known_at: said_of(generation, subject, known_at),
    Tab.SOURCE: _source,
    Tab.LINEAGE: _lineage,
}
"""What the tabs ask of the store; the others show what every page knows."""
