"""Copies a whole store into an empty one, a folder into a lake or back, and proves that both hold the same."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from console.faults import Refused
from console.language import say
from console.store.interface import Generation
from console.store.queries import in_folder, named

if TYPE_CHECKING:
    from console.store.draft import EmbeddedDraft
    from console.store.embedded import EmbeddedStore
    from console.store.generation import EmbeddedGeneration
    from console.store.lake.store import LakeStore

_OWN = ("step ", "views", "format", "archive ")
"""What a store says of its own form and not of what it holds."""


def move(source: "EmbeddedStore | LakeStore", target: "EmbeddedStore | LakeStore") -> list[str]:
    """Copy every table with every row, publish it as the next generation, and return the tables.

    Raises Refused when the source is empty, the target is not, or a table is not the same afterwards.
    """
    if target.version() is not None:
        raise Refused(say("{store} is not empty, so nothing was copied.", store=target.name))
    with source.read() as old:
        if not old.number:
            raise Refused(say("{store} is empty, so there is nothing to copy.", store=source.name))
        target.go_on_from(old.number)
        with target.write(f"migrate {source.name}") as draft:
            copy_whole(old, draft, source.name)
            draft.publish()
    return tables()


def copy_whole(old: "EmbeddedGeneration", draft: "EmbeddedDraft", name: str) -> None:
    """Copy every table with every row into an empty draft, and prove that both hold the same; raises Refused."""
    if not is_up_to_date(old):
        raise Refused(
            say(
                "{store} was last written by an earlier version. Apply its catalogue once more with this one.",
                store=name,
            )
        )
    copy_tables(old, draft, tables())
    for table in tables():
        require_same(old, draft, table)


def is_up_to_date(generation: "EmbeddedGeneration") -> bool:
    """Tell whether a generation has every table and column that this version of the program knows."""
    return all(f"step {name}" in generation.meta for name in in_folder("schema"))


def tables() -> list[str]:
    """Return the tables of a store by what they are called in queries."""
    return [Path(name).name for name in in_folder("move")]


def copy_tables(old: "EmbeddedGeneration", draft: "EmbeddedDraft", which: Iterable[str]) -> None:
    """Copy what a store says of what it holds, and all rows of some of its tables."""
    copy_words(old, draft)
    for table in which:
        if draft.takes(table):
            copy_rows(old, draft, table)


def copy_words(old: "EmbeddedGeneration", draft: "EmbeddedDraft") -> None:
    """Copy what a store says of what it holds."""
    for name, value in old.meta.items():
        if not name.startswith(_OWN):
            draft.run(named("store/set_meta"), name=name, value=value)


def copy_rows(old: "EmbeddedGeneration", draft: "EmbeddedDraft", table: str) -> None:
    """Copy all rows of one table into an empty one."""
    draft.offer("incoming", old.stream(named("store/every_row_of"), table=table))
    draft.run(named(f"move/{table}"))


def require_same(old: Generation, new: Generation, table: str) -> None:
    """Compare the number and the digest of all rows of a table, whatever their order."""
    before, after = (one.rows(named("checks/every_row"), table=table) for one in (old, new))
    if before != after:
        raise Refused(say("The table {table} was not copied as it is; nothing was changed.", table=table))
