"""The table of a place: for every target its figure, rank, change of rank, growth, and gap to the line."""

from collections.abc import Sequence

from console.cells import COUNTED, unit_of
from console.columns import Piece
from console.content import Column, Content
from console.drill.place import Brought
from console.formats import Glyphs, figure, in_language, with_unit
from console.language import say
from console.overview import Wording
from console.standing.words import LIGHTS
from console.widgets.tables.figures import month, moved_piece


def place_table(brought: Sequence[Brought], name: Wording, glyphs: Glyphs) -> Content:
    """Return the table of what one place brought."""
    columns = (
        Column(say("Target"), order=lambda row: row.line.position, yielding=True),
        Column(say("Figure"), right=True),
        Column(say("Rank"), right=True, order=lambda row: row.part.rank if row.part else None),
        Column(say("Moved"), right=True, order=lambda row: row.part.moved if row.part else None, rising=False),
        Column(say("To the line"), right=True),
        Column(say("Period"), order=lambda row: str(row.line.period), spare=True),
        Column(say("County's target"), order=lambda row: row.line.position, spare=True),
    )

    def cells(row: Brought) -> Sequence[Piece]:
        part, light = row.part, row.line.light
        gap, short = row.gap, _figure(row.gap, row, glyphs, signed=True)
        return (
            (str(row.line.name), "name"),
            (_figure(row.value, row, glyphs), "actual"),
            (f"{part.rank}/{row.of}" if part and part.rank else glyphs.absent, "muted"),
            moved_piece(part.moved if part else None, glyphs),
            (short, "behind" if short.startswith("-") and gap is not None else "muted"),
            (month(row.line.period, glyphs), "muted"),
            (f"{glyphs.lights[light]} {LIGHTS[light]}", str(light)),
        )

    return Content(
        columns, brought, cells, lambda row: row.line.target_id,
        notes=(
            say("{name} reports to {count:target|targets}.", name=name, count=len(brought)),
            say("The line: the target of a rate, else a share of what is due, as last year."),
        ),
        words=tuple("\n".join((*row.line.name, row.line.agency)).lower() for row in brought),
        empty=say("{name} reports to no target.", name=name),
    )  # fmt: skip


def _figure(value: float | None, row: Brought, glyphs: Glyphs, *, signed: bool = False) -> str:
    """Return a figure with its unit; gaps of rates are in points."""
    if value is None:
        return glyphs.absent
    said, unit = in_language(value, unit_of(row.line))
    if signed and unit == "%":
        return str(say("{points} pt", points=figure(said, "%", signed=True)))
    places = 1 if signed and row.line.kind in COUNTED else None
    return with_unit(figure(said, unit, signed=signed, places=places), unit)
