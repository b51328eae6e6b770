"""What a screen shows, as a table to export and as words to copy."""

from typing import Any

from textual.screen import Screen

from console.exports import Table, standings_table, text_table
from console.overview import Overview
from console.widgets.listing import Listing
from console.widgets.page import Page


def shown_table(screen: Screen[Any], overview: Overview) -> Table:
    """Return the table that a screen shows: its targets, the rows of its list, or the lines of its page."""
    if lines := getattr(screen, "shown_lines", None):
        return standings_table(overview, lines())
    name = f"{overview.county}-{overview.year}-{_slug(screen)}"
    if (listing := _list(screen)) is not None:
        content = listing.content
        titles = [str(column.title) for column in content.columns]
        return text_table(name, titles, [[text for text, _tone in content.cells(row)] for row in content.rows])
    pages = [page for page in screen.query(Page) if page.display]
    rows = [["".join(text for text, _tone in row).strip()] for page in pages for row in page.rows]
    return text_table(name, ["text"], rows)


def _slug(screen: Screen[Any]) -> str:
    subject = getattr(screen, "subject", None)
    return subject.line.target_id if subject else type(screen).__name__.removesuffix("Screen").lower()


def _list(screen: Screen[Any]) -> Listing | None:
    shown = [listing for listing in screen.query(Listing) if listing.display and listing.content.rows]
    return next((listing for listing in shown if listing.has_focus), shown[0] if shown else None)


def shown_words(screen: Screen[Any]) -> str:
    """Return the row that has the focus, else what is said of the subject of a page; nothing on other screens."""
    if (listing := _list(screen)) is not None and listing.has_focus and listing.current is not None:
        return "  ".join(text for text, _tone in listing.content.cells(listing.current) if text.strip())
    said = getattr(screen, "said", None)
    return " ".join(map(str, said())) if said else ""
