"""Every picture is compared with a lake as well when every store is moved into one."""

import pytest

from tests.console.conftest import _all_in_lakes, sample_lake
from tests.console.kept import leave_folders_out
from tests.lake.conftest import server

__all__ = ["_all_in_lakes", "sample_lake", "server"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With all stores in lakes, leave out what is about a folder."""
    leave_folders_out(items)
