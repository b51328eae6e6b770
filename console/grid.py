"""Where one is in a large table: the cell under the cursor, the cells that are chosen, and what of it is in sight."""

BETWEEN = 2
"""Cells between two columns."""
NARROWEST, WIDEST = 4, 120


class Grid:
    """A cursor on a table of so many rows, and columns of such widths."""

    def __init__(self) -> None:
        self.rows = 0
        self.widths: list[int] = []
        """The cells of every column."""
        self.begin_again(0, [])

    def begin_again(self, rows: int, widths: list[int], at: int = 0) -> None:
        """Stand in the first row of another table."""
        self.rows, self.widths = rows, widths
        self.row, self.at = 0, at
        self.top = self.left = 0
        """The first row and the first column in sight."""
        self._anchor: tuple[int, int] | None = None

    @property
    def area(self) -> tuple[range, range]:
        """Return the rows and the columns that are chosen."""
        row, at = self._anchor or (self.row, self.at)
        rows, columns = sorted((row, self.row)), sorted((at, self.at))
        return range(rows[0], rows[1] + 1), range(columns[0], columns[1] + 1)

    def move(self, rows: int, columns: int, *, choosing: bool) -> None:
        """Move the cursor, no further than the ends; while choosing, the area grows."""
        if not choosing:
            self._anchor = None
        elif self._anchor is None:
            self._anchor = self.row, self.at
        self.row = max(0, min(self.row + rows, self.rows - 1))
        self.at = max(0, min(self.at + columns, len(self.widths) - 1))

    def scroll(self, rows: int, room: int) -> None:
        """Show what lies below or above, no further than the ends."""
        self.top = max(0, min(self.top + rows, self.rows - room))

    def choose_rows(self) -> None:
        """Choose all columns of the row, or of the rows that are chosen."""
        rows, _columns = self.area
        self._anchor = (rows[0] if self.row == rows[-1] else rows[-1], 0)
        self.at = len(self.widths) - 1

    def widen(self, cells: int) -> None:
        """Make the column of the cursor wider or narrower."""
        self.widths[self.at] = max(NARROWEST, min(self.widths[self.at] + cells, WIDEST))

    def keep_in_sight(self, room: int, width: int) -> None:
        """Scroll as little as it takes to see the cursor in so many rows and cells."""
        self.top = max(0, min(self.top, self.row, max(0, self.rows - room)))
        self.top = max(self.top, self.row - room + 1, 0)
        self.left = min(self.left, self.at)
        while self.left < self.at and self._cells(self.left, self.at) > width:
            self.left += 1

    def _cells(self, first: int, last: int) -> int:
        return sum(self.widths[at] + BETWEEN for at in range(first, last + 1)) - BETWEEN

    def in_sight(self, width: int) -> list[tuple[int, int]]:
        """Return the columns that so many cells show, each with its own; the last may be cut."""
        found = []
        for place in range(self.left, len(self.widths)):
            if width <= BETWEEN:
                break
            found.append((place, min(self.widths[place], width)))
            width -= self.widths[place] + BETWEEN
        return found
