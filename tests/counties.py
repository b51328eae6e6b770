"""A city of five made-up counties: two report alike, one is silent, one has another unit, one tells growth alone."""

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from console.store import apply_catalogue
from console.store.embedded import EmbeddedStore
from console.targets import Catalogue, Indicator, Kind, Measure, Panel, Place, Target
from tests.stores import empty_store, load, months, output

FIRST, SECOND, SILENT, OTHER_UNIT, GROWTH_ONLY = "990001", "990002", "990003", "990004", "990005"
NAMES = {
    FIRST: ("甲县", "Jia County"), SECOND: ("乙县", "Yi County"), SILENT: ("丙县", "Bing County"),
    OTHER_UNIT: ("丁县", "Ding County"), GROWTH_ONLY: ("戊县", "Wu County"),
}  # fmt: skip
TODAY = date(2023, 5, 20)


def catalogue(county: str, year: int = 2023, value: float = 100.0) -> Catalogue:
    """Return what a county promises: an output, its growth, and an income a head."""
    zh, en = NAMES.get(county, (f"县{county[-3:]}", f"County {county[-3:]}"))
    unit = "万元" if county == OTHER_UNIT else "亿元"
    return Catalogue(
        county=county, year=year, name=f"{en.split()[0].lower()}-{year}", title_zh=f"{zh}{year}年度目标",
        title_en=f"{en}, targets for {year}", report_zh="工作报告", report_en="Work report",
        indicators=(
            Indicator("output", "总产值", "Output", unit, "统计局", ""),
            Indicator("income", "居民人均收入", "Income per head", "元", "统计局", ""),
        ),
        places=(Place(county, zh, en, "county", ""),),
        targets=tuple(replace(one, deadline=date(year, 12, 31)) for one in _targets(county, unit, value)),
    )  # fmt: skip


def _targets(county: str, unit: str, value: float) -> tuple[Target, ...]:
    level = replace(output(value), place=county, unit=unit)
    growth = replace(
        level, target_id="T2", kind=Kind.GROWTH, value=7.0, unit="%", measure=Measure.YTD_YOY, name_zh="总产值增长",
        name_en="Output growth",
    )  # fmt: skip
    income = replace(
        level, target_id="T3", indicator="income", value=20000.0, unit="元", panel=Panel.CAPITAL,
        name_zh="居民人均收入", name_en="Income per head",
    )  # fmt: skip
    return level, growth, income


def reported(
    store: EmbeddedStore, county: str, figures: Sequence[float], measure: str = "ytd", year: int = 2023,
    indicator: str = "output", as_of: date = TODAY,
) -> int:  # fmt: skip
    """Load a county's own figures of one indicator from January on, and return the snapshot."""
    rows = months(indicator, year, figures, county, measure)
    return load(store, rows, f"{county}-{indicator}-{measure}.parquet", as_of, county)


def city(path: Path) -> EmbeddedStore:
    """Make a store of the five counties: a copy of one that is written once a process."""
    store = empty_store(path)
    shutil.copytree(_written_once(), store.path, dirs_exist_ok=True)
    return store


@cache
def _written_once() -> Path:
    """Write the five counties, of which most have reported April, and one of them May."""
    folder = Path(tempfile.mkdtemp(prefix="jindu-city-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = empty_store(folder)
    for county in NAMES:
        apply_catalogue(store, catalogue(county, value=50.0 if county == SECOND else 100.0), "tester")
    reported(store, FIRST, [10, 20, 30, 40])
    reported(store, SECOND, [5, 10, 20, 25, 30])
    reported(store, OTHER_UNIT, [1e5, 2e5, 3e5, 4e5])
    for county, growth in ((FIRST, 8.0), (SECOND, 6.5), (GROWTH_ONLY, 9.0)):
        reported(store, county, [growth] * 4, "ytd_yoy")
    return store.path
