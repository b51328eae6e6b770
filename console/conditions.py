"""The filter on one column of an answer that somebody wrote: `>= 100`, `= word`, `null`, or a part of the text."""

from typing import TYPE_CHECKING

from console.desk.parameters import typed

if TYPE_CHECKING:
    from console.desk.records import Value

SIGNS = ("<=", ">=", "!=", "=", "<", ">")


def condition(words: str, kind: str) -> tuple[str, "Value"]:
    """Return the name and the value of a filter that somebody wrote."""
    if words.lower() in ("null", "is null"):
        return "is null", None
    if words.lower() in ("not null", "is not null"):
        return "is not null", None
    sign = next((sign for sign in SIGNS if words.startswith(sign)), None)
    if sign is None:
        return "contains", words
    text = words.removeprefix(sign).strip()
    return sign, text.strip("'") if kind == "VARCHAR" else typed(text)
