"""The sentences for what is wrong in the columns and rows of a file."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from console.faults import Example, Fault
from console.intake.contract import LONGEST_NAME, MEASURES, STATUSES
from console.intake.refusals import shown, worded
from console.language import Sentence, say

_HOLDS: Mapping[str, Sentence] = {
    "text": say("text"), "period": say("a period such as 2023-09"), "day": say("a date"), "number": say("numbers"),
}  # fmt: skip

_FAULTS: Mapping[str, Sentence] = {
    "duplicate_column": say("Column {column} is there twice. Keep one."),
    "wrong_type": say("Column {column} holds {value}, but must hold {holds}."),
    "empty_cell": say(
        "Column {column} is empty in {count:row|rows} (first: row {row}). Fill them or leave the rows out."
    ),
    "unknown_indicator": say(
        "Unknown indicators in column {column}: {names}. Correct them, translate them in a profile, or accept them with"
        " --register."
    ),
    "unknown_place": say(
        "Unknown places in column {column}: {names}. Correct them, or translate them in a profile."
    ),
    "another_county": say(
        "Column {column} names {names}, but the file is taken for {county}; {rows}. Hand in one file for each county,"
        " or say whose it is with --county."
    ),
    "unknown_measure": say("Unknown measures in column {column}: {names}. They may be: {measures}."),
    "unknown_status": say("Unknown status in column {column}: {names}. It may be: {statuses}."),
    "unknown_unit": say("Unknown units in column {column}: {names}. Translate them in a profile."),
    "unit_of_another_kind": say(
        "{value} in column {column} does not measure what {indicator} is kept in ({unit}); {rows}."
    ),
    "bad_period": say(
        "{names} in column {column} is not a period; {rows}. Write 2023-09, or say in a profile how it is spelt."
    ),
    "future_period": say(
        "{names} in column {column} has not come yet; {rows}. Correct it, or give the rows the status estimate."
    ),
    "bad_date": say("{names} in column {column} is not a date; {rows}. Write 2023-09-30."),
    "non_finite": say("{names} in column {column} is not a figure; {rows}. Ask for the figures."),
    "not_a_number": say("{names} in column {column} is not a figure; {rows}. Write figures only, such as 1234.5."),
    "out_of_range": say(
        "{value} in column {column} lies outside {lowest} to {highest}, the range of its indicator; {rows}."
        " Check the unit."
    ),
    "too_long": say("A name in column {column} has more than {longest} characters; {rows}. Shorten it."),
    "unreadable_text": say(
        "A name in column {column} holds characters that cannot be seen ({value}); {rows}. Remove them."
    ),
    "not_utf8": say(
        "Column {column} holds text that is not UTF-8 ({value}); {rows}. Ask for the file in UTF-8, not GBK."
    ),
    "half_a_part": say(
        "A dimension needs a member and a member a dimension: {column} is empty beside {value}; {rows}."
    ),
    "duplicate_key": say("{value} is there {count:time|times} too often; {rows}. Keep one row of each."),
    "missing_column": say("There is no column {column}. The file has: {there}."),
    "missing_heading": say("There is no column {column} ({also}). The file has: {there}."),
    "misspelt_column": say("There is no column {column}; the nearest is {near}. Rename it, or say so in a profile."),
}  # fmt: skip


_EXPECTED: Mapping[str, Sentence] = {
    "duplicate_column": say("one column of this name"),
    "wrong_type": say("a column of {holds}"),
    "empty_cell": say("a value in every row"),
    "unknown_indicator": say("the name or code of an indicator of the catalogue"),
    "unknown_place": say("the name or code of a place of the catalogue"),
    "another_county": say("{county}, in every row"),
    "unknown_measure": say("one of: {measures}"),
    "unknown_status": say("one of: {statuses}"),
    "unknown_unit": say("a unit such as 亿元, 万元, %, 家"),
    "unit_of_another_kind": say("a unit that converts to {unit}"),
    "bad_period": say("a period such as 2023-09 or 2023年1-9月"),
    "future_period": say("a period that has come, or the status estimate"),
    "bad_date": say("a date such as 2023-09-30"),
    "non_finite": say("a figure"),
    "not_a_number": say("a figure such as 1234.5"),
    "out_of_range": say("a figure from {lowest} to {highest}"),
    "too_long": say("at most {longest} characters"),
    "unreadable_text": say("text without characters that cannot be seen"),
    "not_utf8": say("text in UTF-8"),
    "half_a_part": say("a dimension and a member, or neither"),
    "duplicate_key": say("one row of each"),
    "missing_column": say("a column {column}"),
}  # fmt: skip
"""What should stand where a rule is broken."""

FILE_RULES = frozenset({"duplicate_column", "wrong_type", "missing_column", "another_county"})
"""Rules that a file breaks as a whole: no row of it can be told to be good."""

_NAMED = 5
"""Wrong names that a sentence lists."""


def faults_of(told: Iterable[Mapping[str, Any]], known: Mapping[str, Iterable[str]], file: str) -> list[Fault]:
    """Return the faults that the inspection counted; `known` gives the names that a rule's values may have meant."""
    return [_fault(one, known.get(str(one.get("rule")), ()), file) for one in told if one.get("rule") in _FAULTS]


