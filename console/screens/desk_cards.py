"""What lies over the desk for a moment: a whole cell, or what a column holds."""

from textual.binding import Binding

from console.answers import whole
from console.desk.states import Statistics
from console.formats import Glyphs, column_text, fit, safe_text, steady_text, wrapped
from console.language import Sentence, say
from console.screens.dialogs import PageDialog
from console.sheet import Row

LONGEST = 200_000
"""Characters of a cell that its view shows."""


class CellView(PageDialog):
    """One value in full."""

    def __init__(self, name: str, kind: str, value: object, glyphs: Glyphs) -> None:
        super().__init__(f"{name}  {kind}", glyphs, [Binding("c", "copy", say("copy").text, id="dialog.copy")])
        self.value = value

    def rows(self, width: int) -> list[Row]:
        """Return the value, line by line, long lines broken."""
        text = whole(self.value)
        shown: list[Row] = []
        for line in text[:LONGEST].split("\n"):
            safe = safe_text(line, 2 * LONGEST)
            parts = _broken(steady_text(safe) if self.glyphs.steady else safe, width - 3)
            shown += [((f" {part}", ""),) for part in parts]
        more = len(text) - LONGEST
        if more > 0:
            shown.append(((f" {say('{count:more character|more characters}', count=f'{more:,}')}", "muted"),))
        count = str(say("{count:character|characters}", count=f"{len(text):,}"))
        return [((f" {count}", "muted"),), (), *shown]


def _broken(line: str, cells: int) -> list[str]:
    """Break a line; a very long one by characters, as looking for good places would take long."""
    if len(line) < 4000:
        return wrapped(line, cells)
    half = max(cells // 2, 1)
    return [line[at : at + half] for at in range(0, len(line), half)]


class ColumnCard(PageDialog):
    """What a column holds, over all rows of the answer."""

    def __init__(self, name: str, kind: str, found: Statistics, glyphs: Glyphs) -> None:
        super().__init__(f"{name}  {kind}", glyphs)
        self.found = found

    def rows(self, width: int) -> list[Row]:
        """Return counts, quantiles, histogram and the most frequent values."""
        found = self.found
        note = say("worked out over all {rows:row|rows} of the answer", rows=f"{found.rows:,}")
        rows: list[Row] = [((f" {note}", "muted"),), ()]
        share = f"  {found.nulls / found.rows:.1%}" if found.rows and found.nulls else ""
        facts: list[tuple[Sentence | str, str]] = [
            (say("rows"), f"{found.rows:,}"),
            (say("NULL"), f"{found.nulls:,}{share}"),
            (say("distinct values"), f"{found.distinct:,}"),
        ]
        if found.lowest is not None:
            facts += [(say("lowest"), found.lowest), (say("highest"), found.highest or "")]
        facts += [(f"{percent} %", value) for percent, value in zip((5, 25, 50, 75, 95), found.quantiles, strict=False)]
        rows += [self._fact(label, value, width) for label, value in facts]
        return [*rows, *self._histogram(width), *self._top(width)]

    def _fact(self, label: Sentence | str, value: str, width: int) -> Row:
        text = column_text(value, self.glyphs, max(width - 22, 10))
        return ((f" {fit(str(label), 16, self.glyphs)}  ", "muted"), (text, ""))

    def _histogram(self, width: int) -> list[Row]:
        steps = self.found.histogram
        if not steps:
            return []
        most = max(rows for _low, _high, rows in steps)
        room = max(width - 44, 4)
        lines: list[Row] = [(), ((f" {say('Histogram')}", "title"),)]
        for low, high, rows in steps:
            bar = self.glyphs.full * max(round(rows / most * room), 1)
            between = f"{low:,.6g} ~ {high:,.6g}"
            lines.append(
                (
                    (f" {fit(between, 27, self.glyphs)} ", ""),
                    (fit(bar, room, self.glyphs), "spark"),
                    (f" {rows:,}", "actual"),
                )
            )
        return lines

    def _top(self, width: int) -> list[Row]:
        lines: list[Row] = [(), ((f" {say('Most frequent')}", "title"),)]
        for value, rows in self.found.top:
            text = fit(column_text(value, self.glyphs, 200), max(width - 24, 10), self.glyphs)
            share = f"{rows / self.found.rows:>6.1%}" if self.found.rows else ""
            lines.append(((f" {text} ", ""), (f"{rows:>11,}", "actual"), (f" {share}", "muted")))
        return lines if self.found.top else []
