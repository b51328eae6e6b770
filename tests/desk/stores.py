"""Stores for the desk: one small real generation, and one of many rows."""

from pathlib import Path

import duckdb

from console.store.embedded import EmbeddedStore
from tests.stores import small_store


def store_of(path: Path, *statements: str) -> EmbeddedStore:
    """Make a store whose only generation is what some statements make."""
    path.mkdir(parents=True, exist_ok=True)
    file = path / "store-1.duckdb"
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as made (storage_version 'v1.5.0')")
        connection.execute("use made")
        for statement in statements:
            connection.execute(statement)
        connection.execute("checkpoint made")
    file.chmod(0o444)
    (path / "CURRENT").write_text("store-1.duckdb\n")
    return EmbeddedStore(path)


MANY = """
create table many as
select range as id, (hash(range) % 1000) / 10.0 as value, date '2020-01-31' + (range % 1400)::int as day,
    '指标' || (range % 200) as indicator,
    case when range % 10 = 3 then null else '镇' || (hash(range) % 50) end as place,
    (range % 7)::int as n
from range({rows})
"""


def store_of_many(path: Path, rows: int) -> EmbeddedStore:
    return store_of(path, MANY.format(rows=rows), "create table few as select 1 as one, '澧县' as 名称")


__all__ = ["small_store", "store_of", "store_of_many"]
