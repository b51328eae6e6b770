"""A lake whose files lie in object storage that speaks S3, for keys that may do what docs/lake.md says and no more."""

import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from console.cli import run
from console.faults import Hindered, Refused
from console.intake import load
from console.language import say
from console.overview import overview
from console.store import StoreUnusable, apply_catalogue, check, in_folder, named, withdraw
from console.store.lake import LakeStore, taking_back
from console.store.lake.backing_up import back_up
from console.store.lake.files import PIECE, files_of
from console.store.lake.making import compact, expire, make
from console.store.lake.roles import grants
from console.store.lake.taking_back import take_back
from tests.attacks.hostile import months
from tests.lake.conftest import opened
from tests.lake.server import USER, Server
from tests.lake.storage import FOLDERS, Storage, self_signed
from tests.stores import small_catalogue

SUM = "select sum(value) as total from readings order by all"


@pytest.fixture(scope="module")
def stored(server: Server, storage: Storage, tmp_path_factory: pytest.TempPathFactory) -> LakeStore:
    """Return a lake that was made and filled with the loader's key."""
    folder = tmp_path_factory.mktemp("stored")
    lake = opened(storage.described(folder / "lake.toml", server.folder, server.database()))
    make(lake.lake)
    apply_catalogue(lake, small_catalogue(), "tester")
    compact(lake.lake)
    assert load(lake, months(folder / "a.parquet", 600)).status == "loaded"
    return lake


@pytest.fixture
def seen_by(stored: LakeStore, server: Server, storage: Storage, tmp_path: Path) -> Callable[..., LakeStore]:
    """Return what opens the lake with somebody's key."""
    database = stored.lake.postgres["dbname"]

    def opened_by(who: str, user: str = USER) -> LakeStore:
        return opened(storage.described(tmp_path / f"{who}.toml", server.folder, database, who, user=user))

    return opened_by


def test_the_key_of_a_loader_loads_tidies_up_and_proves(
    stored: LakeStore, server: Server, storage: Storage, tmp_path: Path
) -> None:
    assert load(stored, months(tmp_path / "b.parquet", 601)).status == "loaded"
    withdraw(stored, 2, "a mistake")
    many, few = compact(stored.lake)
    assert few < many
    with server.session(stored.lake.postgres["dbname"]) as session:
        session.execute("update ducklake_snapshot set snapshot_time = snapshot_time - interval '3 days'")
        session.execute(
            "update ducklake_files_scheduled_for_deletion set schedule_start = schedule_start - interval '3 days'"
        )
    before = storage.objects()
    assert expire(stored.lake, 24) > 0
    assert len(storage.objects()) < len(before)
    assert check(stored, deep=True) == []
    with stored.read() as generation:
        for listed in ("duckdb_secrets()", "duckdb_databases()", "duckdb_settings()"):
            assert _secret(stored) not in str(generation.rows(f"from {listed} order by all"))


def test_versions_whose_files_may_not_be_removed_are_said_to_be_forgotten(
    stored: LakeStore, server: Server, seen_by: Callable[..., LakeStore], tmp_path: Path
) -> None:
    assert load(stored, months(tmp_path / "more.parquet", 602)).status == "loaded"
    compact(stored.lake)
    with server.session(stored.lake.postgres["dbname"]) as session:
        session.execute("update ducklake_snapshot set snapshot_time = snapshot_time - interval '3 days'")
        session.execute(
            "update ducklake_files_scheduled_for_deletion set schedule_start = schedule_start - interval '3 days'"
        )
    with pytest.raises(Hindered, match=r"(旧版本已移除|are forgotten).*AccessDenied") as refused:
        expire(seen_by("heaper").lake, 24)
    assert _secret(stored) not in str(refused.value)
    assert check(stored, deep=True) == []