def _fault(told: Mapping[str, Any], known: Iterable[str], file: str) -> Fault:
    rule, column, count = str(told["rule"]), shown(told["column"]), int(told["count"])
    values: dict[str, Mapping[str, Any]] = dict(told["values"])
    value, more = next(iter(values.items()), ("", {}))
    rows = tuple(int(row) for row in told["rows"])
    places: dict[str, object] = {
        **{name: shown(words) for name, words in more.items()}, "column": column, "value": shown(value), "count": count,
        "row": rows[0] if rows else "-", "rows": _rows(rows, count), "longest": LONGEST_NAME,
        "names": _names(values, list(known), int(told["different"])), "holds": _HOLDS.get(str(more.get("holds")), "-"),
        "measures": ", ".join(MEASURES), "statuses": ", ".join(STATUSES),
    }  # fmt: skip
    wording = _FAULTS[rule]
    if rule == "missing_column":
        there = [str(name) for name in more.get("near", ())]
        near = get_close_matches(column, there, n=3)
        places |= {"near": _listed(near), "there": _listed(there[:12])}
        wording = _FAULTS["misspelt_column"] if near else wording
        if more.get("also") and not near:
            wording = _FAULTS["missing_heading"]
    examples = _examples(rule, told, places, list(known))
    return Fault(
        rule, worded(wording, places), column, rows[0] if rows else None, shown(value), count, rows, file, examples
    )


def _examples(
    rule: str, told: Mapping[str, Any], places: Mapping[str, object], known: list[str]
) -> tuple[Example, ...]:
    """Return every different value that broke the rule, with what should have stood there."""
    made = []
    seen = told.get("seen", {})
    for value, more in told["values"].items():
        row, count = seen.get(value, (0, 1))
        expected = worded(_EXPECTED[rule], {**places, **{name: shown(word) for name, word in more.items()}})
        near = tuple(map(shown, get_close_matches(value, known, n=3, cutoff=0.5))) if known and value else ()
        made.append(Example(shown(value), row or None, count, near, expected))
    return tuple(made)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(shown, names))


def _rows(rows: tuple[int, ...], count: int) -> Sentence:
    numbers = ", ".join(map(str, rows[:5])) + (", …" if count > len(rows[:5]) else "")
    return say("row {numbers}", numbers=numbers) if count == 1 else say("rows {numbers}", numbers=numbers)


def _names(values: Iterable[str], known: list[str], different: int) -> "Sentence | str":
    """Return the wrong names, each with the known ones it is like."""
    said: Sentence | str = ""
    listed = list(values)[:_NAMED]
    for place, value in enumerate(listed):
        near = get_close_matches(value, known, n=2, cutoff=0.5)
        one = say("{value} (perhaps {near})", value=shown(value), near=_listed(near)) if near else shown(value)
        said = say("{before}, {name}", before=said, name=one) if place else one
    more = different - len(listed)
    return say("{before} and {count} more", before=said, count=more) if more > 0 else said
