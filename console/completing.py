"""What could be meant by a word that is being typed: keywords, functions, tables, columns, and names inside texts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from console.initials import begins
from console.lexing import Kind, Lines

MOST = 60
"""Suggestions at a time."""
_BEFORE = re.compile(r"(?:(?P<owner>[^\W\d]\w*|\"[^\"]+\")\s*\.\s*)?(?P<word>[^\W\d]\w*)?$")
_AFTER_FROM = re.compile(r"\b(?:from|join|into|describe|summarize)\s+(?:\w+\s*(?:as\s+)?\w*\s*,\s*)*$", re.I)
_TABLE = re.compile(
    r"\b(?:from|join)\s+(?P<table>[^\W\d]\w*)(?:\s+(?:as\s+)?(?P<alias>[^\W\d]\w*))?|,\s*(?P<table2>[^\W\d]\w*)\s+(?:as\s+)?(?P<alias2>[^\W\d]\w*)",
    re.I,
)
_CTE = re.compile(
    r"(?:\bwith(?:\s+recursive)?|,|\))\s*(?P<name>[^\W\d]\w*)\s*(?:\([^)]*\)\s*)?as\s*(?:not\s+)?(?:materialized\s*)?\(",
    re.I,
)
_NO_ALIAS = frozenset({
    "where", "group", "order", "join", "left", "right", "inner", "outer", "full", "cross", "on", "using", "limit",
    "having", "union", "qualify", "window", "as", "natural", "asof", "positional", "select", "from", "semi", "anti",
    "pivot", "unpivot",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that may be meant."""

    word: str
    """What is written when it is chosen."""
    kind: str
    """keyword, function, table, column, name, cte."""
    said: str = ""
    """What it is, in a few words."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that can be suggested on one generation."""

    keywords: Sequence[str] = ()
    functions: Mapping[str, str] = field(default_factory=dict)
    """How each is called."""
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Tables and views, each with its columns and what they mean."""
    meanings: Mapping[str, str] = field(default_factory=dict)
    """What the tables mean."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names and codes of indicators and places that may stand in a text, each with what it is."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Suggestions, and how many characters before the cursor each of them replaces."""

    suggestions: tuple[Suggestion, ...]
    typed: int


NOTHING = Offer((), 0)


def offer(script: Sequence[str], row: int, column: int, known: Known, *, asked: bool = False) -> Offer:
    """Return what may be meant at a cursor; unless asked for, only after the first letter or a full stop.

    Nothing is offered in remarks. `script` is the lines of the whole text.
    """
    lines = Lines()
    start = max(0, row - 400)
    lines.follow(script[start : row + 1])
    inside = lines.open_at(row - start, column)
    before = script[row][:column] if row < len(script) else ""
    if inside is Kind.REMARK:
        return NOTHING
    if inside is Kind.TEXT:
        return _names(before, known, asked=asked)
    found = _BEFORE.search(before)
    owner, word = (found["owner"], found["word"] or "") if found else (None, "")
    if inside is Kind.QUOTED or not (owner or word or asked) or _is_number(before, word):
        return NOTHING
    text = _without_remarks(script[max(0, row - 200) : row + 200])
    if owner:
        return Offer(tuple(_columns_of(owner.strip('"'), word, text, known)), len(word))
    here = "\n".join([*script[max(0, row - 3) : row], before])[: -len(word) or None]
    return Offer(tuple(_ranked(word, text, here, known)), len(word))


def _is_number(before: str, word: str) -> bool:
    """Tell whether the word belongs to a number such as 1e5, or to a parameter."""
    rest = before[: len(before) - len(word)]
    return bool(rest) and (rest[-1].isdigit() or rest[-1] == "$")


def _without_remarks(lines: Sequence[str]) -> str:
    return "\n".join(line.partition("--")[0] for line in lines)


def aliases(text: str, known: Known) -> dict[str, str]:
    """Return the tables that a text names, by the names they have in it."""
    found: dict[str, str] = {}
    for match in _TABLE.finditer(text):
        table = (match["table"] or match["table2"]).lower()
        alias = (match["alias"] or match["alias2"] or "").lower()
        if table in known.tables:
            found[table] = table
            if alias and alias not in _NO_ALIAS:
                found[alias] = table
    return found


def _columns_of(owner: str, word: str, text: str, known: Known) -> Iterable[Suggestion]:
    table = aliases(text, known).get(owner.lower(), owner.lower())
    columns = known.tables.get(table, {})
    return _matching(word, (Suggestion(name, "column", said) for name, said in columns.items()))


def _ranked(word: str, text: str, here: str, known: Known) -> Iterable[Suggestion]:
    tables = [Suggestion(name, "table", known.meanings.get(name, "")) for name in known.tables]
    ctes = [Suggestion(match["name"], "cte") for match in _CTE.finditer(text)]
    if _AFTER_FROM.search(here):
        return _matching(word, [*ctes, *tables])
    mentioned = dict.fromkeys(aliases(text, known).values())
    columns = {name: said for table in mentioned for name, said in known.tables[table].items()}
    groups: list[Suggestion] = [Suggestion(name, "column", said) for name, said in columns.items()]
    groups += ctes
    groups += [Suggestion(keyword, "keyword") for keyword in known.keywords]
    groups += tables
    groups += [Suggestion(name, "function", called) for name, called in known.functions.items()]
    return _matching(word, groups)


def _matching(word: str, groups: Iterable[Suggestion]) -> list[Suggestion]:
    """Return what begins with the word, then what has it inside; each word once, and not the word itself."""
    sought = word.lower()
    seen: set[str] = set()
    first: list[Suggestion] = []
    later: list[Suggestion] = []
    for one in groups:
        low = one.word.lower()
        if low in seen or low == sought:
            continue
        if low.startswith(sought):
            first.append(one)
        elif len(sought) > 1 and (sought in low or _parts(low, sought)):
            later.append(one)
        else:
            continue
        seen.add(low)
    return [*first, *later][:MOST]


def _parts(name: str, sought: str) -> bool:
    """Tell whether the letters begin the parts of a name: iz finds indicator_zh."""
    return "".join(part[:1] for part in name.split("_")).startswith(sought)


def _names(before: str, known: Known, *, asked: bool) -> Offer:
    typed = before[before.rfind("'") + 1 :]
    if not typed.strip() and not asked:
        return NOTHING
    sought = typed.lower()
    letters = sought.isascii() and sought.isalpha()
    found = [
        Suggestion(name, "name", said)
        for name, said in known.names.items()
        if sought in name.lower()
        or sought in said.lower()
        or (letters and (begins(sought, name) or begins(sought, said)))
    ]
    found = [one for one in found if one.word != typed]
    found.sort(
        key=lambda one: (not one.word.lower().startswith(sought), not begins(sought, one.word) if letters else False)
    )
    return Offer(tuple(found[:MOST]), len(typed))
