"""A target page that is opened while the store is away says so, and not that there never was a reading."""

from datetime import date
from pathlib import Path

import pytest

from tests.console.driving import SMALL, console_on, shown, until
from tests.stores import load, months, small_store

pytestmark = [pytest.mark.console, pytest.mark.folder("the folder is moved away; test_live.py does it with PostgreSQL")]


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_a_page_of_a_vanished_store_says_that_it_has_vanished(tmp_path: Path, size: tuple[int, int]) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [5.0, 10.0]), as_of=date(2023, 9, 25))
    async with console_on(store.path, size=size) as (console, pilot):
        store.path.rename(tmp_path / "elsewhere")
        await pilot.press("enter")
        await until(pilot, lambda: f"数据库 {tmp_path}"[:30] in shown(console), seconds=8)
        assert "还没有入库" not in shown(console)
