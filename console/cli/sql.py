"""`jindu sql`: one query against the store, as a table on a terminal or as data for other programs."""

import argparse
import contextlib
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.cli import DONE, KILLED, REFUSED, USAGE, complain, store_asked_for
from console.cli.printing import print_table
from console.faults import Refused
from console.language import gettext as _
from console.language import say

if TYPE_CHECKING:
    import pyarrow as pa

    from console.desk import Answer

FORMATS = ("table", "csv", "json", "parquet", "xlsx", "arrow")
SHOWN = 1000
"""Rows of a table on a terminal unless --max-rows says otherwise."""


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verb `sql`."""
    sql = add("sql", ask, _("answer one SQL query; nothing it does can change the store"))
    text = sql.add_mutually_exclusive_group()
    text.add_argument("query", metavar="QUERY", nargs="?", help=_("the query; - reads it from standard input"))
    text.add_argument("--file", metavar="FILE", type=Path, help=_("read the query from a file"))
    sql.add_argument(
        "--param", metavar="NAME=VALUE", action="append", default=[], help=_("value of $NAME in the query")
    )
    sql.add_argument(
        "--format", choices=FORMATS, help=_("table on a terminal, else csv, unless --output says otherwise")
    )
    sql.add_argument("--output", metavar="FILE", type=Path, help=_("write to a file instead of the terminal"))
    sql.add_argument("--bom", action="store_true", help=_("begin CSV with a byte order mark, for Excel"))
    sql.add_argument(
        "--timeout", metavar="S", type=_seconds, help=_("seconds it may take (default: 60, or what the settings say)")
    )
    sql.add_argument("--max-rows", metavar="N", type=_rows, help=_("leave off after so many rows and say so"))


def _seconds(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 < (seconds := float(text)) <= 86400:
            return seconds
    raise argparse.ArgumentTypeError(str(say("{value} is no number of seconds from 0 to 86400", value=repr(text))))


def _rows(text: str) -> int:
    with contextlib.suppress(ValueError):
        if (rows := int(text)) >= 1:
            return rows
    raise argparse.ArgumentTypeError(str(say("{value} is no number of rows", value=repr(text))))


def ask(asked: argparse.Namespace) -> int:
    """Answer the query."""
    from console.desk import READY, Client, Limits
    from console.desk.parameters import from_words
    from console.places import settings_file
    from console.settings import read_settings

    text = _text(asked)
    if text is None:
        return complain(say("There is no query. Write it as an argument, or name a file with --file."), USAGE)
    form = _form(asked)
    if form == "xlsx" and asked.output is None:
        return complain(say("An Excel sheet goes into a file: add --output FILE.xlsx."), USAGE)
    try:
        bounds = read_settings(settings_file()).desk
    except Refused as refused:
        return complain(refused.sentence, USAGE)
    limits = Limits.of(bounds.memory, bounds.spill)
    with Client(store_asked_for(asked), limits, asked.timeout or bounds.timeout) as client:
        answer = client.ask(text, from_words(asked.param, text))
        state = _waited(answer)
        return _shown(answer, form, asked) if state.mark in READY else _failed(state)


def _text(asked: argparse.Namespace) -> str | None:
    if asked.file is not None:
        try:
            return str(asked.file.read_bytes().decode("utf-8-sig", "replace"))
        except OSError as error:
            raise Refused(say("{file} cannot be read: {why}.", file=asked.file, why=error.strerror)) from error
    if asked.query == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    return str(asked.query) if asked.query is not None else None


def _form(asked: argparse.Namespace) -> str:
    from console.desk.export import form_of

    if asked.output is None:
        return str(asked.format or ("table" if sys.stdout.isatty() else "csv"))
    form = asked.format or form_of(asked.output)
    if form is None or form == "table":
        raise Refused(say("A file cannot hold the table for people: add --format csv, json, parquet or xlsx."))
    return str(form)


def _waited(answer: "Answer") -> Any:
    """Wait for the answer; Ctrl+C leaves at once, and the worker ends with us."""
    while (state := answer.wait(0.2)).mark == "running":
        continue
    return state


def _failed(state: Any) -> int:
    where = ""
    if state.line is not None:
        where = str(say("Line {line}, column {column}: ", line=state.line, column=state.column))
    stopped = state.killed or state.mark in ("timed_out", "cancelled")
    return complain(f"{where}{state.sentence}", KILLED if stopped else REFUSED)


def _shown(answer: "Answer", form: str, asked: argparse.Namespace) -> int:
    from console.desk import Mark, Unanswered

    most = asked.max_rows or (SHOWN if form == "table" else None)
    try:
        cut = _print(answer, most or SHOWN) if form == "table" else _write(answer, form, asked, most)
    except Unanswered as without:
        return _failed(without.state)
    if cut:
        complain(
            say("Only the first {rows:row|rows}: there are more. Say how many with --max-rows.", rows=f"{most:,}"), DONE
        )
    elif answer.state().mark is Mark.TRUNCATED:
        complain(answer.state().sentence, DONE)
    return DONE


def _print(answer: "Answer", most: int) -> bool:
    from console.desk.plain import text_of
    from console.formats import safe_text

    rows = answer.window(0, most + 1)
    numbers = (int, float)
    columns = [column.to_pylist() for column in rows.slice(0, most).columns]
    shown = [
        [value if isinstance(value, numbers) and not isinstance(value, bool) else text_of(value) for value in row]
        for row in zip(*columns, strict=True)
    ]
    print_table([safe_text(name) for name in rows.column_names], shown)
    return int(rows.num_rows) > most


def _write(answer: "Answer", form: str, asked: argparse.Namespace, most: int | None) -> bool:
    from console.cli.progress import Bar
    from console.desk.export import write, write_file

    taken = _Taken(answer, most)
    if asked.output is None:
        write(taken.pieces(), sys.stdout.buffer, form, bom=asked.bom)
        sys.stdout.buffer.flush()
        return taken.cut
    total = answer.state().rows if answer.state().exact else None
    with Bar(say("{file}", file=asked.output.name)) as bar:
        write_file(
            taken.pieces(), asked.output, form, bom=asked.bom, progress=lambda rows: bar("rows", rows, total)
        )  # fmt: skip
    return taken.cut


class _Taken:
    """The pieces of an answer up to a number of rows, and whether there were more."""

    def __init__(self, answer: "Answer", most: int | None) -> None:
        self._answer, self._most = answer, most
        self.cut = False

    def pieces(self) -> "Iterator[pa.Table]":
        given = 0
        pieces = self._answer.pieces()
        with contextlib.closing(pieces):
            for number in itertools.count():
                piece = next(pieces, None)
                if piece is None:
                    if number == 0:
                        yield self._answer.window(0, 0)
                    return
                left = piece.num_rows if self._most is None else self._most - given
                if piece.num_rows > left:
                    self.cut = True
                    yield piece.slice(0, left)
                    return
                yield piece
                given += piece.num_rows
