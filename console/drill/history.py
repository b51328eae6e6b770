"""What was said before: every month in every snapshot, the standing each time, and the files behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from console.drill.subject import Subject
from console.overview import NO_WORDS, Wording
from console.standing import Light, Outlook

if TYPE_CHECKING:
    from console.store import Generation


@dataclass(frozen=True, slots=True)
class Vintage:
    """One snapshot that said something of a series."""

    snapshot_id: int
    published: date
    source: str
    file: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """What each period was in each snapshot."""

    vintages: tuple[Vintage, ...]
    """Newest first."""
    periods: tuple[date, ...]
    """Newest first."""
    values: Mapping[tuple[date, int], float]
    """By period and snapshot."""

    def restated(self, period: date, snapshot_id: int) -> bool:
        """Tell whether a snapshot gave another figure for a period than the one before it had."""
        value = self.values.get((period, snapshot_id))
        earlier = [key for key in self.values if key[0] == period and key[1] < snapshot_id]
        return value is not None and bool(earlier) and self.values[max(earlier)] != value

    @property
    def restatements(self) -> int:
        """Count the cells that were restated."""
        return sum(self.restated(*key) for key in self.values)


def matrix_of(generation: "Generation", subject: Subject, known_at: int | None) -> Matrix:
    """Read what every snapshot said of a subject's series, as known at a snapshot (None: now)."""
    from console.store import named

    asked = {**subject.series, "measure": subject.line.measure or "ytd", "known_at": known_at}
    rows = generation.rows(named("drill/vintages"), **asked)
    vintages = {
        row["snapshot_id"]: Vintage(row["snapshot_id"], row["published"], row["source"], row["file"]) for row in rows
    }
    return Matrix(
        tuple(vintages[number] for number in sorted(vintages, reverse=True)),
        tuple(sorted({row["period"] for row in rows}, reverse=True)),
        {(row["period"], row["snapshot_id"]): row["value"] for row in rows},
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a target at one moment."""

    generation: int
    snapshot_id: int | None
    at: datetime | None
    """UTC."""
    as_of: date
    light: Light
    outlook: Outlook
    reason: Wording
    actual: float | None
    period: date | None
    expected: float | None
    gap: float | None
    forecast: float | None
    low: float | None
    high: float | None
    probability: float | None
    source: str = ""

    @property
    def verdict(self) -> tuple[object, ...]:
        """Return what makes one moment's words differ from another's."""
        return self.light, self.outlook, self.actual, self.period, self.forecast


def said_of(generation: "Generation", subject: Subject, known_at: int | None) -> tuple[Said, ...]:
    """Read what was said of a target over time, newest first; what was said again is told once."""
    from console.store import named

    key = {"county": subject.county, "year": subject.year, "target_id": subject.line.target_id}
    told = [_said(row) for row in generation.rows(named("drill/said"), **key, known_at=known_at)]
    kept = [
        said for said, before in zip(told, [*told[1:], None], strict=True)
        if before is None or said.verdict != before.verdict
    ]  # fmt: skip
    return tuple(kept)


def _said(row: dict[str, Any]) -> Said:
    same = ("generation", "snapshot_id", "as_of", "actual", "period", "expected", "gap", "forecast", "low", "high")
    words = Wording(row["reason_zh"] or "", row["reason_en"] or "") if row["reason_zh"] else NO_WORDS
    return Said(
        **{name: row[name] for name in same}, at=row["published_at"], light=Light(row["light"]),
        outlook=Outlook(row["outlook"]), reason=words, probability=row["probability"], source=row["source"] or "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """One file and row that gave a figure."""

    snapshot_id: int
    value: float
    status: str
    row: int
    """1 is the first row of readings."""
    file: str
    part: str
    sha256: str
    source: str
    profile: str
    published: date
    loaded_at: datetime
    """UTC."""
    loaded_by: str
    generation: int
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str


def origins_of(
    generation: "Generation", subject: Subject, period: date, known_at: int | None, measure: str = ""
) -> tuple[Origin, ...]:
    """Read every file and row that ever gave a subject's figure for a period, newest first, withdrawn ones too."""
    from console.store import named

    asked = {**subject.series, "measure": measure or subject.line.measure or "ytd", "known_at": known_at}
    return tuple(_origin(row) for row in generation.rows(named("drill/lineage"), **asked, period=period))


def _origin(row: dict[str, Any]) -> Origin:
    words = ("status", "withdrawn_by", "withdrawn_reason")
    rest = [name for name in Origin.__dataclass_fields__ if name not in words]
    known: dict[str, Any] = {name: row[name] for name in rest} | {name: row[name] or "" for name in words}
    return Origin(**known)
