"""The table of counties: rank, figure, share of the own target or gap to it, light; the city's sum is its last row."""

from collections.abc import Sequence

from console.columns import Piece
from console.content import Column, Content
from console.drill.across import Across, City, County, Known
from console.formats import Glyphs, with_unit
from console.language import Sentence, chosen, say
from console.standing.words import LIGHTS
from console.widgets.tables.figures import gap_piece, headed, month, percent, told, unit_name

NAMED = 6
"""So many missing counties are named in the sentence of the sum; all of them stand in the table."""

Row = County | City


def across_table(known: Known, across: Across, here: str, glyphs: Glyphs) -> Content:
    """Return how the counties compare at one period; the county that is looked at is marked."""
    unit = across.unit
    flows = any(county.share is not None for county in across.counties)
    columns = (
        Column(say("Rank"), right=True, order=lambda row: _of(row, "rank")),
        Column(say("County"), order=lambda row: _of(row, "name") and str(row.name)),
        Column(headed(say("Figure"), unit), right=True, order=lambda row: _of(row, "value"), rising=False),
        Column(say("Own target"), right=True, order=lambda row: _of(row, "target"), rising=False),
        Column(say("Reached") if flows else say("Gap"), right=True, rising=False,
               order=lambda row: _of(row, "share" if flows else "gap")),
        Column(say("Light"), order=lambda row: _of(row, "light"), yielding=True),
        Column(say("As of"), order=lambda row: _of(row, "as_of"), spare=True),
    )  # fmt: skip
    rows: tuple[Row, ...] = (*across.counties, *([across.city] if across.city else []))

    def cells(row: Row) -> Sequence[Piece]:
        if isinstance(row, City):
            return _city_cells(row, across, unit, glyphs)
        return _county_cells(row, row.county == here, flows, unit, glyphs)

    return Content(
        columns, rows, cells, lambda row: row.county if isinstance(row, County) else "", fixed=2,
        words=tuple(_words(row) for row in rows), notes=tuple(_notes(known, across, glyphs)),
        empty=say("No county has reported this in {year}.", year=known.year),
    )  # fmt: skip


def _of(row: Row, name: str) -> object:
    """Return what a county is sorted by; the city and those without stay at the end."""
    return getattr(row, name) if isinstance(row, County) and (name == "name" or row.rank is not None) else None


def _words(row: Row) -> str:
    from console.way import searched

    return searched(row.name, row.county) if isinstance(row, County) else "城市\ncity"


def _county_cells(row: County, here: bool, flows: bool, unit: str, glyphs: Glyphs) -> Sequence[Piece]:
    distance = (percent(row.share, glyphs), "muted") if flows else gap_piece(row.gap, unit, glyphs)
    name = str(say("{name} (this one)", name=row.name) if here else row.name)
    return (
        (str(row.rank), "muted") if row.rank else _absent(glyphs),
        (name, "name" if row.rank else "muted"),
        (told(row.value, unit, glyphs), "actual"),
        (told(row.target, unit, glyphs), "muted"),
        distance,
        _light(row, glyphs),
        (row.as_of.isoformat(), "muted") if row.as_of else _absent(glyphs),
    )


def _light(row: County, glyphs: Glyphs) -> Piece:
    """Return what was said of a figure, or why a county is not ranked."""
    if row.why_not is not None:
        return str(row.why_not), "muted"
    return (f"{glyphs.lights[row.light]} {LIGHTS[row.light]}", str(row.light)) if row.light else _absent(glyphs)


def _city_cells(row: City, across: Across, unit: str, glyphs: Glyphs) -> Sequence[Piece]:
    return (
        ("", "muted"),
        (str(say("City")), "name"),
        (told(row.value, unit, glyphs), "actual"),
        (told(row.target, unit, glyphs), "muted"),
        (percent(row.share, glyphs), "muted"),
        (str(_whose(row, across)), "muted"),
        ("", "muted"),
    )


def _absent(glyphs: Glyphs) -> Piece:
    return glyphs.absent, "muted"


def _whose(city: City, across: Across) -> Sentence:
    """Say whose figures are in a sum and whose are not."""
    counted, counties = city.counted, city.counties
    if not across.missing:
        return say("all {count:county|counties}", count=counties)
    return say("{counted} of {count:county|counties}; missing: {missing}", counted=counted, count=counties,
               missing=_named(across.missing))  # fmt: skip


def _named(counties: Sequence[County]) -> Sentence | str:
    names = ("、" if chosen() == "zh" else ", ").join(str(county.name) for county in counties[:NAMED])
    more = len(counties) - NAMED
    return say("{names} and {count} more", names=names, count=more) if more > 0 else names


def _notes(known: Known, across: Across, glyphs: Glyphs) -> Sequence[Sentence]:
    ranked, all_of_them = len(across.ranked), len(across.counties)
    yet = say("Figures of {month}; {ranked} of {count:county|counties} ranked. Left and right: another period.",
              month=month(across.period, glyphs), ranked=ranked, count=all_of_them)  # fmt: skip
    if across.city is None and known.adds_up:
        return yet, say("No county has reported it in {unit}: no city figure.", unit=unit_name(across.unit) or "-")
    if across.city is None:
        return yet, say("Rates, prices and averages of counties are neither added up nor averaged: no city figure.")
    figure = with_unit(told(across.city.value, across.unit, glyphs), unit_name(across.unit))
    return yet, say("City: {figure}, {whose}.", figure=figure, whose=_whose(across.city, across))
