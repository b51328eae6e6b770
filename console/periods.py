"""Periods as agencies write them, and what the release calendar says is due, fresh or late."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from console.targets import Release


class Freshness(StrEnum):
    """Whether the newest reading is as new as the release calendar says it should be."""

    FRESH = "fresh"
    NOT_DUE = "not_due"
    """Nothing was due yet."""
    OVERDUE = "overdue"
    """A release date has passed without its reading."""
    UNSCHEDULED = "unscheduled"
    """The calendar says nothing."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How new the newest reading is against the release calendar, at one date."""

    freshness: Freshness
    period: date | None = None
    """The period that is missing, or else the one expected next."""
    due: date | None = None
    """When that period is due."""
    days_late: int | None = None


@lru_cache(maxsize=4096)
def month_end(day: date) -> date:
    """Return the last day of a day's month: the one way in which a period is written."""
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
_TO = r"(?:[-‐‑‒–—―−─~〜]{1,2}|至|到)"
_MIDNIGHT = r"(?:T?00:00(?::00(?:\.0+)?)?)?"
_TAIL = r"(?:份|末|底|止)?(?:累计|累积)?"
_QUARTER = r"(?P<quarter>[1-4一二三四])"
_SPELLINGS = tuple(
    re.compile(spelling)
    for spelling in (
        rf"{_YEAR}[-/.]{_MONTH}(?:[-/.]{_DAY}{_MIDNIGHT})?",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])?",
        rf"{_YEAR}-?M(?P<month>0?[1-9]|1[0-2])",
        rf"{_YEAR}年(?:0?1{_TO})?{_MONTH}月{_TAIL}",
        rf"{_YEAR}年{_MONTH}月{_DAY}日",
        rf"{_YEAR}年(?:第|前|[1一]{_TO})?{_QUARTER}季度{_TAIL}",
        rf"{_YEAR}-?Q{_QUARTER}",
        rf"{_YEAR}年?-?(?P<half>上半年|H1){_TAIL}",
        rf"{_YEAR}(?:年(?:全年|度|末|底)?)?",
    )
)
_BRACKETS = re.compile(r"\([^()]*\)$")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def parse_period(value: object) -> date | None:
    """Return the last day of the month that a cell names, or None when it names none.

    A day stands for its month, 1-9月 for September, a quarter for its last month, a bare year for December.
    A stretch that does not begin in January (4-6月) is not a running total and names none.
    """
    if isinstance(value, date):
        return month_end(value)
    if isinstance(value, bool) or not isinstance(value, int | str) or len(str(value)) > 40:
        return None
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value))).upper()
    text = _BRACKETS.sub("", text)
    found = next((match for spelling in _SPELLINGS if (match := spelling.fullmatch(text))), None)
    return _last_day(found.groupdict()) if found else None


def _last_day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    quarter = parts.get("quarter")
    if quarter:
        return month_end(date(year, 3 * (_QUARTERS.get(quarter) or int(quarter)), 1))
    month = 6 if parts.get("half") else int(parts.get("month") or 12)
    last = month_end(date(year, month, 1))
    return last if int(parts.get("day") or 1) <= last.day else None


def expected_releases(releases: Iterable[Release], year: int) -> list[Release]:
    """Return the releases of a year's periods in their order, without a January that February covers."""
    own = sorted((item for item in releases if item.period.year == year), key=lambda item: (item.period, item.due))
    february = any(item.period.month == 2 for item in own)
    return [item for item in own if not (february and item.period.month == 1)]


def newest_due(releases: Iterable[Release], day: date) -> Release | None:
    """Return the release of the latest period whose date has come by a day."""
    return max((item for item in releases if item.due <= day), key=lambda item: item.period, default=None)


def next_due(releases: Iterable[Release], day: date, newest: date | None = None) -> Release | None:
    """Return the first release from a day on whose period is not covered by the newest reading."""
    ahead = [item for item in releases if item.due >= day and _missing(item, newest)]
    return min(ahead, key=lambda item: (item.due, item.period), default=None)


def arrival(newest: date | None, releases: Iterable[Release], day: date) -> Arrival:
    """Return how fresh the newest reading is on a day.

    A figure is late from the day after its release date, and the oldest one that is still missing counts, so
    that the days do not start again with every further release that is missed. A later period covers earlier ones.
    """
    known = list(releases)
    if not known:
        return Arrival(Freshness.UNSCHEDULED)
    late = min((item for item in known if item.due < day and _missing(item, newest)), key=_when, default=None)
    if late:
        return Arrival(Freshness.OVERDUE, month_end(late.period), late.due, (day - late.due).days)
    ahead = next_due(known, day, newest)
    came = any(item.due <= day and not _missing(item, newest) for item in known)
    fresh = Freshness.FRESH if came else Freshness.NOT_DUE
    return Arrival(fresh, month_end(ahead.period), ahead.due) if ahead else Arrival(fresh)


def _missing(item: Release, newest: date | None) -> bool:
    return newest is None or month_end(newest) < month_end(item.period)


def _when(item: Release) -> tuple[date, date]:
    return item.due, item.period
