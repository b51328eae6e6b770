"""Flipped bits in a generation: always found by `check --deep`, stepped over by readers, never shown as numbers."""

import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from console.store import StoreUnusable, check, named
from console.store.embedded import EmbeddedStore
from tests.stores import COUNTY, load, months, small_store
from tests.torture import tell, times

pytestmark = pytest.mark.once

QUESTIONS = (
    "select * from reading order by all",
    "select * from standing order by all",
    "select * from series order by all",
)


def answers(store: EmbeddedStore) -> tuple[int, list[Any]]:
    """Return everything that a reader is told, and by which generation."""
    with store.read() as generation:
        seen = generation.rows(named("panels/overview"), county=COUNTY, year=2023)
        return generation.number, [seen, *(generation.rows(question) for question in QUESTIONS)]


def flipped(file: Path, bit: int) -> None:
    with file.open("r+b") as content:
        content.seek(bit // 8)
        (byte,) = content.read(1)
        content.seek(bit // 8)
        content.write(bytes([byte ^ 1 << bit % 8]))


@pytest.mark.slow
@pytest.mark.parametrize("whole", [True, False], ids=["small", "as if large"])
def test_a_flipped_bit_is_always_found_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    if not whole:
        monkeypatch.setattr("console.store.proving.READ_WHOLE", 0)
    store = small_store(tmp_path)
    load(store, months("output", 2023, range(1, 7)))
    truth = dict([answers(store)])
    load(store, months("output", 2023, range(1, 10)))
    truth |= dict([answers(store)])
    file = store.path / "store-3.duckdb"
    file.chmod(0o644)
    chance, shown, stepped, raised = random.Random(whole), 0, 0, 0
    flips = times(100, 4)
    for _ in range(flips):
        bit = chance.randrange(file.stat().st_size * 8)
        flipped(file, bit)
        found = check(store, deep=True)
        assert any("store-3.duckdb" in str(finding) for finding in found), bit
        told = None
        with suppress(StoreUnusable):
            told = answers(store)
        raised += told is None
        if told is None:  # the next look is answered from the generation before
            told = answers(store)
        number, said = told
        assert said == truth[number], bit
        shown, stepped = shown + (number == 3), stepped + (number == 2)
        flipped(file, bit)
    tell(
        "flipped bits", flips=flips, small=whole, found_by_check=flips, stepped_over=stepped,
        raised_first=raised, harmless_and_unread=shown, shown_wrong=0,
    )  # fmt: skip
    assert answers(store)[0] == 3
    assert whole is False or stepped == flips
