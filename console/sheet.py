"""A target's page in words: what was promised, what is reached, what is expected, why, and by which clause."""

from collections.abc import Iterator, Mapping

from console import formats
from console.cells import DATED, GROWING, chance_text, fresh_text, gap_text, unit_of
from console.columns import Piece
from console.formats import Glyphs, column_text, day_text, figure, fit, plain_figure, safe_text, steady_text, wrapped
from console.language import Sentence, chosen, say
from console.overview import Line
from console.standing import Rule
from console.standing.words import LIGHTS, OUTLOOKS
from console.targets import Comparator

Row = tuple[Piece, ...]

RULES: Mapping[Rule, Sentence | str] = {
    Rule.PLAN: say("by the approved plan"),
    Rule.SEASONAL: say("by the season of earlier years"),
    Rule.LINEAR: say("by time alone"),
    Rule.TARGET: say("the target itself"),
    Rule.STAGES: say("by the stages that are due"),
    Rule.NONE: "",
}

_LABEL = {"zh": 10, "en": 16}
"""Cells of the labels."""


def titled(sentence: Sentence) -> Row:
    """Return a line that says what comes below it."""
    return ((f" {sentence}", "title"),)


def headline(line: Line, glyphs: Glyphs) -> Row:
    """Return the light and the name of a target."""
    mark = f"{glyphs.lights[line.light]} {LIGHTS[line.light]}  "
    return ((" " + mark, str(line.light)), (column_text(str(line.name), glyphs), "title"))


def sheet(line: Line, width: int, glyphs: Glyphs) -> list[Row]:
    """Return what is known about where a target stands, in lines of at most so many cells."""
    rows: list[Row] = [headline(line, glyphs), ()]
    for label, text in _facts(line, glyphs):
        rows += labelled(label, text, width, glyphs)
    rows.append(())
    for label, text in _clause(line):
        rows += labelled(label, text, width, glyphs)
    return rows


def labelled(label: Sentence, text: str, width: int, glyphs: Glyphs) -> list[Row]:
    """Return a label and its text, wrapped beside the label."""
    if not text:
        return []
    safe, label_cells = safe_text(text, 2000), _LABEL[chosen()]
    lines = wrapped(steady_text(safe) if glyphs.steady else safe, max(width - label_cells - 2, 10))
    first = (" " + fit(str(label), label_cells, glyphs), "muted")
    return [(first if number == 0 else (" " * (label_cells + 1), ""), (part, "")) for number, part in enumerate(lines)]


def _facts(line: Line, glyphs: Glyphs) -> Iterator[tuple[Sentence, str]]:
    yield say("Actual"), _actual(line)
    yield say("Target"), _promise(line, glyphs)
    yield say("Gap"), "  ".join(part for part in (gap_text(line), fresh_text(line)) if part)
    yield say("Expected by now"), _expected(line)
    yield say("Forecast"), _forecast(line)
    yield say("Still needed"), str(line.required_reason)
    yield say("Why"), str(line.reason)
    yield say("Outlook"), str(line.outlook_reason)


_BASES: Mapping[str, Sentence] = {
    "explicit": say("said outright"),
    "implied": say("implied by the wording"),
    "distributed": say("shared with the words beside it"),
    "fuzzy": say("vague wording"),
    "inherited": say("taken over from its whole"),
}


def _basis(basis: str) -> str:
    """Put the catalogue's short note on a comparator into words: explicit:以上 is said outright, by 以上."""
    kind, colon, words = basis.partition(":")
    return f"{_BASES[kind]}  {words}".strip() if colon and kind in _BASES else basis


def _clause(line: Line) -> Iterator[tuple[Sentence, str]]:
    yield say("Clause"), f"{line.clause}  {line.modality}".strip()
    yield say("Section"), line.section
    yield say("Rests on"), _basis(line.basis)
    yield say("Reported by"), line.agency


def _with_unit(value: float | None, line: Line) -> str:
    if value is None:
        return ""
    said, unit = formats.in_language(formats.whole(value, unit_of(line)), unit_of(line))
    return formats.with_unit(figure(said, unit), unit)


def _actual(line: Line) -> str:
    if line.actual is None:
        return "" if line.kind in DATED else str(say("no reading yet"))
    return f"{_with_unit(line.actual, line)}  {day_text(line.period, '')}".strip()


def _promise(line: Line, glyphs: Glyphs) -> str:
    due = str(say("by {day}", day=day_text(line.deadline)))
    if line.comparator is Comparator.DONE:
        return due
    signs = {Comparator.AT_LEAST: f"{glyphs.at_least} ", Comparator.AT_MOST: f"{glyphs.at_most} "}
    wanted = line.value if line.value is not None else line.target
    said, unit = formats.in_language(wanted, unit_of(line))
    return f"{signs.get(line.comparator, '')}{formats.with_unit(plain_figure(said), unit)}  {due}"


def _expected(line: Line) -> str:
    if line.expected is None or line.kind in GROWING:
        return ""
    linear = ""
    if line.expected_linear is not None and line.expected_rule is not Rule.LINEAR:
        linear = "  " + str(say("by time alone {value}", value=_with_unit(line.expected_linear, line)))
    return f"{_with_unit(line.expected, line)}  {RULES[line.expected_rule]}{linear}"


def _forecast(line: Line) -> str:
    if line.forecast is None:
        return ""
    parts = [_with_unit(line.forecast, line)]
    if line.low is not None and line.high is not None:
        low, high = _with_unit(line.low, line), _with_unit(line.high, line)
        parts.append(str(say("80% between {low} and {high}", low=low, high=high)))
    if chance := chance_text(line):
        parts.append(f"{OUTLOOKS[line.outlook]} {chance}".strip())
    return "  ".join(parts)
