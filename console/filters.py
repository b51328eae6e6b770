"""Which targets are shown: by words or their initials, by light, or the problems alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from console.initials import begins
from console.language import Sentence, say
from console.overview import Line
from console.standing import Light

if TYPE_CHECKING:
    from console.store import Generation

PROBLEMS = (Light.BEHIND, Light.OVERDUE, Light.SLOW)
"""The lights that are problems."""
LONGEST = 80
"""Characters that a filter may have."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a target must have to be shown; an empty filter lets every target through."""

    text: str = ""
    """Words that must all be there; one with ! before it must not."""
    problems: bool = False
    light: Light | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is left out at all."""
        return bool(self.text.strip() or self.problems or self.light)

    def keeps(self, line: Line, towns: Iterable[str] = ()) -> bool:
        """Tell whether a target is shown; the towns are those that report its figures."""
        if (self.light and line.light != self.light) or (self.problems and line.light not in PROBLEMS):
            return False
        return all(_fits(word, line, towns) for word in self.text.lower().split())

    def of(self, lines: Iterable[Line], towns: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Line, ...]:
        """Return the targets that are shown, in the same order."""
        if not self:
            return tuple(lines)
        known = towns or {}
        return tuple(line for line in lines if self.keeps(line, known.get(line.indicator, ())))

    def with_light(self, light: Light) -> "Filter":
        """Return the filter for one light, or without it when it was chosen already."""
        return replace(self, light=None if self.light == light else light)


def _fits(word: str, line: Line, towns: Iterable[str]) -> bool:
    inverse, sought = word.startswith("!"), word.removeprefix("!")
    if not sought:
        return True
    found = _mentions(sought, _words(line)) or any(sought in town.lower() for town in towns)
    return found != inverse


def _words(line: Line) -> str:
    names = (*line.name, line.agency, *line.place_name, line.indicator, line.target_id)
    return "\n".join(names)


@lru_cache(maxsize=16384)
def _mentions(sought: str, words: str) -> bool:
    """Tell whether words have a part, or whether some of them begin with these letters."""
    if sought in words.lower():
        return True
    return len(sought) > 1 and sought.isascii() and any(begins(sought, line) for line in words.split("\n"))


def filter_words(chosen: Filter, lights: Mapping[Light, Sentence]) -> tuple[Sentence | str, ...]:
    """Say what a filter lets through, part by part."""
    parts: list[Sentence | str] = []
    if chosen.light:
        parts.append(lights[chosen.light])
    if chosen.problems:
        parts.append(say("problems only"))
    if chosen.text.strip():
        parts.append(f"/{chosen.text.strip()}")
    return tuple(parts)


def towns_of(generation: "Generation", county: str) -> dict[str, tuple[str, ...]]:
    """Read the names of the towns that report each indicator, in both languages."""
    from console.store import named

    found: dict[str, list[str]] = {}
    for row in generation.rows(named("panels/towns"), county=county):
        found.setdefault(row["indicator"], []).append("\n".join((row["name_zh"], row["name_en"])))
    return {indicator: tuple(names) for indicator, names in found.items()}
