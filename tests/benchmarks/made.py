"""A made-up catalogue and made-up readings of any size, for benches."""

from datetime import date
from pathlib import Path

import duckdb

from console.store import Store, apply_catalogue, open_store
from console.targets import Catalogue, Comparator, Indicator, Kind, Measure, Panel, Place, Target

INDICATORS, PLACES = 200, 50
MONTHS = 100
_DIVIDED = ", if(k = 0, '', 'industry') as dimension, if(k = 0, '', printf('m%d', k)) as member"
"""The figure itself, then its parts by industry."""


def catalogue() -> Catalogue:
    """55 targets on the first indicators; 200 indicators at 50 places."""
    indicators = tuple(
        Indicator(f"i{n:03}", f"指标{n}", f"Indicator {n}", "亿元", "示例局", "") for n in range(INDICATORS)
    )
    places = tuple(
        Place(f"99{n:04}", f"地方{n}", f"Place {n}", "town" if n else "county", "990000" if n else "")
        for n in range(PLACES)
    )
    targets = tuple(
        Target(
            f"T{n}", f"i{n:03}", "990000", Kind.VOLUME, Comparator.AT_LEAST, 1000.0, "亿元", date(2023, 12, 31),
            list(Panel)[n % 5], f"目标{n}", f"Target {n}", Measure.YTD,
        )
        for n in range(55)
    )  # fmt: skip
    return Catalogue("990000", 2023, "made-2023", "示例", "Made up", "", "", indicators, places, targets)


def readings(file: Path, rows: int, seed: float, dimensions: int | None = None) -> None:
    """Write a Parquet file of so many readings: 10,000 series at up to 100 months, then members of a dimension."""
    months = min(MONTHS, max(1, rows // (INDICATORS * PLACES)))
    members = rows // (INDICATORS * PLACES * months)
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("set preserve_insertion_order = true")
        connection.execute(f"select setseed({seed})")
        connection.execute(
            f"""copy (
                select printf('i%03d', i) as indicator, printf('99%04d', p) as place,
                    last_day(date '2015-09-01' + to_months(m::integer)) as period, round(random() * 100, 3) as value
                    {_DIVIDED if members > 1 else ""}
                from range({INDICATORS}) t(i), range({PLACES}) u(p), range({members}) v(k), range({months}) w(m)
            ) to '{file}' (format parquet)"""
        )


def store(folder: Path) -> Store:
    """Make a store with the made-up catalogue."""
    made = open_store(folder)
    apply_catalogue(made, catalogue())
    return made
