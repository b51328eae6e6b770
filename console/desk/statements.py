"""Cuts a script into its statements, the way DuckDB itself reads quotes, dollar quotes, comments and Chinese text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a script, without the semicolon after it."""

    text: str
    start: int
    """Where its first word stands in the script, in characters."""
    end: int
    """Where it ends; a cursor up to here, or on the semicolon, is in this statement."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign of a script, with the blanks after it."""

    start: int
    text: str
    kind: str
    """As DuckDB calls it: keyword, identifier, string_const, numeric_const, operator, comment."""


def words(script: str) -> list[Word]:
    """Return the words and signs of a script; blanks before the first are left out."""
    import duckdb

    found = [(at, str(kind).rpartition(".")[2].split(":")[0].strip(" >")) for at, kind in duckdb.tokenize(script)]
    if not found:
        return []
    encoded = script.encode("utf-8", "surrogatepass")
    ends = [at for at, _ in found[1:]] + [len(encoded)]
    read, place = [], len(encoded[: found[0][0]].decode("utf-8", "surrogatepass"))
    for (at, kind), end in zip(found, ends, strict=True):
        text = encoded[at:end].decode("utf-8", "surrogatepass")
        read.append(Word(place, text, kind))
        place += len(text)
    return read


def split(script: str) -> list[Statement]:
    """Return the statements of a script in order; a comment alone is no statement."""
    found: list[Statement] = []
    start: int | None = None
    for word in words(script):
        ends = word.kind == "operator" and word.text.startswith(";")
        if start is None and not ends and word.kind != "comment":
            start = word.start
        if ends and start is not None:
            found.append(_statement(script, start, word.start))
            start = None
    if start is not None:
        found.append(_statement(script, start, len(script)))
    return found


def _statement(script: str, start: int, end: int) -> Statement:
    text = script[start:end].rstrip()
    return Statement(text, start, start + len(text))


def under(script: str, cursor: int) -> Statement | None:
    """Return the statement that a cursor is in; between two it is the one before, before all of them the first."""
    statements = split(script)
    before = [statement for statement in statements if statement.start <= cursor]
    return before[-1] if before else statements[0] if statements else None
