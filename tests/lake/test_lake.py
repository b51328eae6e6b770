"""A lake does what a store in a folder does: it is loaded, read as it was, taken back, followed and proven."""

import threading
from pathlib import Path

import pytest

from console.faults import Refused
from console.intake import load
from console.intake.quarantine import quarantined, resolve
from console.overview import overview
from console.store import (
    StoreUnusable,
    check,
    every_query,
    in_folder,
    info,
    named,
    reinstate,
    snapshots,
    standings,
    withdraw,
)
from console.store.audit import deeds
from console.store.embedded import EmbeddedStore
from console.store.health import leave_sign
from console.store.lake import LakeStore
from console.store.lake.catalogue import connected
from console.store.lake.making import compact, expire
from console.store.moving import move
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.stores import COUNTY, TOWN, small_store

ROWS = "select indicator, place, value from readings order by indicator, place, value"


def loaded(store: LakeStore | EmbeddedStore, file: Path) -> None:
    assert load(store, file, by="tester").status == "loaded"


def test_a_file_is_loaded_once_and_read_by_another_machine(lake: LakeStore, made_anew: Path, tmp_path: Path) -> None:
    file = readings(tmp_path / "a.parquet")
    loaded(lake, file)
    elsewhere = opened(made_anew)
    assert elsewhere.version() == 2
    with elsewhere.read() as generation:
        assert len(generation.rows(ROWS)) == 3
        seen = overview(generation)
        assert seen is not None
        assert [line.target_id for line in seen.lines]
    assert load(elsewhere, file).status == "duplicate"
    assert load(elsewhere, readings(tmp_path / "b.parquet", place=[COUNTY, "火星", COUNTY])).status == "refused"
    assert lake.version() == 2


def test_a_lake_says_of_every_target_what_a_folder_says(lake: LakeStore, tmp_path: Path) -> None:
    folder = small_store(tmp_path)
    file = readings(tmp_path / "a.parquet")
    for store in (lake, folder):
        loaded(store, file)
    with lake.read() as one, folder.read() as other:
        assert [stood.standing for stood in standings(one)] == [stood.standing for stood in standings(other)]
        for view in ("readings", "standings", "targets", "freshness", "entries", "revisions"):
            query = f"select * exclude (published_at) from (select *, null as published_at from {view}) order by all"
            rows = [
                [{k: v for k, v in row.items() if not k.endswith("_at")} for row in g.rows(query)] for g in (one, other)
            ]
            assert rows[0] == rows[1], view


def test_a_generation_is_read_as_it_was_while_a_newer_one_is_published(lake: LakeStore, tmp_path: Path) -> None:
    loaded(lake, readings(tmp_path / "a.parquet"))
    with lake.read() as held:
        before = held.rows(ROWS)
        loaded(lake, readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]))
        assert held.rows(ROWS) == before
        with lake.read() as newer:
            assert newer.number == held.number + 1
            assert newer.rows(ROWS) != before


def test_a_snapshot_is_withdrawn_and_counts_again(lake: LakeStore, tmp_path: Path) -> None:
    loaded(lake, readings(tmp_path / "a.parquet"))
    withdraw(lake, 1, "a mistake", "tester")
    with lake.read() as generation:
        assert generation.rows(ROWS) == []
        assert generation.rows("select count(*) as rows from reading order by all") == [{"rows": 3}]
    reinstate(lake, 1, "none after all", "tester")
    with lake.read() as generation:
        assert len(generation.rows(ROWS)) == 3
    assert [row["status"] for row in snapshots(lake)] == ["loaded"]
    assert check(lake, deep=True) == []


