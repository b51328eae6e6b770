"""The command line keeps its contract: verbs, options, JSON fields and exit codes."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from console import language
from console.cli import run
from console.language import gettext

JINDU = Path(sys.executable).with_name("jindu")
STATUS_FIELDS = {
    "target_id", "indicator", "place", "kind", "comparator", "target", "unit", "actual", "period", "expected",
    "expected_rule", "pace_pp", "light", "forecast", "low", "high", "probability", "required", "reason", "snapshot",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.delenv("JINDU_STORE", raising=False)


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A store with the catalogue of Lixian and nothing else."""
    folder = tmp_path / "store"
    assert run(["catalogue", "apply", "lixian-2023", "--store", str(folder)]) == 0
    capsys.readouterr()
    return folder


def readings(file: Path, value: float = 300.5, place: str = "430723", **more: list[object]) -> Path:
    columns = {
        "indicator": ["industry_output"],
        "place": [place],
        "period": [date(2023, 9, 30)],
        "value": [value],
        **more,
    }
    pq.write_table(pa.table(columns), file)
    return file


def jindu(*words: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if name != "JINDU_STORE"}
    return subprocess.run(
        [str(JINDU), *map(str, words)], capture_output=True, text=True, env=clean | environment, timeout=60, check=False
    )


def test_status_json_has_the_promised_fields_for_every_target(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--format", "json", "--store", str(store)]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 55
    assert all(set(row) >= STATUS_FIELDS for row in rows)


def test_a_store_without_targets_says_so_and_keeps_the_columns(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "--format", "json", "--store", str(store)]) == 0
    fields = list(json.loads(capsys.readouterr().out)[0])
    assert run(["--lang", "en", "status", "--format", "csv", "--store", str(tmp_path / "mistyped")]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == ",".join(f'"{field}"' for field in fields)
    assert "holds no targets yet" in said.err
    assert not (tmp_path / "mistyped").exists()


def test_an_empty_store_is_not_called_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "store", "check", "--store", str(tmp_path / "mistyped")]) == 0
    assert "nothing to check" in capsys.readouterr().out


def test_the_name_of_the_output_says_its_format(store: Path, tmp_path: Path) -> None:
    assert run(["status", "--store", str(store), "--output", str(tmp_path / "all.parquet")]) == 0
    assert pq.read_table(tmp_path / "all.parquet").num_rows == 55
    assert run(["status", "--store", str(store), "--output", str(tmp_path / "all.txt")]) == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_can_be_asked_for(store: Path, day: str) -> None:
    assert run(["status", "--as-of", day, "--store", str(store)]) == 0


