"""Every screen shows what was known at a snapshot; what is new waits; one key comes back."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from console.app import Console
from console.moments import Moment, moments_of, stepped
from console.overview import NO_WORDS, Line, overview
from console.replay import overview_at
from console.store import Store, open_store
from tests.console.driving import DESIGNED, SMALL, console_on, shown, until
from tests.console.test_target import answered, entered, opened
from tests.stores import load, months, small_store

pytestmark = pytest.mark.console


async def at_snapshot(console: Console, pilot: Pilot[int], number: int) -> None:
    await until(pilot, lambda: console.moment is not None and console.moment.number == number)


def moments(count: int) -> list[Moment]:
    from datetime import date

    return [Moment(2 * n, n, count, f"{n}.parquet", "", date(2023, n, 1), False) for n in range(1, count + 1)]


def test_steps_go_through_the_snapshots_and_end_in_the_present() -> None:
    known = moments(4)
    assert stepped(known, None, -1) is known[2]
    assert stepped(known, known[2], 1) is known[3]
    assert stepped(known, known[3], 1) is None
    assert stepped(known, known[1], -9) is known[0]
    assert stepped(known, None, 1) is None
    assert stepped([], None, -1) is None


async def test_brackets_step_and_zero_returns(sample: Store) -> None:
    async with console_on(sample, DESIGNED, "en") as (console, pilot):
        now = console.watch_screen.overview
        await pilot.press("left_square_bracket")
        await at_snapshot(console, pilot, 49)
        await until(pilot, lambda: "REPLAY, not the present" in shown(console))
        assert "snapshot 49 of 50" in shown(console)
        await pilot.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        await at_snapshot(console, pilot, 46)
        await pilot.press("right_square_bracket")
        await at_snapshot(console, pilot, 47)
        await pilot.press("0")
        await until(pilot, lambda: console.moment is None and "REPLAY" not in shown(console))
        assert console.watch_screen.overview == now


async def test_braces_go_to_the_ends_and_the_step_after_the_last_is_the_present(sample_store: Path) -> None:
    async with console_on(sample_store, SMALL, "en") as (console, pilot):
        await pilot.press("left_curly_bracket")
        await at_snapshot(console, pilot, 1)
        await until(pilot, lambda: "REPLAY 1/50" in shown(console))
        await pilot.press("right_curly_bracket")
        await at_snapshot(console, pilot, 50)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: console.moment is None)
        await pilot.press("left_square_bracket")
        await at_snapshot(console, pilot, 49)
        await pilot.press("backslash")
        await until(pilot, lambda: console.moment is None)


async def test_the_watch_screen_shows_what_was_known_then(sample_store: Path) -> None:
    async with console_on(sample_store, DESIGNED, "en") as (console, pilot):
        await pilot.press("left_curly_bracket")
        await at_snapshot(console, pilot, 1)
        then = console.watch_screen.overview
        assert then is not None
        assert then.month is None
        assert all(line.actual is None for line in then.lines if line.kind.value == "volume")
        rows = [row for row in shown(console).splitlines() if row]
        assert len(rows) == DESIGNED[1]
        assert "Enter details" in rows[-1]


async def test_every_page_of_the_stack_shows_the_moment_and_its_way_back(sample_store: Path) -> None:
    async with console_on(sample_store, SMALL, "en") as (console, pilot):
        await entered(pilot, await opened(console, pilot, "A1"), "4")
        part = await answered(console, pilot)
        await pilot.press("left_curly_bracket")
        await at_snapshot(console, pilot, 1)
        for _ in range(16):
            await pilot.press("right_square_bracket")
        await at_snapshot(console, pilot, 17)
        await until(pilot, lambda: part.overview.moment is not None and part.overview.moment.number == 17)
        await until(pilot, lambda: part._facts_of == part.stamp)
        assert part.facts is not None
        newest = max(day for day in part.facts.points("ytd") if day.year == 2023)
        assert newest.month == 4
        await until(pilot, lambda: "REPLAY 17/50" in shown(console))
        await pilot.press("escape")
        target = await answered(console, pilot)
        await until(pilot, lambda: target.facts is not None and target.subject.line.period is not None
                    and target.subject.line.period.month == 4)  # fmt: skip
        await until(pilot, lambda: "REPLAY 17/50" in shown(console) and "To April" in shown(console))
        await pilot.press("0")
        await until(pilot, lambda: console.moment is None and "To September" in shown(console))


async def test_a_withdrawn_snapshot_still_counts_at_its_moment_and_says_so(sample_store: Path) -> None:
    async with console_on(sample_store, (200, 60), "en") as (console, pilot):
        await pilot.press("left_square_bracket", *["left_square_bracket"] * 6)
        await at_snapshot(console, pilot, 43)
        assert console.moment is not None
        assert console.moment.withdrawn
        await until(pilot, lambda: "(withdrawn later)" in shown(console))


async def test_new_figures_wait_while_an_earlier_moment_is_shown(small: Store) -> None:
    load(small, months("output", 2023, [5.0]), "a.parquet")
    load(small, months("output", 2023, [5.0, 10.0]), "b.parquet")
    async with console_on(small, DESIGNED, "en") as (console, pilot):
        await pilot.press("left_square_bracket")
        await at_snapshot(console, pilot, 1)
        load(small, months("output", 2023, [5.0, 10.0, 33.0]), "c.parquet")
        await until(pilot, lambda: "newer figures wait" in shown(console))
        assert console.watch_screen.overview is not None
        assert console.watch_screen.overview.moment is not None
        await pilot.press("0")
        await until(pilot, lambda: "3,300" in shown(console))
        assert "newer figures wait" not in shown(console)


def test_what_is_worked_out_anew_is_what_was_said_then(sample_store: Path) -> None:
    from console.overview import line_of
    from console.replay import _row, _worked_out

    with open_store(sample_store).read() as generation:
        for moment in moments_of(generation)[::12]:
            then = overview_at(generation, moment)
            assert then is not None
            anew = [line_of(_row(stood)) for stood in _worked_out(generation, moment)]
            assert [wordless(line) for line in anew] == [wordless(line) for line in then.lines]


def wordless(line: Line) -> Line:
    """Return a line without its sentences, which a later version of the program may put into other words."""
    return replace(line, reason=NO_WORDS, outlook_reason=NO_WORDS, required_reason=NO_WORDS)


def test_the_last_moment_is_the_present_when_nothing_came_after_it(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [5.0, 10.0]))
    with store.read() as generation:
        now, then = overview(generation), overview_at(generation, moments_of(generation)[-1])
    assert now is not None
    assert then is not None
    assert then.lines == now.lines


def test_a_store_that_kept_no_standings_of_a_moment_works_them_out(tmp_path: Path) -> None:
    store = small_store(tmp_path)
    load(store, months("output", 2023, [5.0, 10.0]))
    with store.write("forget") as draft:
        draft.run("delete from standing where snapshot_id is not null")
        draft.settle()
        draft.publish()
    with store.read() as generation:
        then = overview_at(generation, moments_of(generation)[0])
    assert then is not None
    found = then.find("T1")
    assert found is not None
    assert found.actual == 10.0
