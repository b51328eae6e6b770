"""No file that is handed in can crash, hang, flood or change the store, and each is refused in one clear sentence."""

import os
import signal
import time
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from console.intake import Loaded, inspection, load
from console.intake.limits import LIMITS
from console.store.embedded import EmbeddedStore
from tests.attacks.hostile import KINDS, Make, months, mutants
from tests.handed_in import COLUMNS, contents, readings, written
from tests.stores import small_store

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """One store for all attacks: none of them may change it."""
    return small_store(tmp_path_factory.mktemp("attacked"))


def require_refusal(loaded: Loaded) -> None:
    assert loaded.status == "refused", loaded
    for language in ("en", "zh"):
        said = "".join(sentence.said_in(language) for sentence in loaded.as_sentences())
        assert 10 < len(said) < 2000
        assert all(unicodedata.category(character)[0] != "C" for character in said), said
        assert "Traceback" not in said


@pytest.mark.parametrize(("rule", "make"), KINDS.values(), ids=KINDS)
def test_a_hostile_file_is_refused_in_a_sentence_and_changes_nothing(
    store: EmbeddedStore, tmp_path: Path, rule: str, make: Make
) -> None:
    make(tmp_path / "hostile.parquet")
    before, started = contents(store), time.monotonic()
    loaded = load(store, tmp_path / "hostile.parquet")
    assert time.monotonic() - started < 10
    require_refusal(loaded)
    assert rule in ("", *(fault.rule for fault in loaded.faults))
    assert contents(store) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    file = readings(tmp_path / "a.parquet")
    file.chmod(0)
    require_refusal(load(store, file))


def test_names_with_terminal_codes_are_never_repeated_as_they_are(store: EmbeddedStore, tmp_path: Path) -> None:
    file = written(tmp_path / "\x1b[31mred\x9b.parquet", {**COLUMNS, "\x1b]52;c;eA==\x07": [1, 2, 3], "value": None})
    loaded = load(store, file)
    require_refusal(loaded)
    assert loaded.warnings


def test_a_file_that_changes_while_it_is_read_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    for phase in ("hash", "copied"):
        file = readings(tmp_path / f"{phase}.parquet")

        def change(now: str, _rows: int, _total: int | None, phase: str = phase, file: Path = file) -> None:
            if now == phase:
                months(file)

        loaded = load(store, file, progress=change)
        require_refusal(loaded)
        assert [fault.rule for fault in loaded.faults] == ["changed"]


def test_mutants_of_sound_files_never_crash_hang_or_change_the_store(store: EmbeddedStore, tmp_path: Path) -> None:
    seeds = (
        months(tmp_path / "a.parquet", 300).read_bytes(),
        months(tmp_path / "b.parquet", 300, compression="none", use_dictionary=False).read_bytes(),
        months(tmp_path / "c.parquet", 300, compression="zstd", data_page_version="2.0").read_bytes(),
    )
    files: list[Path] = []
    for seed in seeds:
        for mutant in mutants(seed, 45):
            files.append(tmp_path / f"m{len(files)}.parquet")
            files[-1].write_bytes(mutant)
    before = contents(store)

    def attack(file: Path) -> tuple[float, Loaded]:
        started = time.monotonic()
        loaded = load(store, file, dry_run=True)
        return time.monotonic() - started, loaded

    with ThreadPoolExecutor(3) as pool:
        outcomes = list(pool.map(attack, files))
    assert max(seconds for seconds, _ in outcomes) < 10
    refused = [loaded for _, loaded in outcomes if loaded.status == "refused"]
    for loaded in refused:
        require_refusal(loaded)
    assert {loaded.status for _, loaded in outcomes} <= {"refused", "loaded"}
    assert len(refused) > 100
    assert contents(store) == before
    assert not psutil.Process().children()


def at_copied(do: Callable[[psutil.Process], None]) -> Callable[[str, int, int | None], None]:
    """Return a progress that does something to the inspection when the store has been copied."""

    def progress(phase: str, _rows: int, _total: int | None) -> None:
        if phase == "copied":
            (child,) = psutil.Process().children()
            do(child)

    return progress


def test_an_inspection_that_dies_is_a_refusal(store: EmbeddedStore, tmp_path: Path) -> None:
    before = contents(store)
    file = readings(tmp_path / "a.parquet")
    for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL, signal.SIGXCPU):
        require_refusal(load(store, file, progress=at_copied(lambda child, number=number: child.send_signal(number))))  # type: ignore[misc]
    assert contents(store) == before


def test_an_inspection_that_falls_silent_is_ended(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "LIMITS", replace(LIMITS, silent_seconds=0.5))
    loaded = load(store, readings(tmp_path / "a.parquet"), progress=at_copied(lambda child: child.suspend()))
    require_refusal(loaded)
    assert [fault.rule for fault in loaded.faults] == ["silent"]
    assert not psutil.Process().children()


def test_the_inspection_has_limits_and_nothing_of_the_console(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINDU_SECRET", "x")
    seen: dict[str, object] = {}

    def look(child: psutil.Process) -> None:
        limits = Path(f"/proc/{child.pid}/limits").read_text()
        seen["limits"] = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
        seen["environment"] = child.environ()
        seen["terminal"] = child.terminal()
        seen["session"] = os.getsid(child.pid)
        open_files = [os.readlink(link) for link in Path(f"/proc/{child.pid}/fd").iterdir()]
        seen["files"] = [name for name in open_files if not name.startswith(("pipe:", "/dev/null", "anon_inode"))]
        seen["pid"] = child.pid

    file = readings(tmp_path / "a.parquet")
    assert load(store, file, dry_run=True, progress=at_copied(look)).status == "loaded"
    limits = seen["limits"]
    assert isinstance(limits, dict)
    assert limits["Max address space"] == str(LIMITS.memory)
    assert limits["Max core file size"] == limits["Max file size"] == "0"
    assert limits["Max open files"] == str(LIMITS.open_files)
    assert int(limits["Max cpu time"]) <= LIMITS.processor_seconds
    assert "JINDU_SECRET" not in str(seen["environment"])
    assert seen["terminal"] is None
    assert seen["session"] == seen["pid"]
    assert set(seen["files"]) == {str(file)}  # type: ignore[call-overload]
