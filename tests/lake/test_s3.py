"""A lake whose files lie in object storage that speaks S3."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.intake import load
from console.store import Limits, StoreUnusable, apply_catalogue, check, withdraw
from console.store.lake import LakeStore, lake_at
from console.store.lake.making import compact, make
from tests.attacks.hostile import months
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.lake.server import USER, Server
from tests.stores import small_catalogue

BUCKET = "jindu-lake"
SECRET = "open-sesame-73"


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start an object storage on this machine, with an empty bucket."""
    import boto3
    from botocore.config import Config

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (tmp_path / "storage.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        retries = Config(retries={"total_max_attempts": 40, "mode": "standard"})
        client = boto3.client(
            "s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="key",
            aws_secret_access_key=SECRET, config=retries,
        )  # fmt: skip
        client.create_bucket(Bucket=BUCKET)
        yield f"127.0.0.1:{port}", process
    finally:
        process.kill()
        process.wait()


def described_in(server: Server, endpoint: str, file: Path) -> Path:
    """Write the file that says where a lake in the storage is."""
    file.write_text(
        f'data = "s3://{BUCKET}/county"\n[postgres]\nhost = "{server.folder}"\nuser = "{USER}"\n'
        f'dbname = "{server.database()}"\n[s3]\nkey_id = "key"\nsecret = "{SECRET}"\nendpoint = "{endpoint}"\n'
        'url_style = "path"\nuse_ssl = false\n'
    )
    file.chmod(0o600)
    return file


def test_a_lake_in_object_storage_is_loaded_proven_and_away(
    server: Server, storage: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    endpoint, process = storage
    file = described_in(server, endpoint, tmp_path / "lake.toml")
    lake = opened(file)
    make(lake.lake)
    apply_catalogue(lake, small_catalogue(), "tester")
    assert load(lake, months(tmp_path / "a.parquet", 600)).status == "loaded"
    assert load(lake, readings(tmp_path / "b.parquet")).status == "loaded"
    withdraw(lake, 2, "a mistake")
    compact(lake.lake)
    assert check(lake, deep=True) == []
    with lake.read() as generation:
        for listed in ("duckdb_secrets()", "duckdb_databases()", "duckdb_settings()"):
            assert SECRET not in str(generation.rows(f"from {listed} order by all"))

    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    cold = LakeStore(lake_at(f"lake:{file}"), Limits(memory="400MB", threads=1))  # nothing of it was read before
    with cold.read() as generation, pytest.raises(StoreUnusable, match="lake:lake") as told:
        generation.rows("select sum(value) as total from readings order by all")
    assert SECRET not in str(told.value)
