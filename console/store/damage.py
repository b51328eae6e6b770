"""Finds damage: every byte of every generation that is kept, every row of every table, every line of the audit log."""

from collections.abc import Iterator
from pathlib import Path

from console.language import Sentence, say
from console.store import audit
from console.store import folder as on_disk
from console.store.archives import open_to_read
from console.store.engine import Limits, first_line, is_engine_error, tampering
from console.store.generation import EmbeddedGeneration
from console.store.interface import Generation, Store, StoreUnusable
from console.store.queries import named
from console.store.schema import require_known_format


def damage_of(store: Store) -> list[Sentence]:
    """Return each thing on the disk that is not as it was written; nothing when all is."""
    newest = store.version()
    kept = [number for number in on_disk.generations(store.path) if newest and number <= newest]
    found = [sentence for number in kept for sentence in _in_file(on_disk.file_of(store.path, number))]
    found += _in_archives(store.path, kept)
    if newest and not kept:  # a lake keeps no generation in a file of its own
        with store.read() as generation:
            found += _in_tables(generation, store.name)
            found += generation.contradictions()
    return [*found, *_in_log(store.path)]


def _in_file(file: Path) -> Iterator[Sentence]:
    if left := tampering(file):
        yield say("{file} lies beside a published generation, where none may lie.", file=left)
        return
    whole = on_disk.is_whole(file)
    if whole is False:
        yield _other_bytes(file)
    if whole is None:
        yield say("{file} has no SHA-256 beside it, so not every byte of it can be proven.", file=file.name)
    try:
        with EmbeddedGeneration(0, file, open_to_read(file, Limits())) as generation:
            require_known_format(generation)
            yield from _in_tables(generation, file)
    except StoreUnusable as unusable:
        yield unusable.sentence
    except Exception as error:  # what a damaged file does to DuckDB comes out in many ways
        if not is_engine_error(error):
            raise
        yield say("{file} cannot be opened: {error}.", file=file, error=first_line(error))


def _other_bytes(file: Path) -> Sentence:
    return say("{file} does not have the bytes that were published: its SHA-256 is another one.", file=file)


def _in_archives(folder: Path, kept: list[int]) -> Iterator[Sentence]:
    """Compare every archive of the generations that are kept with the SHA-256 that was written down for it."""
    told = {name: sha256 for number in kept for name, sha256 in on_disk.archives_sealed(folder, number).items()}
    for name, sha256 in told.items():
        if (folder / name).exists() and on_disk.digest(folder / name) != sha256:
            yield _other_bytes(folder / name)


def _in_tables(generation: Generation, file: object) -> Iterator[Sentence]:
    """Read every value of every table, so that no block stays unread."""
    for table in [row["table_name"] for row in generation.rows(named("checks/tables"))]:
        try:
            generation.rows(named("checks/every_row"), table=table)
        except StoreUnusable:
            yield say("Table {table} of {file} is damaged.", table=table, file=file)


def _in_log(folder: Path) -> Iterator[Sentence]:
    # A line that a kill has torn is no damage: the next one was written with it in view.
    for number in audit.broken_links(folder):
        yield say(
            "Before line {line} of {file} something was changed or taken out.", line=number, file=folder / audit.FILE
        )
