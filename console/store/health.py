"""Signs of life that an inbox leaves beside the generations, for whoever asks whether it is at work."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def leave_sign(store: Path, inbox: Path, told: dict[str, Any]) -> None:
    """Write down, whole or not at all, what an inbox is doing; where there is no store yet, nothing is written."""
    if not store.is_dir():
        return
    name = hashlib.sha256(os.fsencode(inbox.absolute())).hexdigest()[:12]
    file = store / f"inbox-{name}.json"
    fresh = file.with_suffix(f".new-{os.getpid()}")
    with suppress(OSError):
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
