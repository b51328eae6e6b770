"""The sentences for a file that is refused as a whole, for what the inspection says of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from console.faults import Fault, Refused
from console.formats import safe_text
from console.language import Sentence, say

_MEGA = 1024 * 1024
_BROKE = "inspection_broke"

_LOOKS: Mapping[str, Sentence] = {
    "zip": say("an Excel workbook or another ZIP archive"),
    "ole": say("an old Excel or Word file"),
    "gzip": say("a gzip archive"),
    "pdf": say("a PDF"),
    "sqlite": say("an SQLite database"),
    "arrow": say("an Arrow file"),
    "json": say("JSON text"),
    "web": say("a web page or XML"),
    "text": say("text, such as CSV"),
}

_REFUSALS: Mapping[str, Sentence] = {
    "changed": say("{file} changed while it was being read. Load it again when it is complete."),
    "empty_file": say("{file} is empty (0 bytes). Ask for it to be sent again."),
    "too_large": say("{file} has {megabytes} MB, and at most {most_megabytes} MB can be loaded. Ask for it in parts."),
    "not_a_table": say(
        "{file} is neither Parquet nor CSV nor an Excel workbook."
        " Open it where it was made and save it as .xlsx or .csv."
    ),
    "seems_to_be": say(
        "{file} is no table that can be read: it seems to be {what}. Open it where it was made and save it as .xlsx or"
        " .csv."
    ),
    "not_a_workbook": say("{file} is a ZIP archive, but no Excel workbook. Ask for an .xlsx, .csv or .parquet file."),
    "damaged_workbook": say("{file} is a damaged workbook ({why}). Open it in Excel, save it anew and send that."),
    "too_many_pieces": say("{file} consists of {pieces} parts, and {most} are allowed. Ask for a plain workbook."),
    "too_many_rows": say("{file} has {rows} rows, and {most} are allowed. Ask for it as Parquet, or in parts."),
    "too_many_faulty": say(
        "{file} has more than {most} faulty rows, so its good rows are not accepted alone. Send it back."
    ),
    "not_text": say("{file} is neither UTF-8 nor GBK text. Save it as CSV in UTF-8, or as .xlsx."),
    "damaged_text": say("{file} cannot be read as CSV: row {row} is broken ({why}). Save it anew."),
    "no_heading": say(
        "No row with the names of columns was found among the first {rows} rows of {file}."
        " One row must name them, such as: 指标, 地区, 时期, 数值. `jindu snapshot template` writes an empty table."
    ),
    "no_figures": say(
        "No figure was found in the columns {columns} of {file}. Fill them in, call the column of figures 数值, or make"
        " a profile."
    ),
    "no_heading_near": say(
        "No row with the names of columns was found among the first {rows} rows of {file}; nearest to one: {near}."
        " Name the columns in one row, or say in a profile what they are called."
    ),
    "not_parquet": say("{file} is not Parquet. Ask for a Parquet file."),
    "looks_like": say("{file} is not Parquet: it seems to be {what}. Ask for a Parquet file."),
    "encrypted": say("{file} is encrypted. Ask for it without encryption."),
    "truncated": say("{file} is cut short: it begins as Parquet and has no end. Copy or ask for it again."),
    "footer_too_long": say(
        "The description in {file} is {megabytes} MB long, and {most_megabytes} MB are allowed. Ask for a plain table."
    ),
    "damaged_footer": say("{file} is damaged: the description at its end cannot be read. Ask for it again."),
    "column_name_not_utf8": say("A column name in {file} is not UTF-8. Ask for it in UTF-8."),
    "no_columns": say("{file} holds no columns. Ask for a table of readings or entries."),
    "no_rows": say("{file} holds no rows. Ask for the figures."),
    "too_many_columns": say("{file} has {columns} columns, and {most} are allowed. Ask for one row a reading."),
    "too_many_row_groups": say(
        "{file} is cut into {groups} pieces, and {most} are allowed. Ask for it written in larger row groups."
    ),
    "impossible_rows": say(
        "{file} declares {rows} rows in {bytes} bytes, which cannot be a table of readings. Ask for it again."
    ),
    "rows_disagree": say(
        "{file} is damaged: it declares {declared:row|rows} and holds {counted}. Ask for it again."
    ),
    "unpacks_too_large": say(
        "{file} would unpack to {megabytes} MB, and {most_megabytes} MB are allowed."
        " Ask for it in smaller row groups or parts."
    ),
    "too_many_parts": say(
        "{file} would be split into {parts} snapshots, and {most} are allowed. Check the column that splits it."
    ),
    "too_many_values": say(
        "Column {column} of {file} holds more than {most} different values. Check what stands in it."
    ),
    "too_much_memory": say(
        "{file} asks for more memory than the inspection may use. Ask for it in parts, or as CSV or Parquet."
    ),
    "too_much_time": say("The inspection of {file} took too long and was ended. Ask for it again."),
    "silent": say(
        "The inspection of {file} gave no sign for {seconds} seconds and was ended. Ask for the file again."
    ),
    "damaged_page": say("{file} is damaged: its rows cannot be read ({why}). Copy or ask for it again."),
    _BROKE: say("The inspection of {file} broke off, so the file is not to be trusted. Ask for it again."),
}  # fmt: skip


_TOLD: Mapping[str, Sentence] = {
    "read_sheet": say("Read from sheet {sheet}; the names of the columns stand in row {row}."),
    "sheets_aside": say("Sheets left aside: {sheets}."),
    "read_as_gbk": say("The file is in GBK; it was read as such."),
    "period_of_title": say("The period {period} was taken from the title."),
    "period_of_name": say("The period {period} was taken from the name of the file: check it."),
    "unit_of_table": say("Figures without a unit of their own are taken as {unit}."),
    "figures_each": say("Every figure became a reading of its own: {columns}."),
    "county_figures": say("The table names no places: its figures are taken as the county's."),
    "remarks_aside": say("Remarks below the table left aside: {count:row|rows}."),
    "cells_aside": say("Cells without a figure left aside: {count}."),
}


def told(one: Mapping[str, Any]) -> Sentence | None:
    """Return what was made of a sheet, as a sentence."""
    wording = _TOLD.get(str(one.get("rule")))
    return worded(wording, {name: _said(value) for name, value in one.items()}) if wording else None


def shown(value: object) -> str:
    """Return something out of a file as it may be shown, short and without what cannot be seen."""
    return safe_text(str(value), 80)


def refusal(told: Mapping[str, Any], path: Path) -> Refused:
    """Return the refusal for a rule that a file broke and what there is to say of it."""
    rule = str(told.get("rule"))
    if rule not in _REFUSALS:
        rule = _BROKE
    values = {name: _said(value) for name, value in told.items()}
    values |= {"megabytes": _megabytes(told.get("bytes")), "most_megabytes": _megabytes(told.get("most"))}
    values["file"] = shown(path.name)
    wording = _REFUSALS[rule]
    if rule == "not_parquet" and told.get("looks_like") in _LOOKS:
        values["what"], wording = _LOOKS[told["looks_like"]], _REFUSALS["looks_like"]
    if rule == "not_a_table" and told.get("looks_like") in _LOOKS:
        values["what"], wording = _LOOKS[told["looks_like"]], _REFUSALS["seems_to_be"]
    if rule == "no_heading" and told.get("near"):
        wording = _REFUSALS["no_heading_near"]
    sentence = worded(wording, values)
    return Refused(sentence, [Fault(rule, sentence, value=shown(told.get("why") or told.get("code") or ""))])


def worded(wording: Sentence, values: Mapping[str, object]) -> Sentence:
    """Return a sentence with the values for its places; a place that nothing fills shows a dash."""
    return Sentence(wording.text, tuple((place, values.get(place, "-")) for place in sorted(wording.places)))


def _said(value: object) -> object:
    return value if isinstance(value, int | float) else shown(value)


def _megabytes(value: object) -> str:
    return f"{value / _MEGA:,.0f}" if isinstance(value, int) else "-"


def summary(error: Refused) -> str:
    """Return a refusal as the audit log keeps it: its sentence and the rules that were broken, each with its count."""
    rules = ", ".join(f"{fault.rule} {fault.count}" for fault in error.faults)
    return f"{error.sentence} [{rules}]" if rules else str(error.sentence)


def require_not_withdrawn(path: Path, withdrawn: list[dict[str, Any]]) -> None:
    """Refuse a file that was loaded and withdrawn, and say how to let it count again."""
    if not withdrawn:
        return
    numbers = ", ".join(str(row["snapshot_id"]) for row in withdrawn)
    sentence = say(
        "{file} was loaded before, as snapshot {snapshot}, and withdrawn ({reason}). To let it count again:"
        " jindu reinstate {first} --reason TEXT.",
        file=shown(path.name), snapshot=numbers, reason=shown(withdrawn[0]["withdrawn_reason"] or "-"),
        first=withdrawn[0]["snapshot_id"],
    )  # fmt: skip
    raise Refused(sentence, [Fault("withdrawn", sentence, file=path.name)])
