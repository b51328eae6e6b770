"""The operator's tables: the files of a folder with their state, and every snapshot that was loaded."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from console.columns import Piece
from console.content import Column, Content
from console.formats import Glyphs, column_text
from console.intake.tray import BUSY, Handed, State
from console.language import Sentence, say

STATES: Mapping[State, Sentence] = {
    State.NEW: say("new"),
    State.INSPECTING: say("checking"),
    State.READY: say("ready"),
    State.FAULTY: say("faulty"),
    State.LOADING: say("loading"),
    State.LOADED: say("loaded"),
    State.DUPLICATE: say("duplicate"),
    State.WITHDRAWN: say("withdrawn"),
    State.REFUSED: say("refused"),
}
_OTHERS = 42
"""Cells that state, period and rows take, and the room between the columns."""
_TONES: Mapping[State, str] = {
    State.NEW: "", State.INSPECTING: "watch", State.READY: "on_track", State.FAULTY: "behind", State.LOADING: "watch",
    State.LOADED: "done", State.DUPLICATE: "muted", State.WITHDRAWN: "slow", State.REFUSED: "muted",
}  # fmt: skip
_MARKS: Mapping[State, str] = {
    State.NEW: "not_due", State.INSPECTING: "watch", State.READY: "on_track", State.FAULTY: "behind",
    State.LOADING: "watch", State.LOADED: "done", State.DUPLICATE: "no_data", State.WITHDRAWN: "slow",
    State.REFUSED: "unassessed",
}  # fmt: skip


def state_piece(handed: Handed, glyphs: Glyphs) -> Piece:
    """Return the mark and the word of a file's state; of one that is being read, how far that has come."""
    words = f"{glyphs.lights[_MARKS[handed.state]]} {STATES[handed.state]}"
    if handed.state in BUSY and handed.total:
        words += f" {min(handed.done / handed.total, 1):.0%}"
    return words, _TONES[handed.state]


def files_content(files: Sequence[Handed], glyphs: Glyphs, empty: Sentence, width: int) -> Content:
    """Return the files of a folder as a table; a long name leaves the other columns their room."""
    longest = max(width - _OTHERS - max((cell_len(one.agency) for one in files), default=0), 16)

    def cells(handed: Handed) -> Sequence[Piece]:
        dim = "muted" if handed.state in (State.DUPLICATE, State.REFUSED) else ""
        period = f"{handed.period:%Y-%m}" if handed.period else glyphs.absent
        rows = f"{handed.rows:,}" if handed.rows is not None else glyphs.absent
        return (
            state_piece(handed, glyphs), (column_text(handed.path.name, glyphs, longest), dim or "name"),
            (handed.agency or glyphs.absent, dim), (period, dim), (rows, dim),
        )  # fmt: skip

    columns = (
        Column(say("state"), order=lambda one: one.state),
        Column(say("file"), order=lambda one: one.path.name, rest=True),
        Column(say("agency"), order=lambda one: one.agency, spare=True),
        Column(say("period"), order=lambda one: one.period, rising=False),
        Column(say("rows"), right=True, order=lambda one: one.rows, rising=False),
    )
    words = [f"{one.path.name} {one.agency} {STATES[one.state]}".lower() for one in files]
    return Content(columns, list(files), cells, key=lambda one: one.path, words=words, empty=empty)


NARROW = 110
"""Cells below which a table of snapshots tells of the file, and the page below it of the rest."""


def snapshots_content(rows: Sequence[Mapping[str, Any]], glyphs: Glyphs, width: int) -> Content:
    """Return every snapshot, the newest on top."""
    wide = width >= NARROW

    def cells(row: Mapping[str, Any]) -> Sequence[Piece]:
        out = row["status"] != "loaded"
        state = f"{glyphs.lights['slow']} {say('withdrawn')}" if out else f"{glyphs.lights['done']} {say('counted')}"
        dim = "muted" if out else ""
        at = row["loaded_at"]
        narrow = (
            (str(row["snapshot_id"]), dim), (state, "slow" if out else "done"), (row["name"], dim or "name"),
            (f"{row['rows']:,}", dim), (f"{row['published']}", dim),
        )  # fmt: skip
        more = ((row["source"] or glyphs.absent, dim), (f"{at:%Y-%m-%d %H:%M}", dim), (row["loaded_by"], dim))
        return (*narrow, *more) if wide else narrow

    columns = (
        Column(say("no."), right=True, order=lambda row: row["snapshot_id"], rising=False),
        Column(say("state"), order=lambda row: row["status"]),
        Column(say("file"), order=lambda row: row["name"], rest=True),
        Column(say("rows"), right=True, order=lambda row: row["rows"], rising=False),
        Column(say("published"), order=lambda row: row["published"], rising=False, spare=True),
        Column(say("source"), order=lambda row: row["source"], spare=True),
        Column(say("loaded (UTC)"), order=lambda row: row["loaded_at"], rising=False, spare=True),
        Column(say("by"), order=lambda row: row["loaded_by"], spare=True),
    )
    listed = sorted(rows, key=lambda row: -row["snapshot_id"])
    words = [f"{row['name']} {row['source']} {row['loaded_by']}".lower() for row in listed]
    shown = columns if wide else columns[:5]
    return Content(shown, listed, cells, key=lambda row: row["snapshot_id"], words=words)
