"""The league of counties from a target's page: other periods, the county behind a row, what is missing by name."""

from pathlib import Path

import pytest

from console.county import Wanted, choose
from console.screens.across import AcrossScreen
from tests.console.driving import DESIGNED, SMALL, console_on, shown, until
from tests.counties import FIRST, city


@pytest.mark.console
@pytest.mark.parametrize("size", [SMALL, DESIGNED])
async def test_counties_are_compared_from_the_page_of_a_target(tmp_path: Path, size: tuple[int, int]) -> None:
    choose(Wanted(FIRST))
    async with console_on(city(tmp_path).path, size, "en") as (console, pilot):
        await until(pilot, lambda: console.overview is not None)
        await pilot.press("enter", "C")
        await until(pilot, lambda: "Yi County" in shown(console))
        assert isinstance(console.screen, AcrossScreen)
        seen = shown(console)
        assert "2023-04" in seen
        assert "2 of 5 counties; missing: Bing County, Ding County, Wu County" in " ".join(seen.split())
        await pilot.press("right")
        await until(pilot, lambda: "no 2023-05" in shown(console))
        await pilot.press("left", "down", "enter")
        await until(pilot, lambda: console.overview is not None and console.overview.county == "990002")


@pytest.mark.console
async def test_growth_of_counties_is_ranked_and_never_averaged(tmp_path: Path) -> None:
    choose(Wanted(FIRST))
    async with console_on(city(tmp_path).path, DESIGNED, "zh") as (console, pilot):
        await until(pilot, lambda: console.overview is not None)
        assert console.overview is not None
        line = console.overview.find("T2")
        assert line is not None
        console.open_across(line)
        await until(pilot, lambda: "戊县" in shown(console))
        assert "既不相加也不平均" in shown(console)
        assert "全市" not in shown(console).replace("没有全市数", "")
