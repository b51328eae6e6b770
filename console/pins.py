"""Saved queries that are pinned to the watch screen, as the settings file names them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from console.faults import Refused
from console.language import say
from console.places import settings_file

MOST = 6


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


def pins(file: Path | None = None) -> list[Pin]:
    """Return the pinned queries of the settings file: `[[pin]]` with query, title, shape and values; no file, none.

    Raises Refused where the file cannot be read; an entry that names no query is left out.
    """
    file = file or settings_file()
    try:
        said: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeError) as error:
        raise Refused(say("The settings {file} cannot be read: {why}.", file=file, why=error)) from error
    except tomllib.TOMLDecodeError as error:
        raise Refused(
            say("The settings {file} are not TOML: {why}. Correct that line.", file=file, why=error)
        ) from error
    entries = said.get("pin", [])
    return [pin for pin in map(_pin, entries if isinstance(entries, list) else ()) if pin][:MOST]


def _pin(said: object) -> Pin | None:
    if not isinstance(said, dict) or not isinstance(said.get("query"), str):
        return None
    shape, values = said.get("shape"), said.get("values")
    return Pin(
        said["query"],
        str(said.get("title") or ""),
        Shape(shape) if shape in set(Shape) else Shape.TABLE,
        {str(name): str(value) for name, value in values.items()} if isinstance(values, dict) else {},
    )


def pin(wanted: Pin, file: Path | None = None) -> Path:
    """Add a pinned query at the end of the settings file, whatever else that holds, and return the file."""
    file = file or settings_file()
    if len(pins(file)) >= MOST:
        raise Refused(say("{most} queries are pinned already. Take one out of {file} first.", most=MOST, file=file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        had = file.read_text(encoding="utf-8") if file.exists() else ""
        part = file.with_suffix(".part")
        part.write_text(
            f"{had}{'' if not had or had.endswith(chr(10)) else chr(10)}{_written(wanted)}", encoding="utf-8"
        )
        part.replace(file)
    except OSError as error:
        raise Refused(say("{file} could not be written: {why}. Choose another place.", file=file, why=error)) from error
    return file


def _written(wanted: Pin) -> str:
    lines = ["", "[[pin]]", f"query = {_text(wanted.query)}", f'shape = "{wanted.shape}"']
    lines += [f"title = {_text(wanted.title)}"] if wanted.title else []
    if wanted.values:
        values = ", ".join(f"{_text(name)} = {_text(value)}" for name, value in sorted(wanted.values.items()))
        lines.append(f"values = {{ {values} }}")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Return a text as TOML writes it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match.group()):04x}", escaped) + '"'
