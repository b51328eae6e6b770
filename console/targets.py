"""What a catalogue promises: indicators, places, targets, plans, stages and release dates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of target it is; each has its own arithmetic and wording."""

    GROWTH = "growth"
    RELATIVE = "relative"
    VOLUME = "volume"
    NEW_COUNT = "new_count"
    NET_INCREASE = "net_increase"
    STOCK = "stock"
    RATIO = "ratio"
    RANK = "rank"
    MILESTONE = "milestone"
    QUALITATIVE = "qualitative"
    CEILING = "ceiling"


class Measure(StrEnum):
    """Which figure of an indicator a reading gives."""

    MONTH = "month"
    """当月, the month alone"""
    YTD = "ytd"
    """累计, from January to the month"""
    MONTH_YOY = "month_yoy"
    """当月同比, %"""
    YTD_YOY = "ytd_yoy"
    """累计同比, %"""
    MOM = "mom"
    """环比, %"""
    STOCK = "stock"
    """期末, at the end of the month"""
    RANK = "rank"
    """位次, 1 is best"""


MEASURE_OF_KIND: dict[Kind, Measure] = {
    Kind.GROWTH: Measure.YTD_YOY,
    Kind.RELATIVE: Measure.YTD_YOY,
    Kind.VOLUME: Measure.YTD,
    Kind.NEW_COUNT: Measure.YTD,
    Kind.NET_INCREASE: Measure.YTD,
    Kind.CEILING: Measure.YTD,
    Kind.STOCK: Measure.STOCK,
    Kind.RATIO: Measure.STOCK,
    Kind.RANK: Measure.RANK,
    Kind.MILESTONE: Measure.YTD,
    Kind.QUALITATIVE: Measure.YTD,
}
"""The measure that a target of each kind is read from, unless the target names another one."""


class Comparator(StrEnum):
    """How the actual must compare with the target's value."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EXACTLY = "="
    ABOUT = "~"
    """左右: within the tolerance"""
    RANGE = "range"
    """between value and upper"""
    RANK_WITHIN = "rank<="
    DONE = "bool"
    RELATIVE = "~rel"
    """within the tolerance of another indicator's actual"""


class Panel(StrEnum):
    """The panel of the watch screen that a target stands in."""

    GROWTH = "growth"
    ENTERPRISES = "enterprises"
    CAPITAL = "capital"
    PARK = "park"
    MILESTONES = "milestones"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is measured."""

    indicator: str
    name_zh: str
    name_en: str
    unit: str
    """Unit of the level measures; growth measures are always in %."""
    agency: str
    """Who reports it."""
    release: str
    """The line of the release calendar it follows; empty when it has none."""
    lowest: float | None = None
    highest: float | None = None
    """The range outside which a level is refused."""
    growth_lowest: float | None = None
    growth_highest: float | None = None
    """The range in % outside which a growth measure is refused."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is measured: a county, a town, the park, a company, or an area above the county."""

    place: str
    name_zh: str
    name_en: str
    kind: str
    """county, town, park, company or above"""
    parent: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One promise of the report: indicator, place, comparator, value and kind."""

    target_id: str
    indicator: str
    place: str
    kind: Kind
    comparator: Comparator
    value: float | None
    unit: str
    deadline: date
    panel: Panel
    name_zh: str
    name_en: str
    measure: Measure
    agency: str = ""
    upper: float | None = None
    """Upper end of a range."""
    tolerance: float | None = None
    """How far from the value still counts, for about and relative."""
    comparator_basis: str = ""
    """Which words of the report the comparator rests on."""
    modality: str = ""
    """力争, 确保 or nothing (a commitment)."""
    parent: str = ""
    """The target this one is a part of (其中); never added to it."""
    against: str = ""
    """The target whose actual a relative target is compared with."""
    start: float | None = None
    """Where a stock stood when the year began, when no reading says so."""
    peers: int | None = None
    """How many are ranked, for a rank."""
    slow_at: float | None = None
    behind_at: float | None = None
    """Points below expectation at which the light turns slow and behind; None takes the rule of the kind."""
    section: str = ""
    clause: str = ""
    clause_offset: int | None = None
    """Where the clause begins in the report's text, in characters from 0."""
    verifiability: str = "quantitative"
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """What an approved plan says the total must be by the end of a month."""

    target_id: str
    period: date
    value: float


@dataclass(frozen=True, slots=True)
class Stage:
    """One dated step of a milestone."""

    target_id: str
    stage: str
    name_zh: str
    name_en: str
    due: date
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Release:
    """When the figure of a period is due to be published."""

    release: str
    period: date
    due: date


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything one county promises for one year."""

    county: str
    """Code of the county's place, 430723."""
    year: int
    name: str
    """Folder name, lixian-2023."""
    title_zh: str
    title_en: str
    report_zh: str
    report_en: str
    indicators: tuple[Indicator, ...] = ()
    places: tuple[Place, ...] = ()
    targets: tuple[Target, ...] = ()
    plan: tuple[PlanPoint, ...] = ()
    stages: tuple[Stage, ...] = ()
    releases: tuple[Release, ...] = ()
