"""The store: every number that was ever loaded, in generations that never change."""

from pathlib import Path

from console.store.embedded import EmbeddedStore
from console.store.engine import Limits
from console.store.interface import Draft, Generation, Phase, Stopped, Store, StoreUnusable
from console.store.queries import every_query, in_folder, named
from console.store.vocabulary import Vocabulary


def open_store(path: Path, limits: Limits | None = None) -> EmbeddedStore:
    """Return the store of a folder without touching it; a folder that does not exist is an empty store."""
    return EmbeddedStore(path, limits)


__all__ = [
    "Draft", "Generation", "Limits", "Phase", "Stopped", "Store", "StoreUnusable", "Vocabulary",
    "every_query", "in_folder", "named", "open_store",
]  # fmt: skip
