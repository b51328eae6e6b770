"""Saved queries that are pinned to the watch screen, as the settings file names them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from console.language import Sentence, say

MOST = 4
"""As many as there are number keys for behind the panels of the watch screen: 6 to 9."""
_KNOWN = ("query", "title", "shape", "values")


class Shape(StrEnum):
    """How a pinned query is shown."""

    TABLE = "table"
    NUMBER = "number"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class Pin:
    """One pinned query."""

    query: str
    """The name of a saved query or an example."""
    title: str = ""
    shape: Shape = Shape.TABLE
    values: Mapping[str, str] = field(default_factory=dict)
    """Its parameters as they would be typed."""


def pins_of(given: Mapping[str, Any]) -> tuple[Pin, ...]:
    """Return the pinned queries of settings without faults."""
    return tuple(
        Pin(
            entry["query"],
            entry.get("title", ""),
            Shape(entry.get("shape", Shape.TABLE)),
            {name: _typed(value) for name, value in entry.get("values", {}).items()},
        )
        for entry in given.get("pin", ())
    )


def _typed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def pin_faults(given: object) -> Iterator[Sentence]:
    """Give every fault in what the settings say of pinned queries."""
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        yield say('pin must be written as a section: [[pin]] and below it query = "the name of a saved query".')
        return
    if len(given) > MOST:
        yield say("{count} queries are pinned; there is room for {most}.", count=len(given), most=MOST)
    for number, entry in enumerate(given, 1):
        yield from _entry_faults(number, entry)


def _entry_faults(number: int, entry: Mapping[str, Any]) -> Iterator[Sentence]:
    for name in entry:
        if name not in _KNOWN:
            yield say("pin {number}: {name} is not known; there are: {choices}.", number=number, name=name,
                      choices=", ".join(_KNOWN))  # fmt: skip
    if not isinstance(entry.get("query"), str) or not entry["query"].strip():
        yield say("pin {number}: query must name a saved query or an example.", number=number)
    if not isinstance(entry.get("title", ""), str):
        yield say("pin {number}: title must be a text.", number=number)
    if entry.get("shape", Shape.TABLE) not in tuple(Shape):
        yield say("pin {number}: shape must be one of {choices}.", number=number, choices=", ".join(Shape))
    values = entry.get("values", {})
    if not isinstance(values, dict) or any(isinstance(value, dict | list) for value in values.values()):
        yield say('pin {number}: values must read for example values = {{ county = "430723" }}.', number=number)
