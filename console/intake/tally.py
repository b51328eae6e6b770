"""Counting what is wrong in a file: each rule and column once, with how often, where first, and what stood there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FIRST_ROWS = 10
FIRST_VALUES = 200


@dataclass(slots=True)
class Count:
    """How often one rule was broken in one column."""

    rule: str
    column: str
    count: int = 0
    rows: list[int] = field(default_factory=list)
    values: dict[str, Mapping[str, object]] = field(default_factory=dict)
    """The first few values that broke it, each with what else there is to say of it."""
    seen: dict[str, list[int]] = field(default_factory=dict)
    """For each of those values, the first row it stands in (0 when that was not looked up) and how often."""
    others: set[int] = field(default_factory=set)

    def as_json(self) -> dict[str, object]:
        """Return it for the process that asked."""
        return {
            "rule": self.rule, "column": self.column, "count": self.count, "rows": self.rows, "values": self.values,
            "different": len(self.others), "seen": self.seen,
        }  # fmt: skip


class Tally:
    """Everything that was found wrong so far."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], Count] = {}

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(
        self, rule: str, column: str, value: str = "", count: int = 1, rows: Iterable[int] = (), **more: object
    ) -> None:
        """Count a broken rule."""
        found = self._counts.setdefault((rule, column), Count(rule, column))
        found.count += count
        rows = list(rows)
        if len(found.rows) < FIRST_ROWS:
            found.rows = sorted({*found.rows, *rows})[:FIRST_ROWS]
        if len(found.values) < FIRST_VALUES or value in found.values:
            found.values.setdefault(value, more)
            seen = found.seen.setdefault(value, [0, 0])
            seen[0], seen[1] = seen[0] or (rows[0] if rows else 0), seen[1] + count
        if len(found.others) < 100_000:
            found.others.add(hash(value))

    def clear(self) -> None:
        """Forget what was counted."""
        self._counts.clear()

    def as_json(self) -> list[dict[str, object]]:
        """Return all counts, those of whole columns first, then by first row."""
        return [found.as_json() for found in sorted(self._counts.values(), key=lambda one: one.rows[:1])]
