"""Stores of any size, laid by SQL through the store's own draft, and what a console and a loader ask of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import duckdb

from console.county import Wanted, choose
from console.drill.parts import leagues_of
from console.drill.place import brought_by
from console.drill.subject import facts_of, subject_of
from console.intake import load
from console.moments import moments_of
from console.overview import Overview, overview
from console.replay import overview_at
from console.store import Draft, Limits, Store, apply_to, named, open_store, standings
from console.store.settling import store_standings
from console.targets import Catalogue, Comparator, Indicator, Kind, Measure, Panel, Place, Target
from tests.benchmarks.figures import seconds

MONTHS = 100
TARGETS = 55
LIMITS = Limits(memory="2GB", threads=2, writing="1GB")
SERIES = """
    insert into series
    select (row_number() over () + (select coalesce(max(series_id), 0) from series))::integer, county, indicator, place,
        '', '', 'ytd'
    from (
        select i.county, i.indicator, p.place
        from indicator as i join place as p using (county)
        where i.county not in (select s.county from series as s)
        order by all
    )
"""
READINGS = """
    insert into reading_here
    select $snapshot::integer, series_id, last_day(date '2015-09-01' + to_months(m::integer)),
        (hash(series_id, m, $snapshot) % 100000)::double / 1000, null, row_number() over ()
    from (
        select series_id, m
        from (select series_id from series where county = $county), range(100 - $months, 100) as u(m)
        order by all
    )
"""


def catalogue(number: int, indicators: int, places: int) -> Catalogue:
    """A county of so many indicators and places, with 55 targets."""
    county = f"9{number:03}00"
    return Catalogue(
        county, 2023, f"made-{number}", f"示例{number}", f"Made up {number}", "", "",
        tuple(Indicator(f"i{n:03}", f"指标{n}", f"Indicator {n}", "亿元", "示例局", "") for n in range(indicators)),
        tuple(
            Place(f"9{number:03}{n:02}", f"地方{number}-{n}", f"Place {number}-{n}", "town" if n else "county",
                  county if n else "")
            for n in range(places)
        ),
        tuple(
            Target(
                f"T{n}", f"i{n:03}", county, Kind.VOLUME, Comparator.AT_LEAST, 1000.0, "亿元", date(2023, 12, 31),
                list(Panel)[n % 5], f"目标{n}", f"Target {n}", Measure.YTD,
            )
            for n in range(TARGETS)
        ),
    )  # fmt: skip


def lay_counties(store: Store, counties: int, indicators: int, places: int, months: int) -> None:
    """Lay counties into an empty store, each with one snapshot of all its series."""
    if store.version() is not None:
        return
    with store.write("bench", "bench") as draft:
        for number in range(counties):
            apply_to(draft, catalogue(number, indicators, places))
        draft.run(SERIES)
        for number in range(counties):
            _lay(draft, number + 1, f"9{number:03}00", months, indicators * places * months)
        draft.renew_current(withdrawn=False)
        store_standings(
            draft,
            ((n + 1, standings(draft, f"9{n:03}00", as_of=draft.today, known_at=n + 1)) for n in range(counties)),
        )
        draft.publish()


def lay_history(store: Store, readings: int, indicators: int = 200, places: int = 50) -> None:
    """Lay one county's snapshots of at most a million readings, each restating the one before, ten a generation."""
    if store.version() is not None:
        return
    each = min(readings, 1_000_000)
    with store.write("bench", "bench") as draft:
        apply_to(draft, catalogue(0, indicators, places))
        draft.run(SERIES)
        draft.settle()
        draft.publish()
    for first in range(1, readings // each + 1, 10):
        with store.write("bench", "bench") as draft:
            for snapshot in range(first, min(first + 10, readings // each + 1)):
                _lay(draft, snapshot, "900000", each // (indicators * places), each)
            draft.settle()
            draft.publish()


def _lay(draft: Draft, snapshot: int, county: str, months: int, rows: int) -> None:
    at = datetime.now(UTC).replace(tzinfo=None)
    draft.run(
        named("intake/snapshot_added"), snapshot_id=snapshot, generation=draft.number, form="readings",
        name=f"{snapshot}.parquet", part="", sha256=f"{snapshot:064}", source="bench", profile="", published=at.date(),
        loaded_at=at, loaded_by="bench", bytes=rows, rows=rows, county=county,
    )  # fmt: skip
    draft.run(READINGS, snapshot=snapshot, county=county, months=months)


def folder_store(folder: Path) -> Store:
    return open_store(folder, LIMITS)


Ask = Callable[[], object]


def asked(store: Store, turns: int) -> dict[str, list[float]]:
    """Ask what a console asks, each so often; every turn opens the newest generation as a console does."""
    choose(Wanted("900000", 2023))
    with store.read() as generation:
        moments = moments_of(generation)
        seen = _seen(store)
    moment = moments[len(moments) // 2]
    line = next(line for line in seen.lines if line.target_id == "T3")
    subject = subject_of(line, seen.county, seen.year)

    def page(known_at: int | None) -> None:
        with store.read() as generation:
            leagues_of(generation, subject, facts_of(generation, subject, known_at), known_at)

    def step() -> None:
        with store.read() as generation:
            moments_of(generation)
            overview_at(generation, moment)

    def town() -> None:
        with store.read() as generation:
            brought_by(generation, seen, "900007", None)

    questions: dict[str, Ask] = {
        "overview": partial(_seen, store), "page of a target": partial(page, None), "step of the replay": step,
        "page of a target in a replay": partial(page, moment.snapshot_id), "page of a town": town,
    }  # fmt: skip
    return {name: [seconds(ask) for _ in range(turns + 1)][1:] for name, ask in questions.items()}


def _seen(store: Store) -> Overview:
    with store.read() as generation:
        seen = overview(generation)
    if seen is None or len(seen.lines) != TARGETS or seen.county != "900000":
        raise SystemExit("the bench does not see the county's 55 targets")
    return seen


def loaded(store: Store, folder: Path, turns: int) -> list[float]:
    """Load a file of 10,000 readings of one county so often, each time with other values."""
    took = []
    for turn in range(turns):
        file = folder / f"fixed-{turn}.parquet"
        with duckdb.connect() as connection:
            connection.execute(
                f"""copy (
                    select printf('i%03d', i) as indicator, printf('9000%02d', p) as place, last_day(d) as period,
                        round(random() * 100, 3) as value
                    from range(50) t(i), range(20) u(p),
                        (select date '2023-01-01' + to_months(m::integer) as d from range(10) v(m))
                ) to '{file}' (format parquet)"""
            )
        took.append(seconds(partial(_load, store, file)))
        file.unlink()
    return took


def _load(store: Store, file: Path) -> None:
    told = load(store, file, by="bench")
    if told.status != "loaded":
        raise SystemExit(f"the bench's own file was {told.status}: {told.faults}")
