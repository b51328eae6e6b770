"""Signs of life that an inbox leaves beside the generations, for whoever asks whether it is at work."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from console.store.embedded import EmbeddedStore
from console.store.interface import Store


def leave_sign(store: Store, inbox: Path, told: dict[str, Any]) -> None:
    """Write down, whole or not at all, what an inbox is doing; in a folder that is no store yet nothing is written."""
    if isinstance(store, EmbeddedStore) and not store.path.is_dir():
        return
    name = hashlib.sha256(os.fsencode(inbox.absolute())).hexdigest()[:12]
    file = store.path / f"inbox-{name}.json"
    fresh = file.with_suffix(f".new-{os.getpid()}")
    with suppress(OSError):
        store.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_text(json.dumps({"folder": str(inbox), **told}, ensure_ascii=False), encoding="utf-8")
        os.replace(fresh, file)


def inboxes(store: Path) -> list[dict[str, Any]]:
    """Return the last sign of life of every inbox of a store."""
    found = []
    for file in sorted(store.glob("inbox-*.json")):
        with suppress(OSError, ValueError):
            told = json.loads(file.read_text(encoding="utf-8"))
            if isinstance(told, dict):
                found.append(told)
    return found
