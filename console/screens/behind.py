"""Which page lies behind a row: that of a town, industry or bank, of an entry, of a reading."""

from typing import Any

from textual.screen import Screen

from console.drill.entries import Entry
from console.drill.parts import Part
from console.drill.subject import Read
from console.language import say
from console.screens.facts import FactsScreen
from console.screens.part import PartScreen, part_of
from console.screens.subject import SubjectScreen
from console.widgets.tables.entries import entry_facts
from console.widgets.tables.figures import month


def behind(page: SubjectScreen, row: Any) -> Screen[None] | None:
    """Return the page that lies behind a row of a page's table; None where there is none."""
    store, overview, subject, clock, glyphs = page.store, page.overview, page.subject, page.clock, page.glyphs
    if isinstance(row, Part):
        return PartScreen(store, overview, part_of(subject, row), (*page.path, row.name), clock, glyphs)
    if isinstance(row, Entry):
        path = (*page.path, row.name)
        return FactsScreen(store, overview, subject, path, lambda: entry_facts(row, glyphs), clock, glyphs)
    if isinstance(row, Read):
        path = (*page.path, month(row.period, glyphs))
        facts = ((say("Of"), str(subject.name)), (say("Period"), month(row.period, glyphs)))
        return FactsScreen(store, overview, subject, path, lambda: facts, clock, glyphs, period=row.period)
    return None
