"""Splitting scripts, parameters, saved queries and examples, history."""

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from console.desk import Client, Mark, State
from console.desk.gate import MOST_BYTES
from console.desk.history import History
from console.desk.parameters import from_words, listed, missing, names, typed, written
from console.desk.saved import EXAMPLES, examples, remove, save, saved
from console.desk.statements import split, under
from console.faults import Refused
from console.store import open_store
from tests.desk.stores import store_of

SCRIPT = """-- 说明；不是语句
select '澧县；' as "列;名"; /* 注释 ; */ select $$a;b$$, $标$;$标$
;;
from readings -- 最后
"""


def test_a_script_is_cut_at_semicolons_and_nowhere_else() -> None:
    assert [one.text for one in split(SCRIPT)] == [
        "select '澧县；' as \"列;名\"",
        "select $$a;b$$, $标$;$标$",
        "from readings -- 最后",
    ]
    assert all(SCRIPT[one.start : one.end] == one.text for one in split(SCRIPT))


@pytest.mark.parametrize("text", ["", "   \n", "-- 只有注释", ";;", "/* ; */"])
def test_nothing_but_comments_holds_no_statement(text: str) -> None:
    assert split(text) == []


def test_a_cursor_is_in_the_statement_it_stands_in_or_just_left() -> None:
    for wanted in ("澧县", "$标$", "readings"):
        found = under(SCRIPT, SCRIPT.index(wanted))
        assert found is not None
        assert wanted in found.text
    first = under(SCRIPT, 0)
    assert first is not None
    assert first.text.startswith("select '澧县")
    assert under("", 0) is None


def test_what_cannot_be_parsed_is_still_cut() -> None:
    assert [one.text for one in split("selec 1; form x; select 2")] == ["selec 1", "form x", "select 2"]
    assert len(split("select 'never closed; select 2")) == 1


def test_parameters_are_found_in_the_text_and_not_in_quotes_or_comments() -> None:
    assert names("select $county, '$no', $$ $no $$ -- $no\n where period >= $period and x = $county") == (
        "county",
        "period",
    )
    assert names("select 1") == ()


