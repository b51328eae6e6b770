"""A real PostgreSQL and lakes in it, for every test of this folder."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from console.store import Limits, apply_catalogue
from console.store.lake import LakeStore, lake_at
from console.store.lake.making import make
from tests.lake.server import Server, program
from tests.lake.storage import Storage
from tests.stores import small_catalogue


def missing() -> list[str]:
    """Return what a lake needs and this machine has not; CI installs it."""
    there = {"duckdb-extension-ducklake": find_spec("duckdb_extension_ducklake"), "initdb": program("initdb")}
    return [name for name, found in there.items() if not found]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests of a lake out where what they need is not installed."""
    for item in items:
        if missing() and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=f"a lake needs {' and '.join(missing())}"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start a PostgreSQL for all tests of a worker."""
    server = Server()
    yield server
    server.remove()


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    """Start an object storage for the tests of a module."""
    storage = Storage()
    yield storage
    storage.remove()


@pytest.fixture
def described(server: Server, tmp_path: Path) -> Path:
    """Return the file that says where a lake is that was not made yet."""
    return server.described(tmp_path / "lake.toml", tmp_path / "data")


@pytest.fixture(scope="session")
def made(server: Server) -> Path:
    """Return the file of a lake with the small catalogue in generation 1, of which every test has a copy."""
    file = server.described(server.folder / "made.toml", server.folder / "files", name="made")
    store = opened(file)
    make(store.lake)
    apply_catalogue(store, small_catalogue(), "tester")
    store.newest.close()
    return file


@pytest.fixture
def made_anew(server: Server, made: Path, tmp_path: Path) -> Path:
    """Return the file of a lake of its own that is as `made`: files of data have names that no other lake gives."""
    return server.described(tmp_path / "lake.toml", server.folder / "files", like="made")


@pytest.fixture
def lake(made_anew: Path) -> LakeStore:
    """Return a lake with the small catalogue in generation 1."""
    return opened(made_anew)


def opened(described: Path) -> LakeStore:
    """Open a lake as another process would."""
    store = LakeStore(lake_at(f"lake:{described}"), Limits(memory="500MB", threads=1))
    store.newest.EVERY = 0.0
    return store
