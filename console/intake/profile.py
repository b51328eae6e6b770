"""Profiles: how one agency names its columns, indicators, places and measures, so that its file loads as it comes."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from console.faults import Fault, Refused
from console.intake.contract import COLUMNS, FORMS, MEASURES, STATUS_SPELLINGS
from console.language import Sentence, say
from console.places import PROFILES
from console.units import kind_of

WORDS = {
    "indicators": "indicator", "places": "place", "measures": "measure", "units": "unit", "dimensions": "dimension",
    "members": "member", "statuses": "status", "events": "event",
}  # fmt: skip
"""Tables of a profile that translate the words of one column."""

_KEYS = ("name", "source", "county", "form", "period", "columns", "constants", *WORDS, "split", "series", "define")
_PAIRED = ("indicator", "place", "measure", "unit", "dimension", "member")
_DEFINE = ("indicator", "name_zh", "name_en", "unit")


@dataclass(frozen=True, slots=True)
class Profile:
    """How one agency writes its file."""

    name: str = ""
    source: str = ""
    county: str = ""
    """Whose figures the file brings, where a store holds several counties."""
    form: str = ""
    period: str = ""
    """How a period is spelt, as for strptime, when it is none of the usual spellings."""
    columns: dict[str, str] = field(default_factory=dict)
    """The agency's name of each column of the contract."""
    constants: dict[str, str] = field(default_factory=dict)
    """What stands in a column of the contract that the file has not got."""
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each column, what the agency's words are in the contract's."""
    series: tuple[dict[str, dict[str, str]], ...] = ()
    """Pairs of words that mean something else together: `when` and `becomes`."""
    split: str | None = None
    """The column whose days split the file into snapshots."""
    define: dict[str, dict[str, str]] = field(default_factory=dict)
    """Names and units of indicators that may be registered, by code."""

    def as_json(self) -> dict[str, Any]:
        """Return it for the inspection."""
        return asdict(self)


def read_profile(profile: str | Path) -> Profile:
    """Read a profile from a file, or one that comes with the console by its name.

    Raises Refused with every fault at once.
    """
    path = _file_of(profile)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        there = ", ".join(sorted(file.stem for file in PROFILES.glob("*.toml")))
        raise Refused(
            say(
                "There is no profile {path}. Name a TOML file, or one of these: {there}.",
                path=str(profile),
                there=there,
            )
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error).rstrip(".")
        raise Refused(say("The profile {path} cannot be read: {error}.", path=str(path), error=why)) from None
    findings = _Findings(path.name)
    made = _profile(path.stem, table, findings)
    if findings.faults:
        raise Refused(
            say("The profile {path} has {count:fault|faults}.", path=str(path), count=len(findings.faults)),
            findings.faults,
        )
    return made


def _file_of(profile: str | Path) -> Path:
    text = str(profile)
    if "/" not in text and not text.endswith(".toml"):
        return PROFILES / f"{text}.toml"
    return Path(profile)


class _Findings:
    """What is wrong with a profile."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def add(self, rule: str, key: str, value: object, message: Sentence) -> None:
        self.faults.append(Fault(rule, message, column=key, value=str(value)[:100], file=self.file))

    def only(self, where: str, keys: Iterable[str], known: Iterable[str]) -> None:
        """Count keys that nobody knows, with the nearest that somebody does."""
        for key in keys:
            if key not in (choice := list(known)):
                near = ", ".join(get_close_matches(key, choice, n=1)) or ", ".join(choice)
                self.add(
                    "unknown_key", where, key,
                    say("{key} is not a key of {where}; it may be: {near}.", key=key, where=where, near=near),
                )  # fmt: skip


