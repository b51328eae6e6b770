"""The first look at a handed-in file: what its footer declares, before any page of it is read."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from console.intake.contract import COLUMNS, DAY, IGNORED, NUMBER, PERIOD, TEXT, Column, form_of
from console.intake.distinct import is_text
from console.intake.limits import LIMITS, identity_of
from console.intake.tally import Tally

PARQUET = "parquet"


class Unreadable(Exception):
    """A file that is refused as a whole: the rule it broke and what there is to say of it."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


@dataclass(slots=True)
class Opened:
    """A file whose footer passed."""

    file: Any
    handle: BinaryIO
    form: str
    rows: int
    unpacked: int
    found: dict[str, str]
    """The file's own name of each column of the contract that it has and that holds what it must."""
    split: str | None
    extra: list[str] = field(default_factory=list)
    door: str = PARQUET
    """parquet, or sheet for CSV files and workbooks"""
    shown: dict[str, str] = field(default_factory=dict)
    """What each column is called in the file, where that is not how it is read."""
    columns: list[str] = field(default_factory=list)
    """What all columns of the file are called."""
    told: list[dict[str, object]] = field(default_factory=list)
    """What was made of the file, for the operator to know."""

    def own_names(self) -> dict[str, str]:
        """Return what each column that was found is called in the file."""
        return self.shown or self.found


def open_file(path: str, identity: tuple[int, ...], asked: Mapping[str, Any], tally: Tally) -> Opened:
    """Open a file and check everything that its footer says; faults of single columns are counted.

    Raises Unreadable when the file as a whole cannot be taken.
    """
    handle = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: SIM115
    check_same(handle, identity)
    if not path.endswith(".parquet") and (opened := _sheet(handle, path, asked, tally)):
        return opened
    size = os.fstat(handle.fileno()).st_size
    _check_ends(handle, size)
    metadata = _metadata(handle)
    _check_counts(metadata, size)
    names = _paths(metadata)
    types = _types(handle, metadata)
    renamed: dict[str, str] = dict(asked["columns"])
    form = asked["form"] or form_of({*_contract_names(types, renamed)})
    found, extra = _check_columns(form, types, renamed, asked, tally)
    split = asked["split"]
    if split and split not in types:
        tally.add("missing_column", split, near=list(types)[:50])
        split = None
    wanted = {*found.values(), *([split] if split else [])}
    unpacked = _check_chunks(metadata, {at for at, name in enumerate(names) if name in wanted}, size)
    file = _reader(handle, [name for name in wanted if _reads_as_dictionary(types[name][0])])
    return Opened(file, handle, form, metadata.num_rows, unpacked, found, split, extra, columns=list(types)[:500])


def _sheet(handle: BinaryIO, path: str, asked: Mapping[str, Any], tally: Tally) -> Opened | None:
    """Open a CSV file or a workbook by what its first bytes are; None for everything else."""
    head = handle.read(64)
    handle.seek(0)
    if not head:
        raise Unreadable("empty_file")
    if head[:4] in (b"PAR1", b"PARE") or path.endswith(".pq"):
        return None
    looks = _looks_like(head)
    name = os.path.basename(path)
    if looks == "zip":
        from console.intake.sheets.door import open_workbook

        return open_workbook(handle, name, asked, tally)
    if looks == "text" or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        from console.intake.sheets.door import open_text

        return open_text(handle, name, asked, tally)
    raise Unreadable("not_a_table", looks_like=looks)


def check_same(handle: BinaryIO, identity: tuple[int, ...]) -> None:
    """Refuse a file that is not the one whose bytes were counted."""
    now = os.fstat(handle.fileno())
    if not stat.S_ISREG(now.st_mode) or identity_of(now) != identity:
        raise Unreadable("changed")


_BEGINNINGS = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3", "sqlite"),
    (b"ARROW1", "arrow"),
    (b"{", "json"),
    (b"[", "json"),
)


def _looks_like(head: bytes) -> str:
    for beginning, what in _BEGINNINGS:
        if head.startswith(beginning):
            return what
    if head.lstrip()[:1] == b"<":
        return "web"
    text = bool(head) and not any(byte < 9 for byte in head)
    return "text" if text else ""


