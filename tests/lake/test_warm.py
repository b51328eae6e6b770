"""Between two looks at a lake DuckDB is kept, and never the look itself."""

import threading
from pathlib import Path

import duckdb
import pytest

from console.intake import load
from console.store import Stopped
from console.store.lake import LakeStore, warm
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.lake.server import Server

ROWS = "select count(*) as rows from readings order by all"


def test_the_next_look_sees_the_next_generation_and_nobody_asks_one_that_was_closed(
    lake: LakeStore, tmp_path: Path
) -> None:
    with lake.read() as before:
        assert before.rows(ROWS) == [{"rows": 0}]
    assert len(warm._kept) == 1
    load(lake, readings(tmp_path / "a.parquet"))
    with lake.read() as after:
        assert after.rows(ROWS) == [{"rows": 3}]
        assert warm._kept == []
        with pytest.raises(duckdb.Error):
            before.rows(ROWS)
        with lake.read() as beside:
            assert beside.rows(ROWS) == [{"rows": 3}]
    assert len(warm._kept) == 1


def test_a_load_keeps_what_it_was_written_with_and_nothing_of_the_lake_or_the_file(
    lake: LakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(lake, readings(tmp_path / "a.parquet"))
    [kept] = warm._kept
    left = kept.connection.execute("select database_name from (show databases) order by all").fetchall()
    assert left == [("memory",)]
    assert kept.connection.execute("select count(*) from duckdb_views() where not internal").fetchone() == (0,)
    monkeypatch.setattr("console.store.lake.attached._bare", None)
    load(lake, readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]))
    with lake.read() as after:
        assert after.rows(ROWS) == [{"rows": 3}]


def test_another_lake_of_the_same_sort_begins_with_what_was_kept_of_the_first(
    lake: LakeStore, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = server.described(tmp_path / "another.toml", server.folder / "files", like="made")
    with lake.read() as one:
        one.rows(ROWS)
    monkeypatch.setattr("console.store.lake.attached._bare", None)
    with opened(another).read() as other:
        assert other.rows("select current_setting('enable_external_file_cache') as cached") == [{"cached": False}]
        assert other.rows("select count(*) as rows from target order by all")[0]["rows"] > 0


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
