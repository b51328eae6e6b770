"""The first line of the desk: its tabs, whether the store is a sample; and the line that says where the cursor is."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message

from console.columns import Piece
from console.drafts import Tab
from console.formats import Glyphs, column_text, fit, shorten
from console.language import chosen, say
from console.widgets.drawn import TONES, Drawn, Tone

WIDEST = 22
TONES["front"] = Tone(ground="primary-muted", bold=True)


class DeskHeading(Drawn):
    """One line of tabs, which can be clicked."""

    DEFAULT_CSS = "DeskHeading { height: 1; width: 100%; background: $panel; }"

    @dataclass
    class Chosen(Message):
        """Somebody clicked a tab."""

        place: int

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="heading", glyphs=glyphs)
        self.tabs: list[Tab] = []
        self.front = 0
        self.is_sample = False

    def show(self, tabs: list[Tab], front: int) -> None:
        """Show other tabs."""
        self.tabs, self.front = tabs, front
        self.refresh()

    def _named(self, place: int) -> str:
        tab = self.tabs[place]
        name = column_text(tab.name, self.glyphs, WIDEST) if tab.name else str(say("draft"))
        return f" {place + 1} {name}{'*' if tab.changed else ''} "

    def _placed(self) -> list[tuple[int, int, int]]:
        """Return the tabs there is room for, the one in front among them: place, begin, end."""
        start = cell_len(self._title) + 1
        room = self.size.width - cell_len("".join(text for text, _tone in self._right()))
        first = 0
        while True:
            x, found = start, []
            for place in range(first, len(self.tabs)):
                end = x + cell_len(self._named(place))
                if end > room:
                    break
                found.append((place, x, end))
                x = end + 1
            if any(place == self.front for place, _x, _end in found) or first >= self.front:
                return found
            first += 1

    @property
    def _title(self) -> str:
        return f" {say('SQL desk')} "

    def _right(self) -> list[Piece]:
        badge: list[Piece] = [(f" {say('SAMPLE DATA')} ", "sample"), (" ", "")] if self.is_sample else []
        other = "EN" if chosen() == "zh" else "中文"
        return [*badge, ("F12 ", "key"), (f"{other}  ", "muted"), ("F1 ", "key"), (f"{say('help')} ", "muted")]

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return title, tabs, and what stands at the right."""
        pieces: list[Piece] = [(self._title, "title")]
        x = cell_len(self._title)
        for place, start, end in self._placed():
            tone = "front" if place == self.front else "muted"
            pieces += [(" " * (start - x), ""), (self._named(place), tone)]
            x = end
        right = self._right()
        gap = self.size.width - x - sum(cell_len(text) for text, _tone in right)
        return (*pieces, (" " * max(gap, 0), ""), *right)

    def on_click(self, event: events.Click) -> None:
        """Bring the clicked tab to the front."""
        for place, start, end in self._placed():
            if start <= event.x < end:
                self.post_message(self.Chosen(place))


class DeskFoot(Drawn):
    """One line below the table."""

    DEFAULT_CSS = "DeskFoot { height: 1; width: 100%; background: $surface; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="foot", glyphs=glyphs)
        self.left: tuple[Piece, ...] = ()
        self.right = ""

    def show(self, left: tuple[Piece, ...], right: str = "") -> None:
        """Say something else."""
        self.left, self.right = left, right
        self.refresh()

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return where the cursor is on the left, order and filters on the right."""
        width = self.size.width
        taken = sum(cell_len(text) for text, _tone in self.left)
        right = shorten(self.right, max(width - taken - 3, 0), self.glyphs.ellipsis) if taken < width - 6 else ""
        gap = max(width - taken - cell_len(right) - 1, 0)
        return (*self.left, (fit("", gap, self.glyphs), ""), (right, "key"))
