"""The picture of a store as it was last seen, kept so that an unchanged store is on the screen at once."""

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from console.overview import Line, Overview, Wording
from console.periods import Freshness
from console.standing import Light, Outlook, Rule
from console.targets import Comparator, Kind, Panel

LARGEST = 8 * 2**20

_Read = Callable[[Any], Any]
_WORDS: dict[str, _Read] = dict.fromkeys(
    ("name", "reason", "outlook_reason", "required_reason", "place_name", "title"),
    lambda told: Wording(*map(str, told)),
)
_DAYS: dict[str, _Read] = dict.fromkeys(("deadline", "period", "due", "today"), date.fromisoformat)
_READ: Mapping[str, _Read] = {
    **_WORDS, **_DAYS, "trail": tuple, "panel": Panel, "kind": Kind, "comparator": Comparator, "light": Light,
    "outlook": Outlook, "expected_rule": Rule, "freshness": Freshness, "published_at": datetime.fromisoformat,
    "lines": lambda told: tuple(_from_plain(Line, line) for line in told),
}  # fmt: skip


def keep(file: Path, seal: str, overview: Overview) -> None:
    """Keep the picture of the generation that bears a seal; where that is not possible, none is kept."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.touch(mode=0o600)
        part.write_text(json.dumps({"seal": seal, "overview": overview}, default=_plain, ensure_ascii=False), "utf-8")
        part.replace(file)
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


def recall(file: Path, seal: str) -> Overview | None:
    """Return the picture of the generation that bears a seal; None when another or none is kept, or it is damaged."""
    try:
        if file.stat().st_size > LARGEST:
            return None
        told = json.loads(file.read_text("utf-8"))
        if told["seal"] != seal:
            return None
        overview: Overview = _from_plain(Overview, told["overview"])
        return overview if overview.is_sample else replace(overview, today=date.today())
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _plain(value: Any) -> object:
    """Return a record or a day as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return {one.name: getattr(value, one.name) for one in fields(value)}


def _from_plain(kind: type[Any], told: Mapping[str, Any]) -> Any:
    return kind(**{name: _READ.get(name, _same)(value) if value is not None else None for name, value in told.items()})


def _same(value: object) -> object:
    return value
