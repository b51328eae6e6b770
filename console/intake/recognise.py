"""Whose file is this? Its form, its columns and the profile that fits them, without taking anything of it in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from console.faults import Refused
from console.intake import opening
from console.intake.contract import COLUMNS, READINGS
from console.intake.inspection import Inspection
from console.intake.profile import Profile, read_profile
from console.intake.sheets.words import plain
from console.places import PROFILES

MOST = 40
"""Profiles that a file is compared with."""


_REQUIRED = {column.name for column in COLUMNS[READINGS] if column.required}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a first look at a file found."""

    sha256: str
    form: str
    rows: int
    profile: Profile | None
    """The profile whose columns the file has; None when it speaks the contract's own words, or nobody's."""
    columns: tuple[str, ...]


def user_profiles() -> Path:
    """Return the folder in which a user's own profiles are kept."""
    return Path(platformdirs.user_config_dir("jindu")) / "profiles"


def known_profiles(*folders: Path, bundled: bool = True) -> list[Profile]:
    """Return the profiles of some folders, of the user and of the console; one that cannot be read is passed over."""
    found: dict[str, Profile] = {}
    for folder in (*folders, user_profiles(), *([PROFILES] if bundled else [])):
        for file in sorted(folder.glob("*.toml")):
            try:
                found.setdefault(file.stem, read_profile(file))
            except Refused:
                continue
    return list(found.values())[:MOST]


def recognise(path: Path, profiles: Sequence[Profile]) -> Recognised:
    """Look at a file in a process of its own and find the profile whose columns it has; raises Refused."""
    identity = opening.identity(path)
    sha256 = opening.sha256(path, identity)
    footer, profile = _footer(path, identity, profiles)
    columns = tuple(map(str, footer.get("columns", ())))
    best = profile or fitting(columns, profiles)
    if best is not None and best is not profile:
        footer = _asked(path, identity, best)
    return Recognised(sha256, str(footer["form"]), int(footer["rows"]), best, columns)


def _footer(
    path: Path, identity: tuple[int, ...], profiles: Sequence[Profile]
) -> tuple[dict[str, Any], Profile | None]:
    """Return what a file says of itself; a sheet whose heading nobody knows is tried with every profile."""
    try:
        return _asked(path, identity, Profile()), None
    except Refused as refused:
        if not any(fault.rule == "no_heading" for fault in refused.faults):
            raise
        for profile in profiles:
            if profile.columns:
                try:
                    return _asked(path, identity, profile), profile
                except Refused:
                    continue
        raise


def _asked(path: Path, identity: tuple[int, ...], profile: Profile) -> dict[str, Any]:
    with Inspection(path, identity, profile.as_json()) as inspection:
        return inspection.footer()


def fitting(columns: Iterable[str], profiles: Iterable[Profile]) -> Profile | None:
    """Return the profile that names most of these columns, when all the columns it names are there."""
    there = {plain(column) for column in columns} | {plain(column).split("(")[0] for column in columns}
    if there >= _REQUIRED:
        # A file in the contract's own words needs no profile, unless one was made for just such files.
        profiles = [one for one in profiles if one.split or set(one.columns.values()) & _REQUIRED]
    best: tuple[int, Profile] | None = None
    for profile in profiles:
        wanted = {plain(name) for name in profile.columns.values()} | (
            {plain(profile.split)} if profile.split else set()
        )
        if wanted and wanted <= there and (best is None or len(wanted) > best[0]):
            best = len(wanted), profile
    return best[1] if best else None
