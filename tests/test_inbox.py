"""The inbox: complete files are loaded and filed away, hindered ones are tried again, and nothing is ever lost."""

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from console.faults import Refused
from console.intake import ahead, load
from console.intake import inbox as inboxes
from console.intake.completeness import Watched, When
from console.intake.inbox import Inbox
from console.store import info
from console.store.embedded import EmbeddedStore
from tests.handed_in import kept, readings
from tests.stores import small_store

pytestmark = pytest.mark.once

JINDU = Path(sys.executable).with_name("jindu")


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return small_store(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


class Opened:
    """An inbox with a clock of its own and what it said."""

    def __init__(self, store: EmbeddedStore, folder: Path, when: When = When.STILL) -> None:
        self.clock, self.said = Clock(), list[dict[str, Any]]()
        self.inbox = Inbox(store, folder, Watched(folder, when, 2.0, self.clock), self.said.append, first_wait=0.0)

    def look(self, after: float = 0.0) -> list[str]:
        """Look once, so many seconds later, and return what happened."""
        self.clock.now += after
        self.said.clear()
        self.inbox.look()
        return [line["event"] for line in self.said]


def names(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_a_file_is_taken_when_it_lies_still_and_then_lies_in_loaded(store: EmbeddedStore, folder: Path) -> None:
    opened = Opened(store, folder)
    readings(folder / "a.parquet")
    assert opened.look() == []
    assert opened.look(1.9) == []
    readings(folder / "a.parquet", value=[1.0, 2.0, 3.0])
    assert opened.look(0.2) == []
    assert opened.look(2.1) == ["loaded"]
    assert names(folder) == {"loaded/a.parquet"}
    assert kept(store, "select max(value) from reading order by all") == [(3.0,)]
    assert opened.look(5) == []
    line = opened.inbox._last
    assert (line["file"], line["status"]) == ("a.parquet", "loaded")


def test_a_refused_file_lies_in_refused_with_what_is_wrong_beside_it(store: EmbeddedStore, folder: Path) -> None:
    opened = Opened(store, folder)
    readings(folder / "a.parquet", place=["=nowhere"] * 3)
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(508))
    opened.look()
    assert opened.look(2) == ["refused", "refused"]
    endings = ("", "-faults.json", "-faults.csv", "-faults.xlsx")
    assert names(folder) == {f"refused/{name}{ending}" for name in ("a.parquet", "old.xls") for ending in endings}
    told = json.loads((folder / "refused/a.parquet-faults.json").read_text())
    assert [fault["rule"] for fault in told["faults"]] == ["unknown_place"]
    with (folder / "refused/a.parquet-faults.csv").open(encoding="utf-8-sig", newline="") as report:
        rows = list(csv.reader(report))
    assert [rows[1][at] for at in (1, 2, 4, 5)] == ["unknown_place", "place", "'=nowhere", "3"]


def test_what_is_not_finished_or_hidden_is_left_alone(store: EmbeddedStore, folder: Path) -> None:
    for name in ("a.parquet.part", ".b.parquet", "~$c.xlsx", "d.parquet.tmp", "e.parquet.crdownload"):
        (folder / name).write_bytes(b"x")
    (folder / "sub").mkdir()
    (folder / "link.parquet").symlink_to("/etc/passwd")
    before = names(folder)
    opened = Opened(store, folder)
    assert opened.look() + opened.look(10) == []
    assert names(folder) == before


def test_with_done_a_file_waits_for_the_one_beside_it(store: EmbeddedStore, folder: Path) -> None:
    opened = Opened(store, folder, When.DONE)
    readings(folder / "a.parquet")
    assert opened.look() + opened.look(100) == []
    (folder / "a.parquet.done").touch()
    assert opened.look() == ["loaded"]
    assert names(folder) == {"loaded/a.parquet", "loaded/a.parquet.done"}


def test_with_sums_the_bytes_must_be_those_that_were_sent(store: EmbeddedStore, folder: Path) -> None:
    opened = Opened(store, folder, When.SHA256)
    good, bad = readings(folder / "a.parquet"), readings(folder / "b.parquet", value=[1.0, 2.0, 4.0])
    assert opened.look(100) == []
    digest = hashlib.sha256(good.read_bytes()).hexdigest()
    for file in (good, bad):
        file.with_name(file.name + ".sha256").write_text(f"{digest}  {file.name}\n")
    assert opened.look() == ["loaded"]
    assert opened.look(2) == ["refused"]
    told = json.loads((folder / "refused/b.parquet-faults.json").read_text())
    assert told["faults"][0]["rule"] == "wrong_sum"
    assert "refused/b.parquet.sha256" in names(folder)


def test_nothing_that_was_filed_away_is_overwritten(store: EmbeddedStore, folder: Path) -> None:
    opened = Opened(store, folder)
    for value in (1.0, 2.0, 2.0):
        readings(folder / "a.parquet", value=[value, value, value])
        opened.look()
        opened.look(2)
    assert names(folder) == {"loaded/a.parquet", "loaded/a-2.parquet", "loaded/a-3.parquet"}
    assert kept(store, "select count(*) from snapshot order by all") == [(2,)]


def test_what_the_machine_hinders_waits_and_is_tried_again(
    store: EmbeddedStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(store, folder)
    readings(folder / "a.parquet")
    opened.look()
    with monkeypatch.context() as full:
        full.setattr("console.store.folder.require_space", _no_room)
        assert opened.look(2) == ["waiting"]
        assert names(folder) == {"a.parquet"}
        assert opened.look() == ["waiting"]
    assert opened.look() == ["loaded"]
    assert names(folder) == {"loaded/a.parquet"}


def _no_room(folder: Path, _needed: int) -> None:
    raise OSError(28, "No space left on device", str(folder))


def test_a_store_that_cannot_be_opened_keeps_the_files_waiting(store: EmbeddedStore, folder: Path) -> None:
    opened = Opened(store, folder)
    readings(folder / "a.parquet")
    beside = store.path / "store-1.duckdb.wal"
    beside.touch()
    opened.look()
    assert opened.look(2) == ["waiting"]
    beside.unlink()
    assert opened.look() == ["loaded"]


def test_a_fault_of_our_own_loses_no_file(store: EmbeddedStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("ours")

    opened = Opened(store, folder)
    readings(folder / "a.parquet")
    opened.look()
    with monkeypatch.context() as spoilt:
        spoilt.setattr(inboxes, "load", broken)
        assert opened.look(2) == ["failed"]
    assert names(folder) == {"a.parquet"}
    assert opened.look() == ["loaded"]


def test_a_file_that_was_loaded_before_the_inbox_was_killed_is_a_duplicate(store: EmbeddedStore, folder: Path) -> None:
    load(store, readings(folder / "a.parquet"))
    opened = Opened(store, folder)
    opened.look()
    assert opened.look(2) == ["duplicate"]
    assert names(folder) == {"loaded/a.parquet"}


def test_two_inboxes_never_take_from_one_folder(store: EmbeddedStore, folder: Path) -> None:
    opened = Opened(store, folder)
    with opened.inbox._alone(), pytest.raises(Refused), opened.inbox._alone():
        pass


def test_the_store_tells_of_its_inboxes(store: EmbeddedStore, folder: Path) -> None:
    opened = Opened(store, folder)
    readings(folder / "a.parquet")
    opened.inbox.stopping.set()
    opened.inbox.run()
    (told,) = info(store)["inboxes"]
    assert (told["folder"], told["open"], told["process"]) == (str(folder), False, os.getpid())


def test_the_command_loads_what_comes_and_stops_on_sigterm(store: EmbeddedStore, folder: Path) -> None:
    command = [str(JINDU), "inbox", str(folder), "--store", str(store.path), "--still", "0.1", "--every", "0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        said = [json.loads(running.stdout.readline())]
        readings(folder / "a.parquet")
        readings(folder / "b.parquet", place=["nowhere"] * 3)
        said += [json.loads(running.stdout.readline()) for _ in range(2)]
        running.send_signal(signal.SIGTERM)
        said.append(json.loads(running.stdout.readline()))
        assert running.wait(30) == 0
    assert [line["event"] for line in said] == ["start", "loaded", "refused", "stop"]
    assert said[1]["snapshots"] == [1]
    assert said[2]["faults"] == ["unknown_place"]
    assert all({"at", "event", "message"} <= line.keys() for line in said)


def test_two_operators_and_an_inbox_at_once_take_turns(store: EmbeddedStore, folder: Path, tmp_path: Path) -> None:
    for number in range(3):
        readings(folder / f"in{number}.parquet", value=[float(number)] * 3)
    watching = subprocess.Popen([str(JINDU), "inbox", folder, "--store", store.path, "--still", "0.1", "--once"])
    operators = []
    for who in range(2):
        files = [
            readings(tmp_path / f"op{who}{number}.parquet", value=[10.0 * who + number + 0.5] * 3)
            for number in range(3)
        ]
        operators.append(subprocess.Popen([str(JINDU), "load", *files, "--store", store.path, "--json"]))
    assert [process.wait(120) for process in (watching, *operators)] == [0, 0, 0]
    assert kept(store, "select count(*), count(distinct sha256) from snapshot order by all") == [(9, 9)]
    assert len(names(folder / "loaded")) == 3


def test_a_file_is_taken_by_the_profile_that_fits_its_columns(store: EmbeddedStore, folder: Path) -> None:
    (folder / "bank.toml").write_text(
        'source = "某银行"\n[columns]\nplace = "机构"\nindicator = "科目"\nvalue = "余额"\n'
    )
    (folder / "九月.csv").write_text("机构,科目,账期,余额\n东镇,总产值,202309,5\n")
    opened = Opened(store, folder, When.DONE)
    (folder / "九月.csv.done").touch()
    assert opened.look() == ["loaded"]
    with store.read() as generation:
        assert generation.rows("select source, profile, rows from snapshot") == [
            {"source": "某银行", "profile": "bank", "rows": 1}
        ]


def test_a_process_that_was_ended_while_it_waited_is_no_fault_of_the_next_file(
    store: EmbeddedStore, folder: Path
) -> None:
    with ahead.expecting(5):
        ahead._waiting[0][0].kill()
        ahead._waiting[0][0].wait()
        assert load(store, readings(folder / "a.parquet")).status == "loaded"
