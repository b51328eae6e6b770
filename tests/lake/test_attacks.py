"""Everything that is tried on the desk of a folder, tried on the desk of a lake, and what could tell a password."""

import re
from pathlib import Path

import pytest

from console import places
from console.cli import run
from console.desk import READY, Client, Mark
from console.intake import load
from console.store.lake import LakeStore
from tests.attacks import statements
from tests.attacks.test_desk_sql import MARK, REACHING
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.lake.server import Server
from tests.torture import FULL, tell

PASSWORD = "sesam-öffne-dich's"
ABOUT_LAKES = """
from duckdb_secrets()
from which_secret('s3://bucket/x', 's3')
select * from postgres_query('lake', 'select 1')
select * from postgres_scan('', 'public', 'ducklake_snapshot')
select * from postgres_scan('host={0}', 'public', 'ducklake_metadata')
call postgres_execute('lake', 'drop table ducklake_snapshot')
attach 'ducklake:postgres:' as x
attach 'ducklake:{0}/lake.toml' as x
attach 'dbname=jindu' as x (type postgres)
from lake.reading
from __ducklake_metadata_lake.ducklake_snapshot
from ducklake_snapshots('lake')
from ducklake_list_files('lake', 'reading')
call ducklake_expire_snapshots('lake', versions => [1])
call ducklake_cleanup_old_files('lake', cleanup_all => true)
call ducklake_add_data_files('lake', 'reading', '{0}/secret.parquet')
load postgres_scanner
load ducklake
install httpfs
select * from read_text('{0}/lake.toml')
select * from read_text('s3://bucket/x')
select * from read_parquet('{0}/data/**/*.parquet')
create secret (type s3, key_id 'a', secret 'b')
select getenv('PGPASSWORD')
select current_setting('s3_secret_access_key')
set s3_secret_access_key = 'x'
"""


@pytest.fixture
def guarded(made_anew: Path, tmp_path: Path) -> LakeStore:
    """Return a lake whose PostgreSQL has a password, beside files that nobody may read."""
    made_anew.write_text(made_anew.read_text() + f'password = "{PASSWORD}"\n')
    made_anew.chmod(0o600)
    for ending in ("txt", "csv", "json", "parquet"):
        (tmp_path / f"secret.{ending}").write_text(f'{{"a": "{MARK}"}}\n')
    lake = opened(made_anew)
    assert load(lake, readings(tmp_path / "a.parquet"), by="tester").status == "loaded"
    return lake


def attacks(place: Path) -> list[str]:
    """Return the attacks on a folder's desk, on a table that a lake has, and those that only a lake invites."""
    known = [text for kind in sorted(REACHING) for text in REACHING[kind]]
    chosen = known if FULL else known[::9]
    on_a_lake = [re.sub(r"\bfew\b", "meta", re.sub(r"\bone\b", "value", text)) for text in chosen]
    return [text.format(place) for text in [*on_a_lake, *statements.lines(ABOUT_LAKES)]]


def test_nothing_that_is_refused_on_a_folder_is_let_through_on_a_lake(guarded: LakeStore, tmp_path: Path) -> None:
    tried = attacks(tmp_path)
    with Client(guarded) as desk:
        assert desk.ask("from meta").wait(60).mark in READY
        worker = desk.worker
        for text in tried:
            answer = desk.ask(text, timeout=5)
            state = answer.wait(60)
            assert state.mark is Mark.FAILED, text
            told = str(state.sentence)
            for secret in (MARK, PASSWORD, str(guarded.path), guarded.lake.postgres["host"]):
                assert secret not in told.replace(text, ""), text
            answer.release()
        assert desk.worker == worker
        for text in ("show databases", "from duckdb_tables()", "from duckdb_views()", "from audit", "from generation"):
            answer = desk.ask(text)
            assert answer.wait(60).mark in READY, text
            assert not _tells(str(answer.window(0, 10_000).to_pylist()), guarded), text
        for about in ("cmdline", "environ"):
            told = Path(f"/proc/{worker}/{about}").read_bytes().decode(errors="replace")
            assert PASSWORD not in told
            assert guarded.lake.postgres["host"] not in told
    tell("attacks on the desk of a lake", statements=len(tried), let_through=0)


def _tells(said: str, lake: LakeStore) -> bool:
    return any(secret in said for secret in (PASSWORD, str(lake.path), lake.lake.postgres["host"]))


def test_nothing_that_the_command_line_says_or_keeps_tells_the_password(
    guarded: LakeStore, made_anew: Path, server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = (
        ["store", "info", "--json"], ["snapshots", "--json"], ["status", "--format", "json"],
        ["sql", "from meta", "--format", "json"], ["sql", "from duckdb_secrets()"],
        ["load", str(readings(tmp_path / "b.parquet", value=[1.0, 2.0, 3.0])), "--json"], ["withdraw", "1"],
    )  # fmt: skip
    for words in asked:
        run([*words, "--store", f"lake:{made_anew}"])
    with server.away():
        for words in asked:
            assert run([*words, "--store", f"lake:{made_anew}"]) in (1, 3)
    said = "".join(capfd.readouterr())
    assert "lake:lake" in said
    kept = [path for path in places.lakes_folder().parent.rglob("*") if path.is_file()]
    assert any(path.suffix == ".duckdb" for path in kept)
    secrets = (PASSWORD.encode(), PASSWORD.replace("'", "\\'").encode(), PASSWORD.replace("'", "''").encode())
    assert not any(secret in said.encode() for secret in secrets)
    assert [path for path in kept if any(secret in path.read_bytes() for secret in secrets)] == []
