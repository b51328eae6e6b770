"""The fault report that goes back to an agency: row, value, what was expected, and the nearest known names."""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from console.faults import Example, Fault, Refused
from console.formats import safe_text
from console.intake.loaded import Loaded
from console.language import Sentence, say

HEADINGS = (
    say("fault no."), say("rule"), say("column"), say("row"), say("your value"), say("how often"), say("expected"),
    say("nearest known names"), say("explanation"),
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 1000


def write_fault_report(loaded: Loaded, folder: Path) -> tuple[Path, Path]:
    """Write the faults of a refused file as an Excel workbook and as CSV, in both languages, and return both paths.

    Raises Refused when the folder cannot be written.
    """
    name = f"{Path(safe_text(loaded.file, 120)).name}-faults"
    paths = folder / f"{name}.xlsx", folder / f"{name}.csv"
    rows = [list(row) for row in report_rows(loaded.faults)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _whole(paths[0], lambda part: _write_workbook(part, loaded, rows))
        _whole(paths[1], lambda part: _write_csv(part, rows))
    except OSError as error:
        raise Refused(
            say(
                "The fault report cannot be written into {folder}: {why}. Choose another folder.",
                folder=folder, why=error.strerror or str(error),
            )
        ) from error  # fmt: skip
    return paths


def report_rows(faults: Sequence[Fault]) -> Iterator[tuple[object, ...]]:
    """Yield one row for every different value that broke a rule."""
    for number, fault in enumerate(faults, 1):
        for one in fault.examples or (Example(fault.value, fault.row, fault.count),):
            expected = both(one.expected) if one.expected else ""
            yield (
                number, fault.rule, fault.column, one.row or fault.row or "", one.value, one.count, expected,
                "、".join(one.near), both(fault.message),
            )  # fmt: skip


def both(sentence: Sentence) -> str:
    """Return a sentence in Chinese and in English; once when they are alike."""
    zh, en = sentence.said_in("zh"), sentence.said_in("en")
    return zh if zh == en else f"{zh} / {en}"


def _whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let a file appear whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(part)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write_csv(part: Path, rows: list[list[object]]) -> None:
    # Excel reads Chinese in a CSV file only after a byte order mark.
    with part.open("x", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow([both(heading) for heading in HEADINGS])
        writer.writerows([[_harmless(cell) for cell in row] for row in rows])


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    text = safe_text(str(cell), _LONGEST) if isinstance(cell, str) else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _write_workbook(part: Path, loaded: Loaded, rows: list[list[object]]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(os.fspath(part), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("faults")
    bold, wrap = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sentence = loaded.sentence or say("{file}", file=loaded.file)
    sheet.write_string(0, 0, safe_text(both(sentence), _LONGEST), bold)
    for at, (heading, width) in enumerate(zip(HEADINGS, (6, 20, 16, 8, 24, 10, 36, 24, 80), strict=True)):
        sheet.write_string(2, at, both(heading), bold)
        sheet.set_column(at, at, width, wrap)
    for line, row in enumerate(rows, 3):
        for at, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(line, at, cell)
            else:
                sheet.write_string(line, at, safe_text(str(cell), _LONGEST))
    sheet.freeze_panes(3, 0)
    book.close()
