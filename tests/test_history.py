"""What was done to a store: withdrawals taken back, the audit log, backups restored, damage found and stepped over."""

import json
import multiprocessing
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from console.faults import Refused
from console.intake import load as take_in
from console.store import (
    StoreUnusable,
    apply_catalogue,
    audit,
    backup,
    check,
    deeds,
    info,
    named,
    open_store,
    record_refusal,
    reinstate,
    restore,
    rollback,
    snapshots,
    standings,
    withdraw,
    withdrawals,
)
from console.store.embedded import EmbeddedStore
from tests.handed_in import contents, readings
from tests.stores import COUNTY, empty_store, load, months, output, small_catalogue, small_store

SEPTEMBER = date(2023, 9, 20)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")


def actual(store: EmbeddedStore, known_at: int | None = None) -> float | None:
    with store.read() as generation:
        return standings(generation, COUNTY, 2023, SEPTEMBER, known_at)[0].standing.actual


def flip(file: Path, at: int) -> None:
    file.chmod(0o644)
    content = bytearray(file.read_bytes())
    content[at] ^= 0x10
    file.write_bytes(content)


def file_of(store: EmbeddedStore, number: int) -> Path:
    return store.path / f"store-{number}.duckdb"


def done(store: EmbeddedStore) -> list[tuple[str, int | None, tuple[int, ...]]]:
    return [(deed.what, deed.generation, deed.snapshots) for deed in deeds(store.path)]


