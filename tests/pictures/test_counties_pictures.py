"""What the counties of a store look like: the one who asks which is meant, and the league of them in one target."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.county import Wanted, choose
from tests.console.driving import DESIGNED, SMALL, shown, until
from tests.counties import FIRST, city
from tests.pictures.test_pictures import after, console_of

pytestmark = pytest.mark.console

Compare = Callable[..., bool]


def test_the_league_of_counties(tmp_path: Path, snap_compare: Compare) -> None:
    choose(Wanted(FIRST))
    console = console_of(city(tmp_path).path, "zh")

    async def compare(pilot: Pilot[int]) -> None:
        await after("enter", "C")(pilot)
        await until(pilot, lambda: "乙县" in shown(console))

    assert snap_compare(console, terminal_size=DESIGNED, run_before=compare)


def test_which_county_is_meant_in_a_small_terminal(tmp_path: Path, snap_compare: Compare) -> None:
    console: Any = console_of(city(tmp_path).path, "en")

    async def asked(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "Yi County" in shown(console))
        await pilot.press("c", "o", "u")
        await until(pilot, lambda: "5 of 5" in shown(console))

    assert snap_compare(console, terminal_size=SMALL, run_before=asked)
