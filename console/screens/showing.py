"""What each tab shows of its answer: a table, or lines of facts."""

from collections.abc import Sequence
from typing import Any

from console.columns import Piece
from console.content import Column, Content
from console.drill.history import Origin
from console.drill.report import Passage
from console.drill.stages import Step
from console.drill.subject import Facts, Subject
from console.formats import Glyphs, day_text, safe_text, steady_text, with_unit, wrapped
from console.language import Sentence, say
from console.sheet import Row, labelled, sheet
from console.tabs import DIMENSIONS, Answer, Tab
from console.widgets.tables.entries import entry_table
from console.widgets.tables.figures import month, told, unit_name
from console.widgets.tables.history import matrix_table, reading_table, said_table
from console.widgets.tables.parts import part_table


def content_of(tab: Tab, subject: Subject, facts: Facts, answer: Answer, glyphs: Glyphs, *, waiting: bool) -> Content:
    """Return the table of a tab; while its answer has not come, a table that says so."""
    if waiting:
        return Content((Column(""),), (), lambda row: (), lambda row: row, empty=say("reading the store"))
    if tab is Tab.READINGS:
        return reading_table(subject, facts, glyphs)
    if tab in DIMENSIONS:
        league = answer.get(DIMENSIONS[tab])
        return part_table(subject, league, glyphs) if league else _nothing(say("No part of this figure was reported."))
    if tab is Tab.ENTRIES:
        return entry_table(answer, glyphs)
    if tab is Tab.REVISIONS:
        return matrix_table(subject, answer, glyphs)
    if tab is Tab.SAID:
        return said_table(subject, answer, glyphs)
    return stage_table(answer, glyphs)


def _nothing(sentence: Sentence) -> Content:
    return Content((Column(""),), (), lambda row: (), lambda row: row, empty=sentence)


def stage_table(steps: Sequence[Step], glyphs: Glyphs) -> Content:
    """Return the stages of a milestone: what is due when, what is done, and what proves it."""
    columns = (
        Column(say("Stage")), Column(say("Due"), order=lambda step: step.due), Column(say("Done on")),
        Column(say("Weight"), right=True), Column(say("Evidence"), rest=True),
    )  # fmt: skip

    def cells(step: Step) -> Sequence[Piece]:
        light = "done" if step.done else "overdue" if step.overdue else "not_due"
        late = step.overdue or (step.done is not None and step.done > step.due)
        missing = say("overdue") if step.overdue else say("not yet")
        return (
            (f"{glyphs.lights[light]} {step.name}", "done" if step.done else "name"),
            (day_text(step.due), "muted"),
            (day_text(step.done, str(missing)), "slow" if late else ""),
            (f"{step.weight:g}", "muted"),
            (step.evidence or (str(say("none")) if step.done else ""), "muted"),
        )

    done = sum(step.done is not None for step in steps)
    note = say("{done} of {all:stage is|stages are} done.", done=done, all=len(steps))
    return Content(
        columns, steps, cells, lambda step: (step.due, step.name), notes=(note,) if steps else (),
        empty=say("The catalogue gives this milestone no stages."),
    )  # fmt: skip


