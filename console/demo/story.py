"""The invented figures of the sample, as the tables in data/sample tell them."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from console.periods import month_end, parse_period
from console.places import DATA
from console.targets import PlanPoint, Stage

TABLES = DATA / "sample"

Months = dict[date, float]
"""Last day of a month to a figure."""


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure that was first reported differently."""

    target_id: str
    period: date
    first: float
    restated_with: date
    """The month whose file brought the figure that stands now."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a total falls to one town, industry or bank."""

    member: str
    weight: float
    trade: str
    """A word for the names of invented enterprises of this industry."""


@dataclass(frozen=True, slots=True)
class Listing:
    """How the entries (明细) behind a target are made up."""

    name: str
    event: str = "done"
    amount: tuple[float, float] | None = None
    """Least and greatest amount of one entry, in 亿元."""
    missing: int = 0
    """How many of the newest entries were not handed in."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One invented stage, and when and by which paper it was done, if it was."""

    stage: Stage
    done: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file that an agency handed in."""

    day: date
    agency: str
    form: str
    """readings or entries"""
    until: date
    """The newest period it knows."""
    fate: str
    """Nothing, duplicate (the file before it once more), or withdrawn: and the target that is wrong in it."""
    reason: str

    @property
    def spoilt(self) -> str:
        """The target whose figures are wrong in a file that was withdrawn."""
        return self.fate.partition(":")[2]


@dataclass(frozen=True)
class Story:
    """All that the sample tells."""

    catalogue: str
    county: str
    today: date
    agencies: Mapping[str, list[str]]
    breakdowns: Mapping[str, list[str]]
    listings: Mapping[str, Listing]
    figures: Mapping[str, tuple[str, Months]]
    """Target to the measure it is told in and its figures."""
    decimals: Mapping[str, int]
    """Target to the number of decimals its figures are written with."""
    levels: Mapping[str, Months]
    """Running totals of the year before the first, behind the growth rates."""
    prices: Mapping[str, dict[int, float]]
    """Change of prices in a year, in points: between growth in volume and growth in value."""
    shares: Mapping[str, list[Share]]
    plan: tuple[PlanPoint, ...]
    milestones: tuple[Milestone, ...]
    restatements: tuple[Restatement, ...]
    deliveries: tuple[Delivery, ...]


def read_story(folder: Path = TABLES) -> Story:
    """Read the tables of the sample."""
    told = tomllib.loads((folder / "sample.toml").read_text(encoding="utf-8"))
    figures = list(_rows(folder / "invented-figures.csv"))
    levels = list(_rows(folder / "invented-levels.csv"))
    return Story(
        catalogue=told["catalogue"],
        county=told["county"],
        today=date.fromisoformat(told["today"]),
        agencies=told["agencies"],
        breakdowns=told["breakdowns"],
        listings={target: _listing(entry) for target, entry in told["entries"].items()},
        figures=_figures(figures),
        decimals=_decimals(figures + levels),
        levels={row["target"]: dict(_months(row, _first_year(figures) - 1)) for row in levels},
        prices={row["target"]: _prices(row) for row in levels},
        shares=_shares(folder / "invented-shares.csv"),
        plan=tuple(_plan_point(row) for row in _rows(folder / "invented-plan.csv")),
        milestones=tuple(_milestone(row) for row in _rows(folder / "invented-stages.csv")),
        restatements=tuple(_restatement(row) for row in _rows(folder / "invented-restatements.csv")),
        deliveries=tuple(_delivery(row) for row in _rows(folder / "invented-deliveries.csv")),
    )


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _months(row: Mapping[str, str], year: int) -> Iterator[tuple[date, float]]:
    for month in range(1, 13):
        if figure := row.get(f"m{month:02d}"):
            yield month_end(date(year, month, 1)), float(figure)


def _figures(rows: list[dict[str, str]]) -> dict[str, tuple[str, Months]]:
    figures: dict[str, tuple[str, Months]] = {}
    for row in rows:
        _, months = figures.setdefault(row["target"], (row["measure"], {}))
        months.update(_months(row, int(row["year"])))
    return figures


def _first_year(rows: list[dict[str, str]]) -> int:
    return min(int(row["year"]) for row in rows if row["measure"] == "ytd_yoy")


def _decimals(rows: list[dict[str, str]]) -> dict[str, int]:
    """Return how many decimals each target's levels are written with."""
    written: dict[str, int] = {}
    for row in rows:
        figures = [row[name].partition(".")[2] for name in row if name.startswith("m") and name[1:].isdigit()]
        written[row["target"]] = max(written.get(row["target"], 0), *map(len, figures))
    return written


def _prices(row: Mapping[str, str]) -> dict[int, float]:
    return {int(name[-4:]): float(points) for name, points in row.items() if name.startswith("prices_")}


def _shares(file: Path) -> dict[str, list[Share]]:
    shares: dict[str, list[Share]] = {}
    for row in _rows(file):
        shares.setdefault(row["dimension"], []).append(Share(row["member"], float(row["share"]), row["trade"]))
    return shares


def _listing(entry: Mapping[str, Any]) -> Listing:
    least_and_most = entry.get("amount")
    return Listing(
        name=entry["name"],
        event=entry.get("event", "done"),
        amount=(least_and_most[0], least_and_most[1]) if least_and_most else None,
        missing=entry.get("missing", 0),
    )


def _plan_point(row: Mapping[str, str]) -> PlanPoint:
    return PlanPoint(row["target"], _period(row["period"]), float(row["value"]))


def _milestone(row: Mapping[str, str]) -> Milestone:
    due = date.fromisoformat(row["due"])
    stage = Stage(row["target"], row["stage"], row["name_zh"], row["name_en"], due, float(row["weight"]))
    return Milestone(stage, date.fromisoformat(row["done"]) if row["done"] else None, row["evidence"])


def _restatement(row: Mapping[str, str]) -> Restatement:
    return Restatement(row["target"], _period(row["period"]), float(row["first"]), _period(row["restated_with"]))


def _delivery(row: Mapping[str, str]) -> Delivery:
    day = date.fromisoformat(row["delivered"])
    return Delivery(day, row["agency"], row["form"], _period(row["until"]), row["fate"], row["reason"])


def _period(text: str) -> date:
    period = parse_period(text)
    if period is None:
        raise ValueError(f"{text!r} is no period")
    return period