def _check_ends(handle: BinaryIO, size: int) -> None:
    if size == 0:
        raise Unreadable("empty_file")
    if size > LIMITS.bytes:
        raise Unreadable("too_large", bytes=size, most=LIMITS.bytes)
    head = handle.read(64)
    handle.seek(max(0, size - 8))
    tail = handle.read(8)
    if head[:4] == b"PARE" or tail[4:] == b"PARE":
        raise Unreadable("encrypted")
    if head[:4] != b"PAR1":
        raise Unreadable("not_parquet", looks_like=_looks_like(head))
    if tail[4:] != b"PAR1" or size < 12:
        raise Unreadable("truncated")
    footer = int.from_bytes(tail[:4], "little")
    if footer > size - 12:
        raise Unreadable("damaged_footer", why="")
    if footer > LIMITS.footer_bytes:
        raise Unreadable("footer_too_long", bytes=footer, most=LIMITS.footer_bytes)


def _reader(handle: BinaryIO, as_dictionary: list[str], metadata: Any = None) -> Any:
    handle.seek(0)
    return pq.ParquetFile(
        handle, metadata=metadata, read_dictionary=as_dictionary, page_checksum_verification=True,
        thrift_string_size_limit=LIMITS.footer_bytes, thrift_container_size_limit=LIMITS.chunks,
    )  # fmt: skip


def _metadata(handle: BinaryIO) -> Any:
    try:
        return _reader(handle, []).metadata
    except MemoryError:
        raise
    except UnicodeDecodeError:
        raise Unreadable("column_name_not_utf8") from None
    except Exception as error:
        if "ncrypt" in str(error):
            raise Unreadable("encrypted") from None
        raise Unreadable("damaged_footer", why=str(error)) from None


def _paths(metadata: Any) -> list[str]:
    try:
        return [metadata.schema.column(at).path for at in range(metadata.num_columns)]
    except UnicodeDecodeError:
        raise Unreadable("column_name_not_utf8") from None


def _check_counts(metadata: Any, size: int) -> None:
    if metadata.num_columns == 0:
        raise Unreadable("no_columns")
    if metadata.num_columns > LIMITS.columns:
        raise Unreadable("too_many_columns", columns=metadata.num_columns, most=LIMITS.columns)
    if (
        metadata.num_row_groups > LIMITS.row_groups
        or metadata.num_row_groups * metadata.num_columns > LIMITS.chunks
    ):  # fmt: skip
        raise Unreadable("too_many_row_groups", groups=metadata.num_row_groups, most=LIMITS.row_groups)
    rows = metadata.num_rows
    if rows == 0:
        raise Unreadable("no_rows")
    if rows < 0 or rows > max(LIMITS.free_rows, min(LIMITS.rows, size * LIMITS.rows_per_byte)):
        raise Unreadable("impossible_rows", rows=rows, bytes=size)
    in_groups = [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)]
    if sum(in_groups) != rows or min(in_groups, default=0) < 0:
        raise Unreadable("rows_disagree", declared=rows, counted=sum(in_groups))


def _check_chunks(metadata: Any, columns: set[int], size: int) -> int:
    """Check the parts that will be read against the bytes that there are; return what they unpack to."""
    packed = unpacked = 0
    for at in range(metadata.num_row_groups):
        group = metadata.row_group(at)
        for column in columns:
            chunk = group.column(column)
            if not _possible(chunk, group.num_rows, size):
                raise Unreadable("damaged_footer", why="a column lies outside the file")
            if chunk.total_uncompressed_size > LIMITS.chunk_bytes:
                raise Unreadable("unpacks_too_large", bytes=chunk.total_uncompressed_size, most=LIMITS.chunk_bytes)
            packed += chunk.total_compressed_size
            unpacked += chunk.total_uncompressed_size
    if packed > size:
        raise Unreadable("damaged_footer", why="columns lie over each other")
    if unpacked > LIMITS.unpacked_bytes:
        raise Unreadable("unpacks_too_large", bytes=unpacked, most=LIMITS.unpacked_bytes)
    return unpacked


def _possible(chunk: Any, rows: int, size: int) -> bool:
    """Tell whether one column of one row group can lie where the footer says."""
    begins = chunk.dictionary_page_offset if chunk.has_dictionary_page else chunk.data_page_offset
    if begins is None or begins < 4 or chunk.total_compressed_size < 0 or chunk.total_uncompressed_size < 0:
        return False
    return bool(chunk.num_values == rows and begins + chunk.total_compressed_size <= size)


def _types(handle: BinaryIO, metadata: Any) -> dict[str, list[pa.DataType]]:
    """Return the types under each column name; a name that is there twice has two."""
    try:
        schema = _reader(handle, []).schema_arrow
        types: dict[str, list[pa.DataType]] = {}
        for at in range(len(schema)):
            types.setdefault(schema.field(at).name, []).append(schema.field(at).type)
    except MemoryError:
        raise
    except UnicodeDecodeError:
        raise Unreadable("column_name_not_utf8") from None
    except Exception as error:
        raise Unreadable("damaged_footer", why=str(error)) from None
    return types


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