def test_a_reinstated_file_counts_again_and_what_was_known_in_between_stays(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    second = load(store, months("output", 2023, [10, 25, 30]))
    withdraw(store, second, "wrong unit", "tester")
    third = load(store, months("loans", 2023, [1.0]))
    assert reinstate(store, second, "it was right", "chief") == 6
    fourth = load(store, months("loans", 2023, [1.0, 2.0]))
    assert [actual(store, at) for at in (second, third, fourth, None)] == [30, 20, 30, 30]
    assert snapshots(store)[1]["status"] == "loaded"
    (told,) = withdrawals(store)
    assert (told["withdrawn_reason"], told["reinstated_reason"], told["reinstated_by"]) == (
        "wrong unit", "it was right", "chief",
    )  # fmt: skip
    assert check(store, deep=True) == []


def test_a_file_may_be_withdrawn_and_reinstated_many_times(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    first = load(store, months("output", 2023, [10, 20]))
    known: list[tuple[int, float | None]] = []
    for turn in range(2):
        withdraw(store, first, f"out {turn}")
        known.append((load(store, months("loans", 2023, [1.0 + turn])), None))
        reinstate(store, first, f"in {turn}")
        known.append((load(store, months("loans", 2023, [5.0 + turn])), 20))
    assert [actual(store, at) for at, _ in known] == [value for _, value in known]
    assert [row["withdrawn_reason"] for row in withdrawals(store)] == ["out 0", "out 1"]
    with pytest.raises(Refused, match="is not withdrawn"):
        reinstate(store, first)
    with pytest.raises(Refused, match="no snapshot 99"):
        reinstate(store, 99)


def test_everything_that_is_done_is_in_the_log_and_in_the_table(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    file = readings(tmp_path / "a.parquet")
    take_in(store, file, by="tester")
    take_in(store, readings(tmp_path / "b.parquet", place=["nowhere"] * 3), by="tester")
    withdraw(store, 1, "wrong unit", "chief")
    reinstate(store, 1, "right after all", "chief")
    rollback(store, "not yet", "chief")
    apply_catalogue(store, replace(small_catalogue(), targets=(output(7),)), "chief")
    assert done(store) == [
        ("catalogue", 1, ()), ("load", 2, (1,)), ("refuse", None, ()), ("withdraw", 3, (1,)), ("reinstate", 4, (1,)),
        ("rollback", 3, ()), ("catalogue", 5, ()),
    ]  # fmt: skip
    refusal = deeds(store.path)[2]
    assert (refusal.name, refusal.who) == ("b.parquet", "tester")
    assert "unknown_place 3" in refusal.reason
    with store.read() as generation:
        told = generation.rows("select what, reason, rows, name from audit order by done_at")
    assert [row["what"] for row in told] == [what for what, *_ in done(store)]
    assert told[1] == {"what": "load", "reason": "", "rows": 3, "name": "a.parquet"}
    assert audit.broken_links(store.path) == []


def test_a_refusal_leaves_the_generations_as_they_were(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    before = contents(store)
    take_in(store, readings(tmp_path / "b.parquet", place=["nowhere"] * 3))
    assert contents(store) == before
    take_in(store, readings(tmp_path / "b.parquet", place=["nowhere"] * 3), dry_run=True)
    assert [what for what, *_ in done(store)] == ["catalogue", "refuse"]


def test_a_line_that_a_kill_has_torn_spoils_no_other(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    with (store.path / audit.FILE).open("ab") as log:
        log.write(b'{"deed": "12')
    assert [deed.what for deed in deeds(store.path)] == ["catalogue", "unreadable"]
    load(store, months("output", 2023, [10, 20]))
    assert [deed.what for deed in deeds(store.path)] == ["catalogue", "unreadable", "load"]
    assert check(store, deep=True) == []


def test_a_line_that_is_changed_or_taken_out_is_noticed(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    for number in range(3):
        record_refusal(store.path, "tester", f"{number}.parquet", "no")
    log = store.path / audit.FILE
    lines = log.read_text().splitlines()
    log.write_text("\n".join([lines[0], lines[2], lines[3]]) + "\n")
    assert any("Before line 2" in str(finding) for finding in check(store, deep=True))
    log.write_text("\n".join(lines).replace("1.parquet", "7.parquet") + "\n")
    assert audit.broken_links(store.path) == [4]


def test_a_log_that_cannot_take_a_line_takes_no_part_of_it(tmp_path: Path) -> None:
    code = """
import resource, signal, sys
from pathlib import Path
from console.store.audit import Deed, append
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
append(Path(sys.argv[1]), [Deed("refuse", "a")])
size = (Path(sys.argv[1]) / "audit.jsonl").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, resource.RLIM_INFINITY))
try:
    append(Path(sys.argv[1]), [Deed("refuse", "b")])
except OSError:
    print((Path(sys.argv[1]) / "audit.jsonl").stat().st_size == size)
"""
    told = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, timeout=60)
    assert told.stdout == "True\n", told.stderr


def _append_fifty(folder: str) -> None:
    for number in range(50):
        audit.append(Path(folder), [audit.Deed("refuse", str(os.getpid()), name=str(number), reason="x" * 500)])


def test_writers_in_several_processes_add_whole_lines(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        pool.map(_append_fifty, [str(tmp_path)] * 3)
    lines = [json.loads(line) for line in (tmp_path / audit.FILE).read_text().splitlines()]
    assert len({(line["who"], line["name"]) for line in lines}) == 150
    assert audit.broken_links(tmp_path) == []


def test_a_log_that_lost_its_end_is_completed_by_the_next_writer(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    log = store.path / audit.FILE
    log.write_text(log.read_text().splitlines()[0] + "\n")
    load(store, months("output", 2023, [10, 20, 30]))
    assert done(store) == [("catalogue", 1, ()), ("load", 2, (1,)), ("load", 3, (2,))]


def test_a_backup_is_restored_into_an_empty_store_with_its_history(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    backup(store, tmp_path / "kept.jindu")
    other = open_store(tmp_path / "other")
    number = restore(other, tmp_path / "kept.jindu", by="tester")
    assert number == 3
    assert actual(other) == 20
    assert done(other) == [("catalogue", 1, ()), ("load", 2, (1,)), ("restore", 3, ())]
    assert check(other, deep=True) == []
    load(other, months("output", 2023, [10, 20, 30]))
    assert actual(other) == 30


def test_a_backup_takes_the_place_of_a_store_only_when_told_to(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    backup(store, tmp_path / "kept.jindu")
    load(store, months("output", 2023, [10, 20, 30]))
    with pytest.raises(Refused, match="--replace"):
        restore(store, tmp_path / "kept.jindu")
    assert restore(store, tmp_path / "kept.jindu", replace=True) == 4
    assert actual(store) == 20
    assert rollback(store) == 3
    assert actual(store) == 30


def test_a_damaged_backup_or_another_file_is_not_restored(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    backup(store, tmp_path / "kept.jindu")
    other = empty_store(tmp_path / "other")
    content = (tmp_path / "kept.jindu").read_bytes()
    (tmp_path / "cut.jindu").write_bytes(content[: len(content) // 2])
    (tmp_path / "text.jindu").write_text("no backup")
    for name in ("cut", "text", "missing"):
        with pytest.raises((Refused, StoreUnusable)):
            restore(other, tmp_path / f"{name}.jindu")
    assert other.version() is None


def test_a_damaged_generation_is_stepped_over_and_said(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    load(store, months("output", 2023, [10, 20, 30]))
    flip(file_of(store, 3), 300_000)
    with store.read() as generation:
        assert generation.number == 2
        assert "Generation 3 of the store is damaged" in str(generation.trouble)
        assert standings(generation, COUNTY, 2023, SEPTEMBER)[0].standing.actual == 20
    assert info(store)["trouble"]
    assert any("SHA-256" in str(finding) for finding in check(store, deep=True))
    with pytest.raises(StoreUnusable, match="damaged"):
        load(store, months("output", 2023, [1]))
    assert store.version() == 3
    assert rollback(store) == 2
    load(store, months("output", 2023, [10, 20, 30]))
    assert (actual(store), check(store, deep=True)) == (30, [])


def test_where_every_generation_is_damaged_no_number_is_shown(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    for number in (1, 2):
        flip(file_of(store, number), 300_000)
    with pytest.raises(StoreUnusable, match="damaged"):
        store.read()
    assert check(store, deep=True)


def test_a_large_generation_that_turns_out_damaged_is_stepped_over_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.store.proving.READ_WHOLE", 0)
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    load(store, months("output", 2023, [10, 20, 30]))
    file = file_of(store, 3)
    file.chmod(0o644)
    with file.open("r+b") as content:  # every block, but not the headers
        content.seek(12_288)
        content.write(os.urandom(file.stat().st_size - 12_288))
    # At the latest the question that met the damage says so, and the next one is answered from before it.
    with suppress(StoreUnusable), store.read() as generation:
        assert generation.number == 2 or generation.rows(named("panels/overview"), county=COUNTY, year=2023) == []
    assert actual(store) == 20


def test_the_sums_are_those_that_sha256sum_reads(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    subprocess.run(["sha256sum", "--check", "--strict", "store-1.sha256"], cwd=store.path, check=True)


def test_sql_is_answered_from_before_the_damage_too(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [10, 20]))
    load(store, months("output", 2023, [10, 20, 30]))
    flip(file_of(store, 3), 300_000)
    command: list[str | Path] = [
        Path(sys.executable).with_name("jindu"),
        "--lang",
        "en",
        "--store",
        store.path,
        "sql",
        "--format",
        "csv",
    ]
    told = subprocess.run([*command, "select max(value) as v from reading"], capture_output=True, text=True, timeout=60)
    assert told.stdout.replace('"', "").split() == ["v", "20"]
    assert "Generation 3 of the store is damaged" in told.stderr


def test_a_snapshot_number_that_a_rollback_took_back_is_never_given_again(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    first = load(store, months("output", 2023, [10]))
    taken_back = load(store, months("output", 2023, [10, 20]))
    rollback(store)
    assert [first, taken_back, load(store, months("output", 2023, [10, 30]))] == [first, first + 1, first + 2]
