"""The cursor on a large table: it stops at the ends, chooses areas, and stays in sight."""

import pytest

from console.grid import Grid


@pytest.fixture
def grid() -> Grid:
    made = Grid()
    made.begin_again(1000, [10, 20, 30])
    return made


def test_the_cursor_stops_at_the_ends(grid: Grid) -> None:
    grid.move(5000, 7, choosing=False)
    assert (grid.row, grid.at) == (999, 2)
    grid.move(-5000, -7, choosing=False)
    assert (grid.row, grid.at) == (0, 0)


def test_an_area_grows_from_where_choosing_began_and_a_plain_move_ends_it(grid: Grid) -> None:
    grid.move(10, 1, choosing=False)
    grid.move(-2, 1, choosing=True)
    assert grid.area == (range(8, 11), range(1, 3))
    grid.choose_rows()
    assert grid.area == (range(8, 11), range(0, 3))
    grid.move(1, 0, choosing=False)
    assert grid.area == (range(9, 10), range(2, 3))


def test_the_cursor_stays_in_sight_downwards_and_to_the_right(grid: Grid) -> None:
    grid.move(500, 2, choosing=False)
    grid.keep_in_sight(room=20, width=40)
    assert grid.top == 481
    assert grid.in_sight(40) == [(2, 30)]
    grid.move(-500, -2, choosing=False)
    grid.keep_in_sight(room=20, width=40)
    assert grid.in_sight(40) == [(0, 10), (1, 20), (2, 6)]


def test_another_table_begins_in_its_first_row_with_nothing_chosen(grid: Grid) -> None:
    grid.move(5, 1, choosing=True)
    grid.begin_again(3, [8], at=0)
    assert grid.area == (range(0, 1), range(0, 1))


def test_a_table_without_rows_has_a_cursor_at_its_beginning(grid: Grid) -> None:
    grid.begin_again(0, [8])
    grid.move(1, 1, choosing=False)
    grid.keep_in_sight(room=10, width=40)
    assert (grid.row, grid.at, grid.top) == (0, 0, 0)