def rows_of(tab: Tab, subject: Subject, facts: Facts | None, answer: Answer, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the lines of a tab that is no table."""
    if tab is Tab.FACTS:
        return part_facts(subject, facts, width, glyphs) if subject.is_part else sheet(subject.line, width, glyphs)[2:]
    if answer is None:
        return [_line(say("reading the store"), "muted")]
    if tab is Tab.LINEAGE:
        return lineage_lines(subject, answer, width, glyphs)
    offset, passage = answer
    return clause_lines(subject, offset, passage, width, glyphs)


def part_facts(subject: Subject, facts: Facts | None, width: int, glyphs: Glyphs) -> list[Row]:
    """Return what is known about a part of a figure."""
    points = facts.points(subject.line.measure or "ytd") if facts else {}
    newest = max(points, default=None)
    figure = with_unit(told(points[newest], subject.unit, glyphs), unit_name(subject.unit)) if newest else ""
    said = (
        (say("Name"), str(subject.name)),
        (say("Code"), subject.member or subject.place),
        (say("Part of"), str(subject.line.name)),
        (say("Newest figure"), f"{figure}  {month(newest, glyphs)}" if newest else ""),
        (say("Reported by"), subject.line.agency),
    )
    return [row for label, text in said for row in labelled(label, text, width, glyphs)]


def clause_lines(
    subject: Subject, offset: int | None, passage: Passage | None, width: int, glyphs: Glyphs
) -> list[Row]:
    """Return the clause, in its report where the report's text was imported."""
    line = subject.line
    where = str(say("character {offset}", offset=offset)) if offset is not None else ""
    rows: list[Row] = []
    for label, text in ((say("Clause"), line.clause), (say("Section"), line.section), (say("Place in text"), where)):
        rows += labelled(label, text, width, glyphs)
    if passage is None:
        told_how = say(
            "The report's text is not in this store. `jindu catalogue report FILE` imports it; then the clause is shown"
            " where it stands."
        )
        return [*rows, (), *_wrapped_rows(str(told_how), "muted", width, glyphs)]
    rows += labelled(
        say("Report"), f"{passage.file}  {passage.imported_at:%Y-%m-%d}  {passage.imported_by}", width, glyphs
    )
    return [*rows, (), *_passage_rows(passage, width, glyphs)]


def _line(sentence: Sentence, tone: str) -> Row:
    return ((f" {sentence}", tone),)


def _wrapped_rows(text: str, tone: str, width: int, glyphs: Glyphs) -> list[Row]:
    return [((f" {part}", tone),) for part in wrapped(_safe(text, glyphs), max(width - 2, 10))]


def _safe(text: str, glyphs: Glyphs) -> str:
    safe = safe_text(text, 4000)
    return steady_text(safe) if glyphs.steady else safe


def _passage_rows(passage: Passage, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the passage line by line, the clause in a tone and between marks of its own."""
    before, after = passage.before.split("\n"), passage.after.split("\n")
    rows: list[Row] = []
    for text in before[:-1]:
        rows += _wrapped_rows(text, "muted", width, glyphs) if text.strip() else [()]
    opening, closing = (">>", "<<") if glyphs.full.isascii() else ("▸", "◂")
    sentence = [(before[-1], "muted"), (f"{opening}{passage.clause}{closing}", "changed"), (after[0], "muted")]
    rows += _mixed([(_safe(text, glyphs), tone) for text, tone in sentence], max(width - 2, 10))
    for text in after[1:]:
        rows += _wrapped_rows(text, "muted", width, glyphs) if text.strip() else [()]
    return rows


def _mixed(pieces: list[Piece], width: int) -> list[Row]:
    """Return pieces of several tones as one paragraph, broken where the width ends."""
    tones = [tone for text, tone in pieces for _character in text]
    text = "".join(text for text, _tone in pieces)
    rows, at = [], 0
    for part in wrapped(text, width):
        at = text.index(part, at) if part else at
        row: list[Piece] = [(" ", "")]
        for place, character in enumerate(part):
            tone = tones[at + place]
            row[-1:] = [(row[-1][0] + character, tone)] if row[-1][1] == tone else [row[-1], (character, tone)]
        rows.append(tuple(row))
        at += len(part)
    return rows


def lineage_lines(subject: Subject, answer: Any, width: int, glyphs: Glyphs) -> list[Row]:
    """Return every file and row that gave the newest figure, the one that counts first."""
    period, origins = answer
    rows: list[Row] = []
    if period is not None:
        title = say("Where the figure of {month} comes from", month=month(period, glyphs))
        rows += [((f" {title}", "title"),), ()]
    for number, origin in enumerate(origins):
        if number:
            rows += [(), _line(say("Given before by"), "title")]
        rows += [
            row for label, text in origin_facts(subject, origin, glyphs) for row in labelled(label, text, width, glyphs)
        ]
    return rows or [_line(say("No reading has been loaded for this target yet."), "muted")]


def origin_facts(subject: Subject, origin: Origin, glyphs: Glyphs) -> tuple[tuple[Sentence, str], ...]:
    """Return the facts about one file and row."""
    withdrawn = ""
    if origin.withdrawn_at is not None:
        withdrawn = f"{origin.withdrawn_at:%Y-%m-%d %H:%M} UTC  {origin.withdrawn_by}  {origin.withdrawn_reason}"
    generation = say("generation {number}", number=origin.generation)
    figure = with_unit(told(origin.value, subject.unit, glyphs), unit_name(subject.unit))
    return (
        (say("Figure"), f"{figure}  {origin.status}".strip()),
        (say("File"), f"{origin.file} {origin.part}".strip()),
        (say("Row"), str(origin.row)),
        (say("Checksum"), origin.sha256),
        (say("Reported by"), origin.source),
        (say("Published"), day_text(origin.published)),
        (say("Snapshot"), f"{origin.snapshot_id}  {generation}"),
        (say("Loaded"), f"{origin.loaded_at:%Y-%m-%d %H:%M} UTC  {origin.loaded_by}"),
        (say("Profile"), origin.profile),
        (say("Withdrawn"), withdrawn),
    )
