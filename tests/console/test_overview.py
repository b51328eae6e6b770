"""The order of a panel, what counts as a change, and rows whose figures are whole at every width."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from console import language
from console.cells import actual_text, change_words, gap_text, outlook_text, target_text
from console.columns import Needs, columns, needs, row, used
from console.formats import ASCII, FINE, NEUTRAL, Glyphs, column_text
from console.overview import Change, Line, Overview, Wording, compare, in_order, overview
from console.standing import Light, Outlook
from console.store import open_store
from console.targets import Comparator, Kind, Panel


def line(target_id: str, light: Light = Light.BEHIND, **facts: object) -> Line:
    made = Line(
        target_id, Wording(f"目标{target_id}", f"Target {target_id}"), Panel.ENTERPRISES, Kind.NEW_COUNT,
        Comparator.AT_LEAST, "家", light, Wording("原因", "why"), date(2023, 12, 31), value=35.0, target=35.0,
        actual=17.0, gap=-18.0, progress=17 / 35, expected_progress=0.7, probability=0.31, outlook=Outlook.UNLIKELY,
    )  # fmt: skip
    return replace(made, **facts)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Overview:
    with open_store(sample_store).read() as generation:
        found = overview(generation)
    assert found is not None
    return found


def test_the_worst_comes_first_and_a_part_stays_under_its_whole() -> None:
    lines = [
        line("a", Light.DONE), line("b", Light.SLOW), line("c", Light.BEHIND, probability=0.5),
        line("b1", Light.BEHIND, parent="b"), line("d", Light.BEHIND, probability=0.1), line("b2", parent="b1"),
    ]  # fmt: skip
    assert [found.target_id for found in in_order(lines)] == ["d", "c", "b", "b1", "b2", "a"]


def test_a_part_whose_whole_stands_in_another_panel_is_not_lost() -> None:
    assert [found.target_id for found in in_order([line("x", parent="elsewhere")])] == ["x"]


def test_the_sample_has_every_target_in_one_panel(sample: Overview) -> None:
    in_panels = [found.target_id for panel in Panel for found in sample.panel(panel)]
    assert sorted(in_panels) == sorted(found.target_id for found in sample.lines)
    assert len(in_panels) == 55
    assert sum(sample.counts().values()) == 55


def test_an_empty_store_has_no_overview(tmp_path: Path) -> None:
    with open_store(tmp_path / "nothing").read() as generation:
        assert overview(generation) is None


def of(*lines: Line, generation: int = 1) -> Overview:
    return Overview(generation, None, False, date(2023, 10, 25), "430723", 2023, Wording("", ""), 1, lines)  # type: ignore[arg-type]


def test_only_figures_and_lights_that_differ_are_changes() -> None:
    before = of(line("a"), line("b"), line("c"), line("gone"))
    after = of(line("a", actual=18.0), line("b"), line("c", Light.SLOW), line("new"))
    assert set(compare(before, after)) == {"a", "c"}


def test_a_change_is_told_with_an_arrow_a_word_old_and_new() -> None:
    change = Change(line("a", period=date(2023, 8, 31)), line("a", Light.SLOW, actual=19.0, period=date(2023, 9, 30)))
    assert change_words(change, ASCII) == "^升 17 > 19  ^滞后 > 偏慢"
    restated = Change(line("a"), line("a", actual=16.0))
    assert change_words(restated, ASCII) == "v改 17 > 16"
    first = Change(line("a", actual=None), line("a"))
    assert change_words(first, ASCII) == "^新 - > 17"


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("glyphs", [NEUTRAL, FINE, ASCII])
def test_no_figure_is_cut_at_any_width(sample: Overview, lang: str, glyphs: Glyphs) -> None:
    language.choose(lang)
    wish = needs(sample.lines, glyphs)
    for width in range(58, 201):
        planned = columns(width, wish)
        assert used(planned) <= width
        for found in sample.lines:
            cells = row(found, planned, glyphs)
            text = "".join(piece for cell in cells for piece, _tone in cell)
            assert cell_len(text) <= width - 1
            assert actual_text(found, glyphs) in text
            assert column_text(target_text(found, glyphs), glyphs) in text
            assert gap_text(found) in text or not planned.gap
            assert outlook_text(found, wide=planned.outlook > 4) in text or not planned.outlook


def test_a_change_takes_its_room_from_the_name_and_moves_nothing() -> None:
    planned = columns(80, needs([line("a")], ASCII))
    plain = row(line("a"), planned, ASCII)
    marked = row(line("a"), planned, ASCII, 0, Change(line("a", actual=16.0), line("a")))

    def widths(cells: object) -> list[int]:
        return [sum(cell_len(piece) for piece, _tone in cell) for cell in cells]  # type: ignore[attr-defined]

    assert widths(plain) == widths(marked)
    assert "^改" in marked[1][2][0]


def test_a_growth_row_never_shows_a_share_of_completion(sample: Overview) -> None:
    planned = columns(120, needs(sample.lines, NEUTRAL))
    for found in sample.panel(Panel.GROWTH):
        tones = {tone for cell in row(found, planned, NEUTRAL) for _text, tone in cell}
        assert "spark" in tones
        assert "tick" not in tones


def test_columns_never_ask_for_more_than_there_is() -> None:
    for width in range(40, 240):
        assert used(columns(width, Needs())) <= width
