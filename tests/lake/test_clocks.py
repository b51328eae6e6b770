"""Loaders whose clocks differ by days: what counts is the order in which PostgreSQL took their commits."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.intake import load
from console.overview import overview
from console.store import check, info, snapshots
from console.store.lake import LakeStore
from console.store.lake.making import expire
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.torture import FULL

CHECKOUT = Path(__file__).parents[2]
FAKED = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
pytestmark = pytest.mark.skipif(FAKED is None, reason="libfaketime is not installed")


def loaded_at(clock: str, *arguments: object) -> None:
    """Load in a process whose clock is wrong by so much."""
    wrong = {"LD_PRELOAD": str(FAKED), "FAKETIME": clock, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.lake.loading", *map(str, arguments), "", ""], env=os.environ | wrong,
        capture_output=True, text=True, timeout=120, cwd=CHECKOUT,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_a_later_load_counts_whatever_the_clocks_of_the_loaders_say(
    lake: LakeStore, made_anew: Path, tmp_path: Path
) -> None:
    for clock, value in (("+3d", 41.0), ("-3d", 42.0)):
        loaded_at(clock, made_anew, readings(tmp_path / f"{value}.parquet", value=[value, 1.0, 2.0]))
    day, now = timedelta(days=1), datetime.now(UTC).replace(tzinfo=None)
    ahead, behind = (row["loaded_at"] for row in snapshots(lake))
    assert ahead - now > 2 * day
    assert now - behind > 2 * day
    assert lake.version() == 3
    with lake.read() as generation:
        seen = overview(generation)
        assert seen is not None
        assert seen.snapshot == 2
        assert {line.actual for line in seen.lines} >= {42.0}
        assert now - seen.published_at > 2 * day
    assert info(lake)["published"] == seen.published_at
    assert load(lake, readings(tmp_path / "c.parquet", value=[43.0, 1.0, 2.0])).status == "loaded"
    with opened(made_anew).read() as generation:
        seen = overview(generation)
    assert seen is not None
    assert {line.actual for line in seen.lines} >= {43.0}
    assert check(lake, deep=True) == []


@pytest.mark.skipif(not FULL, reason="part of `make torture`")
def test_versions_expire_by_the_clock_of_postgresql_and_not_by_that_of_whoever_tidies_up(
    lake: LakeStore, made_anew: Path, tmp_path: Path
) -> None:
    for number in range(2):
        assert load(lake, readings(tmp_path / f"{number}.parquet", value=[40.0 + number, 1.0, 2.0])).status == "loaded"
    wrong = {"LD_PRELOAD": str(FAKED), "FAKETIME": "+30d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    script = (
        "import sys; from console.store.lake import lake_at; from console.store.lake.making import expire;"
        " print(expire(lake_at(sys.argv[1]), 24)); import os; sys.stdout.flush(); os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, f"lake:{made_anew}"], env=os.environ | wrong, capture_output=True, text=True,
        timeout=120, cwd=CHECKOUT,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("0", "")
    assert expire(lake.lake, 24) == 0
