"""The words of the console in Chinese and in English, and which of the two is in use."""

import gettext as _gettext
import locale
import os
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from console.places import PACKAGE

LANGUAGES = ("zh", "en")

_chosen = "zh"
_through: Callable[[str], str] | None = None


@cache
def _messages(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("jindu", PACKAGE / "locale", languages=[language], fallback=True)


def choose(language: str) -> None:
    """Make one of `LANGUAGES` the language in use."""
    global _chosen
    if language not in LANGUAGES:
        raise ValueError(language)
    _chosen = language


def chosen() -> str:
    """Return the language in use: "zh" or "en"."""
    return _chosen


def from_locale(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that the locale asks for: Chinese unless it names another one."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if wanted := environment.get(name, ""):
            known = locale.normalize(wanted).split("_")[0].lower()
            return "en" if known == "en" else "zh"
    return "zh"


def through(changed: Callable[[str], str] | None) -> None:
    """Let every message pass a function, for terminals that draw some of its marks two cells wide; None ends that."""
    global _through
    _through = cache(changed) if changed else None


def gettext(text: str, language: str | None = None) -> str:
    """Return an English message of the code in the language in use, or in the one named."""
    said = _messages(language or _chosen).gettext(text)
    return _through(said) if _through else said


class _Counted(string.Formatter):
    """Fills places; one such as `{rows:row|rows}` becomes the count with the word that goes with it."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return f"{value} {one if str(value) == '1' else many}"


_COUNTED = _Counted()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for a person that is put into words when its language is known."""

    text: str
    """The English message, with places for values: `{name}`, or `{name:row|rows}` for a count."""
    values: tuple[tuple[str, object], ...] = ()
    """What fills the places; a value may be a sentence itself."""

    @property
    def places(self) -> frozenset[str]:
        """The names of its places for values."""
        return frozenset(name for _text, name, _spec, _kind in string.Formatter().parse(self.text) if name)

    def said_in(self, language: str) -> str:
        """Return the sentence in "zh" or "en"."""
        filled = {
            name: value.said_in(language) if isinstance(value, Sentence) else value for name, value in self.values
        }
        text = gettext(self.text, language)
        return _COUNTED.vformat(text, (), filled) if "|" in text else text.format_map(filled)

    def __str__(self) -> str:
        return self.said_in(_chosen)


def say(text: str, /, **values: object) -> Sentence:
    """Make a sentence out of an English message and the values that fill its places."""
    return Sentence(text, tuple(values.items()))
