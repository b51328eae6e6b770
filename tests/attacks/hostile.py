"""Files that nobody should hand over: broken, lying, oversized or not Parquet at all."""

import gzip
import io
import os
import random
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from tests.handed_in import COLUMNS, readings, written
from tests.stores import COUNTY

ROWS = 1237
"""A number of rows whose spelling in a footer is not met by chance."""

Make = Callable[[Path], Any]


def months(path: Path, rows: int = ROWS, **options: Any) -> Path:
    """Write a sound file of so many readings, every page with its checksum."""
    table = pa.table(
        {
            "indicator": ["output"] * rows, "place": [COUNTY] * rows, "dimension": ["batch"] * rows,
            "member": [str(at // 600) for at in range(rows)],
            "period": [f"{1960 + at % 600 // 12}-{at % 12 + 1:02}" for at in range(rows)],
            "value": [float(at) for at in range(rows)],
        }
    )  # fmt: skip
    pq.write_table(table, path, **{"write_page_checksum": True, "row_group_size": 500, **options})
    return path


def varint(number: int) -> bytes:
    """Return a number as a footer spells it."""
    number = number * 2 if number >= 0 else -number * 2 - 1
    spelt = bytearray()
    while number > 127:
        spelt.append(number & 127 | 128)
        number >>= 7
    spelt.append(number)
    return bytes(spelt)


def with_footer(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a file with another footer, its length put right."""
    length = int.from_bytes(content[-8:-4], "little")
    body, footer = content[: -8 - length], change(content[-8 - length : -8])
    return body + footer + len(footer).to_bytes(4, "little") + b"PAR1"


def declaring(rows: int, *, everywhere: bool) -> Make:
    """Return a maker of a file that declares so many rows and holds others."""

    def make(path: Path) -> None:
        months(path, row_group_size=ROWS)
        times = -1 if everywhere else 1
        path.write_bytes(
            with_footer(path.read_bytes(), lambda footer: footer.replace(varint(ROWS), varint(rows), times))
        )

    return make


def _plain(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def _workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


def _arrow(path: Path) -> None:
    with pa.ipc.new_file(path, pa.schema([("value", pa.float64())])):
        pass


def _cut(share: float) -> Make:
    return lambda path: path.write_bytes((whole := months(path).read_bytes())[: int(len(whole) * share)])


def _flipped(path: Path) -> None:
    content = bytearray(months(path, compression="none", use_dictionary=False).read_bytes())
    # The first few are statistics, which nobody reads.
    at = content.index(b"batch", content.index(b"batch") + 500) + 2
    content[at] ^= 0x20
    path.write_bytes(content)


def _encrypted(path: Path) -> None:
    content = months(path).read_bytes()
    path.write_bytes(b"PARE" + content[4:-4] + b"PARE")


def _without_columns(path: Path) -> None:
    pq.write_table(pa.table({"a": [1, 2]}).select([]), path)


def _many_columns(path: Path) -> None:
    pq.write_table(pa.table({f"c{at}": [1.0] for at in range(3000)}), path)


def _pieces(path: Path) -> None:
    table = pa.table({"value": [1.0]})
    with pq.ParquetWriter(path, table.schema, write_statistics=False) as writer:
        for _ in range(20_500):
            writer.write_table(table)


def _deep(path: Path) -> None:
    kind: pa.DataType = pa.int8()
    for _ in range(90):
        kind = pa.list_(kind)
    pq.write_table(pa.table({**COLUMNS, "value": pa.nulls(3, kind)}), path)


def _run_length_bomb(path: Path) -> None:
    rows = 5_000_000
    same = {"indicator": "output", "place": COUNTY, "period": "2023-05", "value": 1.0}
    pq.write_table(pa.table({name: pa.repeat(pa.scalar(value), rows) for name, value in same.items()}), path)


def _text_bomb(path: Path) -> None:
    readings(path, place=[COUNTY, "x" * 30_000_000, COUNTY])


def _unpacking_to(size: int) -> Make:
    def make(path: Path) -> None:
        months(path, row_group_size=ROWS)
        column = pq.read_metadata(path).row_group(0).column(0)
        told = varint(column.total_uncompressed_size)
        path.write_bytes(with_footer(path.read_bytes(), lambda footer: footer.replace(told, varint(size))))

    return make


def _foreign_column_name(path: Path) -> None:
    content = written(path, {**COLUMNS, "zzzzzz": [1, 2, 3]}).read_bytes()
    path.write_bytes(content.replace(b"zzzzzz", b"\xff\xfe\xff\xfe\xff\xfe"))


def _extreme_times(unit: str) -> Make:
    def make(path: Path) -> None:
        times = pa.array([2**63 - 1, -(2**63), 0], pa.int64()).view(pa.timestamp(unit))
        pq.write_table(pa.table({**COLUMNS, "period": times}), path)

    return make


def _extreme_days(path: Path) -> None:
    written(path, {**COLUMNS, "period": pa.array([2**31 - 1, -(2**31), 0], pa.int32()).view(pa.date32())})


def _twice(path: Path) -> None:
    arrays = [pa.array(list(values)) for values in [*COLUMNS.values(), COLUMNS["place"]]]
    pq.write_table(pa.Table.from_arrays(arrays, names=[*COLUMNS, "place"]), path)


def _socket(path: Path) -> None:
    # The path of a socket must be short, so it is bound from within its folder.
    before = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(path.name)
    os.fchdir(before)
    os.close(before)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _gone(_path: Path) -> None:
    """Make no file at all."""


def _gzipped(path: Path) -> None:
    buffer = io.BytesIO()
    with gzip.open(buffer, "wb") as packed:
        packed.write(b"PAR1")
    path.write_bytes(buffer.getvalue())


KINDS: dict[str, tuple[str, Make]] = {
    "empty": ("empty_file", _plain(b"")),
    "one byte": ("not_parquet", _plain(b"P")),
    "only the magic": ("truncated", _plain(b"PAR1")),
    "the magic twice": ("truncated", _plain(b"PAR1PAR1")),
    "a footer longer than the file": ("damaged_footer", _plain(b"PAR1" + b"\xff\xff\xff\x7fPAR1")),
    "a footer of zeros": ("damaged_footer", _plain(b"PAR1" + bytes(100) + b"\x64\0\0\0PAR1")),
    "a footer of ones": ("damaged_footer", _plain(b"PAR1" + b"\xff" * 100 + b"\x64\0\0\0PAR1")),
    "csv": ("not_parquet", _plain("indicator,value\n产值,1\n".encode())),
    "html": ("not_parquet", _plain(b"<!DOCTYPE html><html><body>404</body></html>")),
    "json": ("not_parquet", _plain(b'{"indicator": "output"}')),
    "xlsx": ("not_parquet", _workbook),
    "xls": ("not_parquet", _plain(b"\xd0\xcf\x11\xe0" + bytes(508))),
    "gzip": ("not_parquet", _gzipped),
    "pdf": ("not_parquet", _plain(b"%PDF-1.7\n")),
    "sqlite": ("not_parquet", _plain(b"SQLite format 3\0" + bytes(84))),
    "arrow": ("not_parquet", _arrow),
    "noise": ("not_parquet", _plain(random.Random(1).randbytes(5000))),
    "cut in the middle": ("truncated", _cut(0.5)),
    "cut at the end": ("truncated", _cut(0.999)),
    "encrypted": ("encrypted", _encrypted),
    "no columns": ("no_columns", _without_columns),
    "no rows": ("no_rows", lambda path: readings(path, **{name: [] for name in COLUMNS})),
    "3000 columns": ("too_many_columns", _many_columns),
    "20,500 row groups": ("too_many_row_groups", _pieces),
    "2^62 rows declared": ("impossible_rows", declaring(2**62, everywhere=True)),
    "10^15 rows in the footer only": ("impossible_rows", declaring(10**15, everywhere=False)),
    "-1 rows": ("impossible_rows", declaring(-1, everywhere=True)),
    "two thousand million rows": ("impossible_rows", declaring(2 * 10**9, everywhere=True)),
    "fewer rows declared than held": ("rows_disagree", declaring(600, everywhere=False)),
    "a flipped bit in a page": ("damaged_page", _flipped),
    "run-length bomb": ("impossible_rows", _run_length_bomb),
    "a name of 30 MB": ("too_long", _text_bomb),
    "a column that unpacks to 2 GB": ("unpacks_too_large", _unpacking_to(2**31)),
    "lists ninety deep": ("", _deep),
    "a column name that is not UTF-8": ("column_name_not_utf8", _foreign_column_name),
    "a column twice": ("duplicate_column", _twice),
    "times at both ends in ms": ("", _extreme_times("ms")),
    "times at both ends in us": ("", _extreme_times("us")),
    "times at both ends in ns": ("bad_period", _extreme_times("ns")),
    "days at both ends": ("bad_period", _extreme_days),
    "terminal codes for a place": (
        "unreadable_text",
        lambda path: readings(path, place=[COUNTY, "\x1b]0;x\x07", COUNTY]),
    ),
    "a folder": ("refused", Path.mkdir),
    "a pipe": ("refused", os.mkfifo),
    "a socket": ("refused", _socket),
    "a device": ("refused", lambda path: path.symlink_to("/dev/zero")),
    "a link to itself": ("refused", _loop),
    "nothing": ("refused", _gone),
}
"""Each kind of file, with the rule that it must be found to break; several rules may fit where none is named."""


def mutants(seed: bytes, count: int) -> Iterator[bytes]:
    """Yield broken copies of a file, always the same: flips, cuts, zeros, repeats and numbers, mostly in the footer."""
    chance = random.Random(seed[:64])
    footer = len(seed) - 8 - int.from_bytes(seed[-8:-4], "little")
    for number in range(count):
        mutant = bytearray(seed)
        for _ in range(chance.choice((1, 1, 2, 8))):
            low = footer if number % 4 else 4
            at = chance.randrange(low, len(seed) - 8)
            _KINDS[number % len(_KINDS)](mutant, min(at, len(mutant) - 9), chance)
        yield bytes(mutant)


def _flip(mutant: bytearray, at: int, chance: random.Random) -> None:
    mutant[at] ^= 1 << chance.randrange(8)


def _replace(mutant: bytearray, at: int, chance: random.Random) -> None:
    mutant[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))


def _zero(mutant: bytearray, at: int, chance: random.Random) -> None:
    length = min(chance.randrange(1, 40), len(mutant) - 8 - at)
    mutant[at : at + length] = bytes(length)


def _grow(mutant: bytearray, at: int, chance: random.Random) -> None:
    mutant[at:at] = varint(chance.choice((2**31, 2**62, -1, 2**63 - 1)))
    _mend(mutant)


def _drop(mutant: bytearray, at: int, chance: random.Random) -> None:
    del mutant[at : min(at + chance.randrange(1, 12), len(mutant) - 8)]
    _mend(mutant)


def _repeat(mutant: bytearray, at: int, chance: random.Random) -> None:
    piece = bytes(mutant[at : min(at + chance.randrange(1, 64), len(mutant) - 8)])
    mutant[at:at] = piece * chance.randrange(1, 20)
    _mend(mutant)


def _mend(mutant: bytearray) -> None:
    """Let the length of the footer reach as far back as it can when it no longer fits."""
    length = int.from_bytes(mutant[-8:-4], "little")
    if length > len(mutant) - 12:
        mutant[-8:-4] = max(0, len(mutant) - 12).to_bytes(4, "little")


_KINDS = (_flip, _replace, _zero, _grow, _drop, _repeat, _flip)