def test_a_documented_parameter_has_its_value_and_meaning() -> None:
    script = "-- $county = '430723' : 县 / county\n-- $year = 2023\n-- $period = 2023-06-30：月末\n"
    script += "select $county, $year, $period, $free"
    found = {one.name: one for one in listed(script)}
    assert (found["county"].default, found["county"].meaning) == ("430723", "县 / county")
    assert (found["year"].default, found["period"].default) == (2023, date(2023, 6, 30))
    assert not found["free"].documented


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("-3.5", -3.5), ("1e3", 1000.0), ("2023-06-30", date(2023, 6, 30)), ("2023-13-01", "2023-13-01"),
        ("0430", "0430"), ("'12'", "12"), ("'it''s'", "it's"), ("true", True), ("null", None), ("澧县", "澧县"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_text_tells_the_type(text: str, value: object) -> None:
    assert typed(text) == value
    assert type(typed(text)) is type(value)
    assert typed(written(typed(text))) == value


def test_words_on_the_command_line_take_the_type_that_the_author_gave() -> None:
    script = "-- $county = '430723'\n-- $most = 5\nselect $county, $most, $other"
    assert from_words(["county=12", "other=2023-01-31"], script) == {
        "county": "12",
        "most": 5,
        "other": date(2023, 1, 31),
    }
    assert missing(script, {"county": 1, "most": 2}) == ("other",)
    with pytest.raises(Refused):
        from_words(["county"], script)


def test_there_are_at_least_fifteen_examples_and_each_says_what_it_answers() -> None:
    found = examples()
    assert len(found) >= 15
    for query in found:
        assert query.zh, query.name
        assert query.en, query.name
        assert any("一" <= sign <= "鿿" for sign in query.zh), query.name
        assert query.en.isascii(), query.name
        assert len(split(query.text)) == 1, query.name
        assert all(one.documented and one.meaning for one in query.parameters), query.name


@pytest.mark.parametrize("name", [file.stem for file in sorted(EXAMPLES.glob("*.sql"))])
def test_every_example_answers_on_the_sample_store(name: str, sample_store: Path) -> None:
    query = next(one for one in examples() if one.name == name)
    with Client(open_store(sample_store)) as desk:
        answer = desk.ask(query.text, {one.name: one.default for one in query.parameters})
        state = answer.wait(30)
        assert state.mark in (Mark.DONE, Mark.EMPTY), str(state.sentence)
        # The sample holds no entry twice; everything else that is asked of it is there.
        assert (state.mark is Mark.EMPTY) == (name == "entries_counted_twice")


def test_a_query_is_saved_read_and_removed(tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    assert saved(folder) == []
    save("镇街 排名", "-- 排名\nselect $n", folder)
    (folder / "bad.sql").write_bytes(b"\xff\xfe select 1")
    assert [one.name for one in saved(folder)] == ["bad", "镇街 排名"]
    assert saved(folder)[1].zh == "排名"
    remove(saved(folder)[1])
    assert [one.name for one in saved(folder)] == ["bad"]
    for name in ("../x", "a/b", "", ".hidden", "x" * 100):
        with pytest.raises(Refused):
            save(name, "select 1", folder)
    with pytest.raises(Refused):
        remove(examples()[0])


def test_history_remembers_and_finds(tmp_path: Path) -> None:
    history = History(tmp_path / "deep" / "history.sqlite")
    assert history.remember("select 澧县 from readings", State(Mark.DONE, rows=5, seconds=0.25), 7)
    assert history.remember("select 2", State(Mark.CANCELLED, seconds=1), 8)
    assert [one.text for one in history.search()] == ["select 2", "select 澧县 from readings"]
    (found,) = history.search("READINGS 澧县")
    assert (found.rows, found.seconds, found.generation, found.outcome) == (5, 0.25, 7, "done")
    assert [one.text for one in history.search(outcome="cancelled")] == ["select 2"]
    assert history.file.stat().st_mode & 0o077 == 0


def test_a_history_that_cannot_be_kept_breaks_nothing(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    file.write_bytes(b"not a database" * 1000)
    assert not History(file).remember("select 1", State(Mark.DONE), 1)
    assert History(file).search() == []
    (tmp_path / "in the way").write_text("")
    assert not History(tmp_path / "in the way" / "h.sqlite").remember("select 1", State(Mark.DONE), 1)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("create table asked (a)")
    assert History(other).search() == []
    assert not History(other).remember("select 1", State(Mark.DONE), 1)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_history_that_may_not_be_written_breaks_nothing(tmp_path: Path) -> None:
    history = History(tmp_path / "history.sqlite")
    history.remember("select 1", State(Mark.DONE), 1)
    history.file.chmod(0o400)
    tmp_path.chmod(0o500)
    assert not history.remember("select 2", State(Mark.DONE), 1)
    assert len(history.search()) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no query"), ("-- nothing", "no query"), ("select 1; select 2", "2 statements"),
        ("insert into few values (1)", "insert"),
        ("select getenv('HOME')", "getenv"), ("pivot few on one using count(*)", "Write them"),
        ("explain (analyze) select 1", "brackets"), ("select $jindu_x", "rename"),
        ("select '" + "x" * MOST_BYTES + "'", "64 KB"), ("select * from 'x.csv'", "no files"),
        ("select '\x01'", "checked"),
    ],
)  # fmt: skip
def test_every_refusal_says_why_and_what_to_do(text: str, words: str, tmp_path: Path) -> None:
    with Client(store_of(tmp_path, "create table few as select 1 as one")) as desk:
        state = desk.ask(text).wait(20)
        assert (state.mark, state.refused) == (Mark.FAILED, True)
        assert words in state.sentence.said_in("en")
