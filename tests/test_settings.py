"""The settings file and the memory: every fault a sentence, and nothing that crashes."""

from pathlib import Path

import pytest

from console import language, probing
from console.faults import Refused
from console.remembered import Looked, Memory, recall, remember
from console.settings import Settings, read_settings, settings_of

FILE = Path("settings.toml")


def faults_of(text: str) -> str:
    with pytest.raises(Refused) as refused:
        settings_of(text, FILE)
    return refused.value.sentence.said_in("en")


def test_without_a_file_everything_is_left_to_the_terminal(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == Settings()


def test_every_setting_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'language = "en"\ntheme = "contrast"\nglyphs = "ascii"\nexports = "~/out"\n'
        '[kiosk]\nseconds = 5\n[keys]\n"watch.filter" = "f"\n"app.quit" = "ctrl+x,Q"\n'
    )
    found = read_settings(file)
    assert (found.language, found.theme, found.glyphs, found.dwell) == ("en", "contrast", "ascii", 5.0)
    assert found.exports == Path.home() / "out"
    assert dict(found.keys) == {"watch.filter": "f", "app.quit": "ctrl+x,Q"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("language = 'fr'", "language must be one of zh, en."),
        ("language = ['zh']", "language must be one of zh, en."),
        ("theme = 3", "theme must be one of dark, light, contrast."),
        ("glyphs = true", "glyphs must be one of auto, fine, neutral, ascii."),
        ("langauge = 'zh'", "langauge is not known; did you mean language?"),
        ("zzz = 1", "zzz is not known; there are: language"),
        ("exports = ''", "exports must be the path of a folder"),
        ("kiosk = 3", "kiosk must be a section"),
        ("[kiosk]\nseconds = 0", "kiosk.seconds must be a number from 1"),
        ("[kiosk]\nseconds = true", "kiosk.seconds must be a number from 1"),
        ("[kiosk]\nseconds = nan", "kiosk.seconds must be a number from 1"),
        ("keys = 'f'", "keys must be a section"),
        ("[keys]\n'watch.fliter' = 'f'", "keys.watch.fliter is not known; did you mean keys.watch.filter?"),
        ("[keys]\n'watch.filter' = ''", "keys.watch.filter must name a key"),
        ("[keys]\n'watch.filter' = 'no key'", "keys.watch.filter: no key is no key"),
        ("[keys]\n'watch.filter' = '\u7b5b'", "is no key"),
        ("[keys]\n'watch.filter' = 'f'\n'watch.pause' = 'f'", "are the same key f; give"),
        ("[keys]\n'watch.filter' = 'm'", "keys.watch.filter and keys.watch.measure are the same key m; give one"),
        ("[keys]\n'app.copy' = 'S'", "keys.app.copy and keys.table.turn are the same key S"),
        ("[keys]\n'watch.filter' = 'banana'", "keys.watch.filter: banana is no key"),
        ("[keys]\n'wathc.zzzzzzzzzz' = 'f'", "is not known; there are: app., replay., watch."),
        ("[keys]\n'league.zzzzzzzzzz' = 'f'", "is not known; there are: league.next, league.previous."),
        ("language = ", "is not valid TOML"),
    ],
)
def test_every_fault_is_a_sentence(text: str, said: str) -> None:
    assert said in faults_of(text)


def test_two_things_may_change_their_keys_with_each_other() -> None:
    found = settings_of("[keys]\n'watch.filter' = 'm'\n'watch.measure' = '/'", FILE)
    assert dict(found.keys) == {"watch.filter": "m", "watch.measure": "/"}


def test_all_faults_are_told_at_once() -> None:
    told = faults_of("language = 'fr'\ntheme = 'pink'\n[kiosk]\nseconds = -1")
    assert told.count("must be") == 3


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 70_000])
def test_a_file_that_is_no_settings_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(Refused):
        read_settings(file)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(Refused, match="Is a directory"):
        read_settings(tmp_path / "settings.toml")


def test_every_fault_is_said_in_chinese_too() -> None:
    with pytest.raises(Refused) as refused:
        settings_of("language = 'fr'", FILE)
    assert "只能是" in refused.value.sentence.said_in("zh")
    assert language.LANGUAGES == ("zh", "en")


LOOKED = Looked(7, 50, "2023-10-25T09:30:00", {"T1": (5.1, "2023-09-30", "behind"), "T2": (None, None, "no_data")})


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "state" / "remembered.json"
    memory = Memory("en", "light", "capital", "T1", ("target", "T1", "towns"), {"/store": LOOKED})
    remember(file, memory)
    assert recall(file) == memory
    assert [found.name for found in file.parent.iterdir()] == ["remembered.json"]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "3", '{"page": [1]}', '{"page": "desk"}',
     '{"looked": 3}', '{"looked": {"a": {}}}', '{"language": ["zh"]}', "[" * 100_000, "\x00",
     '{"looked": {"a": {"generation": 1, "snapshot": 1, "at": "", "targets": {"T": [1, "nonsense", "x"]}}}}'],
)  # fmt: skip
def test_a_damaged_memory_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "remembered.json"
    file.write_text(content)
    assert recall(file) == Memory()


def test_what_cannot_be_written_down_is_forgotten_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    remember(tmp_path / "file" / "remembered.json", Memory("zh"))


def test_only_the_stores_looked_at_last_are_remembered(tmp_path: Path) -> None:
    looked = {f"/{n}": Looked(1, 1, f"2023-10-25T09:{n:02}:00", {}) for n in range(40)}
    remember(tmp_path / "f.json", Memory(looked=looked))
    assert set(recall(tmp_path / "f.json").looked) == {f"/{n}" for n in range(10, 40)}


@pytest.mark.parametrize(
    ("answer", "cells"),
    [(b"\x1b[5;2R", 1), (b"\x1b[5;3R", 2), (b"\x1b[1;1R", None), (b"", None), (b"x\x1b[12;3R", 2)],
)  # fmt: skip
def test_the_terminal_is_asked_how_wide_it_draws(
    answer: bytes, cells: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os
    import pty
    import termios

    monkeypatch.setattr(probing, "PATIENCE", 0.05)
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    with probing.Probe(slave, slave) as probe:
        os.write(master, answer)
        assert probe.cells() == cells
    assert termios.tcgetattr(slave) == before
    assert os.read(master, 100).endswith(b"\x1b[K")


def test_what_is_no_terminal_is_not_asked(tmp_path: Path) -> None:
    import os

    read, write = os.pipe()
    with probing.Probe(read, write) as probe:
        assert probe.cells() is None


@pytest.mark.parametrize(
    ("term", "colorterm", "few"),
    [("xterm", "", True), ("linux", "", True), ("xterm-256color", "", False), ("xterm", "truecolor", False),
     ("xterm-kitty", "", False), ("", "", True), ("tmux-256color", "", False)],
)  # fmt: skip
def test_a_terminal_says_how_many_colours_it_has(term: str, colorterm: str, few: bool) -> None:
    assert probing.has_few_colours({"TERM": term, "COLORTERM": colorterm}) is few


def test_the_page_about_settings_names_every_key_and_its_example_is_right() -> None:
    import re

    from console.keys import KEYS

    told = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in told for name in KEYS)
    example = re.search(r"```toml\n(.*?)```", told, re.DOTALL)
    assert example is not None
    assert settings_of(example[1], FILE).theme == "contrast"
