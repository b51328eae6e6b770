"""Takes a backup back as a generation of its own, after everything in it was proven."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from console.faults import Refused
from console.language import Sentence, say
from console.store import folder as on_disk
from console.store.archives import archives_in, open_to_read
from console.store.audit import Deed
from console.store.checking import findings_in
from console.store.draft import EmbeddedDraft
from console.store.embedded import EmbeddedStore, quietly
from console.store.engine import first_line, is_engine_error, tampering
from console.store.generation import EmbeddedGeneration
from console.store.interface import StoreDamaged
from console.store.queries import named
from console.store.schema import require_known_format


class RestoredDraft(EmbeddedDraft):
    """The next generation, begun from a backup instead of from the newest generation."""

    def __init__(self, store: EmbeddedStore, file: Path, by: str | None) -> None:
        super().__init__(store.path, f"restore {file.name}", by, store.limits, quietly)
        self._backup = file
        self._holds = _newest_in(file, store)

    def done(self, found: Sequence[Deed], at: datetime) -> list[Deed]:
        """Return that a backup was restored."""
        sha256 = on_disk.digest(self._backup)
        return [Deed("restore", self.by, at, self.number, name=self._backup.name, sha256=sha256)]

    def _lay_copy(self, newest: int | None, number: int) -> None:
        on_disk.remove_debris(self.folder, newest or 0)
        self.number = max(number, self._holds + 1)
        self.file = on_disk.file_of(self.folder, self.number)
        on_disk.copy(self._backup, self.file)
        if on_disk.digest(self.file) != on_disk.digest(self._backup):
            raise _spoilt(self._backup, "SHA-256")


def restore(store: EmbeddedStore, file: Path, *, replace: bool = False, by: str | None = None) -> int:
    """Take a backup back and return the generation that it became; everything in it is worked out anew first.

    Into a store that holds something it is only taken with `replace`; what was there stays one generation back.
    """
    if store.version() is not None and not replace:
        raise Refused(
            say(
                "The store {path} is not empty. To put the backup in the place of what it holds, add --replace.",
                path=store.path,
            )
        )
    with RestoredDraft(store, Path(file), by) as draft:
        _require_sound(findings_in(draft), file)
        return draft.publish()


def _newest_in(file: Path, store: EmbeddedStore) -> int:
    """Return the newest generation that a backup knows of, after reading what it is."""
    if not file.is_file():
        raise Refused(say("There is no file {file}. Check its name.", file=file))
    if left := tampering(file):
        raise on_disk.tampered(left)
    try:
        with EmbeddedGeneration(0, file, open_to_read(file, store.limits)) as generation:
            require_known_format(generation)
            if archives_in(generation.meta):
                raise Refused(
                    say(
                        "{file} is one of several files of a store and holds its newest readings alone. Restore what"
                        " `jindu store backup` wrote.",
                        file=file,
                    )
                )
            found = generation.rows(named("store/newest_generation"))
            return int(found[0]["generation"]) if found else 0
    except Exception as error:  # what a damaged file does to DuckDB comes out in many ways
        if is_engine_error(error):
            raise _spoilt(file, first_line(error)) from error
        raise


def _spoilt(file: Path, why: str) -> StoreDamaged:
    return StoreDamaged(
        say(
            "{file} is no backup of a store, or it is damaged ({error}). Nothing was changed; use another backup.",
            file=file, error=why,
        )
    )  # fmt: skip


def _require_sound(findings: Sequence[Sentence], file: Path) -> None:
    if findings:
        raise Refused(
            say(
                "{file} contradicts itself and was not restored: {finding} Use another backup.",
                file=file, finding=findings[0],
            )
        )  # fmt: skip
