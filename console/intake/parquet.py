"""What the footer of a Parquet file declares, held against its bytes before any page of it is read."""

from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from console.intake.limits import LIMITS
from console.intake.opened import Unreadable, looks_like


def check_ends(handle: BinaryIO, size: int) -> None:
    """Refuse what does not begin and end as a Parquet file, or ends in an impossible footer."""
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
        raise Unreadable("not_parquet", looks_like=looks_like(head))
    if tail[4:] != b"PAR1" or size < 12:
        raise Unreadable("truncated")
    footer = int.from_bytes(tail[:4], "little")
    if footer > size - 12:
        raise Unreadable("damaged_footer", why="")
    if footer > LIMITS.footer_bytes:
        raise Unreadable("footer_too_long", bytes=footer, most=LIMITS.footer_bytes)


def reader(handle: BinaryIO, as_dictionary: list[str], metadata: Any = None) -> Any:
    """Return a reader that proves the sum of every page and takes no oversized footer."""
    handle.seek(0)
    return pq.ParquetFile(
        handle, metadata=metadata, read_dictionary=as_dictionary, page_checksum_verification=True,
        thrift_string_size_limit=LIMITS.footer_bytes, thrift_container_size_limit=LIMITS.chunks,
    )  # fmt: skip


def metadata(handle: BinaryIO) -> Any:
    """Return what the footer says; refuses one that cannot be read."""
    try:
        return reader(handle, []).metadata
    except MemoryError:
        raise
    except UnicodeDecodeError:
        raise Unreadable("column_name_not_utf8") from None
    except Exception as error:  # a damaged footer is told in many ways by Arrow and by Python
        if "ncrypt" in str(error):
            raise Unreadable("encrypted") from None
        raise Unreadable("damaged_footer", why=str(error)) from None


def paths(metadata: Any) -> list[str]:
    """Return the path of every leaf column."""
    try:
        return [metadata.schema.column(at).path for at in range(metadata.num_columns)]
    except UnicodeDecodeError:
        raise Unreadable("column_name_not_utf8") from None


def check_counts(metadata: Any, size: int) -> None:
    """Refuse impossible numbers of columns, row groups and rows."""
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


def check_chunks(metadata: Any, columns: set[int], size: int) -> int:
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


def types(handle: BinaryIO, metadata: Any) -> dict[str, list[pa.DataType]]:
    """Return the types under each column name; a name that is there twice has two."""
    try:
        schema = reader(handle, []).schema_arrow
        types: dict[str, list[pa.DataType]] = {}
        for at in range(len(schema)):
            types.setdefault(schema.field(at).name, []).append(schema.field(at).type)
    except MemoryError:
        raise
    except UnicodeDecodeError:
        raise Unreadable("column_name_not_utf8") from None
    except Exception as error:  # a damaged footer is told in many ways by Arrow and by Python
        raise Unreadable("damaged_footer", why=str(error)) from None
    return types
