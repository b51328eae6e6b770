"""What lies behind a target: courses, parts, entries, earlier words; all of it without a screen."""

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from console import language
from console.drill.briefing import briefing
from console.drill.entries import entries_of
from console.drill.history import matrix_of, origins_of, said_of
from console.drill.parts import Part as Town
from console.drill.parts import league, leagues_of, ranks
from console.drill.stages import stages_of
from console.drill.subject import Facts, Subject, facts_of, subject_of
from console.drill.trend import Part, monthly, running
from console.faults import Refused
from console.overview import Line, Overview, Wording, overview
from console.standing import Light
from console.store import Generation, open_store
from console.store.reports import import_report
from console.targets import Comparator, Kind, Panel
from tests.stores import TOWN, hand_in_entries, load, month, months, small_store


def seen(generation: Generation, target_id: str, known_at: int | None = None) -> tuple[Overview, Subject, Facts]:
    found = overview(generation)
    assert found is not None
    line = found.find(target_id)
    assert line is not None
    subject = subject_of(line, found.county, found.year)
    return found, subject, facts_of(generation, subject, known_at)


def test_the_expected_course_ends_at_the_target_and_meets_the_standing(sample_store: Path) -> None:
    with open_store(sample_store).read() as generation:
        found, subject, facts = seen(generation, "A1")
    trend = running(subject, facts, found.today)
    expected = trend.courses[Part.EXPECTED]
    assert expected[12] == pytest.approx(460.0)
    assert expected[9] == pytest.approx(subject.line.expected)
    assert trend.courses[Part.ACTUAL][9] == subject.line.actual
    assert trend.courses[Part.LAST_YEAR][12] == pytest.approx(412.83)


def test_the_fan_opens_from_the_newest_actual_to_the_interval(sample_store: Path) -> None:
    with open_store(sample_store).read() as generation:
        found, subject, facts = seen(generation, "I6")
    trend = running(subject, facts, found.today)
    assert trend.low[9] == trend.high[9] == subject.line.actual
    assert trend.low[12] == pytest.approx(subject.line.low)
    assert trend.high[12] == pytest.approx(subject.line.high)
    widths = [trend.high[m] - trend.low[m] for m in (9, 10, 11, 12)]
    assert widths == sorted(widths)


def test_an_approved_plan_is_a_course_of_its_own(sample_store: Path) -> None:
    with open_store(sample_store).read() as generation:
        found, subject, facts = seen(generation, "E3")
    assert Part.PLAN in running(subject, facts, found.today).courses


def test_single_months_of_growth_are_compared_with_target_and_need(sample_store: Path) -> None:
    with open_store(sample_store).read() as generation:
        _found, subject, facts = seen(generation, "M3")
    trend = monthly(subject, facts)
    assert trend is not None
    assert trend.level[Part.TARGET] == 8.5
    assert trend.level[Part.NEEDED] == subject.line.required


def test_towns_are_ranked_and_add_up(sample_store: Path) -> None:
    language.choose("en")
    with open_store(sample_store).read() as generation:
        _found, subject, facts = seen(generation, "A1")
        found = leagues_of(generation, subject, facts, None)
    language.choose("zh")
    towns = found[""].parts
    assert [part.rank for part in towns] == sorted(part.rank or 0 for part in towns)
    assert sum(part.share or 0 for part in towns) == pytest.approx(1, abs=1e-3)
    assert sum(part.gap or 0 for part in towns) == pytest.approx(
        (subject.line.actual or 0) - (subject.line.expected or 0), abs=0.1
    )
    assert set(found) == {"", "industry"}


def town(name: str, value: float | None, previous: float | None = None, before: float | None = None) -> Town:
    return Town(name, "", "", Wording(name, name), "town", value, previous, before)


