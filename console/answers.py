"""How a value of an answer stands in a cell, in a view of its own, and on the clipboard."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from console.columns import Piece
from console.desk.plain import text_of
from console.formats import Glyphs, column_text
from console.language import say

NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL", "REAL", "HUGE", "NUMERIC", "BIGNUM", "VARINT")
DAYS = ("DATE", "TIMESTAMP")
NESTED = ("STRUCT", "MAP", "UNION", "JSON")
MOST = 120
"""Cells of a value that a table asks for; the whole value stands in its own view."""


def is_number(kind: str) -> bool:
    """Tell whether DuckDB's type is one of numbers."""
    return not is_nested(kind) and any(word in kind for word in NUMBERS) and not kind.startswith("INTERVAL")


def is_day(kind: str) -> bool:
    """Tell whether DuckDB's type is one of days or moments."""
    return kind.startswith(DAYS) and not is_nested(kind)


def is_nested(kind: str) -> bool:
    """Tell whether DuckDB's type holds values inside values."""
    return kind.endswith("]") or kind.startswith(NESTED)


def cell(value: object, glyphs: Glyphs) -> Piece:
    """Return a value as it stands in a cell, and its tone; what is absent, empty or no number is written out."""
    if value is None:
        return "NULL", "rest"
    if value == "":
        return "''", "rest"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, bool):
        return ("true" if value else "false"), ""
    if isinstance(value, int):
        return str(value), ""
    text = _capped(value)
    return column_text(text, glyphs, MOST), "muted" if isinstance(value, dict | list) else ""


def _float(value: float) -> Piece:
    if not math.isfinite(value):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)], "slow"
    return (f"{value:.15g}" if abs(value) < 1e15 else repr(value)), ""


def _capped(value: object) -> str:
    if isinstance(value, str):
        return value[: 4 * MOST]
    if isinstance(value, bytes):
        return value[:MOST].hex()
    if isinstance(value, list) and len(value) > MOST:
        value = [*value[:MOST]]
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return (text_of(value) or "")[: 4 * MOST]


def whole(value: object) -> str:
    """Return a value in full, over several lines where it has an inside."""
    if value is None:
        return "NULL"
    if isinstance(value, float):
        return _float(value)[0]
    text = text_of(value) or ""
    if isinstance(value, dict | list) or (isinstance(value, str) and value[:1] in ("{", "[")):
        try:
            return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
        except ValueError:
            return text
    return text


class Copied(StrEnum):
    """How cells are put on the clipboard."""

    TSV = "tsv"
    CSV = "csv"
    MARKDOWN = "markdown"
    IN_LIST = "in"


COPIES: Mapping[Copied, Any] = {
    Copied.TSV: say("cells with tabs between (Excel)"),
    Copied.CSV: say("CSV with headings"),
    Copied.MARKDOWN: say("a Markdown table"),
    Copied.IN_LIST: say("a list for SQL: in (...)"),
}
Rows = Sequence[Sequence[object]]


def copied(form: Copied, names: Sequence[str], rows: Rows) -> str:
    """Return cells as text for the clipboard, without anything that a terminal could obey."""
    return _MAKERS[form](names, rows)


def _plain(value: object) -> str:
    if value is None:
        return ""
    text = _float(value)[0] if isinstance(value, float) else text_of(value) or ""
    return "".join(character for character in text if character >= " " or character in "\t\n")


def _tsv(names: Sequence[str], rows: Rows) -> str:
    return "\n".join("\t".join(_unbroken(_plain(value)) for value in row) for row in rows)


def _unbroken(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")


def _csv(names: Sequence[str], rows: Rows) -> str:
    return "\n".join(",".join(_quoted(value) for value in row) for row in [names, *rows]) + "\n"


def _quoted(value: object) -> str:
    text = _plain(value)
    if not text and isinstance(value, str):
        return '""'
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n\r') else text


def _markdown(names: Sequence[str], rows: Rows) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(_barred(value) for value in line) + " |" for line in lines) + "\n"


def _barred(value: object) -> str:
    text = "NULL" if value is None else _plain(value)
    return _unbroken(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _in_list(names: Sequence[str], rows: Rows) -> str:
    values = dict.fromkeys(_literal(value) for row in rows for value in row if value is not None)
    return f"({', '.join(values)})" if values else "(null)"


def _literal(value: object) -> str:
    """Return a value as SQL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else f"'{_float(value)[0]}'::double"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    said = "'" + _plain(value).replace("'", "''") + "'"
    if isinstance(value, datetime):
        return f"timestamp {said}"
    if isinstance(value, date | time):
        return f"{'date' if isinstance(value, date) else 'time'} {said}"
    return said


_MAKERS: Mapping[Copied, Callable[[Sequence[str], Rows], str]] = {
    Copied.TSV: _tsv, Copied.CSV: _csv, Copied.MARKDOWN: _markdown, Copied.IN_LIST: _in_list,
}  # fmt: skip


def quoted(name: str) -> str:
    """Return a name as SQL takes it, in quotes where it needs them."""
    plain = name.isascii() and name.isidentifier() and name == name.lower()
    return name if plain else '"' + name.replace('"', '""') + '"'


def name_text(name: str, glyphs: Glyphs) -> str:
    """Return a name as it may stand in a line, cut where it is long."""
    return column_text(name, glyphs, 32)
