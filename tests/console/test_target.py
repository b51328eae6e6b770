"""The page of a target: every key it shows, the way down to an enterprise, and the way back to the same row."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import Console
from console.screens.facts import FactsScreen
from console.screens.part import PartScreen
from console.screens.subject import SubjectScreen
from console.screens.target import TargetScreen
from console.store import Store
from console.store.reports import import_report
from console.tabs import Tab
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from tests.console.driving import DESIGNED, SMALL, console_on, copied, shown, until
from tests.console.kept import kept

pytestmark = pytest.mark.console


async def opened(console: Console, pilot: Pilot[int], target_id: str) -> SubjectScreen:
    """Open the page of a target as Enter on its row does, and wait for its answers."""
    overview = console.watch_screen.overview
    assert overview is not None
    line = overview.find(target_id)
    assert line is not None
    panel = console.watch_screen.panel(line.panel)
    panel.focus()
    assert panel.go_to(target_id)
    await pilot.press("enter")
    return await answered(console, pilot)


async def answered(console: Console, pilot: Pilot[int]) -> SubjectScreen:
    await until(pilot, lambda: isinstance(console.screen, SubjectScreen) and console.screen.facts is not None)
    page = console.screen
    assert isinstance(page, SubjectScreen)
    await until(pilot, lambda: "正在读取" not in shown(console) and "reading the store" not in shown(console))
    return page


def listing(page: SubjectScreen) -> Listing:
    return next(table for table in page.query(Listing) if table.display)


async def entered(pilot: Pilot[int], page: SubjectScreen, tab: str) -> None:
    """Press the key of a tab and, once its rows are there, Enter."""
    await pilot.press(tab)
    await until(pilot, lambda: page.opened is page.tabs[int(tab) - 1] and _at_a_row(page))
    await pilot.press("enter")


def _at_a_row(page: SubjectScreen) -> bool:
    rows = page.bodies.listing(page.opened)
    return rows is not None and rows.display and rows.has_focus and rows.current is not None


def on(store: Path | Store, size: tuple[int, int] = SMALL, lang: str = "en") -> AbstractAsyncContextManager[
    tuple[Console, Pilot[int]]
]:  # fmt: skip
    return console_on(store, size, lang)


async def test_three_enters_reach_a_town(sample: Store) -> None:
    async with on(sample) as (console, pilot):
        await opened(console, pilot, "A1")
        await pilot.press("enter")
        await until(pilot, lambda: "Lixian High-tech Zone" in shown(console))
        await pilot.press("enter")
        page = await answered(console, pilot)
        assert isinstance(page, PartScreen)
        assert "All › Loans and capital › Gross industrial output › Lixian High-tech Zone" in shown(console)


async def test_the_way_back_ends_on_the_same_rows_and_tabs(sample: Store) -> None:
    async with on(sample) as (console, pilot):
        target = await opened(console, pilot, "E8")
        await pilot.press("5", "down", "down")
        await until(pilot, lambda: listing(target).current is not None)
        entry = listing(target).current
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(console.screen, FactsScreen))
        assert entry.name in shown(console)
        await pilot.press("escape")
        assert console.screen is target
        assert target.opened is Tab.ENTRIES
        assert listing(target).current is entry
        await pilot.press("escape")
        await until(pilot, lambda: console.screen is console.watch_screen)
        assert console.watch_screen.current is not None
        assert console.watch_screen.current.target_id == "E8"


async def test_a_town_has_a_page_with_its_own_entries_and_course(sample_store: Path) -> None:
    async with on(sample_store) as (console, pilot):
        await entered(pilot, await opened(console, pilot, "E8"), "4")
        page = await answered(console, pilot)
        assert any("of Net increase" in str(sentence) for sentence in page.said())
        entries = page.tabs.index(Tab.ENTRIES) + 1
        await pilot.press(str(entries))
        await until(pilot, lambda: listing(page).current is not None)
        assert {entry.place for entry in listing(page).content.rows} == {page.subject.place}


async def test_a_bank_has_a_page(sample: Store) -> None:
    async with on(sample) as (console, pilot):
        target = await opened(console, pilot, "E11")
        await pilot.press(str(target.tabs.index(Tab.BANKS) + 1))
        await until(pilot, lambda: "示例农村商业银行" in shown(console))
        await pilot.press("enter")
        page = await answered(console, pilot)
        assert page.subject.member == "示例农村商业银行"
        assert "of Industrial loans" in shown(console)


async def test_a_reading_opens_with_its_file_row_and_checksum(sample_store: Path) -> None:
    async with on(sample_store) as (console, pilot):
        await opened(console, pilot, "I6")
        await pilot.press("3", "down", "down", "down", "enter")
        await until(pilot, lambda: "Checksum" in shown(console))
        assert "2023-06" in shown(console)
        assert "59.91" in shown(console) or "5,991" in shown(console)
        assert "Given before by" in shown(console)


@pytest.mark.parametrize("target_id", ["M1", "M2", "M3", "M6", "P6"])
async def test_a_growth_target_never_speaks_of_completion(sample_store: Path, target_id: str) -> None:
    async with on(sample_store, DESIGNED) as (console, pilot):
        page = await opened(console, pilot, target_id)
        assert not any("% of the target" in str(sentence) for sentence in page.said())
        assert "of the year's target" not in shown(console)


async def test_m_shows_single_months_and_the_year_again(sample_store: Path) -> None:
    async with on(sample_store) as (console, pilot):
        await opened(console, pilot, "A1")
        assert "Course of the year" in shown(console)
        assert "Expected course" in shown(console)
        await pilot.press("m")
        assert "Single months" in shown(console)
        assert "Still needed" in shown(console)
        await pilot.press("m")
        assert "Course of the year" in shown(console)


async def test_every_tab_opens_by_number_by_tab_and_by_click(sample_store: Path) -> None:
    async with on(sample_store) as (console, pilot):
        page = await opened(console, pilot, "E8")
        for number, tab in enumerate(page.tabs, 1):
            await pilot.press(str(number))
            await answered(console, pilot)
            assert page.opened is tab
        await pilot.press("tab")
        assert page.opened is page.tabs[0]
        await pilot.press("shift+tab", "right")
        assert page.opened is page.tabs[0]
        start, _end, tab_name, _words = page.tab_line.places()[2]
        await pilot.click("#tabs", offset=(start, 0))
        assert page.opened == tab_name


async def test_a_number_pressed_before_the_tabs_are_known_opens_its_tab_once_they_are(sample_store: Path) -> None:
    async with console_on(sample_store, SMALL, "en") as (console, pilot):
        page = await opened(console, pilot, "A1")
        page.facts = None
        page._facts_of = None
        page.show()
        await pilot.press("4")
        assert page.opened is Tab.TREND
        page.fetch(page.opened)
        await until(pilot, lambda: page.facts is not None and page.opened is page.tabs[3])
        await until(pilot, lambda: page.opened in page.answers)


async def test_a_search_finds_leaves_out_and_is_forgotten_by_escape(sample_store: Path) -> None:
    async with on(sample_store) as (console, pilot):
        page = await opened(console, pilot, "E8")
        await pilot.press("5")
        await until(pilot, lambda: listing(page).current is not None)
        everything = listing(page).shown
        await pilot.press("slash", *"left")
        left = listing(page).shown
        assert 0 < left < everything
        assert f"{left} of {everything}" in shown(console)
        await pilot.press("enter", "down")
        assert listing(page).sought == "left"
        await pilot.press("escape")
        assert listing(page).shown == everything
        assert console.screen is page
        await pilot.press("slash", "!", *"left")
        assert listing(page).shown == everything - left


async def test_s_sorts_by_the_next_column_and_shift_s_turns_it_round(sample_store: Path) -> None:
    async with on(sample_store, DESIGNED) as (console, pilot):
        page = await opened(console, pilot, "E8")
        await pilot.press(str(page.tabs.index(Tab.ENTRIES) + 1))
        await until(pilot, lambda: listing(page).current is not None and "Evidence" in shown(console))
        names = [entry.name for entry in listing(page).content.rows]
        await pilot.press("s", "s")
        assert [entry.name for entry in listing(page)._rows] == sorted(names)
        assert "Name▴" in shown(console)
        await pilot.press("S")
        assert [entry.name for entry in listing(page)._rows] == sorted(names, reverse=True)


async def test_the_list_is_reconciled_with_the_reading_in_a_sentence(sample_store: Path) -> None:
    async with on(sample_store) as (console, pilot):
        await opened(console, pilot, "E8")
        await pilot.press("5")
        await until(pilot, lambda: "The list agrees with the reading: 23 in, 10 out: 13" in shown(console))


async def test_a_restated_month_is_marked_in_the_matrix(sample_store: Path) -> None:
    async with on(sample_store, lang="zh") as (console, pilot):
        page = await opened(console, pilot, "I6")
        await pilot.press(str(page.tabs.index(Tab.REVISIONS) + 1))
        await until(pilot, lambda: "*59.91" in shown(console))
        row = next(row for row in shown(console).splitlines() if "2023-06" in row)
        assert row.index("*59.91") < row.index("61.35")
        await pilot.press("greater_than_sign")
        assert "45: 10-18" not in shown(console)
        await pilot.press("less_than_sign")
        assert "45: 10-18" in shown(console)


async def test_the_clause_is_named_without_the_report_and_shown_in_it_with_it(
    sample_store: Path, tmp_path: Path
) -> None:
    store = kept(copied(sample_store, tmp_path / "store"))
    async with on(store, DESIGNED) as (console, pilot):
        page = await opened(console, pilot, "M1")
        await pilot.press(str(page.tabs.index(Tab.SOURCE) + 1))
        await until(pilot, lambda: "character 796" in shown(console))
        assert "jindu catalogue report FILE" in shown(console)
    with store.read() as generation:
        clauses = generation.rows("select clause, clause_offset from target where version = 1 order by clause_offset")
    report = tmp_path / "report.txt"
    report.write_text(_text_with(clauses), encoding="utf-8")
    import_report(store, report)
    async with on(store, DESIGNED) as (console, pilot):
        page = await opened(console, pilot, "M1")
        await pilot.press(str(page.tabs.index(Tab.SOURCE) + 1))
        await until(pilot, lambda: "▸地区生产总值增长7.5%以上◂" in shown(console))
        assert "report.txt" in shown(console)


def _text_with(clauses: list[dict[str, object]]) -> str:
    """Return a text of full stops in which every clause stands where the catalogue says."""
    text = "。" * 3000
    for row in clauses:
        start, clause = row["clause_offset"], str(row["clause"])
        assert isinstance(start, int)
        text = text[:start] + clause + text[start + len(clause) :]
    return text


async def test_what_was_said_then_can_be_replayed_from_its_row(sample_store: Path) -> None:
    async with on(sample_store) as (console, pilot):
        page = await opened(console, pilot, "E8")
        await pilot.press(str(page.tabs.index(Tab.SAID) + 1))
        await until(pilot, lambda: listing(page).current is not None)
        await pilot.press("down", "down")
        said = listing(page).current
        await pilot.press("enter")
        await until(pilot, lambda: console.moment is not None)
        assert console.moment is not None
        assert console.moment.snapshot_id == said.snapshot_id
        await until(pilot, lambda: page.subject.line.actual == said.actual)
        await answered(console, pilot)
        assert page.opened is Tab.SAID


async def test_every_key_that_is_shown_has_an_action(sample_store: Path) -> None:
    async with on(sample_store, DESIGNED) as (console, pilot):
        page = await opened(console, pilot, "E8")
        shown_keys = [binding for _start, _end, binding in page.query_one(KeyLine).shown()]
        assert len(shown_keys) >= len(page.query_one(KeyLine).bindings) - 1
        assert "page.measure" in {binding.id for binding in shown_keys}
        for binding in shown_keys:
            owner, _dot, name = binding.action.partition("(")[0].rpartition(".")
            assert hasattr(console if owner == "app" else page, f"action_{name}")
        await pilot.press("question_mark")
        assert console.screen is not page
        await pilot.press("escape")
        assert console.screen is page
        await pilot.press("L")
        assert "全年走势" in shown(console) or "走势" in shown(console)


@pytest.mark.parametrize("size", [SMALL, DESIGNED])
@pytest.mark.parametrize("target_id", ["A1", "M3", "P4", "P9", "A5", "E8", "I8"])
async def test_every_kind_of_target_has_a_page_without_a_cut_line(
    sample_store: Path, size: tuple[int, int], target_id: str
) -> None:
    from rich.cells import cell_len

    async with on(sample_store, size) as (console, pilot):
        page = await opened(console, pilot, target_id)
        for number in range(1, min(len(page.tabs), 9) + 1):
            await pilot.press(str(number))
            await answered(console, pilot)
            assert {cell_len(row) for row in shown(console).splitlines()} == {size[0]}
        assert isinstance(page, TargetScreen)


async def test_leaving_a_page_that_is_still_reading_does_not_wait(sample_store: Path) -> None:
    async with on(sample_store) as (console, pilot):
        await pilot.press("enter", "escape", "enter", "tab", "tab", "escape")
        await until(pilot, lambda: console.screen is console.watch_screen)
        assert console.is_running
