"""A profile as the TOML file that it is kept in."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from console.faults import Refused
from console.intake.profile import WORDS, Profile, read_profile
from console.intake.recognise import user_profiles
from console.language import say

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_NAME = re.compile(r"[\w\-. ()（）]{1,80}")


def profile_text(profile: Profile) -> str:
    """Return a profile as TOML, as docs/profiles.md describes it and `read_profile` reads it."""
    return "\n".join(_lines(profile)) + "\n"


def _lines(profile: Profile) -> Iterator[str]:
    for key in ("name", "source", "form", "period"):
        if value := getattr(profile, key):
            yield f"{key} = {_quoted(value)}"
    yield from _table("columns", profile.columns)
    yield from _table("constants", profile.constants)
    for table, column in WORDS.items():
        yield from _table(table, profile.words.get(column, {}))
    if profile.split:
        yield from _table("split", {"column": profile.split})
    for pair in profile.series:
        yield from ("", "[[series]]", *(f"{key} = {_inline(pair[key])}" for key in ("when", "becomes")))
    for define in profile.define.values():
        yield from ("", "[[define]]", *(f"{key} = {_quoted(value)}" for key, value in define.items() if value))


def _table(name: str, pairs: Mapping[str, str]) -> Iterator[str]:
    if pairs:
        yield from ("", f"[{name}]", *(f"{_key(key)} = {_quoted(value)}" for key, value in pairs.items()))


def _inline(pairs: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_key(key)} = {_quoted(value)}" for key, value in pairs.items()) + " }"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    # What JSON escapes, TOML reads the same way; DEL is the one sign that TOML wants escaped and JSON does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def save_profile(profile: Profile, name: str, folder: Path | None = None, *, replace: bool = False) -> Path:
    """Write a profile into the user's own folder, read it back, and return its path.

    Raises Refused for a name that is none, one that is taken (without `replace`), and a folder that cannot be written.
    """
    if not _NAME.fullmatch(name) or name.startswith(".") or name != name.strip():
        raise Refused(say("{name} is no name for a profile. Take letters, digits, Chinese characters or -.", name=name))
    folder = user_profiles() if folder is None else folder
    path = folder / f"{name}.toml"
    if path.exists() and not replace:
        raise Refused(say("There is a profile {name} already. Take another name.", name=name))
    unfinished = folder / f".{name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(profile_text(profile), encoding="utf-8")
        read_profile(unfinished)
        os.replace(unfinished, path)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused(say("The profile cannot be written to {path}: {why}.", path=str(path), why=why)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return path
