"""The table of enterprises, projects or loans, and one of them with all its fields."""

from collections.abc import Sequence

from console.columns import Piece
from console.content import Column, Content
from console.drill.entries import Entries, Entry
from console.formats import Glyphs, day_text
from console.language import Sentence, say
from console.widgets.tables.figures import EVENTS, headed, told, unit_name

UNIT = "亿元"
"""The unit that the contract gives the amounts of entries."""


def entry_table(listed: Entries, glyphs: Glyphs) -> Content:
    """Return the table of entries; columns that nobody filled in are left out."""
    amounts = any(entry.amount is not None for entry in listed.entries)
    industries = any(entry.industry for entry in listed.entries)
    columns = [
        Column(say("Day"), order=lambda entry: entry.day, rising=False),
        Column(say("Name"), order=lambda entry: entry.name),
        Column(say("Place"), order=lambda entry: str(entry.place_name)),
        Column(say("Event"), order=lambda entry: entry.event),
        *([Column(say("Industry"), order=lambda entry: entry.industry or None)] if industries else []),
        *([_amount_column()] if amounts else []),
        Column(say("Evidence"), order=lambda entry: entry.evidence or None, rest=True),
    ]

    def cells(entry: Entry) -> Sequence[Piece]:
        return (
            (day_text(entry.day), "muted"),
            (entry.name, "name"),
            (str(entry.place_name), ""),
            (str(EVENTS.get(entry.event, entry.event)), "behind" if entry.event == "left" else ""),
            *([(entry.industry, "muted")] if industries else []),
            *([(told(entry.amount, UNIT, glyphs), "actual")] if amounts else []),
            (entry.evidence or str(say("none")), "muted" if entry.evidence else "slow"),
        )

    return Content(
        tuple(columns), listed.entries, cells, lambda entry: entry.key, words=listed.words, notes=listed.notes,
        empty=say("No enterprise, project or loan has been listed for this figure."), fixed=2,
    )  # fmt: skip


def _amount_column() -> Column:
    return Column(headed(say("Amount"), UNIT), right=True, order=lambda entry: entry.amount, rising=False)


def entry_facts(entry: Entry, glyphs: Glyphs) -> tuple[tuple[Sentence, str], ...]:
    """Return every field of an entry and the file and row it comes from."""
    amount = "" if entry.amount is None else f"{told(entry.amount, UNIT, glyphs)} {unit_name(UNIT)}"
    return (
        (say("Name"), entry.name),
        (say("Number"), entry.entry_id),
        (say("Place"), f"{entry.place_name}  {entry.place}"),
        (say("Industry"), entry.industry),
        (say("Event"), str(EVENTS.get(entry.event, entry.event))),
        (say("Day"), day_text(entry.day)),
        (say("Amount"), amount),
        (say("Evidence"), entry.evidence or str(say("none was handed in"))),
        (say("File"), entry.file),
        (say("Row"), str(entry.row)),
        (say("Snapshot"), str(entry.snapshot_id)),
        (say("Reported by"), entry.source),
    )
