"""Empty files with the right columns for an agency to fill, and a page that says how."""

import csv
import os
from collections.abc import Mapping
from pathlib import Path

from console.faults import Refused
from console.intake.contract import COLUMNS, DAY, ENTRIES, NUMBER, PERIOD, Column
from console.intake.fault_report import both
from console.intake.sheets.words import NAMES
from console.language import Sentence, chosen, say

_MEANT: Mapping[str, Sentence] = {
    "indicator": say("name or code of the indicator, as in the catalogue"),
    "place": say("name or code of the place; the county's own row may say 合计"),
    "period": say("the month: 2023-09, 2023年1-9月, 2023年三季度 or the last day of the month"),
    "value": say("the figure; write figures only"),
    "measure": say(
        "month 当月, ytd 累计 (taken when empty), month_yoy 当月同比, ytd_yoy 累计同比, mom 环比, stock 期末, rank 位次"
    ),
    "unit": say("亿元, 万元, 元, %, ‰, 家, …; converted to the indicator's own; taken as that when empty"),
    "dimension": say("what a figure is broken down by, such as 行业 or 银行; empty for a total"),
    "member": say("which part of the breakdown it is; empty for a total"),
    "status": say("estimate 预计, preliminary 初步 or final 最终"),
    "published": say("the day the figures were published: 2023-10-13"),
    "county": say("code or name of the county, where a store holds several; one file is one county's"),
    "entry_id": say("a number that stays the same for this enterprise, project or loan"),
    "name": say("name of the enterprise or project"),
    "event": say("what happened: entered, left, started, done, or the name of a stage"),
    "date": say("the day it happened: 2023-09-30"),
    "industry": say("the industry"),
    "amount": say("the amount of money"),
    "evidence": say("document or certificate that proves it"),
}  # fmt: skip


def write_template(form: str, folder: Path) -> list[Path]:
    """Write an empty Parquet file, workbook and CSV file of a form, and the page; refuses to write over a file."""
    made = [folder / f"{form}.{ending}" for ending in ("parquet", "xlsx", "csv")] + [folder / f"{form}.md"]
    there = [path for path in made if path.exists()]
    if there:
        raise Refused(
            say("{file} exists already, and a template never overwrites. Name another folder.", file=there[0])
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _parquet(made[0], form)
        _workbook(made[1], form)
        with made[2].open("x", encoding="utf-8-sig", newline="") as opened:
            csv.writer(opened).writerow(_headings(form))
        made[3].write_text(page(form), encoding="utf-8")
    except OSError as error:
        raise Refused(
            say("{file} could not be written: {why}.", file=folder, why=error.strerror or str(error))
        ) from error
    return made


def _headings(form: str) -> list[str]:
    """Return the headings of a table for a clerk: Chinese ones in a Chinese console."""
    return [NAMES[column.name][0] if chosen() == "zh" else column.name for column in COLUMNS[form]]


def page(form: str) -> str:
    """Return how a table is filled, as Markdown in the language in use."""
    title = say("How to fill a table of entries") if form == ENTRIES else say("How to fill a table of readings")
    lines = [
        f"# {title}", "",
        str(say("One row for each figure or entry. Columns marked * must be filled; the others may be left out.")),
        str(say("Excel and CSV may use the Chinese or the English names of the columns, Parquet the English ones.")),
        "",
        f"| {say('column')} | {say('Chinese name')} | {say('holds')} | {say('what to write')} |", "|---|---|---|---|",
    ]  # fmt: skip
    for column in COLUMNS[form]:
        mark = "*" if column.required else ""
        chinese, holds, meant = NAMES[column.name][0], _HOLDS[column.holds], _MEANT[column.name]
        lines.append(f"| {column.name}{mark} | {chinese} | {holds} | {meant} |")
    return "\n".join([*lines, "", str(say("Load it with: jindu load FILE --dry-run, then jindu load FILE.")), ""])


_HOLDS: Mapping[str, Sentence] = {
    "text": say("text"), "period": say("a period such as 2023-09"), "day": say("a date"), "number": say("numbers"),
}  # fmt: skip


def _parquet(path: Path, form: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {NUMBER: pa.float64(), DAY: pa.date32(), PERIOD: pa.date32()}
    schema = pa.schema([pa.field(column.name, kinds.get(column.holds, pa.string())) for column in COLUMNS[form]])
    pq.write_table(schema.empty_table(), path)


def _workbook(path: Path, form: str) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(os.fspath(path))
    sheet, bold = book.add_worksheet(form), book.add_format({"bold": True, "bg_color": "#DDEBF7"})
    for at, (column, heading) in enumerate(zip(COLUMNS[form], _headings(form), strict=True)):
        sheet.write_string(0, at, heading, bold)
        sheet.write_comment(0, at, both(_MEANT[column.name]))
        sheet.set_column(at, at, 16, book.add_format({"num_format": _shape(column)}))
    sheet.freeze_panes(1, 0)
    guide = book.add_worksheet("说明")
    guide.set_column(0, 0, 120)
    for line, text in enumerate(page(form).splitlines()):
        guide.write_string(line, 0, text)
    book.close()


def _shape(column: Column) -> str:
    return {NUMBER: "General", DAY: "yyyy-mm-dd"}.get(column.holds, "@")
