"""A folder that appears whole or not at all, however many builders want it."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from console.faults import Refused
from console.language import say


def build_whole(folder: Path, build: Callable[[Path], None], is_built: Callable[[], bool]) -> None:
    """Let `build` fill a folder beside the wanted one and rename it; a builder who waited finds it built.

    Raises `Refused` when something else lies there.
    """
    with _workshop(folder) as workshop:
        if is_built():
            return
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(
                say("{folder} is not empty and holds no sample. Name another folder with --store.", folder=folder)
            )
        made = workshop / "made"
        build(made)
        made.rename(folder)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Give one builder at a time an empty folder beside the wanted one, and remove it afterwards."""
    place = folder.with_name(f".{folder.name}.building")
    descriptor = _locked(place)
    try:
        _empty(place)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        os.close(descriptor)


def _locked(place: Path) -> int:
    while True:
        try:
            place.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(place, os.O_RDONLY)
        except OSError as error:
            raise Refused(
                say("The folder {folder} cannot be made: {error}.", folder=place.parent, error=error.strerror)
            ) from error
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        # The builder before removed its folder; then the lock is on nothing that others see.
        if place.exists() and os.path.samestat(os.fstat(descriptor), place.stat()):
            return descriptor
        os.close(descriptor)


def _empty(place: Path) -> None:
    for left in place.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
