"""The store: every number that was ever loaded, in generations that never change."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.store.embedded import EmbeddedStore
from console.store.engine import Limits
from console.store.interface import Draft, FiledStore, Generation, Phase, Stopped, Store, StoreDamaged, StoreUnusable
from console.store.queries import every_query, in_folder, named
from console.store.vocabulary import Vocabulary

if TYPE_CHECKING:
    from console.store.applying import Applied, apply_catalogue, apply_to
    from console.store.audit import Deed, deeds
    from console.store.checking import check
    from console.store.keeping import backup, info, log, reinstate, rollback, snapshots, withdraw, withdrawals
    from console.store.recording import record_refusal
    from console.store.restoring import restore
    from console.store.working_out import Stood, standings

_LATER = {
    "Applied": "applying", "apply_catalogue": "applying", "apply_to": "applying", "check": "checking",
    "backup": "keeping", "info": "keeping", "log": "keeping", "rollback": "keeping", "snapshots": "keeping",
    "withdraw": "keeping", "reinstate": "keeping", "withdrawals": "keeping", "restore": "restoring", "Deed": "audit",
    "deeds": "audit", "record_refusal": "recording", "Stood": "working_out", "standings": "working_out",
}  # fmt: skip
"""Names whose modules are read when first asked for: a console that only looks must not wait for the arithmetic."""


def open_store(path: Path, limits: Limits | None = None) -> EmbeddedStore:
    """Return the store of a folder without touching it; a folder that does not exist is an empty store."""
    return EmbeddedStore(path, limits)


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    value = getattr(import_module(f"console.store.{_LATER[name]}"), name)
    globals()[name] = value
    return value


__all__ = [
    "Applied", "Deed", "Draft", "FiledStore", "Generation", "Limits", "Phase", "Stood", "Stopped", "Store",
    "StoreDamaged", "StoreUnusable", "Vocabulary", "apply_catalogue", "apply_to", "backup", "check", "deeds",
    "every_query", "in_folder", "info", "log", "named", "open_store", "record_refusal", "reinstate", "restore",
    "rollback", "snapshots", "standings", "withdraw", "withdrawals",
]  # fmt: skip
