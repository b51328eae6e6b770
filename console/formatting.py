"""Lays SQL out anew without changing what it says."""

from console.desk.statements import words
from console.faults import Refused
from console.language import say

WIDTH = 100


def formatted(text: str) -> str:
    """Return one statement laid out in lines; raises Refused rather than change any word or sign of it."""
    from sqlfmt.api import format_string
    from sqlfmt.exception import SqlfmtError
    from sqlfmt.mode import Mode

    try:
        # The dialect that leaves capitals in names alone: a column's heading is what the author wrote.
        fresh = format_string(text, Mode(dialect_name="clickhouse", line_length=WIDTH, no_jinjafmt=True)).rstrip("\n")
    except (SqlfmtError, RecursionError, ValueError) as error:
        raise Refused(say("The query could not be laid out; it stays as it is. Is a bracket or quote open?")) from error
    if _signs(fresh) != _signs(text):
        raise Refused(say("Laying the query out would change it, so it stays as it is."))
    return fresh


def _signs(text: str) -> list[str]:
    """Return the words and signs of a text, without blanks and remarks; capitals of keywords do not count."""
    return [
        word.text.strip().lower() if word.kind == "keyword" else word.text.strip()
        for word in words(text)
        if word.kind != "comment"
    ]
