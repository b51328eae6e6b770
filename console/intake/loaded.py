"""What became of a file that was handed over, and which files a folder holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from console.faults import Fault, Refused
from console.intake.refusals import shown
from console.language import Sentence, say

if TYPE_CHECKING:
    from console.intake.preview import Preview

TABLES = (".parquet", ".csv", ".xlsx", ".xlsm")
"""How the files of a folder end that can be loaded."""

LOADED = "loaded"
DUPLICATE = "duplicate"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file."""

    status: str
    """loaded, duplicate or refused"""
    file: str
    snapshots: tuple[int, ...] = ()
    """Numbers of the snapshots it became, in their order; of a duplicate, those that it is already."""
    rows: int = 0
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    generation: int | None = None
    """The generation that was published; None when nothing was."""
    registered: tuple[str, ...] = ()
    """Indicators that were new and were accepted."""
    new_series: int = 0
    dry_run: bool = False
    sentence: Sentence | None = None
    """Why it was refused."""
    preview: "Preview | None" = None
    """What it would change, after a dry run without faults."""
    quarantined: int = 0
    """Faulty rows that it was loaded without."""

    @property
    def snapshot(self) -> int | None:
        """Number of the last snapshot it became."""
        return self.snapshots[-1] if self.snapshots else None

    def as_json(self) -> dict[str, object]:
        """Return the object that `load --json` promises."""
        return {
            "status": self.status, "snapshot": self.snapshot, "rows": self.rows,
            "faults": [fault.as_json() for fault in self.faults], "snapshots": list(self.snapshots), "file": self.file,
            "generation": self.generation, "warnings": [str(warning) for warning in self.warnings],
            "registered": list(self.registered), "dry_run": self.dry_run,
            "message": str(self.sentence or self._headline()), "quarantined": self.quarantined,
            "preview": self.preview.as_json() if self.preview else None,
        }  # fmt: skip

    def as_sentences(self) -> list[Sentence]:
        """Return what a person is told: what happened, then every fault and every warning."""
        faults = [fault.message for fault in self.faults if fault.message != self.sentence]
        aside = say(
            "Faulty rows left out and put into quarantine: {count}. `jindu quarantine list` shows them.",
            count=self.quarantined,
        )
        said = [self.sentence or self._headline(), *faults, *([aside] if self.quarantined else []), *self.warnings]
        return [*said, *self.preview.as_sentences()] if self.preview else said

    def _headline(self) -> Sentence:
        file, numbers = shown(self.file), ", ".join(map(str, self.snapshots))
        if self.status == DUPLICATE:
            return say(
                "{file} is loaded already, as snapshot {snapshot}; nothing was changed.", file=file, snapshot=numbers
            )
        if self.dry_run:
            return say(
                "{file} has no faults: {rows:row|rows} would load. Nothing was changed.", file=file, rows=self.rows
            )
        return say(
            "{file} is loaded: {rows:row|rows}, snapshot {snapshot}.", file=file, rows=self.rows, snapshot=numbers
        )


def refused(path: Path, error: Refused, *, dry_run: bool, warnings: tuple[Sentence, ...] = ()) -> Loaded:
    """Return what became of a file that was refused."""
    faults = error.faults or (Fault(error.rule, error.sentence, file=path.name),)
    return Loaded(REFUSED, path.name, faults=faults, dry_run=dry_run, sentence=error.sentence, warnings=warnings)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files to load in their order: those named, and of a folder its tables by name."""
    return [file for path in paths for file in _files_in(Path(path))]


def _files_in(path: Path) -> Iterator[Path]:
    if not path.is_dir() or path.suffix == ".parquet":
        yield path
        return
    for file in sorted(path.iterdir()):
        # Excel keeps a file ~$... beside one that is open.
        if file.suffix.lower() in TABLES and not file.name.startswith((".", "~$")):
            yield file
