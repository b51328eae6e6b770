"""Making a profile from a file that nobody knows: columns by name and content, how it would read, and the TOML."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from console.faults import Refused
from console.intake import load
from console.intake.drafting import Draft
from console.intake.foreseen import Foreseen
from console.intake.known import Known
from console.intake.matching import ASIDE, FIGURES, spelling_of
from console.intake.profile import Profile, read_profile
from console.intake.profile_text import profile_text, save_profile
from console.intake.recognise import fitting, recognise
from console.intake.sampled import sampled
from console.store.embedded import EmbeddedStore
from console.widgets.tables.matched import ROLES
from tests.stores import small_store

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return small_store(tmp_path_factory.mktemp("known"))


def drafted(store: EmbeddedStore, file: Path) -> Draft:
    sample = sampled(file)
    with store.read() as newest:
        known = Known.of(newest, register=False, form="readings", totals=sample.door == "sheet")
    return Draft.of(sample, known)


def written(file: Path, *rows: str, encoding: str = "utf-8") -> Path:
    file.write_text("\n".join(rows) + "\n", encoding=encoding)
    return file


def roles(draft: Draft) -> dict[str, str]:
    pairs = zip(draft.sample.columns, draft.matches, strict=True)
    return {seen.name: match.role for seen, match in pairs if match.role != ASIDE}


def foreseen(draft: Draft) -> list[tuple[str, ...]]:
    return [tuple(cell.text if cell.known else f"!{cell.text}" for cell in row.cells) for row in Foreseen(draft).rows()]


def test_columns_with_names_that_say_nothing_are_told_by_what_stands_in_them(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    file = tmp_path / "导出.parquet"
    columns = {
        "zb": ["总产值"] * 2,
        "dq": ["东镇", "全县"],
        "yf": ["2023/09/30"] * 2,
        "je": [1.5, 4.0],
        "xh": ["a", "b"],
    }
    pq.write_table(pa.table(columns), file)
    draft = drafted(store, file)
    assert roles(draft) == {"zb": "indicator", "dq": "place", "yf": "period", "je": "value"}
    assert draft.missing() == []
    assert foreseen(draft) == [("总产值", "东镇", "2023-09", "ytd", "1.5"), ("总产值", "虚县", "2023-09", "ytd", "4")]
    assert load(store, file, profile=draft.profile("导出"), dry_run=True).rows == 2


def test_a_column_called_unit_is_the_place_where_places_stand_in_it(store: EmbeddedStore, tmp_path: Path) -> None:
    file = written(tmp_path / "县税务局2023.csv", "单位,科目,账期,累计(万元),上年同期", "东镇,总产值,202309,１２０,9")
    draft = drafted(store, file)
    assert roles(draft) == {"单位": "place", "科目": "indicator", "账期": "period", "累计(万元)": "value"}
    assert draft.source == "县税务局"
    assert foreseen(draft) == [("总产值", "东镇", "2023-09", "ytd", "120万元")]
    loaded = load(store, file, profile=draft.profile(), dry_run=True)
    assert (loaded.rows, loaded.faults) == (1, ())


def test_several_columns_of_figures_are_readings_of_their_own(store: EmbeddedStore, tmp_path: Path) -> None:
    file = tmp_path / "月报.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        rows = [
            ["2023年1-9月情况"],
            ["单位：亿元"],
            ["税种", "属地", "累计入库", "增减率%"],
            ["总产值", "合计", 12.5, 3.5],
        ]
        for at, row in enumerate([*rows, ["注：快报数"]]):
            sheet.write_row(at, 0, row)
    draft = drafted(store, file)
    assert roles(draft) == {"税种": "indicator", "属地": "place", "累计入库": FIGURES, "增减率%": FIGURES}
    assert foreseen(draft) == [
        ("总产值", "虚县", "2023-09", "ytd", "12.5亿元"), ("总产值", "虚县", "2023-09", "ytd_yoy", "3.5%"),
    ]  # fmt: skip
    assert load(store, file, profile=draft.profile(), dry_run=True).rows == 2


def test_what_the_operator_decides_goes_before_what_was_matched(store: EmbeddedStore, tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", "甲,乙,丙,本期,上期", "总产直,东镇,30/09/2023,5,4", "总产直,西镇,31/08/2023,6,4")
    draft = drafted(store, file)
    assert "indicator" in draft.missing()
    assert draft.unknown("indicator") == []
    draft.give(0, "indicator")
    draft.give(2, "period")
    assert draft.period == "%d/%m/%Y"
    draft.give(4, "value")
    assert roles(draft) == {"甲": "indicator", "乙": "place", "丙": "period", "上期": "value"}
    draft.hold("measure", "month")
    assert draft.unknown("indicator") == ["总产直"]
    assert foreseen(draft)[0] == ("!总产直", "东镇", "2023-09", "month", "4")
    assert draft.take_nearest() == 1
    assert foreseen(draft)[0] == ("总产值", "东镇", "2023-09", "month", "4")
    loaded = load(store, file, profile=draft.profile("x"), dry_run=True)
    assert (loaded.rows, loaded.faults) == (2, ())


def test_a_saved_profile_is_read_back_as_it_was_and_recognises_the_next_file(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    hard = Profile(
        name='引"号\\', source="局\t\x7f\n", form="readings", constants={"measure": "month"},
        columns={"indicator": "指 标", "place": "a.b", "value": "数"},
        words={**{column: {} for column in Profile(words={}).words}, "indicator": {"x y": "output"}},
    )  # fmt: skip
    file = written(tmp_path / "hard.toml", profile_text(hard))
    assert replace(read_profile(file), words={"indicator": {"x y": "output"}}) == replace(
        hard, words={"indicator": {"x y": "output"}}
    )
    draft = drafted(store, written(tmp_path / "九月.csv", "机构,科目,账期,余额", "东镇,总产值,202309,5"))
    path = save_profile(draft.profile("某银行"), "某银行", tmp_path / "profiles")
    kept = read_profile(path)
    found = recognise(written(tmp_path / "十月.csv", "机构,科目,账期,余额", "东镇,总产值,202310,6"), [kept])
    assert found.profile == kept
    assert kept.constants == {"measure": "stock"}
    with pytest.raises(Refused):
        save_profile(kept, "某银行", tmp_path / "profiles")
    for name in ("../x", "", ".x", "a/b"):
        with pytest.raises(Refused):
            save_profile(kept, name, tmp_path / "profiles")


def test_a_file_in_the_words_of_the_contract_takes_only_a_profile_that_was_made_for_it() -> None:
    own = ["indicator", "place", "period", "value"]
    other, made = Profile(columns={"member": "value"}), Profile(columns={name: name for name in own})
    assert fitting(own, [Profile(columns={"place": "region"})]) is None
    assert fitting(own, [made]) is made
    assert fitting(["indicator"], [other]) is None


def test_a_hostile_or_empty_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for name, content in {
        "a.xlsx": b"PK\x03\x04junk",
        "b.parquet": b"PAR1junkPAR1",
        "c.csv": b"",
        "d.csv": b"\0\xff",
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Refused):
            sampled(tmp_path / name)


def test_a_sheet_without_a_heading_has_no_columns(store: EmbeddedStore, tmp_path: Path) -> None:
    draft = drafted(store, written(tmp_path / "a.csv", "东镇,总产值,2023-09,5", "西镇,总产值,2023-09,6"))
    assert draft.sample.columns == ()
    assert draft.missing() == ["indicator", "place", "period", "value"]


@pytest.mark.parametrize(
    ("cells", "spelling"),
    [(["2023年9月"], ""), (["30/09/2023", "31/10/2023"], "%d/%m/%Y"), (["Sep-23"], "%b-%y"), (["何时"], "")],
)
def test_the_spelling_of_periods_is_found_out(cells: list[str], spelling: str) -> None:
    assert spelling_of(cells) == spelling


@pytest.mark.parametrize("form", ["readings", "entries"])
def test_every_column_of_the_contract_has_words_for_whoever_chooses_it(
    store: EmbeddedStore, tmp_path: Path, form: str
) -> None:
    draft = drafted(store, written(tmp_path / "new.csv", "指标,地区,时期,数值", "规模工业总产值,澧县,2023-09,1"))
    draft.turn(form)
    assert [role for role in draft.roles if role not in ROLES] == []
