"""Values of every DuckDB type as other programs take them: numbers, days and text, the nested ones as JSON."""

import json
import math
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

EXACT = 2**53
"""Whole numbers above this lose digits in programs that keep them as floating point."""


def simple(value: object) -> Any:
    """Return a value as JSON can say it; what JSON has no number for is text."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(name): simple(inside) for name, inside in value.items()}
    if isinstance(value, tuple) and hasattr(value, "months"):
        return interval(value)
    if isinstance(value, list | tuple):
        return [simple(inside) for inside in value]
    return str(value)


def _decimal(value: Decimal) -> object:
    if not value.is_finite():
        return str(value)
    if value == value.to_integral_value():
        return int(value)
    return float(value) if len(value.as_tuple().digits) <= 15 else str(value)


def interval(value: Any) -> str:
    """Return an interval (months, days, nanoseconds) as ISO 8601 writes a duration."""
    seconds = value.nanoseconds / 1e9
    parts = "".join(f"{number}{sign}" for number, sign in ((value.months, "M"), (value.days, "D")) if number)
    return f"P{parts}" + (f"T{seconds:.9g}S" if seconds or not parts else "")


def span(value: Any) -> str:
    """Return an interval as DuckDB itself writes and reads it: 1 year 2 months 3 days 04:00:00."""
    years, months = divmod(abs(value.months), 12)
    sign = -1 if value.months < 0 else 1
    counted = ((sign * years, "year"), (sign * months, "month"), (value.days, "day"))
    parts = [f"{count} {name}{'' if abs(count) == 1 else 's'}" for count, name in counted if count]
    seconds, rest = divmod(abs(value.nanoseconds), 10**9)
    if value.nanoseconds or not parts:
        minus, part = "-" if value.nanoseconds < 0 else "", f".{rest:09}".rstrip("0").rstrip(".")
        parts.append(f"{minus}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{part}")
    return " ".join(parts)


def text_of(value: object) -> str | None:
    """Return any value as one line of text for a cell, None for an absent one."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, tuple) and hasattr(value, "months"):
        return span(value)
    said = simple(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(said, bool):
        return "true" if said else "false"
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)


def json_line(names: Sequence[str], row: Sequence[object]) -> str:
    """Return one row as a JSON object on one line."""
    return json.dumps(dict(zip(names, map(simple, row), strict=True)), ensure_ascii=False)


def flat(table: "pa.Table") -> "pa.Table":
    """Return a table in which every column that CSV cannot write is text."""
    import pyarrow as pa

    kept = (
        pa.types.is_integer,
        pa.types.is_floating,
        pa.types.is_string,
        pa.types.is_boolean,
        pa.types.is_date,
        pa.types.is_null,
    )
    return _changed(table, lambda kind: not any(check(kind) for check in kept))


def storable(table: "pa.Table") -> "pa.Table":
    """Return a table in which every column that Parquet cannot hold is text."""
    import pyarrow as pa

    return _changed(table, lambda kind: pa.types.is_interval(kind) or pa.types.is_union(kind) or _holds_interval(kind))


def _holds_interval(kind: "pa.DataType") -> bool:
    import pyarrow as pa

    return pa.types.is_nested(kind) and ("interval" in str(kind) or "union" in str(kind))


def _changed(table: "pa.Table", must: Any) -> "pa.Table":
    import pyarrow as pa

    for at, field in enumerate(table.schema):
        if must(field.type):
            texts = pa.array([text_of(value) for value in table.column(at).to_pylist()], pa.string())
            table = table.set_column(at, field.name, pa.chunked_array([texts]))
    return table


def sheet_value(value: object) -> tuple[str, Any]:
    """Return the kind of cell that a value becomes in Excel, and the value: number, date, text, empty, ..."""
    if value is None:
        return "empty", None
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, int | float | Decimal) and math.isfinite(value):
        number = simple(value)
        exact = isinstance(number, float) or (isinstance(number, int) and abs(number) <= EXACT)
        return ("number", number) if exact else ("text", str(number))
    if isinstance(value, datetime):
        naive = value.replace(tzinfo=None)
        return ("datetime", naive) if naive.year >= 1900 else ("text", value.isoformat())
    if isinstance(value, date):
        return ("date", value) if value.year >= 1900 else ("text", value.isoformat())
    return "text", text_of(value)
