"""What a console and a loader wait for as history grows, in a folder and in a lake: 1, 10 and 100 million readings."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from console.store import Store
from console.store.lake import LakeStore, lake_at
from console.store.lake.copying import copy_of
from console.store.lake.making import make
from tests.benchmarks import grown
from tests.benchmarks.figures import bar, ratio, row, seconds
from tests.lake.conftest import missing
from tests.lake.server import Server

BARS = {"overview": 1.5, "load of 10,000 readings": 1.5}
Lay = Callable[[Store], None]
Measured = dict[str, dict[str, float]]
"""The median of everything that is asked, by the size of the store."""


def bench(folder: Path, quick: bool) -> None:
    sizes = (100_000, 1_000_000) if quick else (1_000_000, 10_000_000, 100_000_000)
    compare(folder, {f"{size:,} readings": _history(size) for size in sizes}, turns=3 if quick else 9)


def _history(size: int) -> Lay:
    return lambda store: grown.lay_history(store, size)


def compare(folder: Path, stores: dict[str, Lay], turns: int) -> None:
    """Measure every store in a folder and in a lake, then what has grown and how far the two are apart."""
    embedded = {
        size: measured(grown.folder_store(folder / f"folder-{n}"), f"folder, {size}", lay, folder, turns)
        for n, (size, lay) in enumerate(stores.items())
    }
    if lacking := missing():
        print(f"no lake is measured without {' and '.join(lacking)}")
        return _tell_growth({"folder": embedded})
    lakes = _lakes(folder, stores, turns)
    _tell_growth({"folder": embedded, "lake": lakes})
    for size in stores:
        bar(f"overview of a lake against a folder, {size}", lakes[size]["overview"] / embedded[size]["overview"], 5.0)
    return None


def _lakes(folder: Path, stores: dict[str, Lay], turns: int) -> Measured:
    server = Server()
    try:
        return {
            size: measured(lake_in(server, f"lake{n}"), f"lake, {size}", lay, folder, turns)
            for n, (size, lay) in enumerate(stores.items())
        }
    finally:
        server.remove()


def _tell_growth(stores: dict[str, Measured]) -> None:
    for where, found in stores.items():
        first, last = next(iter(found)), list(found)[-1]
        for what in found[first]:
            grew = f"{where}: {what}, {last} against {first}"
            told = found[last][what] / found[first][what]
            bar(grew, told, BARS[what]) if what in BARS else ratio(grew, told)


def lake_in(server: Server, name: str) -> LakeStore:
    """Make a lake in a server of its own."""
    store = LakeStore(lake_at(f"lake:{server.described(server.folder / f'{name}.toml', server.folder / name)}"),
                      grown.LIMITS)  # fmt: skip
    store.newest.EVERY = 0.0
    make(store.lake)
    return store


def _copied(store: LakeStore) -> None:
    copy_of(store, store.version() or 0)


def measured(store: Store, name: str, lay: Lay, folder: Path, turns: int) -> dict[str, float]:
    """Lay a store and return the median of everything that is asked of it."""
    lay(store)
    with store.read() as generation:
        print(f"{name}: {generation.bytes / 1e6:,.0f} MB", flush=True)
    runs = grown.asked(store, turns)
    if isinstance(store, LakeStore):
        runs["first copy for the desk"] = [seconds(partial(_copied, store))]
    runs["load of 10,000 readings"] = grown.loaded(store, folder, max(3, turns // 3))
    if isinstance(store, LakeStore):
        runs["copy for the desk after loads"] = [seconds(partial(_copied, store))]
    return {what: row(f"{name}: {what}", times) for what, times in runs.items()}
