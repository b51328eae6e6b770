"""Keeps the text of the desk's tabs in the user's state folder, so that a crash loses nothing."""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

MOST = 40
"""Tabs that are kept, and closed ones that can be brought back."""
LONGEST = 2 << 20
"""Characters of one tab that are kept."""


@dataclass(slots=True)
class Tab:
    """One text on the desk."""

    name: str = ""
    """The saved query it belongs to; empty for a draft."""
    text: str = ""
    cursor: tuple[int, int] = (0, 0)
    values: dict[str, str] = field(default_factory=dict)
    """What was last written into the form of its parameters."""
    kept: str = ""
    """The text as it was last saved under its name."""

    @property
    def changed(self) -> bool:
        """Tell whether the text differs from the saved query."""
        return bool(self.name) and self.text != self.kept


def draft_folder() -> Path:
    """Return the folder in which the tabs are kept; it need not exist."""
    return Path(platformdirs.user_state_dir("jindu")) / "desk"


class Drafts:
    """The tabs of one console; a second console on the same machine has tabs of its own."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or draft_folder()
        self._number: int | None = None
        self._lock: int | None = None
        self._written: str | None = None

    def open(self) -> tuple[list[Tab], int]:
        """Return the tabs as they were left, and which was in front; there is always at least one."""
        self._take_place()
        said: Any = None
        with contextlib.suppress(OSError, ValueError):
            said = json.loads(self._file.read_text(encoding="utf-8"))
        said = said if isinstance(said, dict) else {}
        tabs = [tab for tab in map(_tab, _listed(said.get("tabs"))) if tab] or [Tab()]
        front = said.get("front")
        return tabs, min(max(front, 0), len(tabs) - 1) if isinstance(front, int) else 0

    def keep(self, tabs: Sequence[Tab], front: int) -> bool:
        """Write the tabs down, whole or not at all; False when that cannot be done."""
        said = {"tabs": [asdict(tab) | {"text": tab.text[:LONGEST]} for tab in tabs[:MOST]], "front": front}
        words = json.dumps(said, ensure_ascii=False)
        if words == self._written:
            return True
        part = self._file.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with part.open("w", encoding="utf-8", errors="replace") as opened:
                opened.write(words)
                opened.flush()
                os.fsync(opened.fileno())
            part.chmod(0o600)
            part.replace(self._file)
        except OSError:
            return False
        self._written = words
        return True

    def close(self) -> None:
        """Leave the place to another console."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @property
    def _file(self) -> Path:
        return self.folder / f"tabs-{self._number or os.getpid()}.json"

    def _take_place(self) -> None:
        """Take the first place that no console that runs has taken."""
        for number in range(1, 100):
            try:
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                lock = os.open(self.folder / f"tabs-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError:
                return
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(lock)
                continue
            self._number, self._lock = number, lock
            return


def _listed(said: object) -> Iterable[object]:
    return said[:MOST] if isinstance(said, list) else ()


def _tab(said: object) -> Tab | None:
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        return None
    cursor, values = said.get("cursor"), said.get("values")
    whole = isinstance(cursor, list) and len(cursor) == 2 and all(isinstance(at, int) and at >= 0 for at in cursor)
    return Tab(
        str(said.get("name") or ""),
        said["text"],
        (cursor[0], cursor[1]) if whole and cursor else (0, 0),
        {str(name): str(value) for name, value in values.items()} if isinstance(values, dict) else {},
        str(said.get("kept") or ""),
    )
