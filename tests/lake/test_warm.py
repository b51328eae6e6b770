"""Between two looks at a lake DuckDB is kept, and never the look itself."""

import threading
from pathlib import Path

import duckdb
import pytest

from console.intake import load
from console.store import Stopped
from console.store.lake import LakeStore, warm
from tests.handed_in import readings

ROWS = "select count(*) as rows from readings order by all"


def test_the_next_look_sees_the_next_generation_and_nobody_asks_one_that_was_closed(
    lake: LakeStore, tmp_path: Path
) -> None:
    with lake.read() as before:
        assert before.rows(ROWS) == [{"rows": 0}]
    assert len(warm._kept) == 1
    load(lake, readings(tmp_path / "a.parquet"))
    with lake.read() as after:
        assert warm._kept == []
        assert after.rows(ROWS) == [{"rows": 3}]
        with pytest.raises(duckdb.Error):
            before.rows(ROWS)
        with lake.read() as beside:
            assert beside.rows(ROWS) == [{"rows": 3}]
    assert len(warm._kept) == 1


def test_duckdb_is_not_kept_while_somebody_is_still_asking(lake: LakeStore) -> None:
    warm._let_go()
    generation = lake.read()
    stopped = threading.Event()

    def ask() -> None:
        try:
            generation.rows("select count(*) as rows from range(1000000000000) order by all")
        except (Stopped, duckdb.Error):
            stopped.set()

    asking = threading.Thread(target=ask)
    asking.start()
    while not generation._running:
        asking.join(0.01)
    closing = threading.Thread(target=generation.close)  # waits for whoever is still asking
    closing.start()
    while closing.is_alive() or asking.is_alive():
        generation.stop()
        closing.join(0.05)
    assert stopped.is_set()
    assert warm._kept == []


def test_a_second_look_at_the_same_version_attaches_nothing(lake: LakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    with lake.read() as before:
        assert before.rows(ROWS) == [{"rows": 0}]
    monkeypatch.setattr("console.store.lake.attached.named", None)
    with lake.read() as after:
        assert after.rows(ROWS) == [{"rows": 0}]


def test_questions_that_are_asked_side_by_side_are_answered_in_their_order_or_refused(lake: LakeStore) -> None:
    with lake.read() as generation:
        asked = [(f"select {number} + $more as one order by all", {"more": 1}) for number in range(6)]
        assert generation.answers(*asked) == [[{"one": number + 1}] for number in range(6)]
        with pytest.raises(duckdb.Error, match="nowhere"):
            generation.answers(asked[0], ("select * from nowhere order by all", {}))
        assert generation.answers(asked[0]) == [[{"one": 1}]]
