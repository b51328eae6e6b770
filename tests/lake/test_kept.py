"""What a loader leaves in PostgreSQL for every console is what the lake itself answers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from console.county import Wanted, choose
from console.intake import load
from console.overview import Overview, overview
from console.store import apply_catalogue, check, withdraw
from console.store.lake import LakeStore
from console.store.lake.catalogue import connected
from tests.handed_in import readings
from tests.lake.conftest import opened
from tests.stores import COUNTY, LIN, neighbour

HELD = "select mark, (select count(*) from jsonb_object_keys(held)) as counties from jindu_kept order by mark"

SPOILT = "update jindu_answers set body = (select body from jindu_answers where id = %(old)s) where id = %(new)s"


def seen(store: LakeStore, county: str) -> Overview:
    """Return the overview of a county, as a console on another machine reads it."""
    choose(Wanted(county))
    try:
        with store.read() as generation:
            found = overview(generation)
    finally:
        choose(Wanted())
    assert found is not None
    return found


def worked_out(store: LakeStore, county: str, monkeypatch: pytest.MonkeyPatch) -> Overview:
    """Return the same without looking at what was kept."""
    with monkeypatch.context() as patched:
        patched.setattr(store.newest, "kept", lambda _mark, _county: None)
        return seen(store, county)


@pytest.fixture
def both(lake: LakeStore) -> LakeStore:
    """A lake of two counties."""
    apply_catalogue(lake, neighbour(), "tester")
    return lake


def test_what_is_kept_is_what_the_lake_answers_after_every_kind_of_change(
    both: LakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_lin = {"indicator": ["output"] * 3, "place": [LIN] * 3, "period": ["2023-03", "2023-04", "2023-05"]}
    changes: list[Callable[[], object]] = [
        lambda: load(both, readings(tmp_path / "here.parquet")),
        lambda: load(both, readings(tmp_path / "there.parquet", **of_lin)),
        lambda: withdraw(both, 1, "wrong", "tester"),
    ]
    for number, change in enumerate(changes, start=3):
        change()
        for county in (COUNTY, LIN):
            kept = seen(both, county)
            assert kept.generation == number
            assert kept == worked_out(both, county, monkeypatch)
    assert seen(both, COUNTY).snapshot is None
    assert check(both, deep=True) == []


def test_a_console_that_has_read_the_lake_needs_only_postgresql_for_the_next_generation(
    both: LakeStore, made_anew: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(both, COUNTY)
    monkeypatch.setattr("console.store.lake.store.PROOF", float("inf"))
    load(opened(made_anew), readings(tmp_path / "here.parquet"))
    monkeypatch.setattr("console.store.lake.generation.attached", None)
    assert seen(both, COUNTY).generation == 3
    assert seen(both, LIN).generation == 3


def test_the_answers_of_a_commit_that_failed_are_never_shown(
    both: LakeStore, made_anew: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("console.store.lake.draft.commit", fail)
        with pytest.raises(KeyboardInterrupt):
            load(opened(made_anew), readings(tmp_path / "here.parquet"))
    assert seen(both, COUNTY).generation == 2
    apply_catalogue(opened(made_anew), replace(neighbour(), title_en="Renamed"), "tester")
    assert seen(both, COUNTY) == worked_out(both, COUNTY, monkeypatch)
    assert seen(both, COUNTY).snapshot is None


def test_a_generation_of_an_earlier_loader_that_keeps_nothing_is_read_from_the_lake(
    both: LakeStore, made_anew: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("console.store.lake.draft.keep", lambda *_: None)
        load(opened(made_anew), readings(tmp_path / "here.parquet"))
    assert seen(both, COUNTY).snapshot == 1
    of_lin = {"indicator": ["output"] * 3, "place": [LIN] * 3, "period": ["2023-03", "2023-04", "2023-05"]}
    load(opened(made_anew), readings(tmp_path / "there.parquet", **of_lin))
    for county in (COUNTY, LIN):
        assert seen(both, county) == worked_out(both, county, monkeypatch)


def test_what_no_console_looks_at_any_more_is_forgotten(lake: LakeStore, tmp_path: Path) -> None:
    for month in range(1, 9):
        load(lake, readings(tmp_path / f"{month}.parquet", period=[f"2023-{month:02}"] * 3))
    with connected(lake.lake) as session:
        held = session.execute(HELD).fetchall()
        bodies = session.execute("select count(*) from jindu_answers").fetchone()
    assert len(held) == 8
    assert bodies == (16,)


def test_an_answer_that_cannot_be_read_is_asked_of_the_lake(
    lake: LakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(lake, readings(tmp_path / "a.parquet"))
    with connected(lake.lake) as session:
        session.execute("update jindu_answers set body = substring(body from 1 for 200)")
    assert seen(lake, COUNTY) == worked_out(lake, COUNTY, monkeypatch)


def test_answers_that_were_tampered_with_are_found_by_a_check(lake: LakeStore, tmp_path: Path) -> None:
    load(lake, readings(tmp_path / "a.parquet"))
    with connected(lake.lake) as session:
        held = session.execute("select held from jindu_kept").fetchall()
        older, newer = sorted((row[0] for row in held), key=lambda one: int(one[COUNTY]))[-2:]
        told = {"old": older[COUNTY], "new": newer[COUNTY]}
        session.execute(
            "update jindu_answers set body = (select body from jindu_answers where id = %(old)s) where id = %(new)s",
            told,
        )
    found = check(lake, deep=True)
    assert [COUNTY in str(sentence) for sentence in found] == [True]
