"""The generations that the query worker has open."""

from collections.abc import Collection
from pathlib import Path

from console.desk.confine import Limits
from console.desk.engine import Engine
from console.desk.errors import nameless
from console.desk.gate import NotAdmitted


class Engines:
    """One engine for each generation, by its number; the newest stays, and whatever an answer rests on."""

    def __init__(self, limits: Limits, folder: Path, store: Path) -> None:
        self.limits, self.folder, self.store = limits, folder, store
        self._open: dict[int, Engine] = {}
        self._unopened: dict[int, str] = {}
        self._newest: Engine | None = None

    def open(self, number: int, descriptor: int | None) -> None:
        """Open a generation; one that cannot be opened is told to whoever asks of it."""
        try:
            self._newest = self._open[number] = Engine(descriptor, self.limits, self.folder, self.store)
        except Exception as error:  # whatever is wrong with the file, only queries of it are refused
            self._unopened[number] = nameless(str(error).partition("\n")[0])[:300]

    def keep(self, used: Collection[Engine]) -> None:
        """Close all engines but the newest and those in use."""
        needed = {id(engine) for engine in used} | {id(self._newest)}
        for number, engine in list(self._open.items()):
            if id(engine) not in needed:
                del self._open[number]
                engine.close()

    @property
    def tables(self) -> frozenset[str]:
        """The tables and views of the newest generation."""
        return self._newest.known.relations if self._newest else frozenset()

    def of(self, number: int) -> Engine:
        """Return the engine of a generation."""
        if number not in self._open:
            raise NotAdmitted("unopened", error=self._unopened.get(number, "–"))
        return self._open[number]
