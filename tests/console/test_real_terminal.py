"""The real console in a real terminal, while another process loads a file."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
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


HOSTILE = "[red]甲[/red][@click=app.quit]x[/]\x1b]52;c;aGk=\x07\x9b6n\u202e" + "长" * 10_000
_ADD_PART = """
insert into series select (select max(series_id) from series) + 1, $county, 'output', $county, 'bank', $member, 'ytd'
"""
_ADD_FIGURE = """
insert into reading_here select $snapshot, max(series_id), $period, 3.0, $status, 9 from series
"""


def hostile_store(folder: Path) -> Path:
    """Make a store in which every name, bank, entry, file, clause and report is hostile."""
    from dataclasses import replace

    from console.store import apply_catalogue, named
    from tests.stores import COUNTY, TOWN, empty_store, hand_in, hand_in_entries, month, months, small_catalogue

    made = small_catalogue()
    targets = tuple(
        replace(one, name_zh=HOSTILE, name_en=HOSTILE, agency=HOSTILE, clause=HOSTILE, section=HOSTILE)
        for one in made.targets
    )
    places = tuple(replace(place, name_zh=HOSTILE, name_en=HOSTILE) for place in made.places)
    store = empty_store(folder)
    apply_catalogue(store, replace(made, targets=targets, places=places), "tester")
    entry: dict[str, object] = {
        "indicator": "output", "entry_id": HOSTILE, "name": HOSTILE, "place": TOWN, "industry": HOSTILE,
        "event": HOSTILE, "day": date(2023, 2, 1), "amount": 1.0, "evidence": HOSTILE,
    }  # fmt: skip
    with store.write("load", HOSTILE[:80]) as draft:
        rows = months("output", 2023, [5.0, 10.0]) + months("output", 2023, [4.0, 8.0], TOWN)
        snapshot = hand_in(draft, rows, HOSTILE)
        hand_in_entries(draft, [entry], HOSTILE)
        draft.run(_ADD_PART, county=COUNTY, member=HOSTILE)
        draft.run(_ADD_FIGURE, snapshot=snapshot, period=month(2023, 2), status=HOSTILE[:40])
        draft.run(
            named("drill/add_report"), county=COUNTY, year=2023, generation=draft.number, by=HOSTILE,
            text=f"前\n{HOSTILE}\n后", file=HOSTILE, sha256="0" * 64, at=datetime(2023, 1, 1),
        )  # fmt: skip
        draft.settle(date(2023, 9, 25))
        draft.publish()
    return store.path


STEPS = (
    ("t", "位次"), ("escape", "共 3 项"), ("c", "没有看过|变化"), ("escape", "共 3 项"), ("?", "这里的按键"),
    ("escape", "共 3 项"), ("e", "parquet"), ("escape", "共 3 项"),
    ("enter", "1 走势"), ("2", "实际 "), ("3", "来源与文件"), ("4", "另有 2"), ("enter", "4 明细"), ("4", "日期 "),
    ("6", "文件 "), ("escape", "另有 2"), ("5", "另有 7"), ("enter", "4 修订"), ("escape", "另有 7"),
    ("6", "明细比数据少"), ("enter", "⋯ ›"), ("end", "报送单位"), ("escape", "明细比数据少"), ("7", "每列为一个批次"),
    ("8", "判断日期"), ("9", "原文   "), ("end", "后   "), ("tab", "文件 "), ("3", "来源与文件"), ("enter", "⋯ ›"),
    ("end", "月份|校验码"), ("end", "月份|校验码"), ("escape", "来源与文件"), ("escape", "共 3 项"),
    (":", "操作"), ("甲", "地方"), ("down", ""), ("down", ""), ("down", "▸地方"), ("down", "▸地方"),
    ("enter", "与线之差 "), ("enter", "⋯ ›"), ("escape", "与线之差 "), ("escape", "共 3 项"),
    ("[", "回放"), ("0", "共 3 项"),
)  # fmt: skip
"""Keys, and what is to be seen after each."""


def test_nothing_foreign_leaves_the_console_on_any_page(tmp_path: Path) -> None:
    import re

    homes = {"XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    command: list[str | Path] = [JINDU, "--store", hostile_store(tmp_path), "--lang", "zh"]
    with Terminal(command, 80, 24, environment=homes) as opened:
        opened.wait("甲")
        for key, pattern in STEPS:
            opened.press(key)
            if key in ("escape", "down"):  # an escape with a key right behind it would be another key
                opened.settle(0.3, 3)
            opened.wait(pattern, 20)
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


@pytest.mark.parametrize("ended_by", [signal.SIGHUP, signal.SIGTERM])
def test_a_console_that_is_cut_off_opens_where_it_was(store: Path, tmp_path: Path, ended_by: signal.Signals) -> None:
    homes = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    command: list[str | Path] = [JINDU, "--store", store, "--lang", "zh"]
    with Terminal(command, environment=homes) as terminal:
        terminal.wait("规模工业总产值")
        terminal.press("t")
        terminal.wait("镇街排名")
        os.kill(terminal.pid, ended_by)
        assert terminal.left_with(20) == 0
        assert b"Traceback" not in terminal.written
    with Terminal(command, environment=homes) as again:
        again.wait("镇街排名")
