"""The SQL of the project, by its name: the folder under queries/ and the file, as in panels/overview."""

from functools import cache
from pathlib import Path

from console.places import QUERIES


@cache
def named(name: str) -> str:
    """Return the statement that lies under `name`; an unknown name is a KeyError."""
    file = QUERIES / f"{name}.sql"
    if not file.is_file():
        raise KeyError(name)
    return file.read_text(encoding="utf-8")


def in_folder(folder: str) -> list[str]:
    """Return the names of all statements of a folder, in the order of their file names."""
    return [_name(file) for file in sorted((QUERIES / folder).glob("*.sql"))]


def every_query() -> list[str]:
    """Return the names of all statements there are."""
    return [_name(file) for file in sorted(QUERIES.rglob("*.sql"))]


def _name(file: Path) -> str:
    return file.relative_to(QUERIES).with_suffix("").as_posix()
