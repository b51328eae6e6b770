"""Torture: hostile files, kills, full disks and flipped bits, in a short form always and in full by `make torture`."""

import json
import os
from pathlib import Path

FULL = os.environ.get("JINDU_TORTURE") == "full"


def times(full: int, short: int) -> int:
    """Return how often something is done: in full, or in the short form of `make test`."""
    return full if FULL else short


def tell(what: str, **counts: object) -> None:
    """Print what was counted, and keep it where `make torture` collects it."""
    line = json.dumps({"torture": what, "full": FULL, **counts}, ensure_ascii=False)
    print(line)
    if kept := os.environ.get("JINDU_TORTURE_COUNTS"):
        with Path(kept).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
