"""The lists of the desk: past queries, saved queries, ways to copy, formats to write."""

from collections.abc import Sequence
from datetime import datetime

from console import formats
from console.answers import COPIES, Copied
from console.columns import Piece
from console.content import Column, Content
from console.desk.history import Asked
from console.desk.saved import Saved
from console.desk.states import Mark
from console.formats import Glyphs
from console.language import Sentence, say
from console.widgets.result_state import LIGHTS, TONES, WORDS


def _flat(text: str) -> str:
    return " ".join(text[:400].split())


def history_list(asked: Sequence[Asked], now: datetime, glyphs: Glyphs) -> Content:
    """Return past queries, newest first: how they ended, rows, seconds, generation, text."""
    columns = (
        Column(say("When")), Column(say("Outcome")), Column(say("Rows"), right=True, order=lambda one: one.rows),
        Column(say("Seconds"), right=True, order=lambda one: one.seconds), Column(say("Generation"), right=True),
        Column(say("Query"), rest=True),
    )  # fmt: skip

    def cells(one: Asked) -> Sequence[Piece]:
        mark = Mark(one.outcome) if one.outcome in set(Mark) else None
        word = f"{glyphs.lights[LIGHTS[mark]]} {WORDS[mark]}" if mark else one.outcome
        return (
            (str(formats.age(one.at, now)), "muted"), (word, TONES[mark] if mark else ""), (f"{one.rows:,}", ""),
            (f"{one.seconds:.2f}", "muted"), (str(one.generation), "muted"), (_flat(one.text), "name"),
        )  # fmt: skip

    return Content(
        columns, asked, cells, lambda one: one, words=[f"{one.text} {one.outcome}".lower() for one in asked], fixed=0,
        empty=say("No query has been run yet."),
    )  # fmt: skip


def saved_list(queries: Sequence[Saved], glyphs: Glyphs) -> Content:
    """Return saved queries and examples with what they answer."""

    def cells(one: Saved) -> Sequence[Piece]:
        kind = say("example") if one.example else say("yours")
        return (one.name, "name"), (str(kind), "rest" if one.example else "key"), (one.describes, "muted")

    columns = (Column(say("Query"), order=lambda one: one.name), Column(""), Column(say("What it answers"), rest=True))
    words = [f"{one.name} {one.zh} {one.en}".lower() for one in queries]
    return Content(columns, queries, cells, lambda one: str(one.file), words=words, empty=say("There is none."))


def choice_list(choices: Sequence[tuple[object, Sentence | str]]) -> Content:
    """Return a short list to choose from: values and what they are called."""

    def cells(one: tuple[object, Sentence | str]) -> Sequence[Piece]:
        return (f"  {one[1]}", "name"), ("", "")

    return Content((Column(""), Column("", rest=True)), choices, cells, lambda one: str(one[0]))


def copy_list() -> Content:
    """Return the ways to copy cells."""
    return choice_list([(form, COPIES[form]) for form in Copied])