def line(kind: Kind = Kind.VOLUME, comparator: Comparator = Comparator.AT_LEAST, **rest: object) -> Line:
    known: dict[str, object] = {
        "target_id": "T", "name": Wording("总产值", "Output"), "panel": Panel.CAPITAL, "kind": kind,
        "comparator": comparator, "unit": "亿元", "light": Light.SLOW, "reason": Wording("", ""),
        "deadline": date(2023, 12, 31), "value": 100.0, "measure": "ytd",
    }  # fmt: skip
    return Line(**(known | rest))  # type: ignore[arg-type]


def test_equals_share_a_rank_and_a_move_up_is_positive() -> None:
    subject = subject_of(line(expected=10.0), "1", 2023)
    found = league(subject, "", [town("a", 4, 1, 1), town("b", 4, 5, 2), town("c", 2, 3, 2)], month(2023, 6), 12)
    assert [(part.place, part.rank, part.moved) for part in found.parts] == [("a", 1, 2), ("b", 1, 0), ("c", 3, -1)]
    assert [part.gap for part in found.parts] == [2, 0, -2]


def test_for_a_rank_the_lowest_is_first() -> None:
    assert ranks({("a", "", ""): 30.0, ("b", "", ""): 2.0, ("c", "", ""): None}, lower=True) == {
        ("b", "", ""): 1, ("a", "", ""): 2,
    }  # fmt: skip


def test_parts_that_do_not_add_up_are_said(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, [*months("output", 2023, [5.0, 10.0]), *months("output", 2023, [3.0, 7.0], place=TOWN)])
    language.choose("en")
    with store.read() as generation:
        _found, subject, facts = seen(generation, "T1")
        notes = list(map(str, leagues_of(generation, subject, facts, None)[""].notes))
    language.choose("zh")
    assert notes[0] == "The parts add up to 700 million yuan of 1 billion yuan; 300 million yuan is not broken down."


def entry(number: int, day: date, event: str = "entered") -> dict[str, object]:
    return {
        "indicator": "loans", "entry_id": f"L{number}", "name": f"企业{number}", "place": TOWN, "event": event,
        "day": day, "industry": None, "amount": 1.5, "evidence": "",
    }  # fmt: skip


def test_entries_that_disagree_with_the_reading_are_counted_in_a_sentence(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("loans", 2023, [1.0, 3.0]))
    with store.write("entries") as draft:
        listed = [entry(1, date(2023, 1, 9)), entry(2, date(2023, 2, 9)), entry(3, date(2023, 2, 3), "left")]
        hand_in_entries(draft, [*listed, entry(4, date(2023, 5, 1)), entry(5, date(2022, 5, 1))])
        draft.settle()
        draft.publish()
    language.choose("en")
    with store.read() as generation:
        _found, subject, facts = seen(generation, "T2")
        found = entries_of(generation, subject, facts, None)
        notes = list(map(str, found.notes))
        before = entries_of(generation, subject, facts, 1)
    language.choose("zh")
    assert notes[0].startswith(
        "The list is 200 million yuan short of the reading: 2 in, 1 out: 1, but 300 million yuan"
    )
    assert "1 entry is later than 28 February and not counted here." in notes
    assert "1 entry is of another year and not counted here." in notes
    assert len(found.entries) == 5
    assert before.entries == ()


