"""How the towns under a place, or its industries or banks, compare: value, share, rank, and the gap to the line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isclose
from typing import TYPE_CHECKING, Any

from console.drill.subject import Facts, Subject
from console.drill.trend import newest_period, period_before
from console.language import Sentence, say
from console.overview import Line, Wording
from console.standing.figures import amount
from console.targets import Comparator, Kind

if TYPE_CHECKING:
    from console.store import Generation

ADDITIVE = (Kind.VOLUME, Kind.NEW_COUNT, Kind.NET_INCREASE, Kind.STOCK, Kind.CEILING, Kind.MILESTONE)
"""Kinds whose parts add up to the whole."""
_LOWER = (Comparator.AT_MOST, Comparator.RANK_WITHIN)


@dataclass(frozen=True, slots=True)
class Part:
    """One town, industry or bank in one period."""

    place: str
    dimension: str
    member: str
    name: Wording
    kind: str
    value: float | None
    previous: float | None
    """The figure of the period before."""
    year_before: float | None
    rank: int | None = None
    """1 is best."""
    moved: int | None = None
    """Ranks won (+) or lost (-) since the period before."""
    share: float | None = None
    """Of the whole, 1 is all; only where parts add up."""
    gap: float | None = None
    """To the line, in the unit of the figures; negative is short of it."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what names the part."""
        return self.place, self.dimension, self.member


@dataclass(frozen=True, slots=True)
class League:
    """All parts of one kind, the best first."""

    dimension: str
    """'' for places."""
    period: date
    parts: tuple[Part, ...]
    whole: float | None
    line: float | None
    """What every part is measured against, where that is the same for all."""
    notes: tuple[Sentence, ...] = ()


def leagues_of(generation: "Generation", subject: Subject, facts: Facts, known_at: int | None) -> dict[str, League]:
    """Read the parts of a subject's newest figure by dimension, '' for places, as known at a snapshot (None: now)."""
    from console.store import named

    period = newest_period(subject, facts)
    if period is None or subject.dimension:
        return {}
    rows = generation.rows(
        named("drill/league"), county=subject.county, indicator=subject.line.indicator, place=subject.place,
        measure=subject.line.measure or "ytd", period=period, previous=period_before(subject, facts, period),
        known_at=known_at,
    )  # fmt: skip
    found: dict[str, list[Part]] = {}
    for row in rows:
        found.setdefault(row["dimension"], []).append(read_part(row))
    whole = facts.points(subject.line.measure or "ytd").get(period)
    return {name: league(subject, name, parts, period, whole) for name, parts in found.items()}


def read_part(row: Mapping[str, Any]) -> Part:
    """Return the part that a row of a league tells of, not ranked yet."""
    name = Wording(row["member"], row["member"]) if row["dimension"] else _place_name(row)
    same = {key: row[key] for key in ("place", "dimension", "member", "value", "previous", "year_before")}
    return Part(name=name, kind=row["kind"] or "", **same)


def _place_name(row: Mapping[str, Any]) -> Wording:
    return Wording(row["place_zh"] or row["place"], row["place_en"] or row["place_zh"] or row["place"])


def league(subject: Subject, dimension: str, parts: list[Part], period: date, whole: float | None) -> League:
    """Rank the parts, and measure each against the line."""
    line, additive = subject.line, subject.line.kind in ADDITIVE
    lower = line.comparator in _LOWER
    now = ranks({part.key: part.value for part in parts}, lower=lower)
    before = ranks({part.key: part.previous for part in parts}, lower=lower)
    level = _level(line) if not additive else None
    ranked = [
        replace(
            part,
            rank=now.get(part.key),
            moved=before[part.key] - now[part.key] if part.key in before and part.key in now else None,
            share=part.value / whole if additive and part.value is not None and whole else None,
            gap=_gap(part, line, parts, level, lower=lower),
        )
        for part in parts
    ]
    ordered = sorted(ranked, key=lambda part: (part.rank is None, part.rank or 0, part.key))
    return League(dimension, period, tuple(ordered), whole, level, tuple(_notes(subject, ordered, whole, level)))


def ranks(values: Mapping[tuple[str, str, str], float | None], *, lower: bool) -> dict[tuple[str, str, str], int]:
    """Return the rank of everything that has a value; equals share the better rank."""
    known = {key: value for key, value in values.items() if value is not None}
    ordered = sorted(known.values(), reverse=not lower)
    first = {value: place for place, value in reversed(list(enumerate(ordered, 1)))}
    return {key: first[value] for key, value in known.items()}


def _level(line: Line) -> float | None:
    return line.target if line.target is not None else line.value


def _gap(part: Part, line: Line, parts: list[Part], level: float | None, *, lower: bool) -> float | None:
    """Return the distance to the county's target for a rate; for parts that add up, to their share of what is due.

    The share is last year's: a town that brought a tenth of last year's figure by now owes a tenth of this year's.
    """
    if part.value is None:
        return None
    if line.kind not in ADDITIVE:
        return None if level is None else (level - part.value if lower else part.value - level)
    total = sum(other.year_before or 0.0 for other in parts)
    if part.year_before is None or total <= 0 or line.expected is None:
        return None
    due = line.expected * part.year_before / total
    return due - part.value if lower else part.value - due


def _notes(subject: Subject, parts: Iterable[Part], whole: float | None, level: float | None) -> Iterable[Sentence]:
    line, unit = subject.line, subject.unit
    known = [part.value for part in parts if part.value is not None]
    if line.kind in ADDITIVE and whole is not None and known:
        yield _adding_up(sum(known), whole, unit)
    if level is not None:
        yield say("The line is the target itself: {target}.", target=amount(level, unit))
    elif line.expected is not None and any(part.gap is not None for part in parts):
        yield say("The line is what is due by now, shared out as last year's figures were.")


def _adding_up(total: float, whole: float, unit: str) -> Sentence:
    if isclose(total, whole, rel_tol=5e-4, abs_tol=0.005):
        return say("The parts add up to the whole: {whole}.", whole=amount(whole, unit))
    values = {"total": amount(total, unit), "whole": amount(whole, unit), "rest": amount(abs(whole - total), unit)}
    if total < whole:
        return say("The parts add up to {total} of {whole}; {rest} is not broken down.", **values)
    return say("The parts add up to {total}, {rest} more than the {whole} reported for the whole.", **values)
