"""Answers as files for other programs, and `jindu sql`."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from console.desk import Client
from console.desk.export import FORMATS, form_of, write, write_file
from console.faults import Refused
from tests.desk.stores import store_of, store_of_many
from tests.terminal import Terminal

ODD = """
select 1 as n, '澧县,"x"' as 文字, null as nothing, 1.50::decimal(10, 2) as exact, date '2023-06-30' as day,
    timestamp '2023-06-30 12:00:01' as moment, [1, 2] as listed, {'a': '县'} as struct, interval 1 month as span,
    9007199254740993 as huge, 'nan'::double as nan, true as truth, '=1+1' as formula
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with Client(store_of_many(tmp_path_factory.mktemp("exported"), 150_000)) as client:
        yield client


@pytest.mark.parametrize("form", FORMATS)
def test_values_of_every_type_are_written_in_every_format(form: str, desk: Client, tmp_path: Path) -> None:
    assert write_file(desk.ask(ODD).pieces(), tmp_path / f"odd.{form}", form) == 1
    assert (tmp_path / f"odd.{form}").stat().st_size > 0
    assert [file.name for file in tmp_path.iterdir()] == [f"odd.{form}"]


def test_csv_begins_with_a_byte_order_mark_only_on_request(desk: Client) -> None:
    for bom in (True, False):
        opened = io.BytesIO()
        write(desk.ask("select 澧县, n from (select '澧' as 澧县, 1 as n)").pieces(), opened, "csv", bom=bom)
        assert opened.getvalue().startswith(b"\xef\xbb\xbf") is bom
        assert "澧" in opened.getvalue().decode("utf-8-sig")


def test_json_says_what_it_has_no_number_for_as_text(desk: Client) -> None:
    opened = io.BytesIO()
    write(desk.ask(ODD).pieces(), opened, "json")
    (row,) = json.loads(opened.getvalue())
    assert (row["文字"], row["nothing"], row["exact"], row["day"]) == ('澧县,"x"', None, 1.5, "2023-06-30")
    assert (row["listed"], row["struct"], row["nan"], row["span"]) == ([1, 2], {"a": "县"}, "nan", "P1M")


def test_parquet_and_arrow_keep_every_row_and_type(desk: Client, tmp_path: Path) -> None:
    seen: list[int] = []
    write_file(desk.ask("from many").pieces(), tmp_path / "m.parquet", "parquet", progress=seen.append)
    table = parquet.read_table(tmp_path / "m.parquet")
    assert table.column("id").to_pylist() == list(range(150_000))
    assert str(table.schema.field("day").type) == "date32[day]"
    assert seen == sorted(seen)
    assert seen[-1] == 150_000
    write_file(desk.ask("from many").pieces(), tmp_path / "m.arrow", "arrow")
    assert pa.ipc.open_file(tmp_path / "m.arrow").read_all().num_rows == 150_000


def test_excel_gets_text_as_text_and_never_as_a_formula(desk: Client, tmp_path: Path) -> None:
    write_file(desk.ask(ODD).pieces(), tmp_path / "odd.xlsx", "xlsx")
    with zipfile.ZipFile(tmp_path / "odd.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in sheet
    assert "9007199254740993" in sheet


def test_a_failed_export_leaves_the_old_file_and_nothing_else(desk: Client, tmp_path: Path) -> None:
    old = tmp_path / "old.xlsx"
    old.write_text("old")
    with pytest.raises(Refused):
        write_file(desk.ask("select repeat('长', 40000) as long").pieces(), old, "xlsx")
    assert old.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["old.xlsx"]
    with pytest.raises(Refused):
        write_file(desk.ask("select 1").pieces(), tmp_path / "no" / "x.csv", "csv")


def test_the_ending_names_the_format() -> None:
    assert [form_of(Path(name)) for name in ("a.CSV", "a.xlsx", "a.txt", "a")] == ["csv", "xlsx", None, None]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("asked") / "store"
    store_of(place, "create table few as select range as n, '澧县' || range as 名称 from range(20)")
    return place


def jindu(store: Path, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "console", "sql", *words, "--store", str(store), "--lang", "en"]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, timeout=60, env={**os.environ, "NO_COLOR": "1"}
    )


def test_a_pipe_gets_plain_data(store: Path) -> None:
    done = jindu(store, "select n, 名称 from few order by n limit 2")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ['"n","名称"', '0,"澧县0"', '1,"澧县1"']
    assert json.loads(jindu(store, "-", "--format", "json", given="select 1 as a").stdout) == [{"a": 1}]
    assert jindu(store, "select * from few where n < 0").stdout.splitlines() == ['"n","名称"']


def test_rows_left_off_are_said(store: Path) -> None:
    done = jindu(store, "from few", "--max-rows", "3")
    assert len(done.stdout.splitlines()) == 4
    assert "there are more" in done.stderr
    assert jindu(store, "from few", "--max-rows", "20").stderr == ""


def test_parameters_and_files(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_text("-- $least = 18 : at least\nfrom few where n >= $least order by n")
    assert len(jindu(store, "--file", str(file)).stdout.splitlines()) == 3
    assert len(jindu(store, "--file", str(file), "--param", "least=19").stdout.splitlines()) == 2
    target = tmp_path / "out.xlsx"
    assert jindu(store, "from few", "--output", str(target)).returncode == 0
    assert zipfile.is_zipfile(target)


ENDLESS = "select count(*) from range(1000000) a, range(1000000) b where hash(a.range * b.range) = 3"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["select 1"], 0), (["drop table few"], 1), (["select wrong from few"], 1), (["select $a"], 1), ([], 2),
        (["select 1", "--timeout", "0"], 2), (["select 1", "--format", "xlsx"], 2),
        ([ENDLESS, "--timeout", "0.5"], 4),
    ],
)  # fmt: skip
def test_the_exit_code_says_how_it_ended(words: list[str], code: int, store: Path) -> None:
    done = jindu(store, *words)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) is (code != 0)


def test_a_store_that_cannot_be_opened_is_code_three(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    assert jindu(tmp_path, "select 1").returncode == 3


def test_an_interrupt_leaves_with_130_at_once(store: Path) -> None:
    with Terminal([sys.executable, "-m", "console", "sql", ENDLESS, "--store", store, "--lang", "en"]) as terminal:
        terminal.read(1.5)
        terminal.press("ctrl+c")
        assert terminal.left_with(5) == 130


def test_a_terminal_gets_an_aligned_table_that_cannot_drive_it(store: Path) -> None:
    asked = "select n, 名称, chr(27) || ']0;x' || chr(7) as evil from few order by n limit 3"
    with Terminal([sys.executable, "-m", "console", "sql", asked, "--store", store, "--lang", "en"]) as terminal:
        assert terminal.left_with(20) == 0
        assert "澧县2" in terminal.text().replace(" ", "")
        assert b"\x1b]0;x" not in terminal.written
