"""What the editor suggests and colours: remarks and texts as DuckDB reads them, names where they belong."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.completing import Known, offer
from console.lexing import Kind, Lines, tokens

KNOWN = Known(
    keywords=("select", "from", "where", "group"),
    functions={"sum": "sum(x)", "list_sum": "list_sum(l)"},
    tables={
        "readings": {"indicator": "指标 / code", "indicator_zh": "指标中文名", "value": "值"},
        "place": {"place": "地区代码", "name_zh": "名称"},
    },
    meanings={"readings": "读数"},
    names={"industrial_loans": "工业贷款投放 Industrial loans", "工业贷款投放": "industrial_loans", "澧县": "430723"},
)


def words(text: str, *, asked: bool = False) -> list[str]:
    """Return what is suggested where the | stands."""
    row = text[: text.index("|")].count("\n")
    column = len(text[: text.index("|")].split("\n")[-1])
    return [one.word for one in offer(text.replace("|", "").split("\n"), row, column, KNOWN, asked=asked).suggestions]


def test_after_from_come_tables_and_common_table_expressions() -> None:
    assert words("with 汇总 as (select 1) select * from |", asked=True) == ["汇总", "readings", "place"]
    assert words("select 1 from re|") == ["readings"]


def test_after_an_alias_come_the_columns_of_its_table() -> None:
    assert words("select r.| from readings as r") == ["indicator", "indicator_zh", "value"]
    assert words("select p.n| from readings r\njoin place p on true") == ["name_zh"]
    assert words("select place.| from place") == ["place", "name_zh"]


def test_columns_of_the_tables_that_are_mentioned_come_before_functions() -> None:
    assert words("select in| from readings")[:2] == ["indicator", "indicator_zh"]
    assert "sum" in words("select su| from readings")


def test_letters_of_the_parts_of_a_name_find_it() -> None:
    assert words("select iz| from readings") == ["indicator_zh"]


@pytest.mark.parametrize("typed", ["gydk", "工业", "industr", "Industrial l"])
def test_names_are_suggested_inside_a_text_by_pinyin_chinese_code_or_english(typed: str) -> None:
    assert "industrial_loans" in words(f"from readings where indicator = '{typed}|'")


@pytest.mark.parametrize(
    "text", ["-- se|", "/* a\n se| */", "select 1 -- from re|", "/* /* */ se| */", "select $s|", "select 1e|"]
)
def test_nothing_is_suggested_in_remarks_parameters_and_figures(text: str) -> None:
    assert words(text) == []


def test_a_remark_inside_a_text_is_a_text() -> None:
    assert "澧县" in words("select '--', 'lx|'")


def test_nothing_is_suggested_before_a_letter_is_typed() -> None:
    assert words("select |") == []
    assert "from" in words("select |", asked=True)


PIECES = st.sampled_from(
    [
        "select",
        " ",
        "\n",
        "'",
        "''",
        '"',
        "--",
        "/*",
        "*/",
        "$$",
        "$甲$",
        "$x",
        ";",
        "澧县",
        "1.5",
        "e'",
        "\\",
        "E",
        "(",
        "a_b",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_remarks_are_where_duckdb_says_they_are(script: str) -> None:
    try:
        said = [(at, str(kind)) for at, kind in duckdb.tokenize(script)]
    except duckdb.Error:
        return
    ours = _remarks(script)
    if "\\" in script or "$" in script or "/*" in script:  # tokenize gives up where something stays open
        return
    theirs = [len(script.encode()[:at].decode()) for at, kind in said if "comment" in kind]
    assert [start for start in theirs if start not in ours] == []


def _remarks(script: str) -> set[int]:
    found, start, lines = set(), 0, Lines()
    lines.follow(script.split("\n"))
    for number, line in enumerate(script.split("\n")):
        found |= {start + token.start for token in lines.of(number) if token.kind is Kind.REMARK}
        start += len(line) + 1
    return found


@given(
    st.lists(st.lists(PIECES, max_size=5).map("".join), max_size=8),
    st.lists(PIECES, max_size=5).map("".join),
    st.integers(0, 8),
)
def test_reading_only_what_changed_gives_the_same_as_reading_everything(
    before: list[str], line: str, place: int
) -> None:
    lines, fresh = Lines(), Lines()
    old = "\n".join(before).split("\n")
    new = "\n".join([*before[:place], line, *before[place + 1 :]]).split("\n")
    lines.follow(old)
    lines.follow(new)
    fresh.follow(new)
    assert [lines.before(at) for at in range(len(new))] == [fresh.before(at) for at in range(len(new))]


def test_quotes_dollar_quotes_and_nested_remarks_are_read_as_duckdb_reads_them() -> None:
    found, left = tokens("select $x$a'b$x$, e'it\\'s', \"名 称\", $县 /* a /* b */ c */ 1.5e3 -- x")
    assert [token.kind.value for token in found] == [
        "word", "text", "text", "quoted", "parameter", "remark", "number", "remark",
    ]  # fmt: skip
    assert left.closing == ""


def test_statements_near_a_line_are_found_without_reading_the_whole_text() -> None:
    lines = Lines()
    lines.follow([f"select {n}, ';' -- ; /*" if n % 2 else f"from t{n}; /* ;" + " */" for n in range(400)])
    first, last = lines.around(301)
    assert 280 < first < 300
    assert last == 303
    assert not lines.ends(301)
    assert lines.around(0) == (0, 1)
    assert lines.around(399)[1] == 400
