"""Some tests of the console run on both kinds of store."""

from collections.abc import Iterator
from inspect import iscoroutinefunction
from pathlib import Path

import pytest

from console.store import Store, open_store
from console.store.lake import LakeStore
from tests.console.kept import ON_A_LAKE, Lakes, lakes, leave_folders_out
from tests.lake.conftest import made, missing, opened, server
from tests.lake.server import Server
from tests.stores import small_store

__all__ = ["made", "server"]
_FOLDER = [] if ON_A_LAKE else ["folder"]
BOTH = [*_FOLDER, pytest.param("lake", marks=pytest.mark.lake)]
# The sample is moved into a lake once, by the one worker to which all that look at it are given.
BOTH_SAMPLES = [*_FOLDER, pytest.param("lake", marks=[pytest.mark.lake, pytest.mark.xdist_group("sample lake")])]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With all stores in lakes, leave out what opens no console, and what is about a folder."""
    leave_folders_out(items)
    if not ON_A_LAKE:
        return
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    opening = [item for item in here if iscoroutinefunction(getattr(item, "function", None))]
    config.hook.pytest_deselected(items=[item for item in here if item not in opening])
    items[:] = [item for item in items if item in opening or item not in here]


@pytest.fixture(scope="session", autouse=ON_A_LAKE)
def _all_in_lakes(request: pytest.FixtureRequest, sample_store: Path) -> Iterator[None]:
    """Move every store that a test opens into a lake."""
    _require_lakes()
    lakes.append(Lakes(request.getfixturevalue("server"), sample_store, request.getfixturevalue("sample_lake")))
    yield
    lakes.clear()


@pytest.fixture(params=BOTH_SAMPLES)
def sample(request: pytest.FixtureRequest, sample_store: Path) -> Store:
    """Return the sample store in a folder, and the same moved into a lake; nobody may write into it."""
    if request.param == "folder":
        return open_store(sample_store)
    _require_lakes()
    return opened(request.getfixturevalue("sample_lake"))


@pytest.fixture(params=BOTH)
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return a small store of one's own with its catalogue in generation 1, in a folder and in a lake."""
    if request.param == "folder":
        return small_store(tmp_path)
    lake: LakeStore = request.getfixturevalue("small_lake")
    return lake


@pytest.fixture
def small_lake(request: pytest.FixtureRequest, tmp_path: Path) -> LakeStore:
    """Return a small lake of one's own with its catalogue in generation 1."""
    _require_lakes()
    server, _made = request.getfixturevalue("server"), request.getfixturevalue("made")
    return opened(server.described(tmp_path / "lake.toml", server.folder / "files", like="made"))


@pytest.fixture(scope="session")
def sample_lake(sample_store: Path, server: Server) -> Path:
    """Return the file of a lake that holds the sample store."""
    from console.store.lake.making import make
    from console.store.moving import move

    file = server.described(server.folder / "sample.toml", server.folder / "sample")
    lake = opened(file)
    make(lake.lake)
    move(open_store(sample_store), lake)
    lake.newest.close()
    return file


def _require_lakes() -> None:
    if missing():
        pytest.skip(f"a lake needs {' and '.join(missing())}")
