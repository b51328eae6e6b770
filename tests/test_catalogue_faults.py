"""What is wrong with a catalogue is told at once: file, row, column, value and what to do."""

import shutil
from pathlib import Path

import pytest

from console.catalogue import check, read_catalogue
from console.faults import Fault, Refused

QINGXI = Path(__file__).parent / "catalogues" / "qingxi-2026"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(QINGXI, tmp_path / "qingxi-2026"))


def replace(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def add(folder: Path, file: str, row: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as table:
        table.write(row + "\n")


def short(faults: list[Fault]) -> list[tuple[str, str, int | None, str]]:
    return [(fault.rule, fault.file, fault.row, fault.column) for fault in faults]


IN_TARGETS = [
    ("G1,地", ",地", "missing_value", 2, "target_id"),
    ("G1,地", "G 1,地", "bad_id", 2, "target_id"),
    ("V1,造林", "N1,造林", "duplicate_id", 8, "target_id"),
    ("V1,造林,", "V1,,", "missing_value", 7, "name_zh"),
    ("GDP growth", " ", "missing_value", 2, "name_en"),
    ("forest_planted", "forest_plantd", "unknown_indicator", 7, "indicator"),
    ("bridge,990101", "bridge,999999", "unknown_place", 10, "place"),
    ("enterprises,N1", "enterprises,N9", "unknown_parent", 9, "parent"),
    ("enterprises,,,,\n", "enterprises,N2,,,\n", "parent_cycle", 8, "parent"),
    ("enterprises,,,,\n", "enterprises,N1,,,\n", "parent_cycle", 8, "parent"),
    ("growth,,G1", "growth,,G7", "unknown_against", 4, "against"),
    ("growth,,G1", "growth,,G3", "unfit_against", 4, "against"),
    ("growth,,G1", "growth,,N1", "unfit_against", 4, "against"),
    ("growth,,G1", "growth,,", "missing_value", 4, "against"),
    ("capital,,,", "capital,,G1,", "unused_value", 7, "against"),
    ("growth,,range", "expansion,,range", "bad_choice", 2, "kind"),
    ("range,5", "between,5", "bad_choice", 2, "comparator"),
    ("growth,,range", "growth,yearly,range", "bad_choice", 2, "measure"),
    ("2026-12-31,capital", "2026-12-31,loans", "bad_choice", 7, "panel"),
    ("ceiling,stock,<=", "ceiling,stock,>=", "comparator_against_kind", 5, "comparator"),
    ("milestone,,bool", "milestone,,rank<=", "comparator_against_kind", 10, "comparator"),
    ("growth,,range", "growth,ytd,range", "measure_against_kind", 2, "measure"),
    ("5,6,,%", "5,6,,亿元", "unit_against_kind", 2, "unit"),
    ("3000,,,人", "3000,,,%", "unit_against_kind", 8, "unit"),
    ("12000,,,亩", "12000,,,%", "unit_against_kind", 7, "unit"),
    ("12000,,,亩", "12000,,,", "missing_value", 7, "unit"),
    ("12000,,,亩", "12000,,,furlong", "unknown_unit", 7, "unit"),
    ("12000,,,亩", "12000,,,万亩", "unit_against_indicator", 7, "unit"),
    ("3000,,,人", "3000,,,家", "unit_against_indicator", 8, "unit"),
    ("<=,35", "<=,", "missing_value", 5, "value"),
    ("<=,35", "<=,35微克", "not_a_number", 5, "value"),
    ("<=,35", "<=,nan", "not_a_number", 5, "value"),
    ("<=,35", "<=,1e999", "not_a_number", 5, "value"),
    (">=,3000", ">=,0", "not_positive", 8, "value"),
    ("range,5,6", "range,5,", "missing_value", 2, "upper"),
    ("range,5,6", "range,5,4", "empty_range", 2, "upper"),
    ("<=,35,,", "<=,35,40,", "unused_value", 5, "upper"),
    ("~,2,,0.5", "~,2,,", "missing_value", 3, "tolerance"),
    ("~,2,,0.5", "~,2,,-1", "negative", 3, "tolerance"),
    ("~rel,,,0.5", "~rel,,,", "missing_value", 4, "tolerance"),
    ("<=,35,,", "<=,35,,1", "unused_value", 5, "tolerance"),
    ("2026-12-31", "2026-02-30", "impossible_date", 2, "deadline"),
    ("2026-12-31", "2206-12-31", "impossible_date", 2, "deadline"),
    ("2026-12-31", "2025-12-31", "impossible_date", 2, "deadline"),
    ("2026-12-31", "年底", "bad_date", 2, "deadline"),
    ("增长5%—6%,10", ",10", "offset_without_clause", 2, "clause"),
    ("增长5%—6%,10", "增长5%—6%,-1", "not_whole", 2, "clause_offset"),
    ("growth,,,增长5%—6%,10", "growth,,,增长5%,6%,10", "stray_value", 2, ""),
]


@pytest.mark.parametrize(("old", "new", "rule", "row", "column"), IN_TARGETS)
def test_a_faulty_target_is_told(folder: Path, old: str, new: str, rule: str, row: int, column: str) -> None:
    replace(folder, "targets.csv", old, new)
    assert (rule, "targets.csv", row, column) in short(check(folder))


IN_OTHERS = [
    ("indicators.csv", "forest_planted,造林面积", "jobs,造林面积", "duplicate_id", 8, "indicator"),
    ("indicators.csv", "亩,林业局,monthly", "亩,林业局,weekly", "unknown_release", 7, "release"),
    ("indicators.csv", "亩,林业局", "furlong,林业局", "unknown_unit", 7, "unit"),
    ("indicators.csv", "50,200", "200,50", "empty_range", 4, "highest"),
    ("indicators.csv", "50,200", "low,200", "not_a_number", 4, "lowest"),
    ("indicators.csv", "造林面积", "", "missing_value", 7, "name_zh"),
    ("places.csv", "990101002", "990101001", "duplicate_id", 4, "place"),
    ("places.csv", "town,990101,东关", "town,99010,东关", "unknown_parent", 3, "parent"),
    ("places.csv", "county,,全县", "county,990101001,全县", "parent_cycle", 2, "parent"),
    ("places.csv", "town,990101,东关", "borough,990101,东关", "bad_choice", 3, "kind"),
    ("places.csv", "西岭|", "东关|", "alias_collides", 4, "aliases"),
    ("places.csv", "西岭|", "990101001|", "alias_collides", 4, "aliases"),
    ("places.csv", "西岭乡,Xi", "东关镇,Xi", "alias_collides", 4, "name_zh"),
    ("calendar.csv", "2026-03,2026-04-20", "2026-13,2026-04-20", "bad_period", 2, "period"),
    ("calendar.csv", "2026-03,2026-04-20", "2062-03,2062-04-20", "impossible_date", 2, "period"),
    ("calendar.csv", "2026-03,2026-04-20", "2026-03,2026-02-20", "impossible_date", 2, "due"),
    ("calendar.csv", "2026-03,2026-04-20", "2026-03,2026-04-31", "impossible_date", 2, "due"),
    ("calendar.csv", "quarterly,2026-06", "quarterly,2026-03", "duplicate_id", 3, "period"),
    ("plan.csv", "V1,2026-03", "V7,2026-03", "unknown_target", 2, "target"),
    ("plan.csv", "V1,2026-03", "V1,2025-03", "impossible_date", 2, "period"),
    ("plan.csv", "2026-06,9000", "2026-03,9000", "duplicate_id", 3, "period"),
    ("plan.csv", "2026-06,9000", "2026-06,2999", "plan_falls", 3, "value"),
    ("plan.csv", "2026-12,12000", "2026-12,11000", "plan_short", 4, "value"),
    ("plan.csv", "V1,2026-03", "B1,2026-03", "plan_not_wanted", 2, "target"),
    ("plan.csv", "2026-06,9000", "2026-06,", "missing_value", 3, "value"),
    ("stages.csv", "B1,piers", "B2,piers", "unknown_target", 2, "target"),
    ("stages.csv", "B1,piers", "V1,piers", "stages_not_wanted", 2, "target"),
    ("stages.csv", "B1,deck", "B1,piers", "duplicate_id", 3, "stage"),
    ("stages.csv", "2026-07-31", "2026-10-01", "impossible_date", 3, "due"),
    ("stages.csv", "2026-03-31,2", "2026-03-31,0", "not_positive", 2, "weight"),
    ("stages.csv", "桥墩完工", "", "missing_value", 2, "name_zh"),
    ("catalogue.toml", 'county = "990101"', 'county = "990102"', "unknown_county", None, "county"),
    ("catalogue.toml", 'county = "990101"', "", "missing_value", None, "county"),
    ("catalogue.toml", "year = 2026", 'year = "2026"', "bad_year", None, "year"),
    ("catalogue.toml", "year = 2026", "year = 20266", "bad_year", None, "year"),
    ("catalogue.toml", "title_zh", "titel_zh", "unknown_key", None, "titel_zh"),
    ("catalogue.toml", "year = 2026", "year 2026", "not_toml", None, ""),
]


@pytest.mark.parametrize(("file", "old", "new", "rule", "row", "column"), IN_OTHERS)
def test_a_fault_of_another_table_is_told(
    folder: Path, file: str, old: str, new: str, rule: str, row: int | None, column: str
) -> None:
    replace(folder, file, old, new)
    assert (rule, file, row, column) in short(check(folder))


def test_a_rank_is_a_whole_place_among_those_ranked(folder: Path) -> None:
    add(folder, "indicators.csv", "park_rank,园区排名,Rank of the park,名,园区,,1,200,")
    replace(folder, "targets.csv", "clause_offset", "clause_offset,peers")
    row = "{},园区排名,Rank,park_rank,990101,rank,,{},{},,,{},2026-12-31,park,,,,,{}"
    add(folder, "targets.csv", row.format("K1", "rank<=", "30", "名", "140"))
    assert check(folder) == []
    add(folder, "targets.csv", row.format("K2", "rank<=", "30.5", "位", ""))
    add(folder, "targets.csv", row.format("K3", "rank<=", "30", "家", ""))
    add(folder, "targets.csv", row.format("K4", ">=", "30", "名", ""))
    add(folder, "targets.csv", row.format("K5", "rank<=", "30", "名", "20"))
    assert short(check(folder)) == [
        ("not_whole", "targets.csv", 12, "value"),
        ("unit_against_kind", "targets.csv", 13, "unit"),
        ("comparator_against_kind", "targets.csv", 14, "comparator"),
        ("impossible_rank", "targets.csv", 15, "peers"),
    ]


@pytest.mark.parametrize("file", ["catalogue.toml", "indicators.csv", "places.csv", "targets.csv", "calendar.csv"])
def test_a_missing_file_is_one_fault_and_not_one_for_every_name_in_it(folder: Path, file: str) -> None:
    (folder / file).unlink()
    faults = check(folder)
    assert [(fault.rule, fault.file) for fault in faults if fault.rule != "unknown_target"] == [("missing_file", file)]
    assert len(faults) == 1


def test_a_missing_column_is_one_fault(folder: Path) -> None:
    replace(folder, "targets.csv", ",deadline,", ",#deadline,")
    assert short(check(folder)) == [("missing_column", "targets.csv", None, "deadline")]


def test_a_missing_column_of_names_is_one_fault(folder: Path) -> None:
    replace(folder, "indicators.csv", "indicator,", "#indicator,")
    assert short(check(folder)) == [("missing_column", "indicators.csv", None, "indicator")]


def test_unknown_and_repeated_columns_are_faults_with_the_nearest_name(folder: Path) -> None:
    replace(folder, "targets.csv", ",tolerance,", ",tolerence,")
    replace(folder, "calendar.csv", "period,due", "period,due,due")
    faults = {fault.rule: fault for fault in check(folder)}
    assert "tolerance" in faults["unknown_column"].message.said_in("en")
    assert faults["duplicate_column"].column == "due"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("release,period,due\n季度,2026-03,2026-04-20\n".encode("gbk"), "GBK"),
        ("release,period,due\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\xff\xff", "workbook"),
        (b"release\xff\xff\xff", "not UTF-8"),
    ],
)
def test_a_file_in_another_encoding_is_refused_with_what_to_choose_in_excel(
    folder: Path, content: bytes, word: str
) -> None:
    (folder / "calendar.csv").write_bytes(content)
    [fault] = check(folder)
    assert fault.rule == "wrong_encoding"
    assert word in fault.message.said_in("en")
    assert "CSV UTF-8" in fault.message.said_in("en")


