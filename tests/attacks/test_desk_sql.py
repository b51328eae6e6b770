"""Everything that security notes and manuals name as a way out of a SQL pane, tried on the desk."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.desk import Client, Mark
from tests.attacks import statements
from tests.desk.stores import store_of

MARK = "OPEN-SESAME-73"
REACHING = {
    name: statements.lines(block)
    for name, block in vars(statements).items()
    if name.isupper() and name != "BURNING" and isinstance(block, str)
}
BURNING = statements.lines(statements.BURNING)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with secrets in it, and a store beside them."""
    place = tmp_path_factory.mktemp("attacked")
    for ending in ("txt", "csv", "json", "parquet"):
        (place / f"secret.{ending}").write_text(f'{{"a": "{MARK}"}}\n')
    store_of(place / "store", "create table few as select 1 as one, 'x' as name")
    return place


@pytest.fixture(scope="module")
def desk(place: Path) -> Iterator[Client]:
    os.environ["JINDU_ATTACK_MARK"] = MARK
    with Client(store_of_place(place)) as client:
        client.ask("from few").wait()
        yield client
    del os.environ["JINDU_ATTACK_MARK"]


def store_of_place(place: Path):  # type: ignore[no-untyped-def]
    from console.store import open_store

    return open_store(place / "store")


def everything(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


def test_the_suite_holds_at_least_two_hundred_statements_of_every_class() -> None:
    assert sum(map(len, REACHING.values())) + len(BURNING) >= 200
    assert len(REACHING) == 11


@pytest.mark.parametrize("kind", sorted(REACHING))
def test_no_statement_reaches_out_of_the_store(kind: str, desk: Client, place: Path) -> None:
    before, worker = everything(place), desk.worker
    for statement in REACHING[kind]:
        text = statement.format(place)
        answer = desk.ask(text, timeout=5)
        state = answer.wait()
        said = str(state.sentence)
        assert state.mark is Mark.FAILED, text
        assert said, text
        assert MARK not in said, text
        assert "jindu-desk-" not in said, text
        assert str(place / "store") not in said, text
        answer.release()
    assert everything(place) == before
    assert [path.name for path in sorted((place / "store").iterdir())] == ["CURRENT", "store-1.duckdb"]
    assert desk.worker == worker
    assert desk.ask("from few").wait().mark is Mark.DONE


def test_of_all_that_this_duckdb_can_stand_in_a_from_only_what_is_known_to_be_harmless_is_let_through() -> None:
    import duckdb

    from console.desk import gate

    with duckdb.connect() as connection:
        names = {
            name
            for (name,) in connection.execute(
                "select function_name from duckdb_functions() where function_type in ('table', 'table_macro', 'pragma')"
            ).fetchall()
        }
        known = gate.Known(frozenset(), gate._TABLES, frozenset())
        admitted = set()
        for name in sorted(names):
            with contextlib.suppress(gate.NotAdmitted):
                gate.admit(connection, f'select * from "{name}"(1)', known)
                admitted.add(name)
    assert len(names) > 100
    assert admitted <= gate._TABLES
    assert not any(word in name for name in admitted for word in ("read", "scan", "glob", "secret", "setting", "log"))


def test_what_an_analyst_reads_every_day_is_let_through(desk: Client) -> None:
    for text in statements.lines(statements.everyday):
        answer = desk.ask(text)
        state = answer.wait()
        assert state.mark is Mark.DONE, (text, str(state.sentence))
        answer.release()


def test_nothing_of_the_machine_shows_in_the_answers_that_are_let_through(desk: Client, place: Path) -> None:
    for text in (
        "from duckdb_tables()",
        "from duckdb_views()",
        "from duckdb_schemas()",
        "show databases",
        "from duckdb_functions()",
    ):
        answer = desk.ask(text)
        rows = str(answer.window(0, 100_000).to_pylist())
        assert str(place) not in rows
        assert "jindu-desk-" not in rows
        assert "/proc" not in rows


@pytest.mark.parametrize("limit", ["memory_limit", "threads", "lock_configuration"])
def test_a_hole_in_the_gate_would_still_find_the_limits_locked(limit: str, place: Path) -> None:
    import duckdb

    from console.desk.confine import Limits
    from console.desk.engine import Engine

    folder = place.parent / f"engine-{limit}"
    folder.mkdir()
    here = Path.cwd()
    os.chdir(folder)
    try:
        engine = Engine(os.open(place / "store" / "store-1.duckdb", os.O_RDONLY), Limits(), folder, place / "store")
        cursor = engine.cursor()
        with pytest.raises(duckdb.Error, match="locked"):
            cursor.execute(f"set {limit} = '1'")
        with pytest.raises(duckdb.Error, match=r"disabled|read-only|Permission"):
            cursor.execute(f"copy few to '{place}/out.csv'")
        with pytest.raises(duckdb.Error, match="read-only"):
            cursor.execute("insert into few values (2, 'y')")
        engine.close()
    finally:
        os.chdir(here)


@pytest.mark.slow
def test_no_query_outlives_its_time_and_the_other_panes_keep_answering(desk: Client, place: Path) -> None:
    before = everything(place)
    beats: list[float] = []
    for text in BURNING:
        burning = desk.ask(text, timeout=0.5)
        while burning.wait(0.25).mark is Mark.RUNNING:
            asked = time.monotonic()
            pane = desk.ask("select count(*) from few")
            assert pane.wait(10).mark is Mark.DONE, text
            pane.release()
            beats.append(time.monotonic() - asked)
        state = burning.state()
        assert state.mark in (Mark.TIMED_OUT, Mark.FAILED, Mark.DONE), text
        assert state.seconds < 0.5 + 2.5, text
        burning.release()
    assert sorted(beats)[len(beats) // 2] < 0.5
    assert everything(place) == before
    assert desk.ask("from few").wait().mark is Mark.DONE
