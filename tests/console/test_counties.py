"""Several counties in one store: one is shown, the others are a key away, and none is mixed with another."""

from pathlib import Path

import pytest

from console import county
from console.catalogue import read_catalogue
from console.county import Wanted
from console.overview import compare, overview
from console.store import StoreUnusable, apply_catalogue, open_store
from tests.console.driving import DESIGNED, SMALL, console_on, copied, shown, until

QINGXI = Path(__file__).parents[1] / "catalogues" / "qingxi-2026"


@pytest.fixture
def two(sample_store: Path, tmp_path: Path) -> Path:
    """Return a store of two counties, in which the newer year is Qingxi's."""
    folder = copied(sample_store, tmp_path / "store")
    apply_catalogue(open_store(folder), read_catalogue(QINGXI))
    return folder


@pytest.mark.parametrize("named", ["430723", "澧县", "lixian", "Lixian-2023"])
def test_a_county_is_shown_by_its_code_its_name_or_its_catalogue(two: Path, named: str) -> None:
    county.choose(Wanted(named))
    with open_store(two).read() as generation:
        seen = overview(generation)
    assert seen is not None
    assert (seen.county, seen.year, len(seen.lines)) == ("430723", 2023, 55)


def test_the_newest_year_is_shown_when_nothing_was_asked_for(two: Path) -> None:
    with open_store(two).read() as generation:
        seen = overview(generation)
    assert seen is not None
    assert (seen.county, seen.year) == ("990101", 2026)


def test_a_county_that_is_not_there_is_refused_and_those_there_are_named(two: Path) -> None:
    county.choose(Wanted("火星"))
    with open_store(two).read() as generation, pytest.raises(StoreUnusable, match=r"火星.*990101 2026, 430723 2023"):
        overview(generation)


def test_targets_of_two_counties_are_never_compared(two: Path) -> None:
    seen = []
    for named in ("430723", "990101"):
        county.choose(Wanted(named))
        with open_store(two).read() as generation:
            seen.append(overview(generation))
    assert seen[0] is not None
    assert seen[1] is not None
    assert compare(seen[0], seen[1]) == {}


@pytest.mark.console
@pytest.mark.parametrize("size", [SMALL, DESIGNED])
async def test_another_county_is_chosen_from_the_list_of_all(two: Path, size: tuple[int, int]) -> None:
    county.choose(Wanted("430723"))
    async with console_on(two, size, "en") as (console, pilot):
        await until(pilot, lambda: "GDP" in shown(console))
        await pilot.press("C")
        await until(pilot, lambda: "Qingxi" in shown(console))
        assert "Lixian" in shown(console)
        await pilot.press("down", "enter")
        await until(pilot, lambda: console.overview is not None and console.overview.county == "990101")
        assert "Qingxi" in shown(console)
        assert "changed" not in shown(console)
