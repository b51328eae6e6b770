"""Read catalogue.toml: which county and year the catalogue is for and from which report it comes."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from console.catalogue.findings import At, Findings, nearest
from console.catalogue.rows import ABOUT
from console.catalogue.tables import text_of
from console.language import say

EARLIEST_YEAR = 1990
LATEST_YEAR = 2100
_WORDS = ("county", "title_zh", "title_en", "report_zh", "report_en")


@dataclass(frozen=True, slots=True)
class About:
    """The county, the year and the titles."""

    county: str = ""
    year: int = 0
    """0 when it could not be read."""
    title_zh: str = ""
    title_en: str = ""
    report_zh: str = ""
    report_en: str = ""


def read_about(folder: Path, findings: Findings) -> About:
    """Read catalogue.toml, noting keys that are missing, unknown or of the wrong kind."""
    text = text_of(folder, ABOUT, findings)
    if text is None:
        return About()
    try:
        keys = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        findings.give_up("not_toml", ABOUT, say("this file is not valid TOML ({why}).", why=str(error)))
        return About()
    for key in keys.keys() - {*_WORDS, "year"}:
        near = nearest(key, (*_WORDS, "year")) or ", ".join((*_WORDS, "year"))
        findings.add("unknown_key", At(ABOUT, None, key), say("this key is not known; did you mean {near}?", near=near))
    words = {key: _word(keys, key, findings) for key in _WORDS}
    return About(year=_year(keys, findings), **words)


def _word(keys: dict[str, object], key: str, findings: Findings) -> str:
    value = keys.get(key)
    # A county code without quotation marks is a TOML integer, and means the same.
    if key == "county" and type(value) is int:
        return str(value)
    if isinstance(value, str) and value.strip():
        return value.strip()
    findings.add("missing_value", At(ABOUT, None, key), say('write it as {key} = "…".', key=key))
    return ""


def _year(keys: dict[str, object], findings: Findings) -> int:
    year = keys.get("year")
    if type(year) is int and EARLIEST_YEAR <= year <= LATEST_YEAR:
        return year
    findings.add("bad_year", At(ABOUT, None, "year"), say("write the year as a number, year = 2023."))
    return 0
