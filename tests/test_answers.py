"""How values of answers are told, copied and drawn, and how tabs and laid-out queries are kept."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from console.answers import Copied, cell, copied, whole
from console.charts import Chart, Form, chart_of, drawn
from console.drafts import Drafts, Tab
from console.faults import Refused
from console.formats import ASCII, NEUTRAL
from console.formatting import formatted
from console.language import Sentence

HOSTILE = "[bold]x[/foo] [@click=app.quit]q[/] \x1b]0;t\x07\x9b6n \u202eevil\u2066 \u200b"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "NULL"), ("", "''"), (float("nan"), "NaN"), (float("inf"), "Infinity"), (2**127 - 1, str(2**127 - 1)),
        (Decimal("1.10"), "1.10"), (True, "true"), ([1, None], "[1, null]"), ({"县": "澧"}, '{"县": "澧"}'),
        (date(2023, 9, 30), "2023-09-30"), (datetime(2023, 9, 30, 8), "2023-09-30 08:00:00"), (b"\x00\xff", "00ff"),
        (0.1, "0.1"), (1e300, "1e+300"), (timedelta(days=1), "1 day, 0:00:00"),
    ],
)  # fmt: skip
def test_every_value_is_told_apart(value: object, said: str) -> None:
    assert cell(value, NEUTRAL)[0] == said


def test_hostile_text_has_nothing_left_that_a_terminal_obeys() -> None:
    text = cell(HOSTILE * 500, NEUTRAL)[0]
    assert text.startswith("[bold]x[/foo] [@click=app.quit]q[/] ")
    assert all(character.isprintable() for character in text)
    for form in Copied:
        assert "\x1b" not in copied(form, [HOSTILE], [[HOSTILE]])
        assert "\x07" not in copied(form, [HOSTILE], [[HOSTILE]])


def test_a_whole_value_shows_its_inside_in_lines() -> None:
    assert whole('{"a": [1, 2]}').count("\n") == 5
    assert whole("{not json") == "{not json"


def test_cells_are_copied_in_each_form() -> None:
    names = ["名", "n"]
    rows: list[list[object]] = [["a|b,c", 1], [None, Decimal("2.50")], ["it's\n", date(2023, 1, 31)]]
    assert copied(Copied.TSV, names, rows) == "a|b,c\t1\n\t2.50\nit's \t2023-01-31"
    assert copied(Copied.CSV, names, rows).splitlines()[:2] == ["名,n", '"a|b,c",1']
    assert "| a\\|b,c | 1 |" in copied(Copied.MARKDOWN, names, rows)
    assert copied(Copied.IN_LIST, names, rows) == "('a|b,c', 1, 2.50, 'it''s\n', date '2023-01-31')"
    assert copied(Copied.IN_LIST, names, [[None]]) == "(null)"


def chart(columns: list[tuple[str, str]], rows: list[tuple[object, ...]], at: int = 0) -> Chart:
    found = chart_of(columns, rows, at)
    assert isinstance(found, Chart)
    return found


def test_days_and_figures_are_a_course_one_line_for_each_name() -> None:
    rows: list[tuple[object, ...]] = [(date(2023, month, 1), town, month * 1.5) for month in (3, 1, 2) for town in "ab"]
    found = chart([("day", "DATE"), ("town", "VARCHAR"), ("v", "DOUBLE")], rows)
    assert found.form is Form.COURSE
    assert set(found.series) == {"a", "b"}
    assert found.series["a"] == sorted(found.series["a"])


def test_names_and_figures_are_bars_and_two_figures_are_points() -> None:
    assert chart([("town", "VARCHAR"), ("v", "BIGINT")], [("澧", 1), (None, -2)]).names == ("澧", "NULL")
    assert chart([("x", "DOUBLE"), ("y", "DOUBLE")], [(2.0, 1.0), (1.0, 4.0)]).form is Form.POINTS


def test_the_figure_under_the_cursor_is_drawn() -> None:
    columns = [("town", "VARCHAR"), ("a", "BIGINT"), ("b", "BIGINT")]
    assert set(chart(columns, [("x", 1, 2)], at=2).series) == {"b"}


def test_an_answer_without_figures_says_what_a_chart_needs() -> None:
    assert isinstance(chart_of([("a", "VARCHAR")], [("x",)]), Sentence)


@pytest.mark.parametrize("glyphs", [NEUTRAL, ASCII])
@pytest.mark.parametrize("size", [(20, 5), (80, 12), (200, 50)])
@pytest.mark.parametrize("value", [0.0, -5.5, 1e18, float("nan"), None])
def test_any_figures_can_be_drawn_at_any_size(size: tuple[int, int], value: object, glyphs: object) -> None:
    for columns in ([("x", "DOUBLE"), ("y", "DOUBLE")], [("x", "VARCHAR"), ("y", "DOUBLE")]):
        for form in Form:
            found = chart_of(columns, [(1, value), (HOSTILE, value), (3, 4.0)], 1, form)
            assert isinstance(found, Chart)
            for line in drawn(found, *size, glyphs):  # type: ignore[arg-type]
                assert all(part.isprintable() for part, _tone in line)


def test_tabs_are_kept_whole_and_a_damaged_file_is_an_empty_desk(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.open()
    assert drafts.keep([Tab("月报", "select '澧县'", (0, 3), {"county": "430723"}, "old")], 0)
    drafts.close()
    again = Drafts(tmp_path)
    assert again.open() == ([Tab("月报", "select '澧县'", (0, 3), {"county": "430723"}, "old")], 0)
    again.close()
    for damage in ("{", "[]", json.dumps({"tabs": [{"text": 1}, 2], "front": "x"})):
        (tmp_path / "tabs-1.json").write_text(damage, encoding="utf-8")
        other = Drafts(tmp_path)
        assert other.open() == ([Tab()], 0)
        other.close()


def test_a_folder_that_cannot_be_written_is_said_not_raised(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    drafts = Drafts(tmp_path / "file" / "desk")
    assert drafts.open() == ([Tab()], 0)
    assert not drafts.keep([Tab("", "x")], 0)


def test_laying_out_keeps_names_texts_and_remarks() -> None:
    fresh = formatted("-- 说明\nSELECT  T.Name  AS \"总 计\", $$it's$$ FROM T WHERE x='a  b'  -- 末")
    assert "-- 说明" in fresh
    assert "T.Name" in fresh
    assert '"总 计"' in fresh
    assert "'a  b'" in fresh
    assert "-- 末" in fresh


@pytest.mark.parametrize("text", [r"select E'a\'b'", "select '"])
def test_what_cannot_be_laid_out_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        formatted(text)


def test_an_interval_is_told_as_duckdb_reads_it() -> None:
    import duckdb

    with duckdb.connect() as connection:
        for written in ("3 days 04:00:00", "1 year 2 months", "-1 month", "00:00:00", "-00:00:01.5"):
            value = connection.sql(f"select interval '{written}' as i").to_arrow_table()[0][0].as_py()
            assert cell(value, NEUTRAL)[0] == written
