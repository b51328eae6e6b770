"""What goes wrong in the query worker, as a short name with values, and where in the user's text it is."""

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from console.desk.gate import NotAdmitted
from console.desk.records import Garbled

_POINTER = re.compile(r"\n\nLINE (\d+): (.*)\n( *)\^", re.S)
_NO_TABLE = re.compile(r"Table with name (.+) does not exist!", re.S)
_FOLDERS = re.compile(r"(?<![\w/.])/(?:[^\s\"'/]+/)+")


def said_of(error: BaseException, text: str, shift: int, tables: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a failure; `shift` is how many lines of ours stand above the user's.

    A table that does not exist may be one of `tables` misspelt; DuckDB would name its own, which nobody may read.
    """
    if isinstance(error, NotAdmitted):
        return {"why": error.why, "values": error.values, "refused": True}
    if isinstance(error, Garbled):
        return {"why": "gone", "values": {}, "refused": True}
    kind, words = type(error).__name__, str(error)
    line, column = place(words, text, shift)
    message = nameless(" ".join(_POINTER.split(words)[0].split("\n")).strip(), text) or kind
    why = "syntax" if kind == "ParserException" else "failed"
    if kind == "PermissionException":
        why = "outside"
    elif kind == "OutOfMemoryException" or isinstance(error, MemoryError) or "bad_alloc" in words:
        why = "memory"
    values = {"error": message[:2000]}
    if kind == "CatalogException" and (missing := _NO_TABLE.search(message)):
        why, values = _no_table(missing[1], tables)
    return {
        "why": why,
        "values": values,
        "line": line,
        "column": column,
        "refused": why == "outside",
    }


def _no_table(name: str, tables: Collection[str]) -> tuple[str, dict[str, str]]:
    near = get_close_matches(name.lower(), sorted(tables), n=1)
    return ("misspelt_table", {"name": name[:200], "near": near[0]}) if near else ("no_table", {"name": name[:200]})


def nameless(words: str, text: str = "") -> str:
    """Return an error without the folders of this machine that it names; those that the user wrote stay."""
    return _FOLDERS.sub(lambda found: found.group() if found.group() in text else "", words)


def place(words: str, text: str, shift: int) -> tuple[int | None, int | None]:
    """Return line and column, both from 1, that an error points at in the user's text; None where it does not say.

    DuckDB counts the column in terminal cells of an excerpt that it may have shortened or written anew.
    """
    found = _POINTER.search(words)
    if found is None:
        return None, None
    number, excerpt, blanks = int(found[1]) - shift, found[2].split("\n")[-1], len(found[3])
    lines = text.split("\n")
    if not 1 <= number <= len(lines):
        return None, None
    whole = excerpt.removeprefix("...").removesuffix("...")
    shown = whole.lstrip()
    start = lines[number - 1].find(shown)
    if start < 0 or not shown:
        return None, None
    before = len(f"LINE {found[1]}: ") + (3 if excerpt.startswith("...") else 0) + len(whole) - len(shown)
    cells = blanks - before
    return number, start + _characters(shown, cells) + 1


def _characters(text: str, cells: int) -> int:
    from rich.cells import cell_len

    count = 0
    while count < len(text) and cell_len(text[:count]) < cells:
        count += 1
    return count
