"""Excel workbooks: caps before anything is parsed, then the rows of a sheet with percentages as people read them."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree import ElementTree

from console.intake.limits import LIMITS
from console.intake.opened import Unreadable

_PIECE = 1 << 20
_SMALL = 8 << 20
_SPACE = re.compile(r"\{[^}]*\}")
_WIDE = re.compile(rb'<c r="[A-Z]{3}[0-9]')
_ROW = re.compile(rb'<(?:x:)?row [^>]*?r="(\d{1,7})"')


class Workbook:
    """The parts of a workbook, once its caps are kept."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        if size > LIMITS.workbook_bytes:
            raise Unreadable("too_large", bytes=size, most=LIMITS.workbook_bytes)
        self._handle = handle
        try:
            self._archive = zipfile.ZipFile(handle)
            self.unpacked = self._require_caps()
            percent = _percent_styles(self._small("xl/styles.xml"))
            self._parts = self._sheet_parts()
        except (Unreadable, MemoryError):
            raise
        except Exception as error:  # a damaged workbook is told in many ways by the libraries that read it
            raise Unreadable("damaged_workbook", why=str(error)) from None
        self._percent = re.compile(
            rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: [a-z]+="[^"]*")*? s="(?:' + b"|".join(percent) + rb')"[ />]'
        ) if percent else None  # fmt: skip
        self._book = self._opened()

    @property
    def names(self) -> list[str]:
        """Names of the visible sheets, in their order."""
        return [
            sheet.name for sheet in self._book.sheets_metadata
            if "Visible" in str(sheet.visible) and "WorkSheet" in str(sheet.typ)
        ]  # fmt: skip

    def sheet(self, name: str) -> "WorkbookSheet":
        """Read one sheet."""
        try:
            shares, rows = self._look_through(self._parts.get(name, ""))
            found = self._book.get_sheet_by_name(name)
        except Unreadable:
            raise
        except MemoryError:
            raise
        # A panic of the reader is not even an Exception.
        except BaseException as error:
            raise Unreadable("damaged_workbook", why=f"{type(error).__name__}: {error}"[:200]) from None
        return WorkbookSheet(name, found, shares, rows, self.unpacked)

    def _opened(self) -> Any:
        from python_calamine import CalamineWorkbook, PasswordError

        self._handle.seek(0)
        try:
            return CalamineWorkbook.from_filelike(self._handle)
        except PasswordError:
            raise Unreadable("encrypted") from None
        except MemoryError:
            raise
        except BaseException as error:
            raise Unreadable("damaged_workbook", why=f"{type(error).__name__}: {error}"[:200]) from None

    def _require_caps(self) -> int:
        """Check what the archive declares, and return what it unpacks to."""
        found = self._archive.infolist()
        if len(found) > LIMITS.workbook_parts:
            raise Unreadable("too_many_pieces", pieces=len(found), most=LIMITS.workbook_parts)
        names = [part.filename for part in found]
        if "xl/workbook.xml" not in names:
            raise Unreadable("not_a_workbook")
        if len(set(names)) != len(names):
            raise Unreadable("damaged_workbook", why="a part is there twice")
        if any(part.flag_bits & 1 for part in found):
            raise Unreadable("encrypted")
        unpacked = sum(part.file_size for part in found)
        if unpacked > LIMITS.workbook_unpacked:
            raise Unreadable("unpacks_too_large", bytes=unpacked, most=LIMITS.workbook_unpacked)
        self._require_honest(found)
        return unpacked

    def _require_honest(self, found: list[zipfile.ZipInfo]) -> None:
        """Unpack what is XML once and throw it away, so that no part is larger than it declares or damaged."""
        for part in found:
            if part.filename == "xl/sharedStrings.xml":
                with self._archive.open(part) as opened:
                    while piece := opened.read(_PIECE):
                        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                            raise Unreadable("damaged_workbook", why="it declares entities")

    def _small(self, name: str) -> bytes:
        """Return a part that is small in every honest workbook; nothing when there is none."""
        try:
            part = self._archive.getinfo(name)
        except KeyError:
            return b""
        if part.file_size > _SMALL:
            raise Unreadable("damaged_workbook", why=f"{name} is too long")
        found = self._archive.read(part)
        if b"<!DOCTYPE" in found or b"<!ENTITY" in found:
            raise Unreadable("damaged_workbook", why="it declares entities")
        return found

    def _sheet_parts(self) -> dict[str, str]:
        """Return in which part of the archive each sheet stands."""
        targets = {one.get("Id"): one.get("Target", "") for one in _elements(self._small("xl/_rels/workbook.xml.rels"))}
        parts = {}
        for one in _elements(self._small("xl/workbook.xml")):
            if _SPACE.sub("", one.tag) == "sheet":
                target = targets.get(next((value for key, value in one.items() if key.endswith("}id")), ""), "")
                parts[one.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return parts

    def _look_through(self, part: str) -> tuple[dict[int, set[int]], int]:
        """Return the cells shown as percentages, by row, and the last row; refuses a sheet that is too wide."""
        if not part or part not in self._archive.namelist():
            raise Unreadable("damaged_workbook", why="a sheet is missing")
        shares: dict[int, set[int]] = {}
        rows, rest = 0, b""
        with self._archive.open(part) as opened:
            while piece := opened.read(_PIECE):
                text = rest + piece
                if _WIDE.search(text):
                    raise Unreadable("too_many_columns", columns=703, most=LIMITS.columns)
                for found in self._percent.finditer(text) if self._percent else ():
                    shares.setdefault(int(found[2]), set()).add(_column(found[1]))
                for at in (text.rfind(b"<row "), text.rfind(b"<x:row ")):
                    if at >= 0 and (row := _ROW.match(text, at)):
                        rows = max(rows, int(row[1]))
                rest = text[-512:]
        if rows > LIMITS.workbook_rows:
            raise Unreadable("too_many_rows", rows=rows, most=LIMITS.workbook_rows)
        return shares, rows


class WorkbookSheet:
    """One sheet; its rows can be read more than once."""

    def __init__(self, name: str, sheet: Any, shares: dict[int, set[int]], rows: int, unpacked: int) -> None:
        self.name = name
        self.others: tuple[str, ...] = ()
        self.unpacked = unpacked
        self.most_rows = rows or int(sheet.total_height)
        self._sheet = sheet
        self._shares = shares

    def rows(self) -> Iterator[list[object]]:
        """Yield every row from the first on, the blank ones too."""
        if self._sheet.start is None:
            return
        above, left = self._sheet.start
        yield from ([] for _ in range(above))
        for number, row in enumerate(self._sheet.iter_rows(), above + 1):
            yield [*([""] * left), *self._with_percentages(number, row, left)]

    def _with_percentages(self, number: int, row: list[Any], left: int) -> list[object]:
        for column in self._shares.get(number, ()):
            if 0 <= (at := column - left) < len(row) and isinstance(row[at], float):
                row[at] = round(row[at] * 100, 10)
        return row


def _elements(xml: bytes) -> Iterator[ElementTree.Element]:
    if xml:
        yield from ElementTree.fromstring(xml).iter()


def _percent_styles(xml: bytes) -> list[bytes]:
    """Return the numbers of the cell styles that show a share as a percentage."""
    formats, styles, within = {"9", "10"}, [], False
    for one in _elements(xml):
        tag = _SPACE.sub("", one.tag)
        if tag == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", one.get("formatCode", "")):
            formats.add(one.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyles", "cellStyleXfs"):
            within = tag == "cellXfs"
        elif tag == "xf" and within:
            styles.append(one.get("numFmtId", ""))
    return [str(at).encode() for at, kind in enumerate(styles) if kind in formats]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
