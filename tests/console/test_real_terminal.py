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


def test_nothing_foreign_leaves_the_console_on_any_page(tmp_path: Path) -> None:
    import re
    from dataclasses import replace

    from console.store import apply_catalogue
    from tests.stores import empty_store, hand_in, months, small_catalogue

    hostile = "[red]甲[/red][@click=app.quit]x[/]\x1b]52;c;aGk=\x07\x9b6n\u202e" + "长" * 10_000
    made = small_catalogue()
    targets = tuple(replace(target, name_zh=hostile, name_en=hostile, agency=hostile) for target in made.targets)
    places = tuple(replace(place, name_zh=hostile, name_en=hostile) for place in made.places)
    store = empty_store(tmp_path)
    apply_catalogue(store, replace(made, targets=targets, places=places), "tester")
    with store.write("load", "tester") as draft:
        hand_in(draft, months("output", 2023, [5.0, 10.0]) + months("output", 2023, [4.0, 8.0], made.places[1].place))
        draft.settle(date(2023, 9, 25))
        draft.publish()
    homes = {"XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal([JINDU, "--store", store.path, "--lang", "zh"], environment=homes) as opened:
        opened.wait("甲")
        for key in ("t", "escape", "c", "escape", ":", "escape", "escape", "?", "escape", "m", "e", "escape", "/", "x"):
            opened.press(key)
            opened.settle(0.3, 3)
        opened.press("escape")
        opened.settle(0.5, 3)
        opened.press("q")
        assert opened.left_with(10) == 0
    written = bytes(opened.written)
    assert b"\x1b]52;" not in written
    assert "\u202e".encode() not in written
    assert "\x9b".encode() not in written
    assert b"\x1b]0;" not in re.sub(rb"\x1b\]0;Jindu[^\x07\x1b]*", b"", written)


def test_a_wrong_settings_file_is_a_sentence_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "jindu").mkdir()
    (tmp_path / "jindu" / "settings.toml").write_text('theme = "pink"\n')
    homes = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    with Terminal([JINDU, "--store", tmp_path / "x", "--lang", "en"], environment=homes) as opened:
        assert opened.left_with(20) == 2
    assert b"theme must be one of dark, light, contrast." in bytes(opened.written)
    assert b"Traceback" not in bytes(opened.written)


def test_ascii_marks_are_asked_for_with_an_option(store: Path, tmp_path: Path) -> None:
    homes = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    with Terminal([JINDU, "--ascii", "--store", store, "--lang", "en"], environment=homes) as opened:
        opened.wait("Growth")
        opened.settle()
        text = opened.text().replace("中文", "")
        assert text.isascii()
        opened.press("q")
        assert opened.left_with(5) == 0
