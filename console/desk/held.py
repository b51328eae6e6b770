"""The answers that the query worker holds: read anew for each window while that is cheap, else kept once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from console.desk.engine import Engine
from console.desk.records import Value

if TYPE_CHECKING:
    import pyarrow as pa

_PLAIN = frozenset({
    "SEQ_SCAN", "TABLE_SCAN", "COLUMN_DATA_SCAN", "DUMMY_SCAN", "EMPTY_RESULT", "PROJECTION", "FILTER", "RANGE",
    "GENERATE_SERIES", "STREAMING_LIMIT", "INOUT_FUNCTION",
})  # fmt: skip
"""Operators that give any window of their rows, always the same rows, without working through the others first."""
_FLOWING = _PLAIN | {"HASH_JOIN", "UNION", "UNNEST", "CROSS_PRODUCT", "STREAMING_WINDOW", "LIMIT", "TOP_N"}
"""Operators whose first rows come long before the last; the order may be another one the next time."""
_CHANGING = ("random(", "uuid", "gen_random_uuid(", "tablesample", "using sample")


@dataclass(frozen=True, slots=True)
class Source:
    """A query put under the name `answer` with columns c0, c1, ...: what every question about an answer begins with."""

    opening: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def ask(self, question: str) -> str:
        """Return a question about the answer as one statement."""
        return f"{self.opening}{question}"


def source_of(query: str, values: Mapping[str, Value], columns: int | None = None) -> Source:
    """Return a query as a source; the query begins on a line of its own, the second."""
    names = "" if columns is None else "(" + ", ".join(f"c{at}" for at in range(columns)) + ")"
    return Source(f"with answer{names} as not materialized (from (\n{query}\n))\n", values)


def kept_in(table: str) -> Source:
    """Return a table of our own as a source."""
    return Source(f"with answer as not materialized (from {table})\n")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer."""

    name: str
    kind: str
    """The type, in DuckDB's words."""


@dataclass
class Held:
    """One answer in the worker."""

    engine: Engine
    columns: Sequence[Column]
    source: Source | None = None
    table: str | None = None
    """The table of our own in which it is kept, or None."""
    rows: "pa.Table | None" = None
    """The rows themselves, where they are few: the answer to an explain."""
    count: int | None = None
    """How many rows there are, None while nobody has counted."""
    cut: bool = False
    """Whether there were more rows than are kept."""
    base: "Held | None" = None
    users: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """How DuckDB would go about a query."""

    plain: bool
    """Any window can be read anew."""
    flowing: bool
    """First rows come fast, or can be had fast because the query ends in an order."""
    about: int
    """How many rows DuckDB expects."""


def plan_of(explained: str, query: str) -> Plan:
    """Return what an `explain (format json)` says about a query."""
    roots = json.loads(explained)
    names = [node["name"].strip() for root in roots for node in _all(root)]
    changing = any(word in query.lower() for word in _CHANGING)
    root = _under_projections(roots[0]) if roots else None
    ordered = root is not None and root["name"].strip() == "ORDER_BY"
    flowing = all(name in _FLOWING for name in _without_build_sides(roots, skip_order=ordered))
    return Plan(not changing and all(name in _PLAIN for name in names), flowing, _about(roots[0]) if roots else 0)


def _all(node: dict[str, Any]) -> list[dict[str, Any]]:
    found, waiting = [], [node]
    while waiting:
        found.append(one := waiting.pop())
        waiting.extend(one.get("children", ()))
    return found


def _under_projections(node: dict[str, Any]) -> dict[str, Any]:
    while node["name"].strip() == "PROJECTION" and node.get("children"):
        node = node["children"][0]
    return node


def _without_build_sides(roots: list[dict[str, Any]], *, skip_order: bool) -> list[str]:
    """Return the operators that rows flow through; the right side of a join is read before the first row comes."""
    found, waiting = [], list(roots)
    while waiting:
        one = waiting.pop()
        name, children = one["name"].strip(), one.get("children", [])
        if name == "ORDER_BY" and skip_order:
            skip_order = False
        else:
            found.append(name)
        waiting.extend(children[:1] if name in ("HASH_JOIN", "CROSS_PRODUCT") else children)
    return found


def _about(node: dict[str, Any]) -> int:
    said = node.get("extra_info", {}).get("Estimated Cardinality")
    if isinstance(said, str) and said.isdigit():
        return int(said)
    below = [_about(child) for child in node.get("children", ())]
    if node["name"].strip() == "CROSS_PRODUCT" and len(below) == 2:
        return below[0] * below[1]
    return max(below, default=0)
