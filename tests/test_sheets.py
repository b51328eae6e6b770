"""Loading what agencies send from Excel: headings, merged titles, units, periods, totals, and every refusal."""

# ruff: noqa: E501

import csv
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from console.intake import Profile, files_of, load
from console.intake.sheets import words
from console.store.embedded import EmbeddedStore
from tests.handed_in import contents, kept, only_fault, rules
from tests.stores import COUNTY, TOWN, small_store

pytestmark = pytest.mark.once

READINGS = "select indicator, place, measure, period, value from readings order by all"
MAY = date(2023, 5, 31)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.language._chosen", "en")


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return small_store(tmp_path)


def a_csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def a_workbook(
    path: Path, rows: Sequence[Any], *, sheet: str = "表1", percent: tuple[tuple[int, int], ...] = ()
) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page, share = book.add_worksheet(sheet), book.add_format({"num_format": "0.0%"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(y, x, cell, day)
            elif cell is not None:
                page.write(y, x, cell, share if (y, x) in percent else None)
    book.close()
    return path


PLAIN = '指标,地区,时期,数值,计量单位\n总产值,全县,2023年5月,"400,000.0",万元\n总产值,东镇,2023-05,12.5,亿元\n贷款,虚县,2023年1-5月,３,\n'
LOADED = [
    ("loans", COUNTY, "ytd", MAY, 3.0),
    ("output", COUNTY, "ytd", MAY, 40.0),
    ("output", TOWN, "ytd", MAY, 12.5),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file_is_read_in_the_encodings_that_offices_use(
    store: EmbeddedStore, tmp_path: Path, encoding: str
) -> None:
    loaded = load(store, a_csv(tmp_path / "a.csv", PLAIN, encoding))
    assert loaded.status == "loaded", loaded.as_sentences()
    assert kept(store, READINGS) == LOADED


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_found(store: EmbeddedStore, tmp_path: Path, delimiter: str) -> None:
    text = PLAIN.replace('"400,000.0"', "400000").replace(",", delimiter)
    assert load(store, a_csv(tmp_path / "a.csv", text)).status == "loaded"
    assert kept(store, READINGS) == LOADED


def test_a_workbook_with_titles_two_lines_of_heading_units_and_a_total(store: EmbeddedStore, tmp_path: Path) -> None:
    rows = [
        ["虚县2023年1—5月主要指标"],
        [None, None, None, "单位:亿元"],
        ["镇街", "总产值", None, "贷款(万元)"],
        [None, "累计", "同比增长(%)", None],
        ["合  计", 40.0, 0.071, "15,000"],
        ["  东镇", 12.5, -0.02, "-"],
        ["西镇", 11.5, 0.05, None],
        ["注:快报数"],
        ["填表人:甲", None, "审核人:乙"],
    ]
    loaded = load(store, a_workbook(tmp_path / "a.xlsx", rows, percent=((4, 2), (5, 2), (6, 2))))
    assert loaded.status == "loaded", loaded.as_sentences()
    assert kept(store, READINGS) == [
        ("loans", COUNTY, "ytd", MAY, 1.5),
        ("output", COUNTY, "ytd", MAY, 40.0),
        ("output", COUNTY, "ytd_yoy", MAY, 7.1),
        ("output", TOWN, "ytd", MAY, 12.5),
        ("output", TOWN, "ytd_yoy", MAY, -2.0),
        ("output", "990001102", "ytd", MAY, 11.5),
        ("output", "990001102", "ytd_yoy", MAY, 5.0),
    ]
    said = " ".join(map(str, loaded.warnings))
    assert "row 3" in said
    assert "2023年1—5月 was taken from the title" in said
    assert "Remarks below the table left aside: 2" in said


def test_a_table_of_indicators_without_places_is_the_countys(store: EmbeddedStore, tmp_path: Path) -> None:
    text = '2023年二季度主要经济指标,,,\n指标名称,计量单位,本月止累计,同比±%\n一、总产值,万元,"401,000",5.6\n其中：贷款,亿元,3.5,-1\n'
    assert load(store, a_csv(tmp_path / "a.csv", text)).status == "loaded"
    june = date(2023, 6, 30)
    assert kept(store, READINGS) == [
        ("loans", COUNTY, "ytd", june, 3.5), ("loans", COUNTY, "ytd_yoy", june, -1.0),
        ("output", COUNTY, "ytd", june, 40.1), ("output", COUNTY, "ytd_yoy", june, 5.6),
    ]  # fmt: skip


def test_units_may_stand_behind_the_indicators(store: EmbeddedStore, tmp_path: Path) -> None:
    text = "2023年5月主要指标,\n指标,完成数\n总产值(万元),400000\n贷款(亿元),3\n"
    found = load(store, a_csv(tmp_path / "a.csv", "地区,指标,时期,数值\n全县,总产值(万元),2023-05,400000\n"))
    assert found.status == "loaded", found.as_sentences()
    assert kept(store, READINGS) == [("output", COUNTY, "ytd", MAY, 40.0)]
    profile = Profile(constants={"place": "全县"})
    assert load(store, a_csv(tmp_path / "b.csv", text), profile=profile).status == "loaded"
    assert kept(store, READINGS)[0] == ("loans", COUNTY, "ytd", MAY, 3.0)


def test_columns_may_be_periods_with_the_year_in_the_title(store: EmbeddedStore, tmp_path: Path) -> None:
    rows = [["2023年各镇街总产值(亿元)"], ["地区", "1—4月累计", "1-5月"], ["全县", 30, 40], ["东镇", 10, 12.5]]
    loaded = load(store, a_workbook(tmp_path / "a.xlsx", rows), profile=Profile(constants={"indicator": "output"}))
    assert loaded.status == "loaded", loaded.as_sentences()
    assert [row[3:] for row in kept(store, READINGS)] == [
        (date(2023, 4, 30), 30.0), (MAY, 40.0), (date(2023, 4, 30), 10.0), (MAY, 12.5),
    ]  # fmt: skip


def test_a_profile_names_the_columns_whatever_unit_they_carry(store: EmbeddedStore, tmp_path: Path) -> None:
    rows = [["某银行报表", None], ["机构所在地", "发放额(万元)", "统计月"], ["东镇", 30000, date(2023, 5, 31)]]
    profile = Profile(
        columns={"place": "机构所在地", "value": "发放额", "period": "统计月"}, constants={"indicator": "loans"}
    )
    loaded = load(store, a_workbook(tmp_path / "a.xlsx", rows), profile=profile)
    assert loaded.status == "loaded", loaded.as_sentences()
    assert kept(store, READINGS) == [("loans", TOWN, "ytd", MAY, 3.0)]


def test_entries_load_from_a_workbook(store: EmbeddedStore, tmp_path: Path) -> None:
    rows = [
        ["指标", "编号", "企业名称", "地区", "事项", "日期"],
        ["总产值", "E1", "甲公司", "东镇", "entered", date(2023, 3, 1)],
        ["总产值", "E2", "乙公司", "西镇", "entered", "2023年4月5日"],
    ]
    loaded = load(store, a_workbook(tmp_path / "a.xlsx", rows))
    assert loaded.status == "loaded", loaded.as_sentences()
    assert kept(store, "select entry_id, day, row from entry order by row") == [
        ("E1", date(2023, 3, 1), 2), ("E2", date(2023, 4, 5), 3),
    ]  # fmt: skip


def test_faults_are_told_with_the_rows_of_the_sheet(store: EmbeddedStore, tmp_path: Path) -> None:
    text = "月报,,,\n\n地区,指标,时期,数值\n东真,总产值,2023-05,1\n\n东镇,总产值,2023-05,约三十\n东镇,总产质,五月,2\n"
    before = contents(store)
    loaded = load(store, a_csv(tmp_path / "a.csv", text))
    found = {fault.rule: fault for fault in loaded.faults}
    assert {rule: fault.row for rule, fault in found.items()} == {
        "unknown_place": 4, "not_a_number": 6, "unknown_indicator": 7, "bad_period": 7,
    }  # fmt: skip
    assert found["not_a_number"].column == "数值"
    assert found["unknown_place"].examples[0].near == ("东镇",)
    assert contents(store) == before


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("\n\n\n", "no_rows"),
        ("这是一段话\n没有表格\n", "no_heading"),
        ("地区,指标,时期,数值\n", "no_rows"),
        ("地区,地区,指标,时期,数值\n东镇,东镇,总产值,2023-05,1\n", "duplicate_column"),
        ("地区,指标,数值\n东镇,总产值,1\n", "missing_column"),
        ('地区,指标,时期,数值\n"' + "长" * 200_000 + '",总产值,2023-05,1\n', "damaged_text"),
        ("地区,指标,时期,数值\n东镇,总产值,2023-05,1\n东镇,总产值,2023-05,1\n", "duplicate_key"),
    ],
)
def test_csv_files_are_refused_with_a_sentence(store: EmbeddedStore, tmp_path: Path, text: str, rule: str) -> None:
    before = contents(store)
    assert only_fault(load(store, a_csv(tmp_path / "a.csv", text))).rule == rule
    assert contents(store) == before


def test_bytes_that_are_no_text_are_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x81\xff\xfe" + bytes(range(10, 256)) * 20)
    assert only_fault(load(store, tmp_path / "a.csv")).rule == "not_text"
    (tmp_path / "b.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "old Excel" in str(load(store, tmp_path / "b.xls").sentence)


def _bomb(path: Path) -> Path:
    a_workbook(path, [["地区", "指标"], ["东镇", 1]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(400 * 1024 * 1024))
    return path


def _entities(path: Path) -> Path:
    good = a_workbook(path.with_name("good.xlsx"), [["地区", "指标"], ["东镇", 1]])
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/workbook.xml":
                text = text.replace(b"<workbook", b'<!DOCTYPE a [<!ENTITY b "c">]><workbook', 1)
            new.writestr(part.filename, text)
    return path


def _wide(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write(0, 0, "地区")
    page.write(0, 1, "指标")
    page.write(1_048_575, 16_383, 1)
    book.close()
    return path


def _zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    return path


def _cut(path: Path) -> Path:
    a_workbook(path, [["地区", "指标"], ["东镇", 1]])
    path.write_bytes(path.read_bytes()[:-300])
    return path


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (_bomb, "unpacks_too_large"), (_entities, "damaged_workbook"), (_wide, "too_many_columns"),
        (_zip, "not_a_workbook"), (_cut, "damaged_workbook"),
    ],
)  # fmt: skip
def test_hostile_workbooks_are_refused(store: EmbeddedStore, tmp_path: Path, make: Any, rule: str) -> None:
    assert only_fault(load(store, make(tmp_path / "a.xlsx"))).rule == rule


def test_a_folder_gives_its_tables_and_not_what_excel_leaves_beside_them(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.csv", "c.parquet", "~$b.xlsx", ".a.csv", "d.txt", "E.CSV"):
        (tmp_path / name).touch()
    assert [file.name for file in files_of([tmp_path])] == ["E.CSV", "a.csv", "b.xlsx", "c.parquet"]


def test_the_good_rows_are_loaded_and_the_others_wait_in_quarantine(store: EmbeddedStore, tmp_path: Path) -> None:
    from console.intake.quarantine import quarantined, resolve

    text = "地区,指标,时期,数值\n东真,总产值,2023-05,1\n东镇,总产值,2023-05,12.5\n全县,总产值,2023-05,x\n西镇,贷款,2023-05,1\n西镇,贷款,2023-05,2\n"
    loaded = load(store, a_csv(tmp_path / "a.csv", text), accept_good_rows=True)
    assert (loaded.status, loaded.rows, loaded.quarantined) == ("loaded", 1, 4)
    assert kept(store, READINGS) == [("output", TOWN, "ytd", MAY, 12.5)]
    with store.read() as newest:
        rows = quarantined(newest)
    assert [(row["row"], row["rules"]) for row in rows] == [
        (2, "unknown_place"), (4, "not_a_number"), (5, "duplicate_key"), (6, "duplicate_key"),
    ]  # fmt: skip
    assert "东镇" in rows[0]["fault_zh"]
    assert "东真" in rows[0]["cells"]
    resolve(store, 1, "typing error, sent again")
    with store.read() as newest:
        assert [row["quarantine_id"] for row in quarantined(newest)] == [2, 3, 4]
        assert quarantined(newest, everything=True)[0]["resolved_reason"] == "typing error, sent again"


def test_a_file_with_a_wrong_column_has_no_good_rows(store: EmbeddedStore, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "a.csv", "地区,指标,数值\n东镇,总产值,1\n")
    assert rules(load(store, file, accept_good_rows=True)) == ["missing_column"]


def test_a_file_without_a_good_row_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "a.csv", "地区,指标,时期,数值\n东真,总产值,2023-05,1\n")
    assert load(store, file, accept_good_rows=True).status == "refused"


def test_the_fault_report_says_what_was_expected_and_holds_no_formula(store: EmbeddedStore, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    from console.intake.fault_report import write_fault_report

    text = '地区,指标,时期,数值\n东真,总产值,2023-05,1\n"=cmd|x",总产值,2023-05,2\n'
    book, table = write_fault_report(load(store, a_csv(tmp_path / "月报.csv", text)), tmp_path / "back")
    with table.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows[1][1:8] == [
        "unknown_place", "地区", "2", "东真", "1", rows[1][6], "东镇",
    ]  # fmt: skip
    assert "a place of the catalogue" in rows[1][6] or "the name or code of a place" in rows[1][6]
    assert rows[2][4] == "'=cmd|x"
    sheet = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert sheet[3][4] == "东真"
    assert sheet[4][4] == "=cmd|x"


@pytest.mark.parametrize("form", ["readings", "entries"])
def test_a_template_that_is_filled_loads(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from python_calamine import CalamineWorkbook

    from console.intake.template import write_template

    monkeypatch.setattr("console.language._chosen", "zh")
    parquet, book, table, page = write_template(form, tmp_path / "empty")
    assert parquet.exists()
    assert "指标" in page.read_text(encoding="utf-8")
    headings = table.read_text(encoding="utf-8-sig").strip()
    assert CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()[0] == headings.split(",")
    row = {
        "指标": "总产值",
        "地区": "东镇",
        "时期": "2023-05",
        "数值": "1",
        "编号": "1",
        "名称": "甲",
        "事项": "entered",
        "日期": "2023-05-01",
    }
    filled = a_csv(
        tmp_path / "f.csv", f"{headings}\n" + ",".join(row.get(name, "") for name in headings.split(",")) + "\n"
    )
    loaded = load(small_store(tmp_path), filled)
    assert loaded.status == "loaded", loaded.as_sentences()


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("澧县2023年1—9月规模工业主要指标", "2023年1—9月"), ("2023年三季度经济运行", "2023年三季度"), ("2023年9月份快报", "2023年9月份"),
        ("2023年目标任务", ""), ("2023年度完成情况", "2023年度"), ("报表202309", "202309"), ("2023年上半年", "2023年上半年"),
        ("统计月报", ""),
    ],
)  # fmt: skip
def test_the_period_of_a_title(title: str, period: str) -> None:
    assert words.title_period(title)[0] == period


def test_growth_alone_in_a_heading_belongs_to_the_figures_on_its_left(store: EmbeddedStore, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "a.csv", "2023年1-5月\n镇街,总产值(亿元),同比±%,贷款(亿元),增减率%\n东镇,5,3.5,7,-2\n")
    assert load(store, file).rows == 4
    assert kept(store, READINGS) == [
        ("loans", TOWN, "ytd", MAY, 7.0), ("loans", TOWN, "ytd_yoy", MAY, -2.0),
        ("output", TOWN, "ytd", MAY, 5.0), ("output", TOWN, "ytd_yoy", MAY, 3.5),
    ]  # fmt: skip


def test_a_heading_that_every_page_repeats_is_read_once(store: EmbeddedStore, tmp_path: Path) -> None:
    heading = "指标,地区,时期,数值,计量单位\n"
    file = a_csv(tmp_path / "a.csv", f"{heading}总产值,东镇,2023-05,5,亿元\n{heading}贷款,东镇,2023-05,6,亿元\n")
    assert load(store, file).rows == 2


def test_who_reports_stands_beside_the_unit_of_measure(store: EmbeddedStore, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "a.csv", "单位,指标名称,期别,本期,计量单位\n东镇,总产值,2023年5月,50000,万元\n")
    assert load(store, file).rows == 1
    assert kept(store, READINGS) == [("output", TOWN, "ytd", MAY, 5.0)]


def test_a_sheet_whose_columns_hold_no_figure_is_refused_in_words(store: EmbeddedStore, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "a.csv", "指标,地区,时期,某项\n总产值,东镇,2023-05,5\n")
    loaded = load(store, file, dry_run=True)
    assert rules(loaded) == ["no_figures"]
    assert "某项" in str(loaded.sentence)
