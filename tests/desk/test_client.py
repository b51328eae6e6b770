"""The desk's client and worker: windows, states, several panes, kills, generations."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.desk import READY, Client, Limits, Mark, Unanswered
from console.desk.errors import nameless
from console.store import record_refusal
from console.store.embedded import EmbeddedStore
from tests.desk.stores import small_store, store_of, store_of_many

ROWS = 300_000
ENDLESS = "select count(*) from range(1000000) a, range(1000000) b where hash(a.range * b.range) % 7 = 3"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return store_of_many(tmp_path_factory.mktemp("many"), ROWS)


@pytest.fixture(scope="module")
def desk(store: EmbeddedStore) -> Iterator[Client]:
    with Client(store, Limits(kept_rows=1000)) as client:
        yield client


def test_an_answer_comes_with_names_types_and_its_first_rows(desk: Client) -> None:
    answer = desk.ask("select one, 名称 from few")
    state = answer.wait(20)
    assert (state.mark, state.rows, state.exact) == (Mark.DONE, 1, True)
    assert [(column.name, column.kind) for column in answer.columns] == [("one", "INTEGER"), ("名称", "VARCHAR")]
    assert answer.window(0, 10).to_pylist() == [{"one": 1, "名称": "澧县"}]
    assert answer.generation == 1


def test_a_plain_scan_is_windowed_to_its_last_row_and_counted_behind(desk: Client) -> None:
    answer = desk.ask("from many")
    assert answer.wait(20).mark is Mark.DONE
    assert answer.window(ROWS - 3, 10).column("id").to_pylist() == [ROWS - 3, ROWS - 2, ROWS - 1]
    state = answer.wait_for_count(20)
    assert (state.rows, state.exact) == (ROWS, True)
    answer.release()


def test_a_parameter_holds_in_every_window(desk: Client) -> None:
    answer = desk.ask("from many where n = $n", {"n": "3"})
    assert answer.window(1000, 2).column("n").to_pylist() == [3, 3]
    assert answer.count() == len(range(3, ROWS, 7))


def test_a_join_is_kept_and_keeps_its_order_between_windows(store: EmbeddedStore) -> None:
    with Client(store) as desk:
        answer = desk.ask("select m.id, f.名称 from many as m cross join few as f where m.n <> 2 order by hash(m.id)")
        assert answer.wait(20).exact
        first = answer.window(5000, 50)
        assert answer.window(5000, 50).equals(first)
        assert answer.count() == ROWS - len(range(2, ROWS, 7))


def test_an_answer_that_is_too_long_to_keep_is_cut_off_and_says_so(desk: Client) -> None:
    answer = desk.ask("select a.id from many as a join many as b using (id)")
    state = answer.wait(30)
    assert (state.mark, state.rows) == (Mark.TRUNCATED, 1000)
    assert "Cut off after 1,000 rows" in state.sentence.said_in("en")
    assert answer.window(999, 10).num_rows == 1


def test_no_rows_are_empty_and_a_cancelled_query_is_not(desk: Client) -> None:
    assert desk.ask("from many where id < 0").wait(20).mark is Mark.EMPTY
    answer = desk.ask(ENDLESS)
    assert answer.wait(0.3).mark is Mark.RUNNING
    answer.cancel()
    assert answer.wait(5).mark is Mark.CANCELLED
    with pytest.raises(Unanswered) as without:
        answer.window(0, 10)
    assert without.value.state.mark is Mark.CANCELLED


def test_a_cancel_takes_less_than_the_bar(desk: Client) -> None:
    took = []
    for _ in range(5):
        answer = desk.ask(ENDLESS)
        answer.wait(0.2)
        began = time.monotonic()
        answer.cancel()
        answer.wait(5)
        took.append(time.monotonic() - began)
    assert sorted(took)[2] < 0.35


def test_a_query_past_its_time_is_stopped_and_others_answer_meanwhile(desk: Client) -> None:
    answer = desk.ask(ENDLESS, timeout=0.5)
    assert desk.ask("select 42 as a").window(0, 1).to_pylist() == [{"a": 42}]
    state = answer.wait(5)
    assert state.mark is Mark.TIMED_OUT
    assert state.seconds < 0.5 + 2.5


def test_errors_carry_the_line_and_the_column_in_chinese_text_too(desk: Client) -> None:
    state = desk.ask("\n\nselect '澧县' as 县,\n       wrong\nfrom many").wait(20)
    assert state.mark is Mark.FAILED
    assert (state.line, state.column) == (4, 8)
    state = desk.ask("select '澧县澧县' || wrong from many").wait(20)
    assert (state.line, state.column) == (1, 18)
    state = desk.ask("select * frm many").wait(20)
    assert state.line == 1
    assert "syntax error" in str(state.sentence)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("mani", "There is no table mani; did you mean many?"), ("indexes", "There is no table indexes.")],
)
def test_a_table_that_does_not_exist_is_told_with_the_nearest_of_the_store(desk: Client, wrong: str, said: str) -> None:
    state = desk.ask(f"select *\nfrom {wrong}").wait(20)
    assert state.mark is Mark.FAILED
    assert (state.line, state.column) == (2, 6)
    assert state.error is not None
    assert said in state.error.said_in("en")
    assert "pg_" not in state.error.said_in("en")


def test_a_missing_and_an_unknown_parameter_are_refused(desk: Client) -> None:
    state = desk.ask("select $a, $b", {"a": 1}).wait(20)
    assert state.refused
    assert "$b" in str(state.sentence)
    assert "$c" in str(desk.ask("select 1", {"c": 1}).wait(20).sentence)


def test_a_view_sorts_and_filters_the_whole_answer(store: EmbeddedStore) -> None:
    with Client(store) as desk:
        answer = desk.ask("select id, value, indicator from many")
        assert answer.wait(20).mark is Mark.DONE
        view = answer.view(order=[(1, True), (0, False)], where=[(2, "contains", "指标19"), (1, ">=", "99")])
        answer.release()
        rows = view.window(0, 10_000).to_pylist()
        assert view.wait().mark is Mark.DONE
        assert rows == sorted(rows, key=lambda row: (-row["value"], row["id"]))
        assert all("指标19" in row["indicator"] and row["value"] >= 99 for row in rows)
        assert view.count() == len(rows) > 100


def test_a_view_never_loses_the_answer_that_is_released_while_it_is_worked_out(desk: Client) -> None:
    switch = sys.getswitchinterval()
    # Threads change places all the time, so that the release falls between any two steps of the view.
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(40):
            answer = desk.ask("select 1 as one")
            answer.wait(20)
            view = answer.view(order=[(0, True)])
            answer.release()
            assert view.wait(20).mark is Mark.DONE
            view.release()
    finally:
        sys.setswitchinterval(switch)


def test_a_filter_of_the_wrong_type_is_a_sentence(desk: Client) -> None:
    state = desk.ask("select id from many").view(where=[(0, "=", "县")]).wait(20)
    assert state.mark is Mark.FAILED
    assert "县" in str(state.sentence)


def test_statistics_are_over_all_rows(desk: Client) -> None:
    answer = desk.ask("select n, place, id::decimal(12, 2) as d, [n] as many_n from many")
    number = answer.statistics(0)
    assert (number.rows, number.nulls, number.distinct, number.lowest, number.highest) == (ROWS, 0, 7, "0", "6")
    assert sum(rows for _low, _high, rows in number.histogram) == ROWS
    assert number.quantiles == ("0", "1", "3", "5", "6")
    text = answer.statistics(1)
    assert text.nulls == ROWS // 10
    assert text.distinct == 50
    assert len(text.top) == 10
    assert answer.statistics(2).highest == f"{ROWS - 1}.00"
    assert answer.statistics(3).distinct == 7


def test_every_row_can_be_written_out_in_order(desk: Client) -> None:
    ids = [row for piece in desk.ask("select id from many").pieces() for row in piece.column(0).to_pylist()]
    assert ids == list(range(ROWS))
    some = [piece.num_rows for piece in desk.ask("select id from many where n = $n", {"n": 1}).pieces(1000)]
    assert sum(some) == len(range(1, ROWS, 7))


def test_a_killed_worker_is_started_anew_within_a_second_and_says_so(store: EmbeddedStore) -> None:
    with Client(store) as desk:
        kept = desk.ask("select n, count(*) as rows from many group by n order by n")
        assert kept.wait(20).mark is Mark.DONE
        running = desk.ask(ENDLESS)
        running.wait(0.3)
        worker = desk.worker
        assert worker is not None
        os.kill(worker, signal.SIGKILL)
        state = running.wait(5)
        assert (state.mark, state.killed) == (Mark.FAILED, True)
        began = time.monotonic()
        again = desk.ask("select 1 as a").wait(10)
        assert again.mark is Mark.DONE
        assert time.monotonic() - began < 2
        assert desk.worker != worker
        notices = [one.notice for one in (state, again) if one.notice is not None]
        assert len(notices) == 1
        assert kept.window(3, 1).column("n").to_pylist() == [3]
        assert kept.statistics(0).rows == 7


def test_a_query_that_will_not_stop_takes_nobody_with_it(store: EmbeddedStore) -> None:
    with Client(store) as desk:
        deaf = desk.ask("select count(*) from many where sleep_ms(1) is null")
        assert deaf.wait(20).refused
        worker, patient = desk.worker, desk.ask(ENDLESS, timeout=30)
        stuck = desk.ask("select length(md5(repeat('x', 1500000000)))", timeout=0.05)
        assert stuck.wait(10).mark in (Mark.TIMED_OUT, Mark.FAILED)
        assert patient.wait(2.5).mark is Mark.RUNNING
        patient.cancel()
        assert patient.wait(5).mark is Mark.CANCELLED
        assert worker is not None


def test_the_private_folder_goes_with_the_worker_even_when_it_is_killed(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def folders() -> set[Path]:
        return set(tmp_path.glob("jindu-desk-*"))

    before = folders()
    with Client(store, Limits(memory_mb=100)) as desk:
        spilling = desk.ask(
            "select a.*, b.id as other from many as a join many as b using (n) order by hash(a.id * b.id)"
        )
        spilling.wait(1)
        made = folders() - before
        assert len(made) == 1
        worker = desk.worker
        assert worker is not None
        os.kill(worker, signal.SIGKILL)
        spilling.wait(5)
        assert desk.ask("select 1").wait(10).mark is Mark.DONE
        assert not made & folders()
    assert not folders() - before


def test_the_newest_generation_is_asked_while_an_answer_keeps_its_own(tmp_path: Path) -> None:
    store = store_of(tmp_path, "create table few as select 1 as one")
    with Client(store) as desk:
        old = desk.ask("select f.one, g.one as two from few as f join few as g using (one)")
        assert old.wait(20).mark is Mark.DONE
        store_of(tmp_path / "next", "create table few as select 2 as one")
        (tmp_path / "next" / "store-1.duckdb").rename(tmp_path / "store-2.duckdb")
        (tmp_path / "CURRENT").write_text("store-2.duckdb\n")
        (tmp_path / "store-1.duckdb").unlink()
        new = desk.ask("from few")
        assert new.window(0, 1).to_pylist() == [{"one": 2}]
        assert (old.generation, new.generation) == (1, 2)
        assert old.view(order=[(0, True)]).window(0, 1).to_pylist() == [{"one": 1, "two": 1}]
        worker = desk.worker
        assert worker is not None
        os.kill(worker, signal.SIGKILL)
        assert old.statistics(0).highest == "1"


def test_an_empty_store_answers_with_its_empty_tables(tmp_path: Path) -> None:
    with Client(EmbeddedStore(tmp_path / "nothing")) as desk:
        assert desk.ask("select count(*) as n from readings").window(0, 1).to_pylist() == [{"n": 0}]
        assert desk.catalogue().num_rows > 50


def test_a_refused_file_is_in_the_audit_log_before_anything_is_published(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    refused = "select name from audit where what = 'refuse'"
    with Client(store) as desk:
        assert desk.ask(refused).window(0, 9).num_rows == 0
        record_refusal(store.path, "tester", "坏.csv", "why")
        assert desk.ask(refused).window(0, 9).to_pylist() == [{"name": "坏.csv"}]
        assert desk.ask(refused.replace("audit", "store.audit")).window(0, 9).num_rows == 0
        assert desk.ask("from newest.audit").wait(20).mark is Mark.FAILED
        with (store.path / "audit.jsonl").open("ab") as log:
            log.write(b'{"torn')
        assert desk.ask(refused).window(0, 9).num_rows == 1


def test_a_damaged_store_is_a_sentence(tmp_path: Path) -> None:
    store = store_of(tmp_path, "create table few as select 1 as one")
    (tmp_path / "store-1.duckdb").chmod(0o644)
    (tmp_path / "store-1.duckdb").write_bytes(b"not a store" * 1000)
    with Client(store) as desk:
        state = desk.ask("from few").wait(20)
        assert state.mark is Mark.FAILED
        assert "jindu store check" in str(state.sentence)


def test_a_write_ahead_file_beside_the_store_is_tampering(tmp_path: Path) -> None:
    from console.store import StoreUnusable

    store = store_of(tmp_path, "create table few as select 1 as one")
    (tmp_path / "store-1.duckdb.wal").write_bytes(b"x")
    with Client(store) as desk, pytest.raises(StoreUnusable):
        desk.ask("from few")


def test_closing_ends_the_worker_and_whatever_runs(store: EmbeddedStore) -> None:
    desk = Client(store)
    answer = desk.ask(ENDLESS)
    answer.wait(0.3)
    worker = desk.worker
    began = time.monotonic()
    desk.close()
    assert time.monotonic() - began < 2
    assert answer.wait(5).mark is Mark.CANCELLED
    assert worker is not None
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_hard_values_arrive_as_they_are(desk: Client) -> None:
    answer = desk.ask(
        "select null as nothing, '' as blank, 'nan'::double as nan,"
        " 170141183460469231731687303715884105727::hugeint as huge,"
        " 1.50::decimal(10,2) as exact, interval 1 month as span, [1, null] as listed, {'a': '县'} as struct,"
        " map {'k': 1} as mapped, '\\xAA'::blob as bytes, time '12:00' as clock, timestamp '2023-01-01' as moment,"
        " repeat('长', 1000) as long"
    )
    assert answer.wait(20).mark is Mark.DONE, str(answer.state().sentence)
    row = answer.window(0, 1).to_pylist()[0]
    assert (row["nothing"], row["blank"], row["struct"], row["listed"]) == (None, "", {"a": "县"}, [1, None])
    assert int(row["huge"]) == 2**127 - 1


def test_what_the_editor_completes_comes_from_duckdb_and_the_store(desk: Client) -> None:
    words = {row["word"] for row in desk.words().to_pylist()}
    assert {"select", "string_agg"} <= words
    assert "many" in desk.catalogue().column("table_name").to_pylist()


def test_ready_marks_are_those_with_rows_to_show() -> None:
    assert {Mark.DONE, Mark.TRUNCATED, Mark.EMPTY} == READY


def test_an_error_names_no_folder_of_this_machine() -> None:
    assert nameless('cannot open "/srv/county/store-7.duckdb (deleted)"') == 'cannot open "store-7.duckdb (deleted)"'
    assert nameless("no function /(a, b) and no 1/2/3", "") == "no function /(a, b) and no 1/2/3"
    assert nameless('"/etc/x/y" is not there', "from '/etc/x/y'") == '"/etc/x/y" is not there'