def test_the_good_rows_of_a_faulty_file_are_loaded_and_the_others_wait_in_quarantine(
    lake: LakeStore, tmp_path: Path
) -> None:
    file = readings(
        tmp_path / "a.parquet", indicator=["output"] * 4 + ["loans"], place=[COUNTY, COUNTY, TOWN, "火星", COUNTY],
        period=["2023-05"] * 5, value=[40.0, 41.0, 12.5, 1.0, 3.0],
    )  # fmt: skip
    done = load(lake, file, by="tester", accept_good_rows=True)
    assert (done.status, done.rows, done.quarantined) == ("loaded", 2, 3)
    with lake.read() as generation:
        left = quarantined(generation)
        assert [row["value"] for row in generation.rows(ROWS)] == [3.0, 12.5]
    assert [row["row"] for row in left] == [1, 2, 4]
    resolve(lake, left[0]["quarantine_id"], "sent again", "tester")
    with lake.read() as generation:
        assert [row["row"] for row in quarantined(generation)] == [2, 4]


def test_what_was_done_on_one_machine_is_in_the_log_of_another(
    lake: LakeStore, made_anew: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(lake, readings(tmp_path / "a.parquet"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    elsewhere = opened(made_anew)
    assert elsewhere.path != lake.path
    withdraw(elsewhere, 1, "a mistake", "somebody")
    assert [one.what for one in deeds(elsewhere.path)] == ["catalogue", "load", "withdraw"]
    with lake.read() as generation:
        found = generation.rows("select what, who from audit order by done_at")
    assert found[-1] == {"what": "withdraw", "who": "somebody"}


def test_a_store_moves_into_a_lake_and_back_row_by_row(described: Path, tmp_path: Path) -> None:
    from console.store.lake.making import make

    folder = small_store(tmp_path)
    loaded(folder, readings(tmp_path / "a.parquet"))
    loaded(folder, readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]))
    withdraw(folder, 2, "a mistake")
    lake = opened(described)
    make(lake.lake)
    move(folder, lake)
    back = EmbeddedStore(tmp_path / "back")
    move(lake, back)
    for table in (Path(name).name for name in in_folder("move")):
        if table in ("generation", "audit"):  # a move is written down itself
            continue
        sums = []
        for store in (folder, lake, back):
            with store.read() as generation:
                sums.append(generation.rows(named("checks/every_row"), table=table))
        assert sums[0] == sums[1] == sums[2], table
    assert check(lake, deep=True) == check(back, deep=True) == []
    with lake.read() as generation:
        assert generation.number == 5


def test_compaction_and_expiry_change_nothing_that_is_read(lake: LakeStore, made_anew: Path, tmp_path: Path) -> None:
    for number in range(4):
        loaded(lake, readings(tmp_path / f"{number}.parquet", value=[41.0 + number, 13.0, 4.0]))
    before, after = compact(lake.lake)
    assert after <= before
    _age(lake, hours=48)
    assert expire(lake.lake, 24) > 0
    assert expire(lake.lake, 24) == 0
    assert opened(made_anew).version() == 5
    with opened(made_anew).read() as generation:
        assert {row["value"] for row in generation.rows(ROWS)} >= {44.0}
    assert check(opened(made_anew), deep=True) == []
    loaded(lake, readings(tmp_path / "later.parquet", value=[50.0, 13.0, 4.0]))


def _age(lake: LakeStore, hours: int) -> None:
    """Let every version of a lake be older than it is."""
    with connected(lake.lake) as session:
        session.execute(
            f"update ducklake_snapshot set snapshot_time = snapshot_time - interval '{hours} hours'".encode()
        )


def test_a_loader_that_lost_its_turn_cannot_publish_beside_the_one_that_has_it(
    lake: LakeStore, made_anew: Path, tmp_path: Path
) -> None:
    def lose_its_turn() -> None:
        with lake.write("slow", "tester") as slow:
            with connected(lake.lake) as session:
                session.execute(
                    b"select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                    b" and database = (select oid from pg_database where datname = current_database())"
                )
            loaded(opened(made_anew), readings(tmp_path / "a.parquet"))
            slow.publish()

    with pytest.raises((Refused, StoreUnusable)):
        lose_its_turn()
    assert lake.version() == 2
    assert [row["snapshot_id"] for row in snapshots(lake)] == [1]
    assert check(opened(made_anew), deep=True) == []


def test_everything_that_a_screen_asks_can_be_asked_of_a_lake(lake: LakeStore) -> None:
    """Where a query names a column that DuckLake has for itself, it would be ambiguous."""
    import duckdb

    with lake.read() as generation:
        failed = {}
        for name in every_query():
            if name.split("/")[0] not in ("panels", "drill", "views", "store", "standing", "preview", "examples"):
                continue
            text = named(name)
            if not text.lower().lstrip("-").split("\n", 1)[-1].lstrip().startswith(("select", "with", "from")):
                continue
            try:
                with generation._cursor() as cursor:
                    cursor.execute(f"prepare asked as {text}")
            except duckdb.Error as error:
                if "ambiguous" in str(error).lower() or "not implemented" in str(error).lower():
                    failed[name] = str(error).split("\n")[0]
    assert failed == {}


def test_two_loaders_take_turns_and_lose_nothing(lake: LakeStore, made_anew: Path, tmp_path: Path) -> None:
    files = [readings(tmp_path / f"{n}.parquet", value=[40.0 + n, 12.0, 3.0]) for n in range(6)]
    outcomes: list[str] = []

    def work(mine: list[Path]) -> None:
        store = opened(made_anew)
        outcomes.extend(load(store, file, by="tester").status for file in mine)

    loaders = [threading.Thread(target=work, args=(files[n::2],)) for n in range(2)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join(120)
    assert outcomes == ["loaded"] * 6
    assert lake.version() == 7
    assert [row["snapshot_id"] for row in snapshots(lake)] == [1, 2, 3, 4, 5, 6]
    assert check(lake) == []


def test_what_a_lake_is_can_be_asked(lake: LakeStore) -> None:
    told = info(lake)
    assert told["path"] == "lake:lake"
    assert told["generation"] == 1
    assert told["bytes"] > 0


def test_an_inbox_says_that_it_is_at_work_before_anything_was_loaded(lake: LakeStore, tmp_path: Path) -> None:
    leave_sign(lake, tmp_path, {"open": True})
    assert [one["folder"] for one in info(lake)["inboxes"]] == [str(tmp_path)]


def test_the_desk_answers_from_a_copy_and_never_meets_the_lake(lake: LakeStore, tmp_path: Path) -> None:
    from console.desk import READY, Client

    loaded(lake, readings(tmp_path / "a.parquet"))
    with Client(lake) as client:
        answer = client.ask("select count(*) as rows from readings")
        assert answer.wait(60).mark in READY
        assert answer.window(0, 1).to_pylist() == [{"rows": 3}]
        for attack in (
            "from duckdb_secrets()", "from postgres_query('lake', 'select 1')", "attach 'ducklake:postgres:' as x",
            "from lake.reading", "from ducklake_snapshots('lake')", "load postgres_scanner",
        ):  # fmt: skip
            refused = client.ask(attack)
            state = refused.wait(60)
            assert state.mark not in READY or refused.window(0, 9).num_rows == 0, attack
    loaded(lake, readings(tmp_path / "b.parquet", value=[41.0, 13.0, 4.0]))
    with Client(lake) as client:
        newer = client.ask("select max(value) as value from readings")
        assert newer.wait(60).mark in READY
        assert newer.window(0, 1).to_pylist() == [{"value": 41.0}]


def test_a_file_that_names_another_place_for_the_figures_is_told_which(made_anew: Path, tmp_path: Path) -> None:
    told = made_anew.read_text(encoding="utf-8").splitlines()
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("\n".join([f'data = "{tmp_path / "elsewhere"}"', *told[1:]]), encoding="utf-8")
    with pytest.raises(StoreUnusable, match="elsewhere"):
        opened(wrong).read()
