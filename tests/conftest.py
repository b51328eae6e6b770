"""What several test files share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from console import county, language


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and end with what waits for the sample store, which somebody builds meanwhile."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("xdist_group") or item.get_closest_marker("slow"):
        return 0
    return 2 if "sample_store" in getattr(item, "fixturenames", ()) else 1


@pytest.fixture(scope="session", autouse=True)
def _no_home_of_a_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep settings, memory and history of whoever runs the tests out of them, and them out of the user's."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(home / name.lower())


@pytest.fixture(autouse=True)
def _nothing_chosen() -> Iterator[None]:
    """Begin every test in Chinese and without a county, whatever the one before it chose."""
    language.choose("zh")
    county.choose(county.Wanted())
    yield
    language.choose("zh")
    language.through(None)
    county.choose(county.Wanted())


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample store, built once; tests that write must copy it first."""
    from console.demo import build_sample

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # then all workers share one, and those that come later wait for the first
        folder = folder.parent
    build_sample(folder / "sample")
    return folder / "sample"
