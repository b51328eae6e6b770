"""Remembers what was asked, how it ended and when, in a small database of the user's own."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from console.desk.states import State

MOST = 20_000
"""Queries that are remembered; the oldest are forgotten."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of the past."""

    text: str
    outcome: str
    """A mark of `console.desk.states`."""
    rows: int
    seconds: float
    generation: int
    at: datetime
    """When it ended, UTC."""


def history_file() -> Path:
    """Return where the user's history lies; it need not exist."""
    return Path(platformdirs.user_data_dir("jindu")) / "history.sqlite"


class History:
    """The queries of the past; a file that is damaged or cannot be written only means that nothing is remembered."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or history_file()

    def remember(self, text: str, state: State, generation: int) -> bool:
        """Add a query; False when it could not be remembered."""
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
        row = (text, state.mark.value, state.rows, round(state.seconds, 3), generation, now)
        try:
            with self._opened() as connection:
                connection.execute(_ADD, row)
                connection.execute(_FORGET, (MOST,))
        except (sqlite3.Error, OSError, UnicodeError):
            return False
        return True

    def search(self, words: str = "", outcome: str | None = None, most: int = 200) -> list[Asked]:
        """Return past queries, newest first, that hold every word and ended as asked for."""
        try:
            with self._opened() as connection:
                rows = connection.execute(_LIST).fetchall()
        except (sqlite3.Error, OSError):
            return []
        found = (one for one in map(_read, rows) if one is not None and (outcome is None or one.outcome == outcome))
        wanted = words.lower().split()
        matching = [one for one in found if all(word in one.text.lower() for word in wanted)]
        return matching[:most]

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self.file, timeout=1)) as connection:
            self.file.chmod(0o600) if self.file.stat().st_mode & 0o077 else None
            with connection:
                connection.execute(_MAKE)
                yield connection


_MAKE = """
create table if not exists asked (text text, outcome text, rows integer, seconds real, generation integer, at text)
"""
_ADD = "insert into asked values (?, ?, ?, ?, ?, ?)"
_FORGET = "delete from asked where rowid <= (select max(rowid) from asked) - ?"
_LIST = "select text, outcome, rows, seconds, generation, at from asked order by rowid desc"


def _read(row: tuple[object, ...]) -> Asked | None:
    text, outcome, rows, seconds, generation, at = row
    try:
        return Asked(
            str(text),
            str(outcome),
            int(str(rows)),
            float(str(seconds)),
            int(str(generation)),
            datetime.fromisoformat(str(at)),
        )
    except ValueError:
        return None
