"""The real console in a real terminal, while another process loads a file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.terminal import Terminal

pytestmark = pytest.mark.console

JINDU = Path(sys.executable).with_name("jindu")


def clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("JINDU_STORE", "NO_COLOR")}


def jindu(*words: object) -> None:
    done = subprocess.run(
        [str(JINDU), *map(str, words)], env=clean(), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def output_file(folder: Path, value: float) -> Path:
    file = folder / f"output-{value}.parquet"
    rows = {"indicator": ["industry_output"], "place": ["430723"], "period": [date(2023, 9, 30)], "value": [value]}
    pq.write_table(pa.table(rows), file)
    return file


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    jindu("catalogue", "apply", "lixian-2023", "--store", folder)
    return folder


@pytest.fixture
def terminal(store: Path) -> Iterator[Terminal]:
    with Terminal([JINDU, "--store", store, "--lang", "zh"]) as opened:
        opened.wait("规模工业总产值")
        yield opened


def test_a_number_loaded_by_another_process_appears_without_a_key(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    assert "301.5" not in terminal.text()
    jindu("load", output_file(tmp_path, 301.5), "--store", store)
    terminal.wait(r"301\.5", 30)
    jindu("load", output_file(tmp_path, 322.5), "--store", store)
    terminal.wait(r"322\.5", 30)
    assert "301.5" not in terminal.text().replace("322.5", "")


def test_q_leaves_at_once_with_exit_code_0_and_a_clean_terminal(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.left_with(5) == 0
    assert b"\x1b[?1049l" in terminal.written
    assert b"Traceback" not in terminal.written


def test_a_store_that_vanishes_is_a_banner_over_the_last_good_numbers(
    terminal: Terminal, store: Path, tmp_path: Path
) -> None:
    jindu("load", output_file(tmp_path, 301.5), "--store", store)
    terminal.wait(r"301\.5", 30)
    away = store.rename(store.with_name("away"))
    terminal.wait("不见了", 20)
    assert "301.5" in terminal.text()
    away.rename(store)
    jindu("load", output_file(tmp_path, 322.5), "--store", store)
    terminal.wait(r"322\.5", 30)


def test_an_empty_store_says_what_to_do_next(tmp_path: Path) -> None:
    with Terminal([JINDU, "--store", tmp_path / "nothing", "--lang", "en"], columns=80, lines=24) as opened:
        opened.wait("jindu demo")
        opened.wait("jindu catalogue apply")
        opened.press("q")
        assert opened.left_with(5) == 0
