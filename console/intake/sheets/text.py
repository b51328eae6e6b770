"""CSV files: their encoding, their delimiter and their rows of text."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from console.intake.limits import LIMITS
from console.intake.opened import Unreadable

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ",\t;|"
_PIECE = 1 << 20
_SAMPLE = 1 << 16


class TextSheet:
    """The one table of a CSV file; it can be read more than once."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        if size > LIMITS.text_bytes:
            raise Unreadable("too_large", bytes=size, most=LIMITS.text_bytes)
        self._handle = handle
        self.name = ""
        self.others: tuple[str, ...] = ()
        self.unpacked = size
        self.encoding, self.most_rows = _encoding(handle)
        self.delimiter = _delimiter(self._text().read(_SAMPLE))

    def rows(self) -> Iterator[list[object]]:
        """Yield every row, the blank ones too, so that the rows count as a spreadsheet counts them."""
        reader = csv.reader(self._text(), delimiter=self.delimiter)
        try:
            yield from reader
        except (csv.Error, UnicodeDecodeError) as error:
            raise Unreadable("damaged_text", row=reader.line_num + 1, why=str(error)) from None

    def _text(self) -> io.TextIOWrapper:
        self._handle.seek(0)
        # The wrapper must not close the handle, which is read again.
        return _Kept(self._handle, encoding=self.encoding, newline="")


class _Kept(io.TextIOWrapper):
    """Text over bytes that stay open."""

    def __del__(self) -> None:
        if not self.closed:
            self.detach()


def _encoding(handle: BinaryIO) -> tuple[str, int]:
    """Return the encoding that the whole file is in, and how many lines it has at most."""
    handle.seek(0)
    head = handle.read(4)
    for bom, name in _BOMS:
        if head.startswith(bom):
            if (lines := _lines(handle, name)) is None:
                raise Unreadable("not_text")
            return name, lines
    for name in ("utf-8", "gb18030"):
        if (lines := _lines(handle, name)) is not None:
            return name, lines
    raise Unreadable("not_text")


def _lines(handle: BinaryIO, name: str) -> int | None:
    """Count the lines of a file that is in an encoding throughout; None when it is not."""
    handle.seek(0)
    decoder, lines, returns, last = codecs.getincrementaldecoder(name)(), 0, 0, ""
    try:
        while piece := handle.read(_PIECE):
            text = decoder.decode(piece)
            if "\0" in text:
                return None
            lines, returns, last = lines + text.count("\n"), returns + text.count("\r"), text[-1:] or last
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    # Old Macs end lines with a return alone; a last line may have no end.
    lines = (lines or returns) + (last not in ("\n", "\r"))
    if lines > LIMITS.text_rows:
        raise Unreadable("too_many_rows", rows=lines, most=LIMITS.text_rows)
    return lines


def _delimiter(sample: str) -> str:
    """Return the delimiter that cuts most rows into most columns alike."""
    lines = [line for line in sample.splitlines()[:50] if line.strip()]
    best = (0, 0, ",")
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width) * (width > 1), width), default=1)
        if usual > 1:
            best = max(best, (widths.count(usual), usual, delimiter), key=lambda one: one[:2])
    return best[2]
