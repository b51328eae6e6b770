"""The desk: running, every state of an answer, and the keys of editor, answer, catalogue and lists."""

from pathlib import Path

import pytest
from textual.widgets import Input

from console import language
from console.desk import Mark
from console.drafts import Drafts, Tab
from console.screens.desk_cards import CellView, ColumnCard
from console.screens.dialogs import Line, ListDialog, PageDialog
from console.widgets.listing import Listing
from console.widgets.page import Page
from console.widgets.parameter_form import ParameterForm
from tests.console.desk_driving import desk_on, ran, write
from tests.console.driving import DESIGNED, SMALL, shown, until

pytestmark = pytest.mark.console
SLOW = "select count(*) from range(100000000) a, range(100000) b where a.range % 7 = b.range % 5"


def page_text(screen: object) -> str:
    assert isinstance(screen, PageDialog)
    return "\n".join("".join(text for text, _tone in row) for row in screen.query_one(Page).rows)


# Running, and the seven states.


@pytest.mark.parametrize("size", [SMALL, DESIGNED])
@pytest.mark.parametrize("lang", language.LANGUAGES)
async def test_a_query_shows_its_rows_and_says_how_many(
    sample_store: Path, tmp_path: Path, size: tuple[int, int], lang: str
) -> None:
    async with desk_on(sample_store, tmp_path, size, lang) as (desk, pilot):
        assert await ran(desk, pilot, "select 42 as 答案, '澧县' as 县 from range(3)") is Mark.DONE
        text = shown(pilot.app)
        assert "答案" in text
        assert "澧县" in text
        assert "42" in text
        assert ("3 行" in text) if lang == "zh" else ("3 rows" in text)
        assert desk.table.grid.rows == 3


@pytest.mark.parametrize("key", ["f5", "ctrl+j", "ctrl+enter"])
async def test_each_run_key_runs_the_statement_of_the_cursor(sample_store: Path, tmp_path: Path, key: str) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        write(desk, "select 1 as one;\nselect '二;' as two; -- 三\nselect 3 as three")
        desk.editor.move_cursor((1, 9))
        await ran(desk, pilot, key=key)
        assert [column.name for column in desk.table.columns] == ["two"]


