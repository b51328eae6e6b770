"""The first line of the console: whose targets, as of when, how old, whether it is a sample."""

from collections.abc import Callable
from datetime import datetime

from rich.cells import cell_len

from console import formats
from console.cells import as_of
from console.formats import Glyphs, column_text, shorten
from console.keys import told
from console.language import Sentence, chosen, say
from console.overview import Overview
from console.widgets.drawn import Drawn


class Heading(Drawn):
    """One line that is always there."""

    def __init__(self, clock: Callable[[], datetime], glyphs: Glyphs) -> None:
        super().__init__(id="heading", glyphs=glyphs)
        self.clock = clock
        self.overview: Overview | None = None
        self.opening = True
        self.marks: tuple[Sentence, ...] = ()

    def show(self, overview: Overview | None) -> None:
        """Show another generation."""
        self.overview, self.opening = overview, False
        self.refresh()

    def mark(self, marks: tuple[Sentence, ...]) -> None:
        """Say what is unusual about what is shown: a pause, another measure."""
        if marks != self.marks:
            self.marks = marks
            self.refresh()

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return title and dates on the left; sample mark, language and help on the right, which are never cut."""
        right = self._right()
        room = self.size.width - sum(cell_len(text) for text, _tone in right) - 2
        left = self._left(room)
        gap = room - sum(cell_len(text) for text, _tone in left) + 1
        return ((" ", ""), *left, (" " * max(gap, 0), ""), *right)

    def _left(self, room: int) -> list[tuple[str, str]]:
        if self.overview is None:
            words = say("opening the store") if self.opening else say("Jindu")
            return [(shorten(str(words), room, self.glyphs.ellipsis), "title")]
        title = column_text(str(self.overview.title), self.glyphs)
        facts = [("  " + fact, "muted") for fact in self._facts(self.overview) if fact]
        for place in (1, 1, 0):  # the snapshot's number goes first, then the age, then the month
            if facts and cell_len(title) + sum(cell_len(text) for text, _tone in facts) > room:
                facts.pop(min(place, len(facts) - 1))
        if cell_len(title) > room:
            title = title.partition(", ")[0]
        return [(shorten(title, max(room, 0), self.glyphs.ellipsis), "title"), *facts]

    def _facts(self, overview: Overview) -> tuple[str, ...]:
        number = str(say("snapshot {number}", number=overview.snapshot)) if overview.snapshot else ""
        return as_of(overview.month), number, str(self._when(overview))

    def _when(self, overview: Overview) -> Sentence:
        """Say how old the figures are; a sample lives on a day of its own, which is told instead."""
        if overview.is_sample:
            return say("today is {day}", day=formats.short_day(overview.today))
        return formats.age(overview.published_at, self.clock())

    def _right(self) -> list[tuple[str, str]]:
        sample, other, help_word = say("SAMPLE DATA"), "EN" if chosen() == "zh" else "中文", say("help")
        marked = self.overview is not None and self.overview.is_sample
        badge = [(f" {sample} ", "sample"), ("  ", "")] if marked else []
        for mark in reversed(self.marks):
            badge = [(f" {mark} ", "mark"), ("  ", ""), *badge]
        return [
            *badge,
            (f"{told('app.language')} ", "key"),
            (f"{other}  ", "muted"),
            (f"{told('app.help')} ", "key"),
            (f"{help_word} ", "muted"),
        ]