def test_a_restated_month_is_in_the_matrix_with_both_figures(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    first = load(store, months("output", 2023, [5.0, 10.0]))
    second = load(store, months("output", 2023, [5.0, 11.0, 15.0]))
    with store.read() as generation:
        _found, subject, _facts = seen(generation, "T1")
        matrix = matrix_of(generation, subject, None)
        then = matrix_of(generation, subject, first)
        origins = origins_of(generation, subject, month(2023, 2), None)
    assert matrix.values[month(2023, 2), first] == 10
    assert matrix.values[month(2023, 2), second] == 11
    assert matrix.restated(month(2023, 2), second)
    assert not matrix.restated(month(2023, 1), second)
    assert matrix.restatements == 1
    assert [vintage.snapshot_id for vintage in then.vintages] == [first]
    assert [(origin.snapshot_id, origin.row) for origin in origins] == [(second, 2), (first, 2)]


def test_what_was_said_is_told_once_and_ends_at_the_moment(sample_store: Path) -> None:
    with open_store(sample_store).read() as generation:
        _found, subject, _facts = seen(generation, "E8")
        everything, until = said_of(generation, subject, None), said_of(generation, subject, 20)
    assert all(one.verdict != other.verdict for one, other in itertools.pairwise(everything))
    assert all(one.snapshot_id is None or one.snapshot_id <= 20 for one in until)
    assert set(until) < set(everything)


@pytest.mark.parametrize(("lang", "words"), [
    ("en", "To September: Output 4 billion yuan, 40% of the target of 10 billion yuan, 5 points behind schedule."),
    ("zh", "总产值"),
])  # fmt: skip
def test_a_briefing_names_figure_share_and_pace(lang: str, words: str) -> None:
    language.choose(lang)
    told = line(actual=40.0, period=month(2023, 9), target=100.0, progress=0.4, pace_pp=-5.0, gap=-60.0)
    assert words in str(briefing(told)[0])
    language.choose("zh")


def test_a_briefing_of_growth_speaks_of_points_alone() -> None:
    language.choose("en")
    told = line(Kind.GROWTH, actual=5.1, target=8.5, period=month(2023, 9), unit="%", progress=0.6)
    assert str(briefing(told)[0]) == "To September: Output 5.1%, 3.4 points below the target of 8.5%."
    language.choose("zh")


def test_a_report_of_another_edition_is_refused_and_nothing_changes(sample_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    file.write_text("地区生产总值增长7.5%以上", encoding="utf-8")
    store = open_store(sample_store)
    before = store.version()
    with pytest.raises(Refused, match="55"):
        import_report(store, file)
    assert store.version() == before


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x80abc"])
def test_a_report_that_is_no_text_is_refused(sample_store: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(content)
    with pytest.raises(Refused, match="UTF-8"):
        import_report(open_store(sample_store), file)


def test_a_report_for_an_unknown_county_is_refused(sample_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("text", encoding="utf-8")
    with pytest.raises(Refused):
        import_report(open_store(sample_store), file, county="110000")


def test_a_report_may_have_a_mark_and_other_line_ends(tmp_path: Path) -> None:
    from console.store import apply_catalogue
    from tests.stores import empty_store, output, small_catalogue

    store = empty_store(tmp_path)
    target = replace(output(), target_id="T9", clause="总产值100亿元", clause_offset=3)
    apply_catalogue(store, small_catalogue(target))
    file = tmp_path / "report.txt"
    file.write_bytes("\ufeff一\r\n二总产值100亿元\r\n".encode())
    assert "1" in str(import_report(store, file))
    with store.read() as generation:
        assert generation.rows("select text from report")[0]["text"] == "一\n二总产值100亿元\n"


def test_the_command_line_imports_a_report_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from console.cli import run
    from console.store import apply_catalogue
    from tests.stores import empty_store, output, small_catalogue

    store = empty_store(tmp_path)
    apply_catalogue(store, small_catalogue(replace(output(), target_id="T9", clause="总产值", clause_offset=0)))
    file = tmp_path / "report.txt"
    file.write_text("总产值100亿元。", encoding="utf-8")
    assert run(["catalogue", "report", str(file), "--store", str(store.path), "--lang", "en"]) == 0
    assert "1 clause stands where the catalogue says" in capsys.readouterr().out
    assert run(["catalogue", "report", str(tmp_path / "none.txt"), "--store", str(store.path)]) == 1
    language.choose("zh")


def test_a_stage_that_is_not_done_by_its_day_is_overdue_and_one_to_come_is_not(sample_store: Path) -> None:
    with open_store(sample_store).read() as generation:
        _, subject, facts = seen(generation, "P3")
        steps = stages_of(generation, subject, facts, None)
        today = generation.today
    assert {step.overdue for step in steps} == {True, False}
    assert all(step.overdue == (step.done is None and step.due < today) for step in steps)
