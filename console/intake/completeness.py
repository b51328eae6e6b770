"""Whether a file that lies in the inbox is there whole: it lies still, or what its agency puts beside it says so."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from console.intake.limits import identity_of

DONE, SUM = ".done", ".sha256"
_UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", ".swp")
"""How programs name a file that they are still writing."""


class When(StrEnum):
    """What tells that a file is complete."""

    STILL = "still"
    """Its size and time have not changed for a while."""
    DONE = "done"
    """A file with its name and `.done` lies beside it."""
    SHA256 = "sha256"
    """A file with its name and `.sha256` lies beside it, and the bytes are those it names."""


class Verdict(StrEnum):
    """What is to be done with a file."""

    WAIT = "wait"
    TAKE = "take"
    WRONG = "wrong"
    """Its bytes are not those that the sum beside it names."""


@dataclass
class Watched:
    """The files of a folder and since when each has not changed."""

    folder: Path
    when: When = When.STILL
    seconds: float = 2.0
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[tuple[int, ...], float]] = field(default_factory=dict)

    def files(self) -> list[Path]:
        """Return what lies in the folder and may be a table, by name."""
        found = sorted(self._found())
        self._seen = {file.name: self._seen[file.name] for file in found if file.name in self._seen}
        return found

    def verdict(self, file: Path) -> Verdict:
        """Tell whether a file is complete; one that has gone meanwhile is waited for."""
        try:
            lies_still = self._lies_still(file)
            if not lies_still or self.when == When.STILL:
                return Verdict.TAKE if lies_still else Verdict.WAIT
            if self.when == When.DONE:
                return Verdict.TAKE if beside(file, DONE).exists() else Verdict.WAIT
            return self._compared(file)
        except OSError:
            return Verdict.WAIT

    def _found(self) -> Iterator[Path]:
        for file in self.folder.iterdir():
            name = file.name.lower()
            companion = name.endswith((DONE, SUM))
            if name.startswith((".", "~$")) or name.endswith(_UNFINISHED) or companion:
                continue
            if file.is_file() and not file.is_symlink():
                yield file

    def _lies_still(self, file: Path) -> bool:
        state, now = identity_of(file.stat()), self.clock()
        before, since = self._seen.get(file.name, (None, now))
        if state != before:
            since = now
        self._seen[file.name] = (state, since)
        # What is beside a file says that it is complete; it need not lie still on top of that.
        return self.when != When.STILL or now - since >= self.seconds

    def _compared(self, file: Path) -> Verdict:
        if not beside(file, SUM).exists():
            return Verdict.WAIT
        told = beside(file, SUM).read_bytes()[:400].decode("utf-8", "replace").split()
        with file.open("rb") as content:
            same = bool(told) and told[0].lower() == hashlib.file_digest(content, "sha256").hexdigest()
        if same:
            return Verdict.TAKE
        still = self.clock() - self._seen[file.name][1] >= self.seconds
        return Verdict.WRONG if still else Verdict.WAIT


def beside(file: Path, ending: str) -> Path:
    """Return the companion of a file."""
    return file.with_name(file.name + ending)
