"""The tables of readings, of what each month was in each snapshot, and of what was said when."""

from collections.abc import Sequence
from datetime import date

from console.columns import Piece
from console.content import Column, Content
from console.drill.history import Matrix, Said
from console.drill.subject import Facts, Read, Subject
from console.formats import Glyphs
from console.keys import Key
from console.language import say
from console.periods import month_end
from console.standing.words import LIGHTS, OUTLOOKS
from console.widgets.tables.figures import headed, month, told


def reading_table(subject: Subject, facts: Facts, glyphs: Glyphs) -> Content:
    """Return the readings, newest first, each beside its month alone and the year before."""
    measure, unit = subject.line.measure or "ytd", subject.unit
    own = facts.measures.get(measure, {})
    single = facts.points("month_yoy" if unit == "%" else "month")
    growth = {} if unit == "%" else facts.points("ytd_yoy")
    points = facts.points(measure)
    columns = [
        Column(say("Period"), order=lambda read: read.period, rising=False),
        Column(headed(say("Figure"), unit), right=True, order=lambda read: read.value, rising=False),
        *([Column(headed(say("Month alone"), unit), right=True, order=lambda read: single.get(read.period))]
          if single else []),
        *([Column(say("On last year, %"), right=True, order=lambda read: growth.get(read.period))] if growth else []),
        Column(headed(say("Year before"), unit), right=True),
        Column(say("Said before"), right=True),
        Column(say("Snapshot"), right=True, order=lambda read: read.snapshot_id, rising=False),
        Column(say("Source and file"), rest=True),
    ]  # fmt: skip

    def cells(read: Read) -> Sequence[Piece]:
        restated = read.earlier is not None and read.earlier != read.value
        return (
            (month(read.period, glyphs), "name"),
            (told(read.value, unit, glyphs), "actual"),
            *([(told(single.get(read.period), unit, glyphs), "")] if single else []),
            *([(told(growth.get(read.period), "%", glyphs), "")] if growth else []),
            (told(points.get(_year_before(read.period)), unit, glyphs), "muted"),
            (told(read.earlier, unit, glyphs) + "*" if restated else "", "restated"),
            (str(read.snapshot_id), "muted"),
            (f"{read.source}  {read.file}", "muted"),
        )

    rows = [own[period] for period in sorted(own, reverse=True)]
    return Content(
        tuple(columns), rows, cells, lambda read: read.period,
        empty=say("No reading has been loaded for this target yet."),
    )  # fmt: skip


def _year_before(period: date) -> date:
    return month_end(date(period.year - 1, period.month, 1))


def matrix_table(subject: Subject, matrix: Matrix, glyphs: Glyphs) -> Content:
    """Return what each month was in each snapshot, the newest snapshot first; restated cells carry a mark."""
    unit = subject.unit
    columns = [Column(say("Period"), order=lambda period: period, rising=False)]
    columns += [Column(f"{vintage.snapshot_id}: {vintage.published:%m-%d}", right=True) for vintage in matrix.vintages]

    def cells(period: date) -> Sequence[Piece]:
        found: list[Piece] = [(month(period, glyphs), "name")]
        for vintage in matrix.vintages:
            value = matrix.values.get((period, vintage.snapshot_id))
            if value is None:
                found.append(("", ""))
            elif matrix.restated(period, vintage.snapshot_id):
                found.append((f"*{told(value, unit, glyphs)}", "restated"))
            else:
                found.append((told(value, unit, glyphs), ""))
        return found

    count = matrix.restatements
    restated = (
        say("Restated figures: {count}; * marks what differs from the snapshot before.", count=count)
        if count
        else say("No figure was ever restated.")
    )
    note = say("Each column is a snapshot with the day it was published, the newest first; < and > show the others.")
    return Content(
        tuple(columns), matrix.periods, cells, lambda period: period, notes=(restated, note),
        empty=say("No reading has been loaded for this target yet."),
    )  # fmt: skip


def said_table(subject: Subject, said: Sequence[Said], glyphs: Glyphs) -> Content:
    """Return what was said of a target at each moment at which it changed."""
    unit = subject.unit
    columns = (
        Column(say("Said on"), order=lambda one: one.as_of, rising=False),
        Column(say("Snapshot"), right=True, order=lambda one: one.snapshot_id),
        Column(say("Light"), order=lambda one: list(LIGHTS).index(one.light)),
        Column(headed(say("Actual"), unit), right=True, order=lambda one: one.actual),
        Column(say("To"), order=lambda one: one.period),
        Column(say("Forecast"), right=True, order=lambda one: one.forecast),
        Column(say("80%"), right=True),
        Column(say("Chance"), right=True, order=lambda one: one.probability),
        Column(say("Why"), rest=True),
    )

    def cells(one: Said) -> Sequence[Piece]:
        spread = f"{told(one.low, unit, glyphs)} ~ {told(one.high, unit, glyphs)}" if one.low is not None else ""
        chance = "" if one.probability is None else f"{one.probability:.0%}"
        return (
            (f"{one.as_of:%Y-%m-%d}", "name"),
            (str(one.snapshot_id) if one.snapshot_id else glyphs.absent, "muted"),
            (f"{glyphs.lights[one.light]} {LIGHTS[one.light]}", str(one.light)),
            (told(one.actual, unit, glyphs), "actual"),
            (month(one.period, glyphs), "muted"),
            (told(one.forecast, unit, glyphs), ""),
            (spread, "muted"),
            (f"{OUTLOOKS[one.outlook]} {chance}".strip(), f"outlook-{one.outlook}"),
            (str(one.reason), "muted"),
        )

    note = say("What was said when; {key} replays everything as it was known then.", key=Key("table.open"))
    return Content(columns, said, cells, lambda one: (one.generation, one.snapshot_id), notes=(note,))