def test_a_stray_quotation_mark_is_told_with_its_row(folder: Path) -> None:
    replace(folder, "calendar.csv", "monthly,2026-02", '"monthly"x,2026-02')
    [fault] = check(folder)
    assert fault.rule == "not_csv"
    assert "row 4" in fault.message.said_in("en")


def test_a_table_that_is_far_too_large_is_refused(folder: Path) -> None:
    add(folder, "calendar.csv", "monthly,2026-03,2026-04-15\n" * 5001)
    assert [fault.rule for fault in check(folder)] == ["too_large"]


def test_a_table_without_rows_is_a_fault(folder: Path) -> None:
    (folder / "places.csv").write_text("place,name_zh,name_en,kind,parent\n", encoding="utf-8")
    assert ("empty_table", "places.csv", None, "") in short(check(folder))


def test_a_row_is_counted_as_excel_counts_it(folder: Path) -> None:
    replace(folder, "calendar.csv", "quarterly,2026-03", '\n"quarter\nly",2026-03')
    replace(folder, "calendar.csv", "monthly,2026-02", "monthly,2026-22")
    assert ("bad_period", "calendar.csv", 5, "period") in short(check(folder))


def test_one_cell_has_one_fault_and_nothing_follows_from_it(folder: Path) -> None:
    replace(folder, "targets.csv", "growth,,range", "expansion,,range")
    replace(folder, "targets.csv", "2026-09-30", "2026-09-31")
    assert short(check(folder)) == [
        ("bad_choice", "targets.csv", 2, "kind"),
        ("impossible_date", "targets.csv", 10, "deadline"),
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_files(folder: Path) -> None:
    replace(folder, "catalogue.toml", "year = 2026", 'year = "this"')
    replace(folder, "indicators.csv", "monthly", "weekly")
    replace(folder, "places.csv", "town", "borough")
    replace(folder, "targets.csv", ">=,3000", ">=,many")
    replace(folder, "targets.csv", "enterprises,N1", "enterprises,N9")
    replace(folder, "calendar.csv", "2026-04-20", "2026-04-31")
    replace(folder, "plan.csv", "9000", "900")
    (folder / "stages.csv").unlink()
    assert [fault.rule for fault in check(folder)] == [
        "bad_year", "unknown_release", "bad_choice", "not_a_number", "unknown_parent", "impossible_date", "plan_falls",
    ]  # fmt: skip


def test_reading_a_faulty_catalogue_is_refused_with_every_fault(folder: Path) -> None:
    replace(folder, "places.csv", "town", "borough")
    replace(folder, "plan.csv", "9000", "900")
    with pytest.raises(Refused) as refused:
        read_catalogue(folder)
    assert list(refused.value.faults) == check(folder)
    assert "2" in refused.value.sentence.said_in("en")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    [fault] = check(tmp_path / "nowhere")
    assert fault.rule == "missing_folder"
    with pytest.raises(Refused):
        read_catalogue(tmp_path / "nowhere")


def test_a_fault_says_where_what_and_what_to_do(folder: Path) -> None:
    replace(folder, "targets.csv", "forest_planted", "forest_plantd")
    [fault] = check(folder)
    assert (fault.file, fault.row, fault.column, fault.value) == ("targets.csv", 7, "indicator", "forest_plantd")
    assert fault.message.said_in("en") == (
        "targets.csv, row 7, column indicator: forest_plantd is not in indicators.csv; did you mean forest_planted?"
    )


def test_a_wrong_choice_lists_those_that_are_possible(folder: Path) -> None:
    replace(folder, "places.csv", "town,990101,东关", "borough,990101,东关")
    [fault] = check(folder)
    assert "county, town, park, company, above" in fault.message.said_in("en")


def test_a_very_long_value_is_cut_in_the_sentence(folder: Path) -> None:
    replace(folder, "targets.csv", "2026-12-31", "9" * 5000)
    [fault] = check(folder)
    assert len(fault.message.said_in("en")) < 200
