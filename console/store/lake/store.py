"""A lake as a store: any number of consoles and loaders on any number of machines."""

import time
from contextlib import suppress
from pathlib import Path

from console.store.embedded import quietly
from console.store.engine import Limits
from console.store.generation import EmbeddedGeneration
from console.store.interface import OnPhase, StoreUnusable
from console.store.lake.attached import is_readable
from console.store.lake.catalogue import Newest
from console.store.lake.committing import settle_last
from console.store.lake.draft import LakeDraft
from console.store.lake.generation import LakeGeneration
from console.store.lake.kept import Kept
from console.store.lake.place import Lake
from console.store.queries import named

PROOF = 30.0
"""Seconds after which a reader reads from the storage again, whether it has to or not."""


class LakeStore:
    """A lake; making one of these asks nobody anything."""

    def __init__(self, lake: Lake, limits: Limits | None = None) -> None:
        self.lake = lake
        self.path = lake.folder
        """Where this machine keeps its copy of the audit log."""
        self.limits = limits or Limits()
        self.newest = Newest(lake)
        self._proven = float("-inf")
        """When the storage was read last."""
        self._file: str | None = None
        """A file of the storage that could be read then."""
        self.numbered = 0
        """What the numbers of generations go on from in a lake that is empty."""

    @property
    def name(self) -> str:
        """What people call the lake."""
        return str(self.lake)

    def version(self) -> int | None:
        """Return the number of the newest generation, or None for an empty lake; asks PostgreSQL once a second."""
        newest = self.newest.version()
        return newest.generation if newest else None

    def file_of(self, number: int) -> Path:
        """Return a file on this machine in which a generation lies whole: queries of the desk meet nothing else."""
        from console.store.lake.copying import copy_of

        return copy_of(self, number)

    def seal(self, number: int) -> str | None:
        """Return what no other generation of any lake bears, the mark of its commit; None but for the newest."""
        newest = self.newest.version()
        return f"{newest.version} {newest.mark}" if newest and newest.generation == number else None

    def go_on_from(self, number: int) -> None:
        """Let the next generation have a number above this one."""
        self.numbered = number

    def readable(self) -> int | None:
        """Return the number of the generation that `read` would open."""
        return self.version()

    def read(self) -> EmbeddedGeneration:
        """Open the newest generation; an empty lake is generation 0 with nothing in it."""
        with suppress(StoreUnusable):
            settle_last(self.lake)
        newest = self.newest.version()
        if newest is None:
            from console.store.embedded import empty

            return empty(self.path)
        generation = LakeGeneration(self.lake, newest, self.limits, Kept(self.newest, newest.mark))
        if time.monotonic() - self._proven >= PROOF:
            self._prove(generation)
        return generation

    def _prove(self, generation: LakeGeneration) -> None:
        """Read one file for certain, as what was kept tells nothing of the storage; raises StoreUnusable.

        It is the one that was read before while there is that, which costs PostgreSQL nothing.
        """
        try:
            if self._file is None or not is_readable(self.lake, self.limits, self._file):
                found = generation.rows(named("lake/prove"))
                self._file = found[0]["file"] if found else None
        except BaseException:
            generation.close()
            raise
        self._proven = time.monotonic()

    def write(
        self, why: str, by: str | None = None, on_phase: OnPhase = quietly, county: str = "", adding: bool = False
    ) -> LakeDraft:
        """Begin the next generation; leaving without `publish` changes nothing."""
        return LakeDraft(self, why, by, self.limits, on_phase, county, adding)
