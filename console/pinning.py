"""Writes a pinned query into the settings file, or takes one out, and leaves everything else there as it stands."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.faults import Refused
from console.language import say
from console.pins import MOST, Pin
from console.places import settings_file
from console.settings import Settings, read_settings, settings_of

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def pin(wanted: Pin, file: Path | None = None) -> Settings:
    """Add a pinned query to the settings file and return the settings as they are then."""
    file = file or settings_file()
    if len(read_settings(file).pins) >= MOST:
        raise Refused(
            say("{most} queries are pinned already. Unpin one on the watch screen first: {key}.", most=MOST, key="Del")
        )
    return _rewritten(file, lambda document: _add(document, wanted))


def unpin(gone: Pin, file: Path | None = None) -> Settings:
    """Take a pinned query out of the settings file and return the settings as they are then."""
    file = file or settings_file()
    kept = list(read_settings(file).pins)
    if gone not in kept:
        return read_settings(file)
    place = kept.index(gone)
    return _rewritten(file, lambda document: _take_out(document, place))


def _add(document: "TOMLDocument", wanted: Pin) -> None:
    import tomlkit
    from tomlkit.items import Array

    there: Any = document.setdefault("pin", tomlkit.aot())
    entry: Any = tomlkit.inline_table() if isinstance(there, Array) else tomlkit.table()
    entry["query"], entry["shape"] = wanted.query, str(wanted.shape)
    if wanted.title:
        entry["title"] = wanted.title
    if wanted.values:
        entry["values"] = tomlkit.inline_table()
        entry["values"].update(dict(sorted(wanted.values.items())))
    there.append(entry)


def _take_out(document: "TOMLDocument", place: int) -> None:
    entries: Any = document["pin"]
    del entries[place]
    if not entries:
        del document["pin"]


def _rewritten(file: Path, change: Callable[["TOMLDocument"], None]) -> Settings:
    """Change the file whole or not at all; a link stays a link."""
    import tomlkit

    real = file.resolve()
    part = real.with_name(f".{real.name}.{os.getpid()}.part")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        document = tomlkit.parse(real.read_bytes().decode() if real.exists() else "")
        change(document)
        text = tomlkit.dumps(document)
        settings = settings_of(text, file)
        part.write_bytes(text.encode())
        if real.exists():
            part.chmod(real.stat().st_mode & 0o777)
        part.replace(real)
    except OSError as error:
        part.unlink(missing_ok=True)
        why = error.strerror or str(error)
        raise Refused(
            say("{file} could not be written: {why}. Make it writable and try again.", file=file, why=why)
        ) from error
    return settings
