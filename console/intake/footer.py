"""The first look at a handed-in file: what its footer or its heading declares, before any page of it is read."""

import os
from collections.abc import Mapping
from typing import Any, BinaryIO

import pyarrow as pa

from console.intake import parquet
from console.intake.contract import COLUMNS, DAY, IGNORED, NUMBER, PERIOD, TEXT, Column, form_of
from console.intake.distinct import is_text
from console.intake.opened import Opened, Unreadable, looks_like, open_again
from console.intake.tally import Tally


def open_file(path: str, identity: tuple[int, ...], asked: Mapping[str, Any], tally: Tally) -> Opened:
    """Open a file and check everything that its footer says; faults of single columns are counted.

    Raises Unreadable when the file as a whole cannot be taken.
    """
    handle = open_again(path, identity)
    if not path.endswith(".parquet") and (opened := _sheet(handle, path, asked, tally)):
        return opened
    size = os.fstat(handle.fileno()).st_size
    parquet.check_ends(handle, size)
    metadata = parquet.metadata(handle)
    parquet.check_counts(metadata, size)
    names = parquet.paths(metadata)
    types = parquet.types(handle, metadata)
    renamed: dict[str, str] = dict(asked["columns"])
    form = asked["form"] or form_of({*_contract_names(types, renamed)})
    found, extra = _check_columns(form, types, renamed, asked, tally)
    split = asked["split"]
    if split and split not in types:
        tally.add("missing_column", split, near=list(types)[:50])
        split = None
    wanted = {*found.values(), *([split] if split else [])}
    unpacked = parquet.check_chunks(metadata, {at for at, name in enumerate(names) if name in wanted}, size)
    file = parquet.reader(handle, [name for name in wanted if _reads_as_dictionary(types[name][0])])
    return Opened(file, handle, form, metadata.num_rows, unpacked, found, split, extra, columns=list(types)[:500])


def _sheet(handle: BinaryIO, path: str, asked: Mapping[str, Any], tally: Tally) -> Opened | None:
    """Open a CSV file or a workbook by what its first bytes are; None for everything else."""
    head = handle.read(64)
    handle.seek(0)
    if not head:
        raise Unreadable("empty_file")
    if head[:4] in (b"PAR1", b"PARE") or path.endswith(".pq"):
        return None
    looks = looks_like(head)
    name = os.path.basename(path)
    if looks == "zip":
        from console.intake.sheets.door import open_workbook

        return open_workbook(handle, name, asked, tally)
    if looks == "text" or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        from console.intake.sheets.door import open_text

        return open_text(handle, name, asked, tally)
    raise Unreadable("not_a_table", looks_like=looks)


def _contract_names(types: Mapping[str, object], renamed: Mapping[str, str]) -> set[str]:
    own = {name: column for column, name in renamed.items()}
    return {own.get(name, name) for name in types}


def _check_columns(
    form: str,
    types: Mapping[str, list[pa.DataType]],
    renamed: Mapping[str, str],
    asked: Mapping[str, Any],
    tally: Tally,
) -> tuple[dict[str, str], list[str]]:
    """Return the file's name of every column of the contract that can be read, and the columns nobody asked for."""
    found: dict[str, str] = {}
    for column in COLUMNS[form]:
        name = renamed.get(column.name, column.name)
        if name not in types:
            if column.name in renamed or (column.required and column.name not in asked["constants"]):
                tally.add("missing_column", name, near=list(types)[:50], means=column.name)
        elif len(types[name]) > 1:
            tally.add("duplicate_column", name)
        elif not _holds(types[name][0], column):
            tally.add("wrong_type", name, value=str(types[name][0])[:100], holds=column.holds)
        else:
            found[column.name] = name
    known = {*found.values(), *(renamed.get(column.name, column.name) for column in COLUMNS[form])}
    return found, [name for name in types if name not in known and name not in (*IGNORED, asked["split"])]


def _values_of(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _reads_as_dictionary(kind: pa.DataType) -> bool:
    return is_text(_values_of(kind))


def _holds(kind: pa.DataType, column: Column) -> bool:
    """Tell whether a column of this type can hold what the contract asks for."""
    own = _values_of(kind)
    dated = pa.types.is_date(own) or pa.types.is_timestamp(own)
    if column.holds == NUMBER:
        number = pa.types.is_floating(own) or pa.types.is_integer(own) or pa.types.is_decimal(own)
        return bool(number and own == kind)
    if column.holds == DAY:
        return bool(is_text(own) or dated)
    if column.holds == PERIOD:
        return bool(is_text(own) or dated or pa.types.is_integer(own))
    return bool(column.holds == TEXT and (is_text(own) or pa.types.is_integer(own)))
