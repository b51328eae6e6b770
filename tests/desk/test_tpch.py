"""The twenty-two questions of TPC-H, at scale 0.1 of invented data: `jindu sql` answers what DuckDB alone answers."""

import json
from pathlib import Path

import duckdb
import pytest

from console.desk import Client
from console.desk.export import write_file
from console.desk.statements import split
from console.store.embedded import EmbeddedStore
from tests.desk.stores import store_of

pytestmark = pytest.mark.once

HERE = Path(__file__).parent / "tpch"
QUERIES = sorted(HERE.glob("q*.sql"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return store_of(tmp_path_factory.mktemp("tpch"), *(one.text for one in split((HERE / "tables.sql").read_text())))


@pytest.mark.slow
def test_the_twenty_two_queries_are_answered_as_duckdb_alone_answers_them(store: EmbeddedStore, tmp_path: Path) -> None:
    assert len(QUERIES) == 22
    with Client(store) as desk, duckdb.connect(str(store.path / "store-1.duckdb"), read_only=True) as plain:
        for file in QUERIES:
            text = file.read_text()
            answer = desk.ask(text)
            write_file(answer.pieces(), tmp_path / "mine.json", "json")
            mine = json.loads((tmp_path / "mine.json").read_text())
            write_file([plain.sql(text).to_arrow_table()], tmp_path / "theirs.json", "json")
            theirs = json.loads((tmp_path / "theirs.json").read_text())
            assert len(mine) == len(theirs) > 0, file.name
            for one, other in zip(mine, theirs, strict=True):
                assert one == {name: pytest.approx(value, rel=1e-9) for name, value in other.items()}, file.name
            answer.release()
