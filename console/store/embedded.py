"""The store on this machine: a folder of published generations and a pointer to the newest."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from console.language import Sentence, say
from console.store import folder as on_disk
from console.store.archives import open_to_read
from console.store.engine import Limits, damaged, is_engine_error, open_empty, tampering, unreadable
from console.store.generation import EmbeddedGeneration
from console.store.interface import OnPhase, Phase, StoreDamaged, StoreUnusable
from console.store.proving import is_damaged
from console.store.queries import in_folder, named
from console.store.schema import require_known_format

if TYPE_CHECKING:
    from console.store.draft import EmbeddedDraft

fallen: dict[Path, Sentence] = {}
"""Stores of which this process read an earlier generation because the newest one is damaged, and what to say of it."""


def quietly(_phase: Phase) -> None:
    """Tell nobody how far the writer has come."""


class EmbeddedStore:
    """A folder of generations; making one of these touches no file."""

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.path = Path(path)
        self.limits = limits or Limits()

    @property
    def name(self) -> str:
        """What people call the store: its folder."""
        return str(self.path)

    def version(self) -> int | None:
        """Return the number of the newest generation, or None for an empty store."""
        return on_disk.pointed_at(self.path)

    def seal(self, number: int) -> str | None:
        """Return the SHA-256 that was written down when a generation was published, as long as its file is there."""
        file = on_disk.file_of(self.path, number)
        return on_disk.sealed(file) if file.exists() and not tampering(file) else None

    def readable(self) -> int | None:
        """Return the number of the generation that `read` would open, for whoever opens the file itself."""
        newest = self.version()
        if newest is None or not self._is_damaged(newest):
            return newest
        for number in self._earlier(newest):
            if not self._is_damaged(number):
                fallen[self.path] = _trouble(newest, number)
                return number
        return newest

    def read(self) -> EmbeddedGeneration:
        """Open the newest generation; an empty store is generation 0 with nothing in it."""
        while (number := self.version()) is not None:
            try:
                return self._open(number)
            except StoreUnusable as unusable:
                # The file may have been removed after the pointer was read; then the pointer has moved on.
                if self.version() != number:
                    continue
                if not isinstance(unusable, StoreDamaged):
                    raise
                return self._fall_back(number, unusable)
        on_disk.require_pointer(self.path)
        return empty(self.path)

    def write(
        self, why: str, by: str | None = None, on_phase: OnPhase = quietly, county: str = "", adding: bool = False
    ) -> "EmbeddedDraft":
        """Begin the next generation; leaving without `publish` changes nothing."""
        from console.store.draft import EmbeddedDraft  # a console that only looks never writes

        return EmbeddedDraft(self.path, why, by, self.limits, on_phase, county)

    def file_of(self, number: int) -> Path:
        """Return the file in which a generation lies."""
        return on_disk.file_of(self.path, number)

    def go_on_from(self, number: int) -> None:
        """Let the next generation have a number above this one."""
        with on_disk.locked(self.path, lambda: None) as lock:
            on_disk.remember_highest(lock, max(number, on_disk.highest_ever(lock)))

    def _fall_back(self, newest: int, damage: StoreDamaged) -> EmbeddedGeneration:
        """Open the newest generation that can still be read instead of one that is damaged."""
        for number in self._earlier(newest):
            with suppress(StoreUnusable):
                generation = self._open(number)
                generation.trouble = fallen[self.path] = _trouble(newest, number)
                return generation
        raise damage

    def _earlier(self, newest: int) -> list[int]:
        return [number for number in reversed(on_disk.generations(self.path)) if number < newest]

    def _is_damaged(self, number: int) -> bool:
        file = on_disk.file_of(self.path, number)
        return not file.exists() or is_damaged(file)

    def _open(self, number: int) -> EmbeddedGeneration:
        file = on_disk.file_of(self.path, number)
        if left := tampering(file):
            raise on_disk.tampered(left)
        try:
            if is_damaged(file):
                raise damaged(file, "SHA-256")
            connection = open_to_read(file, self.limits)
        except Exception as error:  # what a damaged file does to DuckDB comes out in many ways
            if not file.exists() and not isinstance(error, StoreDamaged):
                raise on_disk.missing(file) from error
            if is_engine_error(error):
                raise unreadable(file, error) from error
            raise
        return _checked(EmbeddedGeneration(number, file, connection))


def _trouble(newest: int, number: int) -> Sentence:
    return say(
        "Generation {newest} of the store is damaged: these are the figures of generation {number}."
        " Go back to it with `jindu store rollback`, then load again what came after it.",
        newest=newest, number=number,
    )  # fmt: skip


def _checked(generation: EmbeddedGeneration) -> EmbeddedGeneration:
    try:
        require_known_format(generation)
    except BaseException:
        generation.close()
        raise
    return generation


def empty(path: Path) -> EmbeddedGeneration:
    """Return a store in which nothing was published yet."""
    connection = open_empty()
    for name in in_folder("schema") + in_folder("views"):
        connection.execute(named(name))
    return EmbeddedGeneration(0, path, connection)
