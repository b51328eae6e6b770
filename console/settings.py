"""The user's settings: language, colours, marks, keys, exports, kiosk, desk and pinned queries, from one TOML file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from console.faults import Refused
from console.keys import KEYS, clashes, is_key, near
from console.language import LANGUAGES, Sentence, say
from console.pins import Pin, pin_faults, pins_of

THEMES = ("dark", "light", "contrast")
GLYPHS = ("auto", "fine", "neutral", "ascii")
LONGEST_DWELL = 3600
LARGEST = 64 * 1024
"""Bytes that a settings file may have."""

DESK = {"timeout": (1, 86_400), "memory": (64, 65_536), "spill": (64, 1_048_576)}
"""What can be set of the desk, and from where to where: seconds, and twice MB."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a query on the desk may use."""

    timeout: float = 60.0
    """Seconds."""
    memory: int = 200
    """MB that are held in memory before anything spills."""
    spill: int = 2048
    """MB on disk."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user wants; None leaves it to what was remembered, or to the terminal."""

    language: str | None = None
    theme: str | None = None
    glyphs: str = "auto"
    exports: Path | None = None
    """The folder that exports are written to."""
    dwell: float = 15.0
    """Seconds that a kiosk stays on a page."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Keys by what they do."""
    desk: Bounds = Bounds()
    pins: tuple[Pin, ...] = ()
    """The saved queries that the watch screen shows."""


def read_settings(file: Path) -> Settings:
    """Read the settings file, which need not exist; every fault in it is told at once."""
    try:
        if not file.exists():
            return Settings()
        if file.stat().st_size > LARGEST:
            raise Refused(say("The settings file {file} is too large to be one. Delete it.", file=file))
        text = file.read_bytes().decode()
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused(say("The settings file {file} cannot be read: {why}.", file=file, why=why)) from error
    except UnicodeDecodeError as error:
        raise Refused(say("The settings file {file} is not text in UTF-8. Save it as UTF-8.", file=file)) from error
    return settings_of(text, file)


def settings_of(text: str, file: Path) -> Settings:
    """Return the settings that a text gives; `Refused` names every fault."""
    import tomllib

    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(say("The settings file {file} is not valid TOML: {why}.", file=file, why=error)) from error
    faults = list(_faults(given))
    if faults:
        listed: Sentence | str = faults[0]
        for fault in faults[1:]:
            listed = say("{one} {other}", one=listed, other=fault)
        raise Refused(say("The settings file {file} has faults. {faults}", file=file, faults=listed))
    exports = given.get("exports")
    return Settings(
        language=given.get("language"), theme=given.get("theme"), glyphs=given.get("glyphs", "auto"),
        exports=Path(exports).expanduser() if exports else None,
        dwell=float(given.get("kiosk", {}).get("seconds", 15.0)),
        keys=MappingProxyType(dict(given.get("keys", {}))),
        desk=Bounds(**given.get("desk", {})), pins=pins_of(given),
    )  # fmt: skip


_CHOICES: Mapping[str, tuple[str, ...]] = {"language": LANGUAGES, "theme": THEMES, "glyphs": GLYPHS}
_KNOWN = (*_CHOICES, "exports", "keys", "kiosk", "desk", "pin")


def _faults(given: Mapping[str, Any]) -> Iterator[Sentence]:
    yield from _unknown(given, _KNOWN, "")
    for name, choices in _CHOICES.items():
        if name in given and given[name] not in choices:
            yield say("{name} must be one of {choices}.", name=name, choices=", ".join(choices))
    if "exports" in given and (not isinstance(given["exports"], str) or not given["exports"].strip()):
        yield say('exports must be the path of a folder, for example exports = "~/jindu".')
    yield from _kiosk_faults(given.get("kiosk", {}))
    yield from _key_faults(given.get("keys", {}))
    yield from _desk_faults(given.get("desk", {}))
    yield from pin_faults(given.get("pin", []))


def _unknown(
    given: Mapping[str, Any], known: tuple[str, ...], where: str, told: Callable[[str], tuple[str, ...]] | None = None
) -> Iterator[Sentence]:
    """Name what is not known, with what comes near it, else with all that is (or what is told of it)."""
    for name in given:
        if name in known:
            continue
        if close := get_close_matches(name, known, 1):
            yield say("{name} is not known; did you mean {near}?", name=f"{where}{name}", near=f"{where}{close[0]}")
        else:
            choices = ", ".join(told(name) if told else known)
            yield say("{name} is not known; there are: {choices}.", name=f"{where}{name}", choices=choices)


def _kiosk_faults(kiosk: object) -> Iterator[Sentence]:
    if not isinstance(kiosk, dict):
        yield say("kiosk must be a section: write [kiosk] and below it seconds = 15.")
        return
    yield from _unknown(kiosk, ("seconds",), "kiosk.")
    seconds = kiosk.get("seconds", 15)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 1 <= seconds <= LONGEST_DWELL:
        yield say("kiosk.seconds must be a number from 1 to {most}.", most=LONGEST_DWELL)


def _desk_faults(desk: object) -> Iterator[Sentence]:
    if not isinstance(desk, dict):
        yield say("desk must be a section: write [desk] and below it timeout = 60.")
        return
    yield from _unknown(desk, tuple(DESK), "desk.")
    for name, (least, most) in DESK.items():
        value = desk.get(name, least)
        kinds = int | float if name == "timeout" else int
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            yield say("desk.{name} must be a number from {least} to {most}.", name=name, least=least, most=most)


def _key_faults(keys: object) -> Iterator[Sentence]:
    if not isinstance(keys, dict):
        yield say('keys must be a section: write [keys] and below it for example "watch.filter" = "f".')
        return
    yield from _unknown(keys, tuple(KEYS), "keys.", near)
    sound = {}
    for name, wanted in keys.items():
        if not isinstance(wanted, str) or not wanted.strip():
            yield say('keys.{name} must name a key, for example "f" or "ctrl+f".', name=name)
            continue
        wrong = [key for key in wanted.split(",") if not is_key(key)]
        for key in wrong:
            yield say('keys.{name}: {key} is no key; write for example "f", "F" or "ctrl+f".', name=name, key=key)
        if not wrong and name in KEYS:
            sound[name] = wanted
    for name, other, key in clashes(sound):
        yield say(
            "keys.{name} and keys.{other} are the same key {key}; give one of them another.",
            name=name, other=other, key=key,
        )  # fmt: skip
