"""Counties are compared in a lake as in a folder."""

from pathlib import Path

from console.county import Wanted, choose
from console.drill.across import known_across
from console.overview import overview
from console.screens.counties import counties_of
from console.store import Store
from console.store.lake.making import make
from console.store.moving import move
from tests.counties import FIRST, city
from tests.lake.conftest import opened


def _seen(store: Store) -> tuple[object, object]:
    choose(Wanted(FIRST))
    try:
        with store.read() as generation:
            found = overview(generation)
            assert found is not None
            return known_across(generation, found.lines[0], found, None), counties_of(generation)
    finally:
        choose(Wanted())


def test_counties_compare_in_a_lake_as_in_a_folder(described: Path, tmp_path: Path) -> None:
    store, lake = city(tmp_path), opened(described)
    make(lake.lake)
    move(store, lake)
    in_lake, in_folder = _seen(lake), _seen(store)
    assert in_lake == in_folder
    assert in_folder[0] is not None
    lake.newest.close()
