"""One of many on a lake, in a process of its own: an office that loads, or a console that looks."""

import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from console.__main__ import leave
from console.county import Wanted, choose
from console.following import Follower, Sight
from console.store.lake import LakeStore, lake_at
from console.targets import Catalogue
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.stores import COUNTY, small_catalogue

COUNTIES = [f"99000{number}" for number in range(1, 5)]


def catalogue_of(county: str) -> Catalogue:
    """Return the small catalogue as another county's."""
    here = small_catalogue()
    return replace(
        here, county=county, name=f"made-up-{county}", title_zh=f"虚县{county} 2023", title_en=f"County {county} 2023",
        places=tuple(
            replace(place, place=place.place.replace(COUNTY, county), parent=place.parent.replace(COUNTY, county))
            for place in here.places
        ),
        targets=tuple(replace(target, place=target.place.replace(COUNTY, county)) for target in here.targets),
    )  # fmt: skip


def load_on(lake: str, county: str, seconds: float, least: int, folder: Path) -> None:
    """Load one file of a county after the other, and tell of each what became of it and when."""
    from console.intake import load

    store, began, number = opened(Path(lake)), time.monotonic(), 0
    while number < least or time.monotonic() - began < seconds:
        number += 1
        places = [county, f"{county}101", county]
        file = readings(folder / f"{county}-{number}.parquet", place=places, value=[float(number), 1.0, 2.0])
        loaded = load(store, file, by=county)
        print(loaded.status, loaded.generation, time.time(), *map(str, loaded.as_sentences()), sep="\t", flush=True)


def look_on(lake: str, county: str) -> None:
    """Follow the lake until standard input ends, and tell of each picture which it is and when it came."""
    choose(Wanted(county))

    def tell(sight: Sight) -> None:
        number = sight.overview.generation if sight.overview else 0
        print(number, time.time(), sight.trouble or "", sep="\t", flush=True)

    follower = Follower(LakeStore(lake_at(f"lake:{lake}")))
    follower.start()
    follower.tell(tell)
    sys.stdin.read()
    alive = follower.is_alive()
    follower.stop()
    follower.join(20)
    print("alive" if alive else "dead", flush=True)


if __name__ == "__main__":
    what, at, whose, *more = sys.argv[1:]
    threading.current_thread().name = what
    if what == "look":
        look_on(at, whose)
    else:
        load_on(at, whose, float(more[0]), int(more[1]), Path(more[2]))
    leave(0)
