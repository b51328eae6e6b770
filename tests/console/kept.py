"""Where the tests of the console keep their stores: in folders, or all moved into lakes if JINDU_CONSOLE_ON says so."""

import os
from itertools import count
from pathlib import Path

import pytest

from console.store import Store, open_store
from console.store.embedded import EmbeddedStore
from console.store.lake import LakeStore
from console.store.lake.making import make
from console.store.moving import move
from tests.lake.conftest import opened
from tests.lake.server import Server

ON_A_LAKE = os.environ.get("JINDU_CONSOLE_ON") == "lake"


class Lakes:
    """A lake for every folder that a test would open: one for the sample, else a new one each time."""

    def __init__(self, server: Server, sample: Path, sample_lake: Path) -> None:
        self._server = server
        self._of_sample = sample, sample_lake
        self._numbers = count(1)
        make(opened(self._described("bare")).lake)

    def holding(self, folder: Path) -> LakeStore:
        """Return a lake that holds what a folder holds; nobody may write into that of the sample."""
        sample, its_lake = self._of_sample
        if folder == sample:
            return opened(its_lake)
        lake = opened(self._described(f"moved{next(self._numbers)}", like="bare"))
        if open_store(folder).version() is not None:
            move(open_store(folder), lake)
        return lake

    def _described(self, name: str, like: str = "template0") -> Path:
        folder = self._server.folder
        return self._server.described(folder / f"{name}.toml", folder / "moved", like, name)


lakes: list[Lakes] = []
"""What every store is moved into, if anything."""


def kept(store: Path | Store) -> EmbeddedStore | LakeStore:
    """Return a store where the tests keep theirs: in its folder, or moved into a lake."""
    if isinstance(store, LakeStore):
        return store
    folder = store if isinstance(store, Path) else store.path
    return lakes[0].holding(folder) if lakes else open_store(folder)


def leave_folders_out(items: list[pytest.Item]) -> None:
    """With all stores in lakes, skip the tests that are about a folder, for the reason that they give."""
    for item in items:
        if ON_A_LAKE and (about := item.get_closest_marker("folder")):
            item.add_marker(pytest.mark.skip(reason=about.args[0]))


def beside(store: Store) -> EmbeddedStore | LakeStore:
    """Open a store as another process would."""
    return LakeStore(store.lake, store.limits) if isinstance(store, LakeStore) else open_store(store.path)
