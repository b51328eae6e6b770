"""The enterprises, projects or loans behind a figure, and whether their list agrees with the figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import TYPE_CHECKING, Any

from console.drill.subject import Facts, Subject
from console.drill.trend import newest_period
from console.language import Sentence, say
from console.overview import Wording
from console.standing.figures import amount, day_name, month_name
from console.targets import Kind

if TYPE_CHECKING:
    from console.store import Generation

MOST = 20_000
"""So many entries are listed at most; a screen is no place for more."""
LEFT = "left"
DONE = "done"
COUNTS = (Kind.NEW_COUNT, Kind.STOCK, Kind.NET_INCREASE, Kind.MILESTONE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One enterprise, project or loan."""

    entry_id: str
    name: str
    place: str
    place_name: Wording
    industry: str
    event: str
    day: date
    amount: float | None
    evidence: str
    snapshot_id: int
    row: int
    file: str
    source: str

    @property
    def key(self) -> tuple[str, str]:
        """Return what names the entry."""
        return self.entry_id, self.event

    @property
    def words(self) -> str:
        """Return what a search looks at."""
        fields = (self.name, self.entry_id, *self.place_name, self.industry, self.event, self.evidence)
        return "\n".join(fields).lower()


@dataclass(frozen=True, slots=True)
class Entries:
    """The list behind one figure, and what is to be said about the two."""

    entries: tuple[Entry, ...]
    words: tuple[str, ...]
    """What a search looks at, one for each entry."""
    notes: tuple[Sentence, ...]


def entries_of(generation: "Generation", subject: Subject, facts: Facts, known_at: int | None) -> Entries:
    """Read the entries behind a subject's figure, newest first, as known at a snapshot (None: now)."""
    from console.store import named

    asked = {
        "county": subject.county, "indicator": subject.line.indicator, "place": subject.place, "known_at": known_at,
    }  # fmt: skip
    found = [_entry(row) for row in generation.rows(named("drill/entries"), **asked)]
    if subject.dimension:
        found = [entry for entry in found if entry.industry == subject.member]
    listed = tuple(found[:MOST])
    notes = [*reconciled(subject, facts, found)]
    if len(found) > MOST:
        notes.append(say("The newest {shown} of {all} entries are listed.", shown=f"{MOST:,}", all=f"{len(found):,}"))
    return Entries(listed, tuple(entry.words for entry in listed), tuple(notes))


def _entry(row: dict[str, Any]) -> Entry:
    same = {name: row[name] for name in ("entry_id", "name", "place", "event", "day", "amount", "snapshot_id", "row")}
    return Entry(
        **same, place_name=Wording(row["place_zh"] or row["place"], row["place_en"] or row["place"]),
        industry=row["industry"] or "", evidence=row["evidence"] or "", file=row["file"], source=row["source"],
    )  # fmt: skip


def reconciled(subject: Subject, facts: Facts, entries: Sequence[Entry]) -> Iterable[Sentence]:
    """Say whether the list agrees with the figure it stands behind, and by how much it does not."""
    period = newest_period(subject, facts)
    kind = subject.line.kind
    reading = facts.points(subject.line.measure or "ytd").get(period) if period else None
    if not entries or period is None or reading is None or kind not in (*COUNTS, Kind.VOLUME):
        return
    of_year = [entry for entry in entries if kind is Kind.STOCK or entry.day.year == subject.year]
    counted = [entry for entry in of_year if entry.day <= period]
    yield (
        _summed(subject, counted, reading, period)
        if kind is Kind.VOLUME
        else _counted(subject, counted, reading, period)
    )
    if (amounts := [entry.amount for entry in counted if entry.amount is not None]) and kind is not Kind.VOLUME:
        yield say("The amounts add up to {sum}.", sum=amount(sum(amounts), "亿元"))
    if later := len(of_year) - len(counted):
        yield say(
            "{count:entry is|entries are} later than {period} and not counted here.",
            count=later,
            period=day_name(period, period),
        )
    if len(of_year) < len(entries):
        before = len(entries) - len(of_year)
        yield say("{count:entry is|entries are} of another year and not counted here.", count=before)


def _counted(subject: Subject, entries: Sequence[Entry], reading: float, period: date) -> Sentence:
    unit, when = subject.line.unit, month_name(period)
    if subject.line.kind is Kind.MILESTONE:
        entries = [entry for entry in entries if entry.event == DONE]
    out = sum(entry.event == LEFT for entry in entries)
    net = len(entries) - 2 * out
    listed = say("{count:entry|entries}", count=len(entries))
    if out:
        listed = say("{entered} in, {left} out: {net}", entered=len(entries) - out, left=out, net=net)
    return _compared(listed, float(net), reading, unit, when)


def _summed(subject: Subject, entries: Sequence[Entry], reading: float, period: date) -> Sentence:
    total = sum(entry.amount or 0.0 for entry in entries)
    said = say("{count:entry|entries}, together {sum}", count=len(entries), sum=amount(total, subject.line.unit))
    return _compared(said, total, reading, subject.line.unit, month_name(period))


def _compared(listed: Sentence, total: float, reading: float, unit: str, when: Sentence) -> Sentence:
    values = {"listed": listed, "reading": amount(reading, unit), "month": when}
    if isclose(total, reading, rel_tol=5e-4, abs_tol=1e-6):
        return say("The list agrees with the reading: {listed}, and {reading} were reported to {month}.", **values)
    values["difference"] = amount(abs(reading - total), unit)
    if total < reading:
        return say(
            "The list is {difference} short of the reading: {listed}, but {reading} were reported to {month}.", **values
        )
    return say("The list exceeds the reading by {difference}: {listed}, but {reading} reported to {month}.", **values)
