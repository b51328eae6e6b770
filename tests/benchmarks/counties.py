"""What a console and a loader wait for as counties join one store: 1, 10 and the 122 of a province."""

from pathlib import Path

from tests.benchmarks import grown, lake


def bench(folder: Path, quick: bool) -> None:
    sizes = (1, 3) if quick else (1, 10, 122)
    lake.compare(folder, {f"{size} counties": _counties(size) for size in sizes}, turns=3 if quick else 9)


def _counties(counties: int) -> lake.Lay:
    return lambda store: grown.lay_counties(store, counties, indicators=55, places=30, months=48)
