"""A copy of a lake's generation on this machine: what analysts ask is answered from it, and never from the lake."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from console.faults import Refused
from console.language import say
from console.store import folder as on_disk
from console.store.embedded import EmbeddedStore
from console.store.interface import StoreUnusable
from console.store.lake import following
from console.store.lake.following import CannotFollow, CopyStore
from console.store.lake.generation import LakeGeneration
from console.store.queries import named

if TYPE_CHECKING:
    from console.store.lake.store import LakeStore

MOST = 100_000_000
"""Readings beyond which a copy would cost an analyst's machine too much."""
_PREFIX = "copy-"


def copy_of(store: "LakeStore", number: int) -> Path:
    """Return the file of a generation's copy, which is made when it is first asked for; older copies go.

    Raises StoreUnusable for a lake that is too large to be copied.
    """
    folder = store.path / f"{_PREFIX}{number}"
    store.path.mkdir(parents=True, exist_ok=True, mode=0o700)
    with on_disk.locked(store.path, lambda: None):
        if not folder.is_dir():
            part = store.path / f"{_PREFIX}{number}.part"
            _make(store, CopyStore(part, store.limits))
            part.rename(folder)
            _remove_older(store.path, folder)
    copied = EmbeddedStore(folder).version()
    assert copied is not None
    return on_disk.file_of(folder, copied)


def _make(store: "LakeStore", copy: CopyStore) -> None:
    """Make a copy, by what changed since the one before where that is known."""
    shutil.rmtree(copy.path, ignore_errors=True)
    with store.read() as lake:
        assert isinstance(lake, LakeGeneration)
        for before in _copies(store.path)[-1:]:
            with suppress(CannotFollow, Refused, StoreUnusable):
                following.follow(lake, before, copy)
                return
            shutil.rmtree(copy.path, ignore_errors=True)
        _require_room(store)
        following.copy(lake, copy)


def _require_room(store: "LakeStore") -> None:
    with store.read() as generation:
        readings = generation.rows(named("store/size"))[0]["readings"]
    if readings > MOST:
        raise StoreUnusable(
            say(
                "The desk answers from a copy of {lake} on this machine; with {readings} readings there is none, so the"
                " desk is off. Keep counties in lakes of their own, or ask an operator for a file.",
                lake=store.lake, readings=f"{readings:,}",
            )
        )  # fmt: skip


def _remove_older(folder: Path, newest: Path) -> None:
    """Remove all copies but the newest two: a console may still hold the one before."""
    for path in _copies(folder)[:-2]:
        if path != newest:
            shutil.rmtree(path, ignore_errors=True)


def _copies(folder: Path) -> list[Path]:
    """Return the copies there are, the one that was made last at the end."""
    found = (path for path in folder.glob(f"{_PREFIX}[0-9]*") if path.suffix != ".part")
    return sorted(found, key=lambda path: path.stat().st_mtime)
