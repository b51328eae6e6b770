"""Sorting and filtering an answer by its columns: which fragments of SQL that takes. Values are always parameters."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.desk.records import Garbled, Value

FILTERS: Mapping[str, str] = {
    "contains": "contains(lower(c{at}::varchar), lower($jindu_{n}::varchar))",
    "=": "c{at} = $jindu_{n}",
    "!=": "c{at} is distinct from $jindu_{n}",
    "<": "c{at} < $jindu_{n}",
    "<=": "c{at} <= $jindu_{n}",
    ">": "c{at} > $jindu_{n}",
    ">=": "c{at} >= $jindu_{n}",
    "is null": "c{at} is null",
    "is not null": "c{at} is not null",
}
"""What a filter may be: its name and the condition on the column of number `at`."""


def view_of(order: Sequence[Any], where: Sequence[Any], columns: int) -> tuple[str, dict[str, Value]]:
    """Return what follows `from answer` for an order [column, descending] and filters [column, name, value]."""
    values: dict[str, Value] = {}
    conditions = []
    for n, (at, name, value) in enumerate(where):
        if name not in FILTERS:
            raise Garbled("filter")
        conditions.append(FILTERS[name].format(at=_column(at, columns), n=n))
        if "$" in FILTERS[name]:
            values[f"jindu_{n}"] = value
    orders = [f"c{_column(at, columns)} {'desc' if down else 'asc'} nulls last" for at, down in order]
    return (" where " + " and ".join(conditions) if conditions else "") + (
        " order by " + ", ".join(orders) if orders else ""
    ), values


def _column(at: object, columns: int) -> int:
    if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at < columns:
        raise Garbled("column")
    return at
