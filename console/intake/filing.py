"""Filing away what an inbox has dealt with: nothing is ever overwritten, and what is wrong lies beside the file."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from console.faults import Hindered, Refused
from console.intake.fault_report import write_fault_report
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
    """Write beside a refused file what is wrong with it: as JSON for programs, as Excel and CSV for its agency."""
    named = replace(loaded, file=file.name)
    told = json.dumps(named.as_json(), ensure_ascii=False, indent=1)
    file.with_name(file.name + "-faults.json").write_text(told + "\n", encoding="utf-8")
    try:
        write_fault_report(named, file.parent)
    except Refused as error:
        raise Hindered(error.sentence) from error