async def test_the_statement_that_would_run_is_marked_before_it_runs(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        write(desk, "select 1;\n\nselect\n  2 as 二\nfrom range(3);\nselect 3")
        desk.editor.move_cursor((3, 1))
        await until(pilot, lambda: desk.editor.statement and desk.editor.statement.text.startswith("select\n  2"))
        lines = [desk.editor.render_line(y).text for y in range(6)]
        assert [pilot.app.glyphs.tick in line for line in lines] == [False, False, True, True, True, False]  # type: ignore[attr-defined]


async def test_a_selection_runs_instead_of_the_statement(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        write(desk, "select 1 as one, 2 as two")
        desk.editor.move_cursor((0, 0))
        desk.editor.move_cursor((0, 15), select=True)
        await ran(desk, pilot)
        assert [column.name for column in desk.table.columns] == ["one"]


async def test_an_error_is_told_in_place_and_marked_in_the_editor(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        write(desk, "select 1;\n-- 说明\nselect '县' as 县,\n  nothing_such from standings")
        assert await ran(desk, pilot) is Mark.FAILED
        assert desk.editor.fault == (3, 2)
        assert desk.editor.cursor_location == (3, 2)
        assert "Line 4, column 3" in shown(pilot.app)
        assert "nothing_such" in shown(pilot.app).split("failed")[1]
        await pilot.press("x")
        await until(pilot, lambda: desk.editor.fault is None)


async def test_a_refusal_says_why_and_what_to_do(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        assert await ran(desk, pilot, "drop table standings") is Mark.FAILED
        assert "only reads" in shown(pilot.app)


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_a_running_query_shows_its_seconds_and_a_key_that_cancels_it(
    sample_store: Path, tmp_path: Path, key: str
) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        write(desk, SLOW)
        await pilot.press("f5")
        await until(pilot, lambda: "running" in shown(pilot.app) and "Running, " in shown(pilot.app))
        assert "Esc cancel" in shown(pilot.app)
        await pilot.press(key)
        await until(pilot, lambda: desk.state.state is not None and desk.state.state.mark is Mark.CANCELLED)
        await pilot.pause(0.05)
        text = shown(pilot.app)
        assert "cancelled" in text
        assert "No rows" not in text
        assert desk.table.columns == ()
        assert pilot.app.screen is desk


async def test_a_query_that_takes_too_long_says_so(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        desk.client.timeout = 0.4
        assert await ran(desk, pilot, SLOW) is Mark.TIMED_OUT
        assert "timed out" in shown(pilot.app)


async def test_an_empty_answer_shows_its_columns_and_is_called_empty(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        assert await ran(desk, pilot, "select 1 as one where false") is Mark.EMPTY
        text = shown(pilot.app)
        assert "empty" in text
        assert "No rows" in text
        assert "one" in text


async def test_an_answer_that_was_cut_off_says_where(sample_store: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await until(pilot, lambda: desk.learned.catalogue)
        desk.client.close()
        from console.desk import Client, Limits

        desk.client = Client(desk.store, replace(Limits(), kept_rows=50))
        assert await ran(desk, pilot, "select range, uuid() from range(100)") is Mark.TRUNCATED
        assert "Cut off after 50 rows" in shown(pilot.app)


# The table.


async def test_any_row_of_a_long_answer_can_be_reached(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await ran(desk, pilot, "select range as n, range * 2 as twice from range(3000000)")
        await until(pilot, lambda: desk.table.grid.rows == 3_000_000)
        await pilot.press("f6", "ctrl+end")
        await until(pilot, lambda: desk.table.value == 2_999_999)
        assert "2999999" in shown(pilot.app)
        await pilot.press("pageup", "ctrl+home")
        await until(pilot, lambda: desk.table.value == 0)


async def test_values_of_every_kind_are_legible(sample_store: Path, tmp_path: Path) -> None:
    query = """select null as absent, '' as empty, 'nan'::double as no_number, '-inf'::double as endless,
        170141183460469231731687303715884105727::hugeint as huge, 
        12345678901234567890.123456789::decimal(38, 9) as exact, interval '1 month 2 days 3 seconds' as gap,
        [1, null, 3] as list, {'a': '澧', 'b': [1]} as struct,
        map {'k': 1} as pairs, true as yes, '10:11:12'::time as clock, '2023-09-30'::date as day"""
    async with desk_on(sample_store, tmp_path, (240, 40)) as (desk, pilot):
        assert await ran(desk, pilot, query) is Mark.DONE
        text = shown(pilot.app)
        for said in ("NULL", "''", "NaN", "-Infinity", "170141183460469231731687303715884105727",
                     "12345678901234567890.123456789", "1 month 2 days 00:00:03", "[1, null, 3]",
                     '{"a": "澧", "b": [1]}', "true", "10:11:12", "2023-09-30"):  # fmt: skip
            assert said in text, said


async def test_sorting_is_over_all_rows_and_says_so(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await ran(desk, pilot, "select range as n from range(100000)")
        await pilot.press("f6", "s")
        await until(pilot, lambda: "sorted by n" in shown(pilot.app))
        await pilot.press("s")
        await until(pilot, lambda: desk.table.value == 99999)
        await until(pilot, lambda: "over all rows" in shown(pilot.app))
        await pilot.press("u")
        await until(pilot, lambda: desk.table.value == 0)


async def test_a_filter_is_over_all_rows_and_says_so(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await ran(desk, pilot, "select range as n from range(100000)")
        await pilot.press("f6", "slash")
        await until(pilot, lambda: isinstance(pilot.app.screen, Line))
        pilot.app.screen.query_one(Input).value = ">= 99990"
        await pilot.press("enter")
        await until(pilot, lambda: desk.table.grid.rows == 10 and desk.table.value == 99990)
        assert "only n >= 99990, over all rows" in shown(pilot.app)


async def test_a_filter_that_does_not_fit_leaves_the_answer_and_says_why(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await ran(desk, pilot, "select date '2023-01-31' as day from range(5)")
        await pilot.press("f6")
        desk.filter_by("> 澧县")
        await until(pilot, lambda: "Not sorted or filtered" in shown(pilot.app))
        assert desk.table.grid.rows == 5


async def test_a_column_is_described_over_all_rows(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await ran(desk, pilot, "select case when range % 10 > 0 then range end as n from range(1000)")
        await pilot.press("f6", "i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ColumnCard) and page_text(pilot.app.screen))
        text = page_text(pilot.app.screen)
        assert "1,000 rows of the answer" in text
        assert "10.0%" in text
        assert "Histogram" in text
        await pilot.press("escape")
        assert pilot.app.screen is desk


async def test_a_whole_cell_is_shown_in_lines(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await ran(desk, pilot, """select {'name': '澧县', 'list': [1, 2]} as s""")
        await pilot.press("f6", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CellView) and page_text(pilot.app.screen))
        assert '  "name": "澧县",' in page_text(pilot.app.screen)


async def test_chosen_cells_are_copied(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await ran(desk, pilot, "select range as n, '镇|' || range as 名 from range(3)")
        await pilot.press("f6", "shift+down", "shift+right", "y")
        await until(pilot, lambda: pilot.app.clipboard == "0\t镇|0\n1\t镇|1")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListDialog))
        await pilot.press("end", "enter")
        await until(pilot, lambda: pilot.app.clipboard == "(0, '镇|0', 1, '镇|1')")
        await pilot.press("ctrl+c")
        await until(pilot, lambda: pilot.app.clipboard.startswith("0\t"))


async def test_the_answer_is_drawn_and_the_table_comes_back(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await ran(desk, pilot, "select '镇' || range as town, range * 3 as v from range(8)")
        await pilot.press("f6", "v")
        await until(pilot, lambda: "镇7" in shown(pilot.app) and "bars" in shown(pilot.app))
        await pilot.press("right")
        await until(pilot, lambda: "points" in shown(pilot.app).split("left right")[0])
        await pilot.press("v")
        await until(pilot, lambda: desk.table.display and not desk.chart.display)
        assert desk.focused is desk.table


MARKUP = "[bold]x[/foo] [@click=app.quit]q[/]"
HOSTILE = (
    f"'{MARKUP} ' || chr(27) || ']0;t' || chr(7) || chr(27) || '[6n ' || chr(8238) || 'evil' || repeat('长', 10000)"
)


@pytest.mark.parametrize("size", [SMALL, DESIGNED])
async def test_hostile_text_is_shown_as_text_everywhere(
    sample_store: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with desk_on(sample_store, tmp_path, size, "en") as (desk, pilot):
        assert await ran(desk, pilot, f'select {HOSTILE} as "{MARKUP}", 1 as n from range(3)') is Mark.DONE
        await pilot.press("f6", "i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ColumnCard) and page_text(pilot.app.screen))
        assert_harmless(pilot.app)
        await pilot.press("escape", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CellView) and page_text(pilot.app.screen))
        assert "[@click=app.quit]q[/]" in page_text(pilot.app.screen)
        assert_harmless(pilot.app)
        await pilot.press("escape", "v")
        await until(pilot, lambda: desk.chart.display and "bars" in shown(pilot.app))
        assert_harmless(pilot.app)
        await pilot.press("escape", "slash")
        await until(pilot, lambda: isinstance(pilot.app.screen, Line))
        assert_harmless(pilot.app)
        await pilot.press("escape", "y")
        await until(pilot, lambda: pilot.app.clipboard)
        assert "\x1b" not in pilot.app.clipboard
        await ran(desk, pilot, f'select "{MARKUP}" from standings')
        assert_harmless(pilot.app)
        desk.tab.name = MARKUP
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListDialog))
        assert_harmless(pilot.app)


def assert_harmless(app: object) -> None:
    assert all(character.isprintable() for character in shown(app).replace("\n", ""))


# The catalogue.


async def test_the_catalogue_shows_meanings_and_previews_a_table(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: desk.focused is desk.catalogue)
        while desk.catalogue.current[0] != next(one for one in desk.catalogue.tables if one.name == "standings"):
            await pilot.press("down")
        await pilot.press("space", "down")
        assert "code of the county" in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: desk.table.grid.rows > 5)
        assert "county" in [column.name for column in desk.table.columns]


async def test_the_catalogue_counts_describes_and_inserts_names(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await pilot.press("f2", "number_sign")
        await until(pilot, lambda: desk.catalogue.counted)
        await pilot.press("space", "down", "i")
        await until(pilot, lambda: isinstance(pilot.app.screen, ColumnCard))
        await pilot.press("escape", "n")
        table, field = desk.catalogue.current
        assert table is not None
        assert field is not None
        assert field.name in desk.editor.text


# Tabs, saved queries, parameters, history.


async def test_tabs_survive_a_console_that_was_killed(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await pilot.press("s", "e", "l")
        await pilot.press("ctrl+t", "二")
        await until(pilot, lambda: [tab.text for tab in desk.tabs] == ["sel", "二"])
        await until(pilot, lambda: "二" in (tmp_path / "state" / "tabs-1.json").read_text(encoding="utf-8"))
        second = Drafts(tmp_path / "state")
        assert second.open() == ([Tab()], 0)
        second.close()
        desk.drafts.close()
        tabs, front = Drafts(tmp_path / "state").open()
        assert [tab.text for tab in tabs] == ["sel", "二"]
        assert front == 1


async def test_a_tab_keeps_its_answer_and_a_closed_one_comes_back(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await ran(desk, pilot, "select 1 as one")
        await pilot.press("ctrl+t")
        assert desk.table.columns == ()
        await pilot.press("ctrl+n")
        assert len(desk.table.columns) == 1
        await pilot.press("ctrl+w")
        assert len(desk.tabs) == 1
        await pilot.press("alt+t")
        assert desk.editor.text == "select 1 as one"


async def test_an_example_is_opened_its_form_filled_in_and_run(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListDialog))
        listing = pilot.app.screen.query_one(Listing)
        await pilot.press("slash", *"towns_behind", "enter")
        await until(pilot, lambda: listing.shown == 1)
        await pilot.press("enter")
        await until(pilot, lambda: "towns whose" in desk.editor.text)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(pilot.app.screen, ParameterForm))
        fields = {field.name: field for field in pilot.app.screen.query(Input)}
        assert set(fields) == {"county", "indicator", "period"}
        assert fields["period"].value == "2023-09-30"
        fields["indicator"].focus()
        fields["indicator"].value = "gydk"
        await until(pilot, lambda: "industrial_loans" in shown(pilot.app))
        await pilot.press("down")
        assert fields["indicator"].value == "industrial_loans"
        await pilot.press("f5")
        await until(pilot, lambda: desk.table.grid.rows > 5)
        assert desk.state.state is not None
        assert desk.state.state.mark is Mark.DONE


async def test_history_remembers_how_it_ended_and_opens_it_again(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en") as (desk, pilot):
        await ran(desk, pilot, "select 41 as first")
        await ran(desk, pilot, "select wrong")
        await until(pilot, lambda: len(desk.history.search()) == 2)
        await pilot.press("ctrl+t", "f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListDialog))
        assert "failed" in shown(pilot.app)
        await pilot.press("slash", *"41", "enter", "enter")
        await until(pilot, lambda: desk.editor.text == "select 41 as first")


async def test_a_query_is_saved_and_found_again(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from console.desk import saved

    monkeypatch.setattr(saved, "user_folder", lambda: tmp_path / "queries")
    async with desk_on(sample_store, tmp_path, text="-- 我的\nselect 1") as (desk, pilot):
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Line))
        pilot.app.screen.query_one(Input).value = "月报"
        await pilot.press("enter")
        await until(pilot, lambda: (tmp_path / "queries" / "月报.sql").exists())
        await until(pilot, lambda: "1 月报" in shown(pilot.app))
        await pilot.press("x")
        await until(pilot, lambda: "1 月报*" in shown(pilot.app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not desk.tab.changed)


async def test_the_answer_is_written_to_a_file(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await ran(desk, pilot, "select range as n, '澧县' as 县 from range(3)")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, Line))
        pilot.app.screen.query_one(Input).value = str(tmp_path / "out.csv")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ListDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: (tmp_path / "out.csv").exists())
        assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert "澧县" in (tmp_path / "out.csv").read_text("utf-8-sig")


# The editor.


async def test_suggestions_come_while_typing_and_are_written_with_tab(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await pilot.press(*"from stand")
        await until(pilot, lambda: desk.completion.current and desk.completion.current.word == "standings")
        await pilot.press("tab")
        assert desk.editor.text == "from standings"
        await pilot.press(*" s where s.")
        await until(pilot, lambda: desk.completion.current and desk.completion.current.kind == "column")
        await pilot.press("escape")
        assert not desk.completion.display
        assert pilot.app.screen is desk


async def test_a_list_of_suggestions_goes_when_the_query_is_run(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await pilot.press(*"from stand")
        await until(pilot, lambda: desk.completion.current and desk.completion.current.word == "standings")
        await pilot.press("tab", " ", "w", "h")
        await until(pilot, lambda: desk.completion.current and desk.completion.current.word == "where")
        await ran(desk, pilot)
        assert not desk.completion.display
        assert desk.completion.current is None


async def test_a_suggestion_never_takes_the_place_of_what_was_typed_since(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await pilot.press(*"fro")
        await until(pilot, lambda: desk.completion.current and desk.completion.current.word == "from")
        late = desk.completion.offer
        write(desk, "from stand")
        desk.completion.show(late, 5, 5, 120, 40)
        assert not desk.editor.is_still_meant()
        desk.editor.complete()
        assert desk.editor.text == "from stand"
        assert desk.completion.current is None


async def test_suggestions_that_were_still_being_worked_out_do_not_come_over_the_answer(
    sample_store: Path, tmp_path: Path
) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await pilot.press(*"from stand")
        desk.suggest()
        desk.hush()
        await until(pilot, lambda: all(worker.is_finished for worker in desk.workers))
        await pilot.pause()
        assert desk.completion.current is None


async def test_no_suggestion_comes_inside_a_remark(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await pilot.press(*"-- from stand")
        await pilot.pause(0.3)
        assert not desk.completion.display


async def test_lines_are_turned_into_remarks_and_back(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, text="select 1,\n  2") as (desk, pilot):
        desk.editor.select_all()
        await pilot.press("ctrl+underscore")
        assert desk.editor.text == "-- select 1,\n--   2"
        await pilot.press("ctrl+underscore")
        assert desk.editor.text == "select 1,\n  2"


async def test_a_statement_is_laid_out_and_nothing_else(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, text="select 9;\nSELECT   A,b FROM   T where x='县  '") as (desk, pilot):
        await pilot.press("f4")
        await until(pilot, lambda: "select A, b" in desk.editor.text)
        assert desk.editor.text == "select 9;\nselect A, b from T where x = '县  '"


async def test_what_cannot_be_laid_out_without_changing_it_stays(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, lang="en", text=r"select E'a\'b'") as (desk, pilot):
        await pilot.press("f4")
        await until(pilot, lambda: "stays as it is" in shown(pilot.app))
        assert desk.editor.text == r"select E'a\'b'"


async def test_escape_goes_back_one_step_at_a_time(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        await ran(desk, pilot, "select 1 as one")
        await pilot.press("f6", "v")
        await until(pilot, lambda: desk.chart.display)
        await pilot.press("escape")
        assert desk.table.display
        await pilot.press("escape")
        assert desk.focused is desk.editor
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not desk)


async def test_the_desk_is_a_key_away_and_stays_as_it_was(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from console import drafts
    from console.desk import history
    from console.screens.desk import DeskScreen
    from tests.console.driving import console_on

    monkeypatch.setattr(drafts, "draft_folder", lambda: tmp_path / "state")
    monkeypatch.setattr(history, "history_file", lambda: tmp_path / "history.sqlite")
    async with console_on(sample_store) as (console, pilot):
        await pilot.press("d")
        await until(pilot, lambda: isinstance(console.screen, DeskScreen))
        desk = console.screen
        assert isinstance(desk, DeskScreen)
        await until(pilot, lambda: desk.learned.catalogue)
        await ran(desk, pilot, "select 1 as one")
        await pilot.press("escape")
        await until(pilot, lambda: console.screen is console.watch_screen)
        await pilot.press("d")
        await until(pilot, lambda: console.screen is desk)
        assert [column.name for column in desk.table.columns] == ["one"]


async def test_the_keys_are_explained(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path, SMALL, "en") as (_desk, pilot):
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageDialog) and page_text(pilot.app.screen))
        assert "cancel what runs" in page_text(pilot.app.screen)
