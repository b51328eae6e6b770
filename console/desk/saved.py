"""Queries kept as plain .sql files: the examples that ship with Jindu, and the user's own folder."""

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from console import places
from console.desk.parameters import Parameter, listed
from console.faults import Refused
from console.language import chosen, say

EXAMPLES = places.QUERIES / "examples"
_NAME = re.compile(r"[^\W_][\w .()（）-]{0,79}")


@dataclass(frozen=True, slots=True)
class Saved:
    """One query in a file."""

    name: str
    text: str
    file: Path
    example: bool
    zh: str = ""
    """What it answers, in Chinese, from its first comment line."""
    en: str = ""
    """What it answers, in English, from its second."""

    @property
    def describes(self) -> str:
        """What it answers, in the language in use."""
        return (self.zh if chosen() == "zh" else self.en) or self.zh or self.en

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters with their documented values."""
        return listed(self.text)


def user_folder() -> Path:
    """Return the folder of the user's own queries; it need not exist."""
    return Path(platformdirs.user_data_dir("jindu")) / "queries"


def examples() -> list[Saved]:
    """Return the examples in the order of their names."""
    return _read_folder(EXAMPLES, example=True)


def saved(folder: Path | None = None) -> list[Saved]:
    """Return the user's own queries in the order of their names; what cannot be read is left out."""
    return _read_folder(folder or user_folder(), example=False)


def _read_folder(folder: Path, *, example: bool) -> list[Saved]:
    found = []
    with contextlib.suppress(OSError):
        for file in sorted(folder.glob("*.sql")):
            with contextlib.suppress(OSError):
                found.append(read(file, example=example))
    return found


def read(file: Path, *, example: bool = False) -> Saved:
    """Return the query of a file, whatever encoding slip it has."""
    text = file.read_bytes()[: 1 << 20].decode("utf-8-sig", "replace")
    comments = [line.strip()[2:].strip() for line in text.splitlines()[:2] if line.strip().startswith("--")]
    zh, en = [*comments, "", ""][:2]
    return Saved(file.stem, text, file, example, zh, "" if en.startswith("$") else en)


def save(name: str, text: str, folder: Path | None = None) -> Saved:
    """Write a query into the user's folder, whole or not at all."""
    if not _NAME.fullmatch(name):
        raise Refused(
            say(
                "{name} cannot be the name of a query. Use letters, Chinese characters, digits, blanks and -.",
                name=name,
            )
        )
    folder = folder or user_folder()
    file = folder / f"{name}.sql"
    part = folder / f".{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise Refused(
            say("{file} could not be written: {why}. Choose another place.", file=file, why=error.strerror)
        ) from error
    return read(file)


def remove(query: Saved) -> None:
    """Delete one of the user's own queries; an example stays."""
    if query.example:
        raise Refused(
            say("{name} is an example and stays. Save a copy under another name to change it.", name=query.name)
        )
    query.file.unlink(missing_ok=True)