def _profile(name: str, table: Mapping[str, Any], findings: _Findings) -> Profile:
    findings.only(findings.file, table, _KEYS)
    form = _text(table, "form", findings)
    if form and form not in FORMS:
        findings.add("unknown_form", "form", form, say("form must be readings or entries, not {value}.", value=form))
    known = [column.name for one in ([form] if form in FORMS else FORMS) for column in COLUMNS[one]]
    columns = _words(table, "columns", findings)
    constants = _words(table, "constants", findings)
    findings.only("[columns]", columns, known)
    findings.only("[constants]", constants, known)
    words = {column: _words(table, key, findings) for key, column in WORDS.items()}
    _check_words(words, findings)
    define = _defined(table, findings)
    return Profile(
        name=_text(table, "name", findings) or name, source=_text(table, "source", findings),
        county=_text(table, "county", findings), form=form, period=_text(table, "period", findings), columns=columns,
        constants=constants, words=words, series=_pairs(table, findings), split=_split(table, findings), define=define,
    )  # fmt: skip


def _text(table: Mapping[str, Any], key: str, findings: _Findings) -> str:
    value = table.get(key, "")
    if isinstance(value, str):
        return value
    findings.add("wrong_type", key, value, say("{key} must be text in quotes.", key=key))
    return ""


def _words(table: Mapping[str, Any], key: str, findings: _Findings, where: str = "") -> dict[str, str]:
    value, where = table.get(key, {}), where or f"[{key}]"
    if not isinstance(value, dict):
        findings.add("wrong_type", key, value, say("{where} must be a table of names.", where=where))
        return {}
    for name, word in value.items():
        if not isinstance(word, str):
            findings.add(
                "wrong_type", key, word, say("{name} in {where} must be text in quotes.", name=name, where=where)
            )
    return {name: word for name, word in value.items() if isinstance(word, str)}


def _check_words(words: Mapping[str, Mapping[str, str]], findings: _Findings) -> None:
    for word in words["measure"].values():
        findings.only("[measures]", [word], MEASURES)
    for word in words["status"].values():
        findings.only("[statuses]", [word], STATUS_SPELLINGS)
    for word in words["unit"].values():
        if kind_of(word) is None:
            findings.add("unknown_unit", "units", word, say("{value} is not a unit that is known.", value=word))


def _tables(table: Mapping[str, Any], key: str, findings: _Findings) -> list[dict[str, Any]]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value
    findings.add("wrong_type", key, value, say("{key} must be written as [[{key}]].", key=key))
    return []


def _pairs(table: Mapping[str, Any], findings: _Findings) -> tuple[dict[str, dict[str, str]], ...]:
    pairs = []
    for one in _tables(table, "series", findings):
        findings.only("[[series]]", one, ("when", "becomes"))
        pair = {key: _words(one, key, findings, f"[[series]] {key}") for key in ("when", "becomes")}
        for key, words in pair.items():
            findings.only(f"[[series]] {key}", words, _PAIRED)
            if not words:
                findings.add("missing_key", "series", key, say("A [[series]] has no {key}.", key=key))
        if measure := pair["becomes"].get("measure"):
            findings.only("[[series]] becomes", [measure], MEASURES)
        pairs.append(pair)
    return tuple(pairs)


def _split(table: Mapping[str, Any], findings: _Findings) -> str | None:
    split = _words(table, "split", findings)
    findings.only("[split]", split, ("column",))
    if "split" in table and not split.get("column"):
        findings.add("missing_key", "split", "column", say("[split] names no column."))
    return split.get("column")


def _defined(table: Mapping[str, Any], findings: _Findings) -> dict[str, dict[str, str]]:
    define: dict[str, dict[str, str]] = {}
    for one in _tables(table, "define", findings):
        findings.only("[[define]]", one, _DEFINE)
        words = {key: _text(one, key, findings) for key in _DEFINE}
        if not words["indicator"]:
            findings.add("missing_key", "define", "indicator", say("A [[define]] names no indicator."))
        if words["unit"] and kind_of(words["unit"]) is None:
            findings.add(
                "unknown_unit",
                "define",
                words["unit"],
                say("{value} is not a unit that is known.", value=words["unit"]),
            )
        if words["indicator"] in define:
            findings.add(
                "twice", "define", words["indicator"], say("{value} is defined twice.", value=words["indicator"])
            )
        define[words["indicator"]] = words
    return define