def test_a_folder_without_files_to_load_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "load", str(tmp_path), "--store", str(store)]) == 1
    assert "There is no Parquet" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_an_output_that_is_full_is_not_called_a_fault_of_jindu(store: Path) -> None:
    done = subprocess.run(
        f"{JINDU} --lang en status --store {store} > /dev/full", shell=True, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Jindu itself" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
@pytest.mark.parametrize("verb", [["load"], ["catalogue", "check"]])
def test_a_folder_that_may_not_be_read_is_refused(
    store: Path, tmp_path: Path, verb: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert run(["--lang", "en", *verb, str(tmp_path / "closed"), "--store", str(store)]) == 1
    assert "Permission denied" in capsys.readouterr().err


def test_a_lake_that_no_file_describes_is_not_taken_for_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    for named, said in (("lake:postgres:x", "not the name of a lake"), ("lake:nowhere", "no file")):
        assert run(["--lang", "en", "status", "--store", named]) == 3
        assert said in capsys.readouterr().err


def test_a_terminal_without_chinese_shows_question_marks(store: Path) -> None:
    done = jindu("status", "--lang", "zh", "--store", store, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "??" in done.stdout


def test_store_and_lang_are_taken_before_and_after_the_verb(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--store", str(store), "--lang", "zh", "store", "check"]) == 0
    before = capsys.readouterr().out
    assert run(["store", "check", "--store", str(store), "--lang", "zh"]) == 0
    assert capsys.readouterr().out == before
    assert language.chosen() == "zh"


def test_the_store_of_the_environment_is_used_when_none_is_named(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JINDU_STORE", str(store))
    assert run(["store", "info", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == str(store)


def test_a_good_file_is_loaded_and_says_so_as_json(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = readings(tmp_path / "output.parquet")
    assert run(["load", str(file), "--json", "--store", str(store)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["status"], said["rows"], said["faults"]) == ("loaded", 1, [])
    assert run(["status", "--format", "json", "--store", str(store)]) == 0
    row = next(row for row in json.loads(capsys.readouterr().out) if row["target_id"] == "A1")
    assert (row["actual"], row["period"], row["snapshot"]) == (300.5, "2023-09-30", said["snapshot"])


def test_the_same_bytes_twice_are_a_duplicate_and_no_error(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = readings(tmp_path / "output.parquet")
    run(["load", str(file), "--store", str(store)])
    capsys.readouterr()
    assert run(["load", str(file), "--json", "--store", str(store)]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "duplicate"


def test_a_refused_file_lists_its_faults_exits_with_1_and_changes_nothing(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (store / "CURRENT").read_bytes()
    file = readings(tmp_path / "output.parquet", place="澧洲县")
    assert run(["load", str(file), "--json", "--store", str(store)]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["status"] == "refused"
    (fault,) = said["faults"]
    assert set(fault) == {"rule", "column", "row", "value", "count", "message"}
    assert (fault["rule"], fault["column"], fault["row"], fault["count"]) == ("unknown_place", "place", 1, 1)
    assert (store / "CURRENT").read_bytes() == before


def test_a_dry_run_checks_everything_and_changes_nothing(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in store.iterdir())
    assert run(["load", str(readings(tmp_path / "output.parquet")), "--dry-run", "--store", str(store)]) == 0
    assert sorted(path.name for path in store.iterdir()) == before


def test_a_folder_of_files_is_loaded_whole_although_one_of_them_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "handed-in"
    folder.mkdir()
    readings(folder / "1-good.parquet")
    readings(folder / "2-bad.parquet", place="nowhere")
    readings(folder / "3-good.parquet", value=301.5)
    assert run(["load", str(folder), "--json", "--store", str(store)]) == 1
    said = [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()]
    assert said == ["loaded", "refused", "loaded"]


def test_withdrawing_takes_a_snapshot_out_of_the_count_and_keeps_it_listed(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["load", str(readings(tmp_path / "output.parquet")), "--store", str(store)])
    assert run(["withdraw", "1", "--reason", "sent by mistake", "--store", str(store)]) == 0
    capsys.readouterr()
    assert run(["snapshots", "--json", "--store", str(store)]) == 0
    (snapshot,) = json.loads(capsys.readouterr().out)
    assert (snapshot["status"], snapshot["withdrawn_reason"]) == ("withdrawn", "sent by mistake")
    assert run(["withdraw", "1", "--store", str(store)]) == 1
    assert "1" in capsys.readouterr().err


def test_status_as_known_at_an_earlier_snapshot_shows_what_was_known_then(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["load", str(readings(tmp_path / "first.parquet", 300.5)), "--store", str(store)])
    run(["load", str(readings(tmp_path / "second.parquet", 310.5)), "--store", str(store)])
    capsys.readouterr()
    actuals = []
    for more in ([], ["--known-at", "1"], ["--as-of", "2023-08-31"]):
        assert run(["status", "--format", "json", "--store", str(store), *more]) == 0
        row = next(row for row in json.loads(capsys.readouterr().out) if row["target_id"] == "A1")
        actuals.append(row["actual"])
    assert actuals == [310.5, 300.5, None]


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_status_goes_into_a_file_whole_or_not_at_all(
    store: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"standings.{form}"
    assert run(["status", "--format", form, "--output", str(file), "--store", str(store)]) == 0
    assert file.stat().st_size > 1000
    assert run(["status", "--format", form, "--output", str(tmp_path / "no" / "such"), "--store", str(store)]) == 1
    assert "--output" in capsys.readouterr().err


def test_backup_and_rollback_say_what_they_did(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["load", str(readings(tmp_path / "output.parquet")), "--store", str(store)])
    assert run(["store", "backup", str(tmp_path / "kept.duckdb"), "--store", str(store)]) == 0
    assert (tmp_path / "kept.duckdb").exists()
    assert run(["store", "rollback", "--store", str(store)]) == 0
    capsys.readouterr()
    run(["snapshots", "--json", "--store", str(store)])
    assert json.loads(capsys.readouterr().out) == []


def test_a_damaged_store_is_exit_code_3_and_a_sentence(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    current = store / (store / "CURRENT").read_text().strip()
    current.chmod(0o644)
    current.write_bytes(b"not a store")
    assert run(["status", "--store", str(store)]) == 3
    assert "Traceback" not in (said := capsys.readouterr().err)
    assert said.strip()


@pytest.mark.parametrize("words", [["nonsense"], ["load"], ["status", "--as-of", "2023-02-30"], ["--lang", "fr"]])
def test_a_wrong_command_line_is_exit_code_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_console_without_a_terminal_says_what_to_use_instead(tmp_path: Path) -> None:
    done = jindu("--store", tmp_path / "store", "--lang", "en")
    assert done.returncode == 2
    assert "jindu status" in done.stderr


def test_the_real_command_answers_in_both_languages(store: Path) -> None:
    words = [jindu("status", "--store", store, "--lang", lang).stdout for lang in language.LANGUAGES]
    assert "地区生产总值" in words[0]
    assert "GDP" in words[1]


def test_a_pipe_that_closes_early_is_no_error(store: Path) -> None:
    done = subprocess.run(
        f"{JINDU} status --store {store} --format csv | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_every_verb_explains_itself_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    verbs = (["demo"], ["load"], ["status"], ["snapshots"], ["withdraw"], ["store", "check"], ["catalogue", "apply"])
    for lang in language.LANGUAGES:
        for verb in verbs:
            assert run([*verb, "--help", "--lang", lang]) == 0
    assert capsys.readouterr().err == ""
    language.choose("zh")
    assert gettext("say where every target stands") != "say where every target stands"


def test_a_mistyped_command_line_is_explained_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["frobnicate"], "不能是 'frobnicate'"),
        (["load"], "缺少参数"),
        (["status", "--frobnicate"], "没有这样的参数"),
        (["sql", "select 1", "--timeout", "soon"], "'soon' 不是 0 到 86400 之间的秒数"),
        (["sql", "select 1", "--max-rows", "0"], "'0' 不是行数"),
    ):
        assert run(["--lang", "zh", *arguments]) == 2
        error = capsys.readouterr().err
        assert said in error
        assert "usage" not in error
        assert "error" not in error


def test_help_names_its_parts_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", "--help", "--lang", "zh"]) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in ("用法：", "选项", "参数", "显示本说明后退出"))


def test_a_verb_answers_without_the_modules_of_the_others(store: Path) -> None:
    script = (
        f"import sys; from console.cli import run; run(['snapshots', '--store', {str(store)!r}]); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "console.cli.storing" in done.stdout
    assert "console.cli.sql" not in done.stdout


def test_every_verb_is_found_in_its_module(capsys: pytest.CaptureFixture[str]) -> None:
    from console.cli import VERBS

    for verb in VERBS:
        assert run([verb, "--help"]) == 0
        assert verb in capsys.readouterr().out
    assert run(["--help"]) == 0
    everything = capsys.readouterr().out
    assert all(f"    {verb}" in everything for verb in VERBS)


def test_a_store_named_like_a_verb_is_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from console.cli import verb_named

    assert verb_named(["--store", "status", "--lang=zh", "--kiosk"]) == ""
    assert verb_named(["--store", "status", "load", "x"]) == "load"
    assert verb_named(["--help", "load"]) is None


def test_a_store_named_from_where_one_stands_answers_sql(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(store.parent)
    assert run(["sql", "select count(*) as n from target", "--store", store.name, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == '"n"'
