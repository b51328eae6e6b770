"""Brings the copy of a lake on this machine up to a newer generation, by what has changed since it was made."""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.store.draft import EmbeddedDraft
from console.store.embedded import EmbeddedStore, quietly
from console.store.moving import copy_rows, copy_whole, copy_words, is_up_to_date, require_same, tables
from console.store.queries import named

if TYPE_CHECKING:
    from console.store.audit import Deed
    from console.store.lake.generation import LakeGeneration

VERSION, GENERATION = "lake version", "lake generation"
"""What a copy says of the lake as it stood when the copy was made."""
_OF_ROWS = frozenset({
    "tables_inserted_into", "tables_deleted_from", "inlined_insert", "inlined_delete", "flushed_inlined",
    "merge_adjacent", "compacted_table", "rewrite_delete",
})  # fmt: skip
"""What may be done to a lake without any table being another one afterwards."""
_ADDED_TO = ("reading", "standing")
"""Tables to which generations only add rows; the others are small and are copied whole where they changed."""


class CopyDraft(EmbeddedDraft):
    """A copy that is being written: it adds nothing to what the lake says was done, and by whom."""

    follows = 0
    """The generation of the lake that the copy before holds."""

    @property
    def after(self) -> int:
        """The generation after which everything is new to this draft."""
        return self.follows

    def record(self) -> "list[Deed]":
        """Write nothing down."""
        return []


class CopyStore(EmbeddedStore):
    """A copy of a lake in a folder."""

    def write(self, why: str, by: str | None = None, *_: Any, **__: Any) -> CopyDraft:
        """Begin the copy's next generation."""
        return CopyDraft(self.path, why, by, self.limits, quietly)


class CannotFollow(Exception):
    """A copy must be made anew: what changed since it was made is not known, or more than rows."""


def copy(lake: "LakeGeneration", store: CopyStore) -> None:
    """Make an empty store of all that a generation of a lake holds."""
    store.go_on_from(lake.number)
    with store.write(f"copy {lake.lake}") as draft:
        copy_whole(lake, draft, str(lake.lake))
        say_whose(draft, lake)
        draft.publish()


def follow(lake: "LakeGeneration", before: Path, store: CopyStore) -> None:
    """Make a store of what the copy before holds, with what has changed in the lake since; raises CannotFollow."""
    if not is_up_to_date(lake):
        raise CannotFollow
    _link(before, store.path)
    store.go_on_from(lake.number)
    with store.write(f"copy {lake.lake}") as draft:
        draft.follows = _whole(draft.meta.get(GENERATION))
        changed = _changed(lake, _whole(draft.meta.get(VERSION)))
        copy_words(lake, draft)
        for table in tables():
            if table in changed and table not in _ADDED_TO:
                _empty(draft, table)
                copy_rows(lake, draft, table)
                require_same(lake, draft, table)
        _add_new(lake, draft)
        draft.renew_current("withdrawal" in changed)
        say_whose(draft, lake)
        draft.publish()


def _add_new(lake: "LakeGeneration", draft: CopyDraft) -> None:
    for table in _ADDED_TO:
        draft.offer("incoming", lake.stream(named(f"lake/new_{table}s"), after=draft.after))
        draft.run(named(f"move/{table}"))
    there, here = (one.rows(named("lake/digest_of_new"), after=draft.after) for one in (lake, draft))
    if there != here:
        raise CannotFollow


def _empty(draft: CopyDraft, table: str) -> None:
    draft.run(named("lake/empty_of_copy").replace("a_table", table))


def say_whose(draft: EmbeddedDraft, lake: "LakeGeneration") -> None:
    """Write down in a copy how the lake stood when it was made."""
    draft.run(named("store/set_meta"), name=VERSION, value=str(lake.version))
    draft.run(named("store/set_meta"), name=GENERATION, value=str(lake.number))


def _changed(lake: "LakeGeneration", before: int) -> set[str]:
    """Return the tables that were touched since a version; raises CannotFollow."""
    found = lake.rows(named("lake/changed_since"), before=before, now=lake.version)[0]
    if found["versions"] != lake.version - before or not _OF_ROWS.issuperset(found["deeds"]):
        raise CannotFollow
    return set(found["tables"])


def _whole(told: str | None) -> int:
    if told is None or not told.isdecimal():
        raise CannotFollow
    return int(told)


def _link(before: Path, to: Path) -> None:
    """Lay the files of a copy into a new folder; the large ones under a second name, which copies nothing."""
    to.mkdir(mode=0o700)
    for file in before.iterdir():
        if file.name in ("lock", "audit.jsonl") or file.is_dir():
            continue
        try:
            os.link(file, to / file.name)
        except OSError:
            shutil.copy2(file, to / file.name)