def test_the_key_of_a_reader_shows_everything_and_writes_nothing(
    stored: LakeStore, server: Server, storage: Storage, seen_by: Callable[..., LakeStore], tmp_path: Path
) -> None:
    with server.session(stored.lake.postgres["dbname"]) as session:
        session.execute(grants().encode())
    reader = seen_by("reader", "jindu_reader")
    assert run(["status", "--store", f"lake:{tmp_path / 'reader.toml'}"]) == 0
    with reader.read() as generation:
        assert overview(generation) is not None
        total = generation.rows(SUM)
    with stored.read() as generation:
        assert generation.rows(SUM) == total
    assert reader.file_of(reader.version() or 0).is_file()
    before = storage.objects()
    told = str(load(seen_by("reader"), months(tmp_path / "c.parquet", 700)).sentence)
    assert "403" in told
    assert "lake:reader" in told
    assert _secret(reader) not in told
    written = next(iter(before)).removeprefix(f"{FOLDERS[0]}/")
    with pytest.raises(Hindered, match="lake:reader"):
        files_of(reader.lake).remove([written])
    assert storage.objects() == before


def test_a_key_that_may_do_nothing_here_is_told_so_in_a_sentence(
    seen_by: Callable[..., LakeStore], tmp_path: Path
) -> None:
    stranger = seen_by("stranger")
    with stranger.read() as generation, pytest.raises(StoreUnusable, match=r"lake:stranger.*403") as told:
        generation.rows(SUM)
    refused = load(stranger, months(tmp_path / "c.parquet", 700))
    assert refused.status == "refused"
    assert "lake:stranger" in str(refused.sentence)
    with pytest.raises(StoreUnusable, match="lake:stranger") as kept:
        back_up(stranger, tmp_path / "lake.tar")
    for sentence in (told.value, refused.sentence, kept.value):
        assert _secret(stranger) not in str(sentence)


def test_a_backup_made_with_a_readers_key_is_taken_back_into_another_folder_with_every_byte(
    stored: LakeStore, server: Server, storage: Storage, seen_by: Callable[..., LakeStore], tmp_path: Path
) -> None:
    reader = seen_by("reader")
    back_up(reader, tmp_path / "lake.tar")
    storage.put(f"{FOLDERS[1]}/", b"")  # as a folder that somebody made by hand
    elsewhere = opened(storage.described(tmp_path / "second.toml", server.folder, server.database(), folder=FOLDERS[1]))
    assert take_back(elsewhere, tmp_path / "lake.tar", "tester") == stored.version()
    with tarfile.open(tmp_path / "lake.tar") as archive:
        kept = {
            f"{FOLDERS[1]}/{member.name.removeprefix('data/')}": archive.extractfile(member).read()  # type: ignore[union-attr]
            for member in archive if member.name.startswith("data/")
        }  # fmt: skip
    assert storage.objects(FOLDERS[1]) == {f"{FOLDERS[1]}/": b"", **kept}
    expire(elsewhere.lake, 1)
    assert check(elsewhere, deep=True) == []
    with stored.read() as one, elsewhere.read() as other:
        for table in (Path(name).name for name in in_folder("move")):
            query = named("checks/every_row")
            assert one.rows(query, table=table) == other.rows(query, table=table), table
    in_a_folder = opened(server.described(tmp_path / "third.toml", tmp_path / "third"))
    assert take_back(in_a_folder, tmp_path / "lake.tar", "tester") == stored.version()
    with stored.read() as one, in_a_folder.read() as other:
        assert one.rows(SUM) == other.rows(SUM)
    with pytest.raises(Refused, match="lake:second"):
        take_back(elsewhere, tmp_path / "lake.tar")


