"""Answers to what every console asks of a new generation, which the loader leaves for it in PostgreSQL."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from console.language import Sentence, say
from console.store.lake.catalogue import listening_to
from console.store.queries import in_folder, named

if TYPE_CHECKING:
    import psycopg
    import pyarrow as pa

    from console.store.lake.catalogue import Newest
    from console.store.lake.draft import LakeDraft

    Session: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"

OF_ALL = ("store/catalogues", "store/meta", "store/newest_generation")
"""What is asked of the whole lake."""
OVERVIEW, NEWEST = "panels/overview", "panels/newest"
"""What is asked of a county, the first for each of its years."""
MOST_COUNTIES = 20
"""Counties whose answers are worked out where a generation may have changed them all; more are asked of the lake."""


class Kept:
    """What was kept of one generation; whatever was not is asked of the lake itself."""

    def __init__(self, newest: "Newest", mark: str) -> None:
        self._newest = newest
        self._mark = mark
        self._found: dict[str, dict[str, pa.Table]] = {}

    def answer(self, query: str, values: dict[str, Any]) -> list[dict[str, Any]] | None:
        """Return the answer to a question as rows, or None where it was not kept; raises StoreUnusable."""
        if query not in map(named, (*OF_ALL, OVERVIEW, NEWEST)):
            return None
        county = str(values.get("county", ""))
        if county not in self._found:
            body = self._newest.kept(self._mark, county)
            found: dict[str, pa.Table] = {}
            with suppress(ValueError, TypeError, KeyError, OSError):  # Arrow's own: it is asked of the lake instead
                found = unpacked(body) if body else {}
            self._found[county] = found  # whole at once, as a page's questions come side by side
        table = self._found[county].get(_key(query, values))
        return None if table is None else table.to_pylist()


Ask: TypeAlias = "Callable[[str, dict[str, Any]], list[dict[str, Any]]]"


def wrong_in(kept: Kept, ask: Ask) -> list[Sentence]:
    """Return for which counties something was kept that is not what the lake answers."""
    asked = questions(ask(named("store/catalogues"), {}), "")
    wrong = [
        county
        for county, of_one in asked
        if any(_differ(kept.answer(query, values), ask(query, values)) for query, values in of_one)
    ]
    return [
        say("The answers kept for consoles of county {county} are not those of the lake. Load a file of that county.",
            county=county or "*")
        for county in wrong
    ]  # fmt: skip


def _differ(kept: list[dict[str, Any]] | None, asked: list[dict[str, Any]]) -> bool:
    return kept is not None and str(kept) != str(asked)  # as words, in which one NaN is as another


def keep(draft: "LakeDraft", session: "Session", mark: str) -> None:
    """Keep what consoles will ask about the generation that a draft is about to commit under a mark.

    To be called when it is the draft's turn to publish. Should the commit fail, nobody finds what was kept.
    """
    bodies = {county: packed(answers) for county, answers in _worked_out(draft)}
    with listening_to(session):
        for query in ("lake/make_answers", "lake/make_kept"):
            session.execute(named(query).encode())
        held = {county: _id_of(session, body) for county, body in bodies.items()}
        values = {"mark": mark, "all": not draft.county, "held": json.dumps(held)}
        session.execute(named("lake/keep").encode(), values)


def _id_of(session: "Session", body: bytes) -> int:
    found = session.execute(named("lake/keep_answers").encode(), [body]).fetchone()
    assert found
    return int(found[0])


def _worked_out(draft: "LakeDraft") -> "Iterator[tuple[str, dict[str, pa.Table]]]":
    asked = questions(draft.rows(named("store/catalogues")), draft.county)
    for county, of_one in asked if len(asked) <= 1 + MOST_COUNTIES else asked[:1]:
        yield county, {_key(query, values): draft.table(query, **values) for query, values in of_one}


def questions(catalogues: list[dict[str, Any]], county: str) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """Return what consoles ask of the whole lake, under no county, then of one county, or of all there are."""
    asked: dict[str, list[tuple[str, dict[str, Any]]]] = {"": [(named(query), {}) for query in OF_ALL]}
    for whose, year in [(row["county"], row["year"]) for row in catalogues if county in ("", row["county"])]:
        of_one = asked.setdefault(whose, [(named(NEWEST), {"county": whose})])
        of_one.append((named(OVERVIEW), {"county": whose, "year": year}))
    return list(asked.items())


def _key(query: str, values: dict[str, Any]) -> str:
    """Return what a question is known by: other words for it, or another schema, make it another one."""
    told = json.dumps([query, sorted(values.items()), in_folder("schema")[-1]])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def packed(answers: "dict[str, pa.Table]") -> bytes:
    """Return answers as one table of Arrow, in which each is a table of Arrow."""
    import pyarrow as pa

    whole = pa.table({"asked": list(answers), "answer": pa.array(map(_bytes_of, answers.values()), pa.binary())})
    return _bytes_of(whole)


def unpacked(body: bytes) -> "dict[str, pa.Table]":
    """Return the answers that `packed` made bytes of."""
    whole = _table_of(body)
    return dict(zip(whole["asked"].to_pylist(), map(_table_of, whole["answer"].to_pylist()), strict=True))


def _bytes_of(table: "pa.Table") -> bytes:
    import pyarrow as pa

    stream = io.BytesIO()
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    return stream.getvalue()


def _table_of(body: bytes) -> "pa.Table":
    import pyarrow as pa

    with pa.ipc.open_stream(body) as reader:
        return reader.read_all()
