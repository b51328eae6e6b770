"""What stands below the tabs of a page: for each of them a table or lines of facts, of which one is shown."""

from collections.abc import Iterator
from dataclasses import replace

from console.drill.subject import Facts, Subject
from console.formats import Glyphs
from console.language import Sentence
from console.screens.showing import content_of, rows_of
from console.tabs import ASK, Answer, Tab
from console.widgets.listing import Listing
from console.widgets.page import Page

_PAGES = (Tab.FACTS, Tab.SOURCE, Tab.LINEAGE)
WIDEST = 120
"""Cells of the longest line of facts."""


class Bodies:
    """The tables and pages of all tabs."""

    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self._lists: dict[Tab, Listing] = {
            tab: Listing(glyphs, id=f"list-{tab}") for tab in Tab if tab not in _PAGES and tab is not Tab.TREND
        }
        self._pages: dict[Tab, Page] = {tab: Page(id=f"page-{tab}", glyphs=glyphs) for tab in _PAGES}

    @property
    def each(self) -> Iterator[Listing | Page]:
        """Give all of them."""
        yield from self._lists.values()
        yield from self._pages.values()

    def of(self, tab: Tab) -> Listing | Page:
        """Return the table or page of a tab."""
        return self._lists[tab] if tab in self._lists else self._pages[tab]

    def open(self, tab: Tab) -> None:
        """Show what belongs to a tab, and nothing else; the facts stand elsewhere."""
        for one in self.each:
            one.display = tab not in (Tab.TREND, Tab.FACTS) and one is self.of(tab)

    def listing(self, tab: Tab) -> Listing | None:
        """Return the table of a tab, None where it has none."""
        return self._lists.get(tab)

    def fill(
        self, tab: Tab, subject: Subject, facts: Facts | None, answers: dict[Tab, Answer], trouble: Sentence | None
    ) -> None:
        """Show in the table or on the page of a tab what is known."""
        answer = answers.get(tab)
        if tab in self._lists:
            waiting = facts is None or (tab in ASK and tab not in answers)
            content = content_of(tab, subject, facts or Facts(), answer, self.glyphs, waiting=waiting)
            self._lists[tab].show(replace(content, empty=trouble) if trouble and waiting else content)
        elif tab in self._pages and tab is not Tab.FACTS:
            page = self._pages[tab]
            width = min(page.screen.size.width - 2, WIDEST)
            page.show(rows_of(tab, subject, facts, answer, width, self.glyphs))
