"""How much a handed-in file may ask of the machine before it is refused."""

import os
from dataclasses import dataclass

MEGA = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps that are checked before the first page of a file is read, and those that the system enforces."""

    bytes: int = 16 * 1024 * MEGA
    footer_bytes: int = 16 * MEGA
    columns: int = 500
    row_groups: int = 20_000
    chunks: int = 200_000
    """Row groups times columns."""
    rows: int = 200_000_000
    free_rows: int = 2_000_000
    """Rows that a file may always declare; above them it needs bytes for them."""
    rows_per_byte: int = 20
    unpacked_bytes: int = 32 * 1024 * MEGA
    chunk_bytes: int = 512 * MEGA
    """What one column of one row group may unpack to."""
    distinct: int = 2_000_000
    """Different values of one column, and different series."""
    parts: int = 1000
    """Snapshots that one file may be split into."""
    memory: int = 4096 * MEGA
    """Address space of the inspection, most of which is never touched."""
    data: int = 300 * MEGA
    """What the inspection may really fill: with the writer's share the whole intake stays under 700 MB."""
    processor_seconds: int = 60
    rows_per_processor_second: int = 200_000
    start_seconds: float = 60.0
    """How long the inspection may take to start; that is the machine's time and not the file's."""
    silent_seconds: float = 9.0
    """How long it may then say nothing while it is waited for."""
    open_files: int = 32
    quarantined: int = 1000
    """Faulty rows that a file may be loaded without."""
    text_bytes: int = 512 * MEGA
    """What a CSV file may have."""
    text_rows: int = 6_000_000
    workbook_bytes: int = 64 * MEGA
    workbook_unpacked: int = 384 * MEGA
    """What all parts of a workbook may unpack to."""
    workbook_parts: int = 2000
    workbook_rows: int = 1_048_576


LIMITS = Limits()
BATCH = 262_144
"""Rows that are checked and handed on at a time."""


def identity_of(status: os.stat_result) -> tuple[int, ...]:
    """Return what tells one state of one file from every other."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
