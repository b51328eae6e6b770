"""The parameters of a query: which it has, what their values are, and which ones its author suggests."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from console.desk.records import Value
from console.faults import Refused
from console.language import say

Values = Mapping[str, Value]

_DOCUMENTED = re.compile(
    r"^\s*--\s*\$(?P<name>[^\W\d]\w*)\s*=\s*(?P<value>'(?:[^']|'')*'|[^\s:：]+)\s*(?:[:：]\s*(?P<meaning>.*))?$"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[-+]?[0-9]+(?P<rest>\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a saved query, with what its author wrote of it."""

    name: str
    default: Value = None
    documented: bool = False
    """Whether the author gave a value to begin with."""
    meaning: str = ""


def listed(script: str) -> tuple[Parameter, ...]:
    """Return the parameters of one statement by name, each with its documented value and meaning.

    A documented line reads `-- $county = '430723' : the county`; in quotes it is text, else
    what `typed` makes of it.
    """
    documented = {one.name: one for one in map(_documented, script.splitlines()) if one}
    return tuple(documented.get(name, Parameter(name)) for name in names(script))


def names(script: str) -> tuple[str, ...]:
    """Return the names of the parameters that stand in a text, without the $; what cannot be parsed has none."""
    from console.desk.statements import words

    read = words(script)
    pairs = itertools.pairwise(read)
    return tuple(
        sorted({
            after.text.split()[0] for sign, after in pairs
            if sign.text == "$" and after.kind in ("identifier", "keyword") and re.match(r"[^\W\d]\w*", after.text)
        })
    )  # fmt: skip


def _documented(line: str) -> Parameter | None:
    found = _DOCUMENTED.match(line)
    if not found:
        return None
    return Parameter(found["name"], typed(found["value"]), True, (found["meaning"] or "").strip())


def typed(text: str) -> Value:
    """Return the value of a text: in quotes it is text, else a number, a day, true, false or null, else text."""
    if len(text) >= 2 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if text.lower() in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[text.lower()]
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return _number(text)


def _number(text: str) -> Value:
    found = _NUMBER.fullmatch(text)
    digits = text.lstrip("+-")
    if not found or (digits.startswith("0") and len(digits) > 1 and digits[1].isdigit()):
        return text  # a code such as 0430 is no number
    try:
        return int(text) if text.lstrip("+-").isdigit() else float(text)
    except (ValueError, InvalidOperation):
        return text


def like(default: Value, text: str) -> Value:
    """Return the value of a text, of the kind that the author's own value has; where there is none, as `typed`."""
    if isinstance(default, str):
        value = typed(text)
        return value if isinstance(value, str) else text
    return typed(text)


def typed_like(parameter: Parameter, text: str) -> Value:
    """Return the value that somebody wrote for a parameter."""
    return like(parameter.default, text) if parameter.documented else typed(text)


def from_words(given: Iterable[str], script: str) -> dict[str, Value]:
    """Return the values of `NAME=VALUE` words for a query; documented ones fill in for those not given."""
    known = {one.name: one for one in listed(script)}
    values: dict[str, Value] = {one.name: one.default for one in known.values() if one.documented}
    for word in given:
        name, sign, text = word.partition("=")
        name = name.removeprefix("$")
        if not sign or not name:
            raise Refused(say("{word} is not NAME=VALUE. Write for example --param county=430723.", word=word))
        values[name] = like(known[name].default if name in known else None, text)
    return values


def missing(script: str, values: Values) -> tuple[str, ...]:
    """Return the parameters of a query that have no value."""
    return tuple(name for name in names(script) if name not in values)


def written(value: Value) -> str:
    """Return a value as `typed` reads it."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'" if typed(value) != value or value != value.strip() else value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return (
        value.isoformat()
        if isinstance(value, date | datetime)
        else str(value if not isinstance(value, Decimal) else float(value))
    )