def test_a_file_of_several_pieces_is_written_with_a_loaders_key_and_read_with_a_readers(
    stored: LakeStore, storage: Storage, seen_by: Callable[..., LakeStore]
) -> None:
    pieces = [os.urandom(PIECE), os.urandom(PIECE // 4)]
    with files_of(stored.lake).writing("large") as stream:
        for piece in pieces:
            stream.write(piece)
    with files_of(seen_by("reader").lake).reading("large") as (stream, size):
        assert size == PIECE // 4 * 5
        assert [stream.read(PIECE), stream.read(PIECE)] == pieces
    files_of(stored.lake).remove(["large"])
    assert f"{FOLDERS[0]}/large" not in storage.objects()


def test_a_spoilt_backup_and_one_that_fails_half_way_leave_nothing_in_the_bucket(
    stored: LakeStore, server: Server, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(stored, tmp_path / "lake.tar")
    whole = (tmp_path / "lake.tar").read_bytes()
    middle = whole.rindex(b"PAR1") - 200
    (tmp_path / "changed.tar").write_bytes(whole[:middle] + b"?" + whole[middle + 1 :])
    before = storage.objects()
    elsewhere = storage.described(tmp_path / "third.toml", server.folder, server.database(), folder=FOLDERS[2])
    with pytest.raises(Refused, match=r"changed\.tar"):
        take_back(opened(elsewhere), tmp_path / "changed.tar")

    def fail(*_: object) -> None:
        assert storage.objects(FOLDERS[2])
        raise Hindered(say("{program} has failed ({why}); nothing was changed.", program="pg_restore", why="full"))

    monkeypatch.setattr(taking_back, "run", fail)
    with pytest.raises(Hindered, match="pg_restore"):
        take_back(opened(elsewhere), tmp_path / "lake.tar")
    assert storage.objects() == {**before, f"{FOLDERS[2]}/": b""}

    never_removes = storage.described(elsewhere, server.folder, server.database(), "heaper", FOLDERS[2])
    with pytest.raises(Hindered, match=f"pg_restore.*{FOLDERS[2]}"):
        take_back(opened(never_removes), tmp_path / "lake.tar")


def test_a_storage_that_is_away_is_said_in_a_sentence(
    stored: LakeStore, server: Server, storage: Storage, tmp_path: Path
) -> None:
    file = storage.described(tmp_path / "away.toml", server.folder, stored.lake.postgres["dbname"])
    file.write_text(file.read_text().replace(storage.endpoint, "127.0.0.1:9"))
    away = opened(file)  # nothing of it was read before
    with away.read() as generation, pytest.raises(StoreUnusable, match="lake:away") as told:
        generation.rows(SUM)
    with pytest.raises(StoreUnusable, match="lake:away") as kept:
        back_up(away, tmp_path / "lake.tar")
    for sentence in (told.value, kept.value):
        assert _secret(away) not in str(sentence)
    assert [path.name for path in tmp_path.iterdir()] == ["away.toml"]


def test_a_storage_with_a_certificate_of_its_own_is_trusted_where_the_file_of_the_lake_names_it(
    server: Server, tmp_path: Path
) -> None:
    certificate = self_signed(tmp_path / "storage.pem")
    storage = Storage(certificate)
    try:
        file = storage.described(tmp_path / "lake.toml", server.folder, server.database())
        lake = opened(file)
        make(lake.lake)
        apply_catalogue(lake, small_catalogue(), "tester")
        assert load(lake, months(tmp_path / "a.parquet", 600)).status == "loaded"
        with lake.read() as generation:
            assert generation.rows(SUM)[0]["total"] is not None
        back_up(lake, tmp_path / "lake.tar")
        stranger = tmp_path / "stranger.toml"
        stranger.write_text("\n".join(line for line in file.read_text().split("\n") if "ca_cert" not in line))
        stranger.chmod(0o600)
        with opened(stranger).read() as generation, pytest.raises(StoreUnusable, match=r"lake:stranger.*certificate"):
            generation.rows(SUM)
    finally:
        storage.remove()
    certificate.unlink()
    with pytest.raises(StoreUnusable, match=r"storage\.pem"):
        opened(file)


def _secret(lake: LakeStore) -> str:
    assert lake.lake.s3 is not None
    return str(lake.lake.s3["secret"])
