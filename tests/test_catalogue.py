"""Reading a catalogue folder: the shipped one, another county's, and the habits of Excel."""

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from console.catalogue import FILES, check, content_sha256, listed, read_catalogue
from console.faults import Refused
from console.places import CATALOGUES
from console.targets import Catalogue, Comparator, Kind, Measure, Panel, Target

QINGXI = Path(__file__).parent / "catalogues" / "qingxi-2026"
LIXIAN = CATALOGUES / "lixian-2023"


@pytest.fixture(scope="module")
def lixian() -> Catalogue:
    return read_catalogue(LIXIAN)


@pytest.fixture(scope="module")
def qingxi() -> Catalogue:
    return read_catalogue(QINGXI)


def by_id(catalogue: Catalogue) -> dict[str, Target]:
    return {target.target_id: target for target in catalogue.targets}


def copied(to: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Copy the second catalogue with its files changed; the tables of plan and stages too."""
    folder = to / QINGXI.name
    shutil.copytree(QINGXI, folder)
    for path in folder.iterdir():
        path.write_bytes(change(path.name, path.read_bytes()))
    return folder


def test_every_shipped_catalogue_is_without_fault() -> None:
    assert LIXIAN in listed()
    assert [fault for folder in listed() for fault in check(folder)] == []


def test_catalogues_are_listed_by_name_wherever_they_lie() -> None:
    assert listed(QINGXI.parent) == (QINGXI,)
    assert listed(QINGXI) == ()


def test_lixian_has_55_targets_of_eleven_sorts(lixian: Catalogue) -> None:
    assert (lixian.county, lixian.year, lixian.name) == ("430723", 2023, "lixian-2023")
    assert len(lixian.targets) == 55
    assert Counter(target.kind for target in lixian.targets) == {
        Kind.GROWTH: 6,
        Kind.RELATIVE: 1,
        Kind.VOLUME: 5,
        Kind.NEW_COUNT: 17,
        Kind.NET_INCREASE: 3,
        Kind.STOCK: 4,
        Kind.RATIO: 2,
        Kind.RANK: 1,
        Kind.MILESTONE: 11,
        Kind.QUALITATIVE: 5,
    }
    assert Counter(target.comparator for target in lixian.targets) == {
        Comparator.AT_LEAST: 41,
        Comparator.DONE: 12,
        Comparator.RANK_WITHIN: 1,
        Comparator.RELATIVE: 1,
    }
    assert all(target.deadline == date(2023, 12, 31) for target in lixian.targets)


def test_lixian_fills_five_panels(lixian: Catalogue) -> None:
    members = {
        panel: {target.target_id for target in lixian.targets if target.panel is panel}
        for panel in Panel
    }  # fmt: skip
    assert members[Panel.GROWTH] == {"M1", "M2", "M3", "M4", "M5", "M6"}
    assert members[Panel.CAPITAL] == {"A1", "A2", "P5", "I6", "E11"}
    assert members[Panel.PARK] == {"P6", "P7", "P8", "P9", "P10", "E12"}
    assert len(members[Panel.MILESTONES]) == 15
    assert len(members[Panel.ENTERPRISES]) == 23


def test_lixian_keeps_the_words_of_the_report(lixian: Catalogue) -> None:
    targets = by_id(lixian)
    assert [targets[name].value for name in ("M1", "A1", "I6", "E6", "P9")] == [7.5, 460, 150.92, 7000, 30]
    assert {name for name, target in targets.items() if target.parent} == {"I2", "I3", "E9"}
    assert (targets["I3"].parent, targets["E9"].parent) == ("I1", "E8")
    assert {name for name, target in targets.items() if target.modality == "力争"} == {
        "A3",
        "A4",
        "P7",
        "P8",
        "P9",
        "E5",
    }
    assert {name for name, target in targets.items() if target.modality == "确保"} == {"P4", "E10", "E13", "T1"}
    assert (targets["M6"].against, targets["M6"].tolerance, targets["M6"].value) == ("M1", 1.0, None)


def test_one_indicator_serves_two_places(lixian: Catalogue) -> None:
    targets = by_id(lixian)
    assert targets["M2"].indicator == targets["P6"].indicator == "industry_value_added"
    assert (targets["M2"].place, targets["P6"].place) == ("430723", "430723-park")
    assert targets["M1"].indicator == "gdp"
    assert targets["M1"].measure is Measure.YTD_YOY
    assert next(indicator.unit for indicator in lixian.indicators if indicator.indicator == "gdp") == "亿元"


def test_every_clause_of_lixian_stands_where_it_was_recorded(lixian: Catalogue) -> None:
    spans: dict[tuple[int, int], str] = {}
    for target in lixian.targets:
        assert target.clause_offset is not None
        assert target.section
        span = (target.clause_offset, target.clause_offset + len(target.clause))
        assert spans.setdefault(span, target.clause) == target.clause
    assert len(spans) == 49
    in_order = sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(in_order))
    assert in_order[0] == (796, 810)
    assert in_order[-1] == (2243, 2256)


def test_lixian_has_its_county_19_towns_the_park_a_company_and_three_areas_above(lixian: Catalogue) -> None:
    assert Counter(place.kind for place in lixian.places) == {
        "county": 1, "town": 19, "park": 1, "company": 1, "above": 3,
    }  # fmt: skip
    called = {name: place.place for place in lixian.places for name in (place.name_zh, place.name_en, *place.aliases)}
    assert called["全县"] == called["澧县"] == "430723"
    assert called["园区"] == called["高新区"] == "430723-park"
    assert called["Xiaodukou Town"] == called["小渡口"] == "430723102"


def test_lixian_publishes_no_january_and_ends_in_january_after(lixian: Catalogue) -> None:
    due = {(release.release, release.period): release.due for release in lixian.releases}
    assert not any(period == date(2023, 1, 1) for _, period in due)
    assert [period.month for name, period in due if name == "gdp"] == [3, 6, 9, 12]
    assert [period.month for name, period in due if name == "statistics"] == list(range(2, 13))
    assert all(day.year == 2024 for (_, period), day in due.items() if period.month == 12)


def test_another_county_and_year_reads_as_well(qingxi: Catalogue) -> None:
    targets = by_id(qingxi)
    assert (qingxi.county, qingxi.year) == ("990101", 2026)
    assert (targets["G1"].value, targets["G1"].upper, targets["G1"].comparator) == (5, 6, Comparator.RANGE)
    assert (targets["G2"].comparator, targets["G2"].tolerance) == (Comparator.ABOUT, 0.5)
    assert (targets["C1"].kind, targets["C1"].measure) == (Kind.CEILING, Measure.STOCK)
    assert targets["B1"].deadline == date(2026, 9, 30)
    assert (qingxi.plan[0].period, qingxi.plan[0].value) == (date(2026, 3, 1), 3000)
    assert [stage.weight for stage in qingxi.stages] == [2.0, 1.0]


def test_an_empty_measure_means_the_measure_of_the_kind(qingxi: Catalogue) -> None:
    targets = by_id(qingxi)
    assert targets["G1"].measure is Measure.YTD_YOY
    assert targets["V1"].measure is Measure.YTD


def test_aliases_part_at_any_of_the_usual_signs(qingxi: Catalogue, lixian: Catalogue) -> None:
    assert qingxi.places[2].aliases == ("西岭", "西岭乡政府")
    assert lixian.places[1].aliases == ("澧西", "澧西街道办事处")


def test_a_bom_and_windows_line_ends_are_accepted(tmp_path: Path, qingxi: Catalogue) -> None:
    folder = copied(tmp_path, lambda _, content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert read_catalogue(folder) == qingxi


def test_empty_rows_and_columns_of_excel_and_blanks_are_accepted(tmp_path: Path, qingxi: Catalogue) -> None:
    def as_excel_leaves_it(name: str, content: bytes) -> bytes:
        if name == "catalogue.toml":
            return content
        lines = content.decode().splitlines()
        padded = [",".join(f" {cell}\u3000" for cell in line.split(",")) + ",,," for line in lines]
        return "\n".join((*padded[:2], ",,,,,,", "", *padded[2:], ",,,,", "\t,,", "")).encode()

    assert read_catalogue(copied(tmp_path, as_excel_leaves_it)) == qingxi


def test_dates_months_and_numbers_as_excel_rewrites_them_are_accepted(tmp_path: Path, qingxi: Catalogue) -> None:
    def as_excel_rewrites_it(name: str, content: bytes) -> bytes:
        text = content.decode()
        if name == "plan.csv":
            text = text.replace("2026-03,3000", 'Mar-26,"3,000"').replace("2026-06", "2026/6/1")
        if name == "calendar.csv":
            text = text.replace("2026-02,", "2026年2月,").replace("2026-06,", "２０２６/6,")
        return text.replace("2026-12-31", "2026/12/31").replace("2026-07-31", "2026年7月31日").encode()

    assert read_catalogue(copied(tmp_path, as_excel_rewrites_it)) == qingxi


def test_comparators_may_be_written_as_signs(tmp_path: Path, qingxi: Catalogue) -> None:
    folder = copied(tmp_path, lambda _, content: content.replace(b">=", "≥".encode()).replace(b"<=", "＜＝".encode()))
    assert read_catalogue(folder) == qingxi


def test_a_column_that_begins_with_a_hash_is_a_remark(tmp_path: Path, qingxi: Catalogue) -> None:
    def with_remark(name: str, content: bytes) -> bytes:
        return (
            content.replace(b"release,period,due", b"release,period,due,#remark") if name == "calendar.csv" else content
        )

    assert read_catalogue(copied(tmp_path, with_remark)) == qingxi


def test_plan_and_stages_may_be_left_out(tmp_path: Path) -> None:
    folder = copied(tmp_path, lambda _, content: content)
    (folder / "plan.csv").unlink()
    (folder / "stages.csv").unlink()
    catalogue = read_catalogue(folder)
    assert (catalogue.plan, catalogue.stages) == ((), ())


def test_the_hash_tells_what_is_said_and_not_how_it_is_saved(tmp_path: Path) -> None:
    resaved = copied(tmp_path / "resaved", lambda _, content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    changed = copied(tmp_path / "changed", lambda _, content: content.replace(b"12000", b"12001"))
    retitled = copied(tmp_path / "retitled", lambda _, content: content.replace(b"targets for", b"goals for"))
    assert content_sha256(resaved) == content_sha256(QINGXI)
    assert len({content_sha256(folder) for folder in (QINGXI, changed, retitled, LIXIAN)}) == 4


def test_the_hash_of_an_unreadable_folder_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, lambda name, content: b"\xff\xfe" + content if name == "places.csv" else content)
    with pytest.raises(Refused):
        content_sha256(folder)


def test_the_files_of_a_catalogue_are_those_of_the_second_one() -> None:
    assert {path.name for path in QINGXI.iterdir()} == set(FILES)
