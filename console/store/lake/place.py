"""Where a lake lies: the details are kept in a file or in the environment, and never in what a command line shows."""

import hashlib
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console import places
from console.language import say
from console.store.interface import StoreUnusable

PREFIX = "lake:"
_ENVIRONMENT = "JINDU_LAKE"
_POSTGRES = {"host": "", "port": "5432", "dbname": "jindu", "user": "", "password": ""}
S3 = {"key_id": "", "secret": "", "region": "us-east-1", "endpoint": "s3.amazonaws.com", "url_style": "vhost",
      "use_ssl": True, "ca_cert": ""}  # fmt: skip
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Lake:
    """One lake: where its catalogue answers, where its files lie, and the folder of this machine's own notes on it."""

    name: str
    data: str
    """A shared folder, or s3://BUCKET/FOLDER/."""
    folder: Path
    postgres: Mapping[str, str] = field(repr=False)
    s3: Mapping[str, Any] | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{PREFIX}{self.name}"


def is_lake(wanted: str) -> bool:
    """Tell whether a store that was asked for is a lake."""
    return wanted.startswith(PREFIX)


def lake_at(wanted: str, environment: Mapping[str, str] = os.environ) -> Lake:
    """Return the lake that `lake:FILE.toml`, `lake:NAME` or, with JINDU_LAKE, `lake:` alone names."""
    asked = wanted.removeprefix(PREFIX) or environment.get(_ENVIRONMENT, "")
    if "=" in asked or "@" in asked or "://" in asked:
        raise StoreUnusable(
            say("Connection details do not belong on a command line, where others see them. Write them into a file.")
        )
    file = _file(asked)
    told = _read(file)
    postgres = {**_POSTGRES, **_texts(file, told, "postgres", _POSTGRES)}
    postgres["password"] = postgres["password"] or environment.get("PGPASSWORD", "")
    postgres["host"] = postgres["host"] or environment.get("PGHOST", "") or "localhost"
    postgres["user"] = postgres["user"] or environment.get("PGUSER", "") or "jindu"
    data = told.get("data")
    if not isinstance(data, str) or not data:
        raise _faulty(file, "data")
    s3 = {**S3, **_texts(file, told, "s3", S3)} if data.startswith("s3://") else None
    if s3:
        s3["key_id"] = s3["key_id"] or environment.get("AWS_ACCESS_KEY_ID", "")
        s3["secret"] = s3["secret"] or environment.get("AWS_SECRET_ACCESS_KEY", "")
        _require_readable(file, s3["ca_cert"])
    data = data.rstrip("/") + "/"
    return Lake(file.stem, data, places.lakes_folder() / f"{file.stem}-{_mark(postgres, data)}", postgres, s3)


def _mark(postgres: Mapping[str, str], data: str) -> str:
    """Return a mark that tells two lakes apart whose files have the same name."""
    told = "\n".join((postgres["host"], postgres["port"], postgres["dbname"], data))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _file(asked: str) -> Path:
    if not asked:
        raise StoreUnusable(say("Name the file that says where the lake is: lake:FILE.toml, or JINDU_LAKE=FILE.toml."))
    if asked.endswith(".toml") or "/" in asked:
        return Path(asked).expanduser()
    if not _NAME.fullmatch(asked):
        raise StoreUnusable(say("{name} is not the name of a lake: write lake:FILE.toml.", name=asked))
    return places.settings_file().parent / "lakes" / f"{asked}.toml"


def _read(file: Path) -> dict[str, Any]:
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        readable = stat.S_IMODE(file.stat().st_mode) & 0o077
    except FileNotFoundError:
        raise StoreUnusable(
            say("There is no file {file} that says where the lake is. `jindu lake init --help` shows one.", file=file)
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        raise StoreUnusable(say("{file} cannot be read: {why}.", file=file, why=why)) from None
    except tomllib.TOMLDecodeError as error:
        raise StoreUnusable(say("{file} is no TOML: {why}.", file=file, why=error)) from None
    secret = _has_secret(told)
    if secret and readable:
        raise StoreUnusable(say("{file} holds a password and others may read it. Run: chmod 600 {file}", file=file))
    return told


def _has_secret(told: Mapping[str, Any]) -> bool:
    parts = [part for part in told.values() if isinstance(part, dict)]
    return any(part.get(name) for part in parts for name in ("password", "secret"))


def _texts(file: Path, told: Mapping[str, Any], part: str, known: Mapping[str, object]) -> dict[str, Any]:
    """Return a table of the file, each value as what its default is; refuses what is not known."""
    found = told.get(part, {})
    if not isinstance(found, dict):
        raise _faulty(file, part)
    for name, value in found.items():
        if name not in known or isinstance(value, (dict, list)):
            raise _faulty(file, f"{part}.{name}")
    return {name: bool(value) if isinstance(known[name], bool) else str(value) for name, value in found.items()}


def _require_readable(file: Path, certificates: str) -> None:
    """Refuse a lake whose storage is to be trusted by certificates that are not there."""
    try:
        if certificates:
            Path(certificates).read_bytes()
    except OSError as error:
        raise StoreUnusable(
            say("{file} names the certificates {certificates}, which cannot be read: {why}.",
                file=file, certificates=certificates, why=error.strerror or error)
        ) from None  # fmt: skip


def _faulty(file: Path, name: str) -> StoreUnusable:
    return StoreUnusable(
        say("{file}: {name} is missing or not what it should be. docs/lake.md shows such a file.", file=file, name=name)
    )
