"""Which county and year the console shows, where a store holds several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from console.faults import Refused
from console.language import say
from console.store.interface import StoreUnusable

if TYPE_CHECKING:
    from console.store import Generation


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked for: a county by its code, its name or its catalogue, and a year; empty takes the newest."""

    county: str = ""
    year: int = 0
    surely: bool = True
    """Whether somebody asked for it; what is only remembered gives way when the store holds it no more."""

    def fits(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a row of a catalogue is meant."""
        titles = (row.get("title_zh") or "", row.get("title_en") or "")
        named = self.county.casefold()
        meant = named in ("", row["county"], (row.get("catalogue") or row.get("name") or "").casefold()) or any(
            title.casefold().startswith(named) for title in titles
        )
        return meant and self.year in (0, row["year"])


_wanted = Wanted()


def choose(wanted: Wanted) -> None:
    """Show one county and year from now on."""
    global _wanted
    _wanted = wanted


def chosen() -> Wanted:
    """Return what was asked for."""
    return _wanted


@dataclass(frozen=True, slots=True)
class Shown:
    """The county and year that are shown."""

    county: str
    year: int
    counties: int
    """How many counties the store holds."""
    catalogues: int
    """How many counties and years of them it holds."""


def shown_in(generation: "Generation") -> Shown | None:
    """Return whose targets are shown of a generation: those that were asked for, else the newest; None without any.

    Raises StoreUnusable when the store holds others only.
    """
    from console.store import named

    rows = generation.rows(named("store/catalogues"))
    if not rows:
        return None
    first = of_one(rows)[0]
    return Shown(first["county"], first["year"], len({row["county"] for row in rows}), len(rows))


def of_one(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of the county and year that is shown, of those that are sorted newest first.

    Raises StoreUnusable when the store holds others only.
    """
    first = next((row for row in rows if _wanted.fits(row)), None)
    if first is None and not _wanted.surely:
        first = next((row for row in rows if Wanted(year=_wanted.year).fits(row)), None)
    if first is None:
        raise nobody(rows, _wanted)
    return [row for row in rows if (row["county"], row["year"]) == (first["county"], first["year"])]


def nobody(rows: Sequence[Mapping[str, Any]], wanted: Wanted) -> StoreUnusable:
    """Return the refusal for a county or year that the store does not hold."""
    known = dict.fromkeys(f"{row['county']} {row['year']}" for row in rows)
    asked = " ".join(str(part) for part in (wanted.county, wanted.year or "") if part)
    return StoreUnusable(
        say("The store holds no {asked}. It holds: {known}.", asked=asked, known=", ".join(list(known)[:12]))
    )


def code_of(rows: Iterable[Mapping[str, Any]], name: str) -> str:
    """Return the code of the one county that a code, a name or a catalogue stands for; raises Refused."""
    rows = list(rows)
    found = dict.fromkeys(row["county"] for row in rows if Wanted(name.strip()).fits(row))
    if len(found) != 1:
        known = list(dict.fromkeys(row["county"] for row in rows))
        listed = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        raise Refused(say("The store holds no county {name}. It holds: {known}.", name=name[:100], known=listed))
    return str(next(iter(found)))
