"""A profile while it is made: what each column is read as, what holds for all rows, and words that nobody knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from console.columns import Piece
from console.content import Column, Content
from console.formats import Glyphs, column_text
from console.intake.contract import ENTRIES
from console.intake.drafting import Draft
from console.intake.matching import ASIDE, FIGURES, Why
from console.intake.sheets import words
from console.language import Sentence, say

ROLES: Mapping[str, Sentence] = {
    ASIDE: say("left aside"), FIGURES: say("figures, told by the heading"), "indicator": say("indicator"),
    "county": say("whose row it is"),
    "place": say("town or county"), "period": say("period"), "value": say("figure"), "measure": say("measure"),
    "unit": say("unit"), "dimension": say("kind of part"), "member": say("part"), "status": say("status of the figure"),
    "published": say("day of publication"), "entry_id": say("number of the entry"), "name": say("name of the entry"),
    "event": say("what happened"), "date": say("day"), "industry": say("industry"), "amount": say("amount"),
    "evidence": say("evidence"),
}  # fmt: skip
MEASURE_WORDS: Mapping[str, Sentence] = {
    "ytd": say("from January on (ytd)"), "month": say("the month alone (month)"),
    "ytd_yoy": say("growth from January on, % (ytd_yoy)"), "month_yoy": say("growth of the month, % (month_yoy)"),
    "mom": say("against the month before, % (mom)"), "stock": say("at the end of the month (stock)"),
    "rank": say("rank (rank)"),
}  # fmt: skip
_WHY: Mapping[Why, Sentence] = {
    Why.NAME: say("by its name"), Why.CONTENT: say("by its content"), Why.BOTH: say("by name and content"),
    Why.CHOSEN: say("chosen"), Why.NOTHING: say("nothing fits"),
}  # fmt: skip
SHOWN = 3
"""Rows of the file that stand beside what its columns are read as."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that can be changed: a column of the file, what holds for all rows, or an unknown word."""

    kind: str
    """column, setting or word"""
    at: int = -1
    name: str = ""
    """The setting, or the column of the contract that a word stands in."""
    word: str = ""


SETTINGS = ("source", "form", "spelling", "indicator", "place", "measure", "unit")


def parts_of(draft: Draft) -> list[Part]:
    """Return everything that can be changed, in the order in which it is shown."""
    return [
        *(Part("column", at) for at in range(len(draft.sample.columns))),
        *(Part("setting", name=name) for name in _settings(draft)),
        *(Part("word", name=role, word=word) for role in ("indicator", "place") for word in draft.unknown(role)[:20]),
    ]


def _settings(draft: Draft) -> Iterator[str]:
    melts = draft.at(FIGURES) is not None
    for name in SETTINGS:
        if (
            name in ("source", "form")
            or (name == "spelling" and draft.at("period") is not None)
            or (
                name in ROLES
                and draft.form != ENTRIES
                and draft.at(name) is None
                and not (melts and name == "indicator")
            )
        ):
            yield name


def matched_content(draft: Draft, glyphs: Glyphs) -> Content:
    """Return the table; the file's first rows stand at the right of what they are read as."""
    filled = [at for at, _ in enumerate(draft.sample.columns[0].cells)][:SHOWN] if draft.sample.columns else []
    columns = (
        Column(say("column of the file"), rest=not filled),
        Column(say("read as")),
        Column(say("why"), spare=True),
        *(Column(say("row {number}", number=at + 1)) for at in filled),
    )

    def cells(part: Part) -> Sequence[Piece]:
        blank = [("", "")] * len(filled)
        if part.kind == "column":
            return (
                *_column(draft, part.at, glyphs),
                *((draft.sample.columns[part.at].cells[at], "muted") for at in filled),
            )
        return (*(_setting(draft, part.name, glyphs) if part.kind == "setting" else _word(draft, part)), *blank)

    empty = say("No row names the columns. Ask for a file whose columns have names.")
    return Content(columns, parts_of(draft), cells, key=lambda part: part, empty=empty)


def _column(draft: Draft, at: int, glyphs: Glyphs) -> tuple[Piece, Piece, Piece]:
    match = draft.matches[at]
    name = column_text(draft.sample.columns[at].name, glyphs, 24)
    if match.role == ASIDE:
        return (name, "muted"), (str(ROLES[ASIDE]), "muted"), (str(_WHY[match.why]), "muted")
    return (name, "name"), (f"{glyphs.lights['done']} {ROLES[match.role]}", "done"), (str(_WHY[match.why]), "muted")


def _setting(draft: Draft, name: str, glyphs: Glyphs) -> tuple[Piece, Piece, Piece]:
    value, tone = setting_value(draft, name), "actual"
    if not value:
        must = name in draft.missing()
        value, tone = (
            (f"{glyphs.lights['behind']} {say('missing')}", "behind") if must else (str(say("not said")), "muted")
        )
    return (f"{glyphs.part} {_NAMES.get(name) or ROLES[name]}", "muted"), (value, tone), (str(say("all rows")), "muted")


_NAMES: Mapping[str, Sentence] = {
    "source": say("agency"), "form": say("kind of table"), "spelling": say("spelling of periods"),
}  # fmt: skip


def setting_value(draft: Draft, name: str) -> str:
    """Return what holds for all rows, in words; empty when nothing does."""
    if name == "source":
        return draft.source
    if name == "form":
        return str(say("entries") if draft.form == ENTRIES else say("readings"))
    if name == "spelling":
        return draft.period or str(say("the usual ones"))
    value = draft.constants.get(name, "")
    if name == "measure" and not value:
        return "" if draft.at(FIGURES) is not None else str(MEASURE_WORDS["ytd"])
    if name == "measure":
        return str(MEASURE_WORDS.get(value, value))
    if name == "unit" and not value and draft.sample.door != "parquet":
        return words.title_unit(draft.sample.title)
    if name in ("indicator", "place") and value:
        known = draft.known.vocabulary
        one = known.indicators.get(value) or known.places.get(value)
        return one.name_zh if one else value
    return value


def _word(draft: Draft, part: Part) -> tuple[Piece, Piece, Piece]:
    near = draft.nearest().get(part.name, {}).get(part.word)
    kind = say("unknown indicator") if part.name == "indicator" else say("unknown place")
    return (
        (part.word, "behind"),
        (str(kind), "behind"),
        (str(say("nearest: {name}", name=near)) if near else "", "muted"),
    )
