"""Four offices load four counties into one lake while eight consoles look: nothing is lost, nobody meets an error."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from console.intake import load
from console.store import apply_catalogue, check, snapshots
from console.store.lake.making import make
from tests.lake.conftest import opened
from tests.lake.crowd import COUNTIES, catalogue_of
from tests.torture import tell, times

CHECKOUT = Path(__file__).parents[2]
Process = subprocess.Popen[str]


def begun(*arguments: object) -> Process:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.lake.crowd", *map(str, arguments)], cwd=CHECKOUT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def ended(process: Process) -> list[list[str]]:
    """Return the lines that a process printed, each as its parts, after it ended well."""
    said, complained = process.communicate(timeout=600)
    assert (process.returncode, complained) == (0, "")
    return [line.split("\t") for line in said.splitlines()]


def test_offices_load_their_counties_side_by_side_while_consoles_look(described: Path, tmp_path: Path) -> None:
    lake = opened(described)
    make(lake.lake)
    counties = COUNTIES[: times(4, 2)]
    for county in counties:
        apply_catalogue(lake, catalogue_of(county), "tester")
    lookers = [begun("look", described, counties[n % len(counties)]) for n in range(times(8, 2))]
    first = [looker.stdout.readline() for looker in lookers if looker.stdout]
    loaders = [begun("load", described, county, times(120, 0), times(2, 1), tmp_path) for county in counties]
    loaded = {county: ended(loader) for county, loader in zip(counties, loaders, strict=True)}
    newest = lake.version()
    said = [line for lines in loaded.values() for line in lines]
    assert {line[0] for line in said} == {"loaded"}
    assert sorted(int(line[1]) for line in said) == list(range(len(counties) + 1, len(counties) + 1 + len(said)))
    assert [row["rows"] for row in snapshots(lake)] == [3] * len(said)
    assert Counter(row["loaded_by"] for row in snapshots(lake)) == {c: len(lines) for c, lines in loaded.items()}
    assert check(lake, deep=True) == []
    published = {int(number): float(at) for _, number, at, *_ in said}
    late = []
    for looker, line in zip(lookers, first, strict=True):
        seen = _until(looker, newest) if int(line.split("\t")[0]) != newest else []
        sights = [line.rstrip("\n").split("\t"), *seen, *ended(looker)]
        assert sights.pop() == ["alive"]
        assert {trouble for _, _, trouble in sights} == {""}
        numbers = [int(number) for number, *_ in sights]
        assert numbers == sorted(set(numbers))
        assert numbers[-1] == newest
        late += [float(at) - published[int(number)] for number, at, _ in sights if int(number) in published]
    again = load(lake, tmp_path / f"{counties[0]}-1.parquet")
    assert again.status == "duplicate"
    late.sort()
    tell(
        "crowd on a lake", loaders=len(counties), lookers=len(lookers), loads=len(said), pictures=len(late),
        median_seconds=round(late[len(late) // 2], 2), p95_seconds=round(late[len(late) * 95 // 100], 2),
    )  # fmt: skip


def _until(looker: Process, newest: int | None) -> list[list[str]]:
    """Read what a console saw until it shows the newest generation."""
    sights: list[list[str]] = []
    assert looker.stdout
    while not sights or int(sights[-1][0]) != newest:
        line = looker.stdout.readline()
        assert line, looker.communicate()
        sights.append(line.rstrip("\n").split("\t"))
    return sights
