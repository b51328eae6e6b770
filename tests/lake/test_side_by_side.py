"""Loaders of different counties work side by side in a lake; others take turns, as does who changes it alone."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.intake import load
from console.store import apply_catalogue, check, snapshots, withdraw
from console.store.engine import Limits
from console.store.lake import LakeStore
from console.store.lake.attached import attached
from console.store.lake.catalogue import connected
from console.store.lake.making import make
from console.store.lake.numbers import BLOCK
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.stores import COUNTY, LIN, neighbour

CHECKOUT = Path(__file__).resolve().parent.parent.parent
OF_LIN = {"indicator": ["output"] * 3, "place": [LIN] * 3, "period": ["2023-03", "2023-04", "2023-05"]}
_SERIES = "select county, min(series_id) as first, max(series_id) as last from series group by county order by county"


@pytest.fixture
def both(lake: LakeStore) -> LakeStore:
    """A lake of two counties."""
    apply_catalogue(lake, neighbour(), "tester")
    return lake


@contextmanager
def held_up(described: Path, file: Path, phase: str) -> Iterator[subprocess.Popen[str]]:
    """Load a file in a process of its own that waits at a phase until it is told to go on."""
    command = [sys.executable, "-m", "tests.lake.loading", str(described), str(file), phase, "wait"]
    loader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT)
    assert loader.stdout is not None
    try:
        while (line := loader.stdout.readline()) and line.strip() != phase:
            pass
        assert line, "it ended before it waited"
        yield loader
    finally:
        loader.kill()
        loader.wait()


def goes_on(loader: subprocess.Popen[str]) -> None:
    """Let a loader go on to its end."""
    told, _ = loader.communicate("\n", timeout=120)
    assert loader.returncode == 0, told


def test_a_county_loads_while_another_county_is_at_it(both: LakeStore, made_anew: Path, tmp_path: Path) -> None:
    with held_up(made_anew, readings(tmp_path / "here.parquet"), "check") as slow:
        beside = load(opened(made_anew), readings(tmp_path / "lin.parquet", **OF_LIN), by="tester")
        assert beside.status == "loaded"
        goes_on(slow)
    assert [(row["county"], row["generation"]) for row in snapshots(both)] == [(COUNTY, 4), (LIN, 3)]
    assert check(opened(made_anew), deep=True) == []
    with opened(made_anew).read() as generation:
        assert generation.number == 4
        here, lin = sorted(generation.rows(_SERIES), key=lambda row: row["county"], reverse=True)
    assert here["first"] // BLOCK == here["last"] // BLOCK != lin["first"] // BLOCK == lin["last"] // BLOCK


def test_two_loads_of_one_county_come_one_after_the_other(both: LakeStore, made_anew: Path, tmp_path: Path) -> None:
    later = threading.Thread(
        target=lambda: load(opened(made_anew), readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]), by="tester")
    )
    with held_up(made_anew, readings(tmp_path / "a.parquet"), "check") as slow:
        later.start()
        later.join(2.0)
        assert later.is_alive()
        goes_on(slow)
    later.join(120)
    assert [row["name"] for row in snapshots(both)] == ["a.parquet", "b.parquet"]
    assert check(opened(made_anew), deep=True) == []


def test_who_changes_the_lake_alone_waits_for_loaders_and_goes_before_later_ones(
    both: LakeStore, made_anew: Path, tmp_path: Path
) -> None:
    first = load(both, readings(tmp_path / "first.parquet"), by="tester").snapshots[0]
    alone = threading.Thread(target=lambda: withdraw(opened(made_anew), first, "a test", "tester"))
    later = threading.Thread(
        target=lambda: load(opened(made_anew), readings(tmp_path / "lin.parquet", **OF_LIN), by="tester")
    )
    with held_up(made_anew, readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]), "check") as slow:
        alone.start()
        alone.join(2.0)
        later.start()
        later.join(2.0)
        assert alone.is_alive()
        assert later.is_alive()
        goes_on(slow)
    for waiting in (alone, later):
        waiting.join(120)
    found = {row["name"]: row for row in snapshots(both)}
    assert found["b.parquet"]["generation"] < found["first.parquet"]["withdrawn_generation"]
    assert found["first.parquet"]["withdrawn_generation"] < found["lin.parquet"]["generation"]
    assert check(opened(made_anew), deep=True) == []


def test_a_load_that_somebody_got_in_the_way_of_is_made_again(both: LakeStore, made_anew: Path, tmp_path: Path) -> None:
    load(both, readings(tmp_path / "first.parquet"), by="tester")
    tries: list[str] = []

    def in_the_way(phase: str, _rows: int, _total: int | None) -> None:
        """Delete, once, from a table that every load adds to: DuckLake lets only one of the two be."""
        if phase == "check":
            tries.append(phase)
        if phase == "check" and len(tries) == 1:
            other = attached(both.lake, "lake/attach_to_write", Limits(memory="500MB", threads=1), "500MB")
            other.execute("delete from audit")
            other.close()

    again = load(both, readings(tmp_path / "lin.parquet", **OF_LIN), by="tester", progress=in_the_way)
    assert again.status == "loaded"
    assert len(tries) == 2
    assert [row["name"] for row in snapshots(both)] == ["first.parquet", "lin.parquet"]
    assert check(opened(made_anew)) == []


def test_a_county_whose_first_load_was_refused_keeps_its_numbers(both: LakeStore, tmp_path: Path) -> None:
    refused = load(both, readings(tmp_path / "bad.parquet", **{**OF_LIN, "period": ["2023-03", "2023-03", "2023-03"]}))
    assert refused.status == "refused"
    load(both, readings(tmp_path / "lin.parquet", **OF_LIN), by="tester")
    load(both, readings(tmp_path / "here.parquet"), by="tester")
    load(both, readings(tmp_path / "more.parquet", **{**OF_LIN, "indicator": ["loans"] * 3}), by="tester")
    with both.read() as generation:
        found = {row["county"]: (row["first"] // BLOCK, row["last"] // BLOCK) for row in generation.rows(_SERIES)}
    assert found == {LIN: (1, 1), COUNTY: (2, 2)}


def test_a_preview_keeps_nobody_from_publishing(both: LakeStore, made_anew: Path, tmp_path: Path) -> None:
    beside: list[str] = []

    def meanwhile(phase: str, _rows: int, _total: int | None) -> None:
        if phase == "settle":
            beside.append(load(opened(made_anew), readings(tmp_path / "lin.parquet", **OF_LIN), by="tester").status)

    seen = load(both, readings(tmp_path / "here.parquet"), by="tester", progress=meanwhile, dry_run=True)
    assert seen.preview is not None
    assert beside == ["loaded"]
    assert [row["name"] for row in snapshots(both)] == ["lin.parquet"]


def test_a_lake_from_before_it_handed_out_numbers_says_what_to_do(both: LakeStore, tmp_path: Path) -> None:
    with connected(both.lake) as session:
        session.execute(b"drop table jindu_number")
    refused = load(both, readings(tmp_path / "here.parquet"), by="tester")
    assert "jindu lake init" in str(refused.sentence)
    make(both.lake)
    assert load(both, readings(tmp_path / "here.parquet"), by="tester").status == "loaded"


def test_a_console_is_called_when_something_is_published_and_need_not_ask(
    both: LakeStore, made_anew: Path, tmp_path: Path
) -> None:
    both.newest.EVERY = 3600.0
    assert both.version() == 2
    load(opened(made_anew), readings(tmp_path / "here.parquet"), by="tester")
    began = time.monotonic()
    while both.version() != 3 and time.monotonic() - began < 30:
        time.sleep(0.05)
    assert both.version() == 3
