"""A lake is kept as a store is: backed up, taken back elsewhere, gone back on, and its log told on every machine."""

import tarfile
from pathlib import Path

import pytest

from console.cli import run
from console.faults import Refused
from console.intake import load
from console.store import apply_catalogue, check, in_folder, named, snapshots
from console.store.lake import LakeStore
from console.store.lake.backing_up import back_up
from console.store.lake.catalogue import connected
from console.store.lake.making import expire, make
from console.store.lake.taking_back import take_back
from console.store.lake.tools import keep_files
from console.store.lake.undoing import undo
from tests.attacks.hostile import months
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.lake.server import Server
from tests.stores import small_catalogue

ROWS = "select indicator, place, value from readings order by indicator, place, value"


@pytest.fixture(scope="module")
def kept(server: Server, tmp_path_factory: pytest.TempPathFactory) -> LakeStore:
    """Return a lake that no test changes: a small load, which lies in PostgreSQL, and one large enough for a file."""
    folder = tmp_path_factory.mktemp("kept")
    store = opened(server.described(folder / "lake.toml", folder / "data"))
    make(store.lake)
    apply_catalogue(store, small_catalogue(), "tester")
    assert load(store, readings(folder / "a.parquet"), by="tester").status == "loaded"
    assert load(store, months(folder / "b.parquet", 600), by="tester").status == "loaded"
    return store


def test_a_backup_is_taken_back_into_an_empty_server_with_every_row(
    kept: LakeStore, server: Server, tmp_path: Path
) -> None:
    back_up(kept, tmp_path / "lake.tar")
    elsewhere = opened(server.described(tmp_path / "elsewhere.toml", tmp_path / "other"))
    assert take_back(elsewhere, tmp_path / "lake.tar", "tester") == 3
    assert check(elsewhere, deep=True) == []
    with kept.read() as one, elsewhere.read() as other:
        for table in (Path(name).name for name in in_folder("move")):
            query = named("checks/every_row")
            assert one.rows(query, table=table) == other.rows(query, table=table), table
    assert load(elsewhere, readings(tmp_path / "c.parquet", value=[41.0, 13.0, 4.0]), by="tester").status == "loaded"
    assert [row["status"] for row in snapshots(elsewhere)] == ["loaded"] * 3


def test_a_spoilt_backup_leaves_nothing_behind(kept: LakeStore, server: Server, tmp_path: Path) -> None:
    back_up(kept, tmp_path / "lake.tar")
    whole = (tmp_path / "lake.tar").read_bytes()
    middle = whole.rindex(b"PAR1", 0, len(whole)) - 200
    (tmp_path / "changed.tar").write_bytes(whole[:middle] + b"?" + whole[middle + 1 :])
    (tmp_path / "half.tar").write_bytes(whole[: len(whole) // 2])
    with tarfile.open(tmp_path / "hostile.tar", "w") as hostile:
        hostile.addfile(tarfile.TarInfo("data/../../escaped"))
    file = server.described(tmp_path / "elsewhere.toml", tmp_path / "other")
    for name in ("changed", "half", "hostile"):
        with pytest.raises(Refused, match=name):
            take_back(opened(file), tmp_path / f"{name}.tar")
        assert list((tmp_path / "other").iterdir()) == []
    assert not (tmp_path / "escaped").exists()
    assert take_back(opened(file), tmp_path / "lake.tar") == 3


def test_a_backup_goes_into_no_lake_that_is_there_and_lacks_no_file(kept: LakeStore, tmp_path: Path) -> None:
    back_up(kept, tmp_path / "lake.tar")
    with pytest.raises(Refused, match="lake:lake"):
        take_back(kept, tmp_path / "lake.tar")
    with pytest.raises(Refused, match=r"lake\.tar"):
        back_up(kept, tmp_path / "lake.tar")
    file = next(Path(kept.lake.data).rglob("*.parquet"))
    file.rename(file.with_suffix(".away"))
    try:
        with pytest.raises(Refused, match="parquet"):
            back_up(kept, tmp_path / "next.tar")
    finally:
        file.with_suffix(".away").rename(file)
    assert [path.name for path in tmp_path.iterdir() if "next" in path.name or path.name.startswith(".")] == []


def test_files_are_not_removed_while_they_are_backed_up(kept: LakeStore) -> None:
    with connected(kept.lake) as session:
        keep_files(session)
        with pytest.raises(Refused):
            expire(kept.lake, 24)
    expire(kept.lake, 24)


def test_going_back_undoes_what_was_done_last_in_a_generation_of_its_own(lake: LakeStore, tmp_path: Path) -> None:
    load(lake, readings(tmp_path / "a.parquet"), by="tester")
    with lake.read() as generation:
        before = generation.rows(ROWS)
    assert undo(lake, "a mistake", "tester") == (2, 3)
    with lake.read() as generation:
        assert generation.rows(ROWS) == []
    assert undo(lake, "none after all", "tester") == (3, 4)
    with lake.read() as generation:
        assert generation.rows(ROWS) == before
    assert check(lake) == []


def test_a_catalogue_is_not_undone(lake: LakeStore) -> None:
    with pytest.raises(Refused, match="catalogue apply"):
        undo(lake)
    assert lake.version() == 1


def test_every_verb_of_the_command_line_works_on_a_lake(
    lake: LakeStore,
    made_anew: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(lake, readings(tmp_path / "b.parquet"), by="tester")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "a machine that never loaded anything"))
    there = ["--store", f"lake:{made_anew}", "--lang", "en"]
    for verb in (
        ["store", "info", "--json"], ["store", "check"], ["store", "check", "--deep"], ["snapshots"], ["status"],
        ["store", "backup", str(tmp_path / "kept.tar")], ["store", "audit"], ["store", "rollback"],
    ):  # fmt: skip
        assert run([*verb, *there]) == 0, (verb, capsys.readouterr())
    told = capsys.readouterr().out
    assert "b.parquet" in told
    assert "Generation 3 undoes what generation 2 did" in told
    assert run(["store", "restore", str(tmp_path / "kept.tar"), "--replace", *there]) == 1
    assert run(["lake", "grants"]) == 0
    assert "jindu_reader" in capsys.readouterr().out
