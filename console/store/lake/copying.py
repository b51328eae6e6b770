"""A copy of a lake's generation on this machine: what analysts ask is answered from it, and never from the lake."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from console.language import say
from console.store import folder as on_disk
from console.store.embedded import EmbeddedStore
from console.store.interface import StoreUnusable
from console.store.moving import move
from console.store.queries import named

if TYPE_CHECKING:
    from console.store.lake.store import LakeStore

MOST = 50_000_000
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
            _require_room(store)
            part = store.path / f"{_PREFIX}{number}.part"
            shutil.rmtree(part, ignore_errors=True)
            move(store, EmbeddedStore(part, store.limits))
            part.rename(folder)
            _remove_older(store.path, folder)
    copied = EmbeddedStore(folder).version()
    assert copied is not None
    return on_disk.file_of(folder, copied)


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
    copies = sorted(folder.glob(f"{_PREFIX}[0-9]*"), key=lambda path: path.stat().st_mtime)
    for path in copies[:-2]:
        if path != newest:
            shutil.rmtree(path, ignore_errors=True)
