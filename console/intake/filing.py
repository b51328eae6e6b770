"""Filing away what an inbox has dealt with: nothing is ever overwritten, and what is wrong lies beside the file."""

import csv
import json
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from console.formats import safe_text
from console.intake.loaded import Loaded

LOADED, REFUSED = "loaded", "refused"
"""The folders inside an inbox."""


def file_away(file: Path, folder: Path, name: str = "", faults: Loaded | None = None) -> Path:
    """Move a file into a folder under a name that nothing there has, and return where it lies then.

    What is wrong with it lies beside it before it leaves its old place.
    """
    folder.mkdir(exist_ok=True)
    for candidate in _free_names(Path(name or file.name)):
        kept = folder / candidate
        try:
            # A link, unlike a rename, replaces nothing that is there.
            os.link(file, kept, follow_symlinks=False)
        except FileExistsError:
            continue
        except OSError:
            if os.path.lexists(kept):
                continue
            os.rename(file, kept)
        if faults:
            write_faults(kept, faults)
        file.unlink(missing_ok=True)
        return kept
    raise AssertionError


def _free_names(name: Path) -> Iterator[str]:
    yield name.name
    for number in count(2):
        yield f"{name.stem}-{number}{name.suffix}"


def write_faults(file: Path, loaded: Loaded) -> None:
    """Write beside a refused file what is wrong with it: as JSON for programs, as CSV for whoever has to mend it."""
    told = json.dumps(loaded.as_json(), ensure_ascii=False, indent=1)
    _write(file.with_name(file.name + ".faults.json"), told + "\n", "utf-8")
    with file.with_name(file.name + ".faults.csv").open("w", encoding="utf-8-sig", newline="") as report:
        rows = csv.writer(report)
        rows.writerow(("规则 rule", "列 column", "行 rows", "值 value", "次数 count", "说明", "what is wrong"))
        for fault in loaded.faults:
            rows.writerow(
                (
                    fault.rule, _cell(fault.column), " ".join(map(str, fault.rows)), _cell(fault.value), fault.count,
                    _cell(fault.message.said_in("zh")), _cell(fault.message.said_in("en")),
                )
            )  # fmt: skip


def _cell(value: str) -> str:
    """Return text as a cell that a spreadsheet takes for text and not for a formula."""
    text = safe_text(value, 2000)
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t")) else text


def _write(file: Path, text: str, encoding: str) -> None:
    file.write_text(text, encoding=encoding)
