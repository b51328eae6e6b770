"""The first rows of a file as the inspection told them: its columns by their headings, and what stands above them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.intake import opening
from console.intake.inspection import Inspection
from console.intake.profile import Profile
from console.intake.refusals import refusal
from console.intake.sheets import words


@dataclass(frozen=True, slots=True)
class Seen:
    """One column as it stands in the file."""

    name: str
    cells: tuple[str, ...]
    figures: bool
    """Whether every cell that is filled is a number, and not text that looks like one."""

    @property
    def filled(self) -> list[str]:
        """Return the cells that hold something."""
        return [cell for cell in self.cells if cell]


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a file as they stand in it."""

    file: str
    door: str
    """parquet or sheet"""
    heading: int
    """The row of the heading in a sheet; 0 where there is none."""
    title: str
    """What stands above the table, and the name of its sheet."""
    total: int
    columns: tuple[Seen, ...]

    @property
    def year(self) -> str:
        """Return the year that the title or the name of the file tells."""
        return words.title_period(self.title)[1] or words.title_period(Path(self.file).stem)[1]

    @property
    def period(self) -> str:
        """Return the period that the title, else the name of the file, tells for the whole table."""
        return words.title_period(self.title)[0] or words.title_period(Path(self.file).stem)[0]


def sampled(path: Path) -> Sample:
    """Return the first rows of a file, read in a process of its own; raises Refused."""
    identity = opening.identity(path)
    with Inspection(path, identity, Profile().as_json(), sample=True) as inspection:
        told = inspection.footer()
    try:
        return _sample(path.name, told)
    except (KeyError, TypeError, ValueError, IndexError):
        # What the process says is believed no more than the file.
        raise refusal({"rule": "inspection_broke"}, path) from None


def _sample(file: str, told: Mapping[str, Any]) -> Sample:
    names, rows = [str(name) for name in told["names"]], told["rows"]
    columns = tuple(
        Seen(name, tuple(str(row[at]) for row in rows), bool(told["figures"][at])) for at, name in enumerate(names)
    )
    door = "parquet" if told["door"] == "parquet" else "sheet"
    return Sample(file, door, int(told["heading"]), str(told["title"]), int(told["total"]), columns)
