"""What a pinned query has to show now: its first rows, from the query worker, or a sentence why there are none."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.desk import READY, StoreUnusable, Unanswered
from console.desk.parameters import listed, typed_like
from console.desk.saved import Saved, examples, saved
from console.language import Sentence, say
from console.pins import Pin, Shape

if TYPE_CHECKING:
    from console.desk import Answer, Client
    from console.desk.records import Value

ROWS = {Shape.TABLE: 500, Shape.NUMBER: 1, Shape.CHART: 2000}
"""How many rows are looked at."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a pinned query answered."""

    columns: tuple[tuple[str, str], ...] = ()
    """Names and DuckDB's types."""
    rows: tuple[tuple[object, ...], ...] = ()
    total: int | None = None
    """Rows of the whole answer, where they are known."""
    trouble: Sentence | None = None


def query_of(pin: Pin) -> Saved | None:
    """Return the saved query that a pin names, else the example."""
    return next((query for query in (*saved(), *examples()) if query.name == pin.query), None)


def answered(client: "Client", pin: Pin) -> Shown:
    """Ask a pinned query on the newest generation and wait for it; it never raises what a query can do wrong."""
    try:
        query = query_of(pin)
        if query is None:
            why = say("No saved query has the name {name}. Save one under it, or unpin this.", name=pin.query)
            return Shown(trouble=why)
        values = _values(query, pin)
        lacking = [one.name for one in query.parameters if one.name not in values]
        if lacking:
            return Shown(trouble=say("The settings give {names} no value: pin the query again.",
                                     names=", ".join(lacking)))  # fmt: skip
        answer = client.ask(query.text, values, first=ROWS[pin.shape])
    except StoreUnusable as unusable:
        return Shown(trouble=unusable.sentence)
    try:
        return _shown(answer, pin)
    except Unanswered as without:
        return Shown(trouble=without.state.sentence)
    finally:
        answer.release()


def _values(query: Saved, pin: Pin) -> "dict[str, Value]":
    """Return the values of a query's parameters: as pinned, else as its author wrote them."""
    values: dict[str, Value] = {}
    for one in listed(query.text):
        if one.name in pin.values:
            values[one.name] = typed_like(one, pin.values[one.name])
        elif one.documented:
            values[one.name] = one.default
    return values


def _shown(answer: "Answer", pin: Pin) -> Shown:
    state = answer.wait()
    if state.mark not in READY:
        return Shown(trouble=state.sentence)
    rows = answer.window(0, ROWS[pin.shape])
    columns = tuple((column.name, column.kind) for column in answer.columns)
    return Shown(columns, tuple(zip(*(column.to_pylist() for column in rows.columns), strict=True)),
                 state.rows if state.exact else None)  # fmt: skip
