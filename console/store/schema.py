"""Brings the tables and views of a draft to what this version of the program knows."""

import hashlib
from typing import TYPE_CHECKING

from console.language import say
from console.store.interface import StoreUnusable
from console.store.queries import in_folder, named

if TYPE_CHECKING:
    from console.store.draft import EmbeddedDraft
    from console.store.generation import EmbeddedGeneration

FORMAT = 1
"""What a program must understand to read the store at all."""
WITH_ARCHIVES = 2
"""The same of a store whose earlier readings lie in archives."""


def bring_up_to_date(draft: "EmbeddedDraft", *, comments: bool = True) -> None:
    """Apply the schema steps that the store lacks, and lay its views anew when they changed.

    A lake takes no comments on the columns of a view.
    """
    applied = set(_steps(draft))
    for name in in_folder("schema"):
        if name not in applied:
            draft.run(named(name))
            draft.run(named("store/set_meta"), name=f"step {name}", value="applied")
    views = in_folder("views") + (in_folder("comments") if comments else [])
    digest = hashlib.sha256("\n".join(named(name) for name in views).encode()).hexdigest()
    if draft.meta.get("views") != digest:
        for name in views:
            draft.run(named(name))
        draft.run(named("store/set_meta"), name="format", value=str(FORMAT))
        draft.run(named("store/set_meta"), name="views", value=digest)
    draft.forget_meta()


def _steps(draft: "EmbeddedDraft") -> list[str]:
    if not draft.rows(named("store/has_meta")):
        return []
    return [name.removeprefix("step ") for name in draft.meta if name.startswith("step ")]


def require_known_format(generation: "EmbeddedGeneration") -> None:
    """Refuse a file that is no store, or the store of a later program."""
    if not generation.rows(named("store/has_meta")):
        raise StoreUnusable(say("{file} is a database, but not a store of this program.", file=generation.file))
    told = generation.meta.get("format", "")
    if told not in (str(FORMAT), str(WITH_ARCHIVES)):
        raise StoreUnusable(
            say(
                "The store {file} has format {format}, which this version cannot read. Install a newer one.",
                file=generation.file, format=told,
            )
        )  # fmt: skip
