"""Learns once a generation what can be suggested: words of DuckDB, tables and columns, names of the field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from console.completing import Known
from console.language import Sentence
from console.store import Store, StoreUnusable, named

if TYPE_CHECKING:
    from console.desk import Client

SOON = ("select", "from", "where", "group", "order", "by", "join", "left", "with", "as", "limit", "having", "qualify")
"""Keywords that are suggested before the others."""
_CODES = ("indicator", "place")


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of the store and of DuckDB."""

    known: Known = field(default_factory=Known)
    catalogue: Sequence[Mapping[str, object]] = ()
    """The rows of `desk/catalogue`."""
    choices: Mapping[str, Sequence[tuple[str, str, str]]] = field(default_factory=dict)
    """What parameters can be: value, Chinese, English."""
    is_sample: bool = False
    generation: int = 0
    trouble: Sentence | None = None


def learn(client: "Client", store: Store) -> Learned:
    """Ask the query worker for its words and the store for its names; blocks, so call it from a thread."""
    from console.desk.states import Unanswered

    try:
        words, catalogue = client.words().to_pylist(), client.catalogue().to_pylist()
        with store.read() as generation:
            choices = _grouped(generation.rows(named("desk/choices")))
            number, is_sample = generation.number, generation.is_sample
    except StoreUnusable as unusable:
        return Learned(trouble=unusable.sentence)
    except Unanswered as without:
        return Learned(trouble=without.state.sentence)
    return Learned(_known(words, catalogue, choices), catalogue, choices, is_sample, number)


def _grouped(rows: Sequence[Mapping[str, object]]) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        if row["parameter"] is not None:
            told = (str(row["value"]), str(row["said_zh"] or ""), str(row["said_en"] or ""))
            found.setdefault(str(row["parameter"]), []).append(told)
    return found


def _known(
    words: Sequence[Mapping[str, object]],
    catalogue: Sequence[Mapping[str, object]],
    choices: Mapping[str, Sequence[tuple[str, str, str]]],
) -> Known:
    keywords = {str(row["word"]) for row in words if row["kind"] == "keyword"}
    functions = {str(row["word"]): str(row["called"]) for row in words if row["kind"] != "keyword"}
    tables: dict[str, dict[str, str]] = {}
    meanings: dict[str, str] = {}
    for row in catalogue:
        columns = tables.setdefault(str(row["table_name"]), {})
        columns[str(row["column_name"])] = str(row["column_comment"] or row["data_type"])
        meanings[str(row["table_name"])] = str(row["table_comment"] or "")
    names: dict[str, str] = {}
    for kind in _CODES:
        for code, zh, en in choices.get(kind, ()):
            names.setdefault(code, f"{zh} {en}".strip())
            if zh:
                names.setdefault(zh, code)
    return Known([*SOON, *sorted(keywords - set(SOON))], functions, tables, meanings, names)
