"""Whose figures a file brings: the county that was named, the one its column names, or the only one that fits."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from console.county import code_of
from console.faults import Refused
from console.intake.profile import Profile
from console.intake.refusals import shown
from console.language import say
from console.store import Generation, named

_NAMED = 5
"""Places or counties that a sentence lists."""

Survey = Callable[[], Mapping[str, Any]]
"""Tells which places and counties a file names; `places` is empty where only its figures would tell."""


def county_of(generation: Generation, path: Path, wanted: str, otherwise: str, profile: Profile, survey: Survey) -> str:
    """Return the county that a file is taken for; empty in a store without a catalogue. Raises Refused.

    `wanted` was named for this file; `otherwise` decides between counties that all fit.
    """
    rows = generation.rows(named("store/catalogues"))
    counties = list(dict.fromkeys(row["county"] for row in rows))
    if wanted or profile.county:
        return code_of(rows, wanted or profile.county)
    if len(counties) < 2:
        return counties[0] if counties else ""
    told = survey()
    if spoken := {code_of(rows, name) for name in told["counties"]}:
        return _only(path, spoken)
    return _knowing(generation, path, _places(told["places"], profile), counties, otherwise)


def _only(path: Path, spoken: set[str]) -> str:
    if len(spoken) > 1:
        raise Refused(
            say(
                "{file} holds rows of several counties ({counties}). Hand in one file for each of them.",
                file=shown(path.name), counties=_listed(sorted(spoken)),
            )
        )  # fmt: skip
    return next(iter(spoken))


def _places(cells: Iterable[str], profile: Profile) -> list[str]:
    """Return the places that a file names, as its profile translates them."""
    words = profile.words.get("place", {})
    cells = [profile.constants["place"]] if "place" in profile.constants else cells
    return sorted({words.get(cell.strip(), cell.strip()) for cell in cells} - {""})


def _knowing(generation: Generation, path: Path, places: list[str], counties: list[str], otherwise: str) -> str:
    """Return the only county that knows all places; of several the one that decides between them."""
    rows = generation.rows(named("intake/counties_knowing"), names=places) if places else []
    fitting = [row["county"] for row in rows if row["known"] == len(places)] if places else counties
    if len(fitting) == 1:
        return str(fitting[0])
    if otherwise in fitting:
        return otherwise
    if fitting:
        raise Refused(
            say(
                "{file} may be the file of several counties ({counties}). Say whose it is with --county.",
                file=shown(path.name), counties=_listed(fitting),
            )
        )  # fmt: skip
    if rows and rows[0]["known"] > max((row["known"] for row in rows[1:]), default=0):
        return str(rows[0]["county"])  # what is unknown to it is told as faults, with rows
    raise Refused(
        say(
            "No county of the store knows the places of {file} ({places}). Say whose it is with --county.",
            file=shown(path.name), places=_listed(map(shown, places)),
        )
    )  # fmt: skip


def _listed(names: Iterable[object]) -> str:
    listed = list(map(str, names))
    return ", ".join(listed[:_NAMED]) + (" …" if len(listed) > _NAMED else "")
