"""The page of one target: where it stands and why, its readings, its clause, and where the newest figure comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from console.detail import Detail, detail_of
from console.formats import Glyphs
from console.language import Sentence, say
from console.overview import Line, Overview
from console.sheet import Row, lineage_rows, reading_rows, sheet, titled
from console.store import Generation, Stopped, Store, StoreUnusable
from console.widgets.heading import Heading
from console.widgets.key_line import KeyLine
from console.widgets.page import Page
from console.widgets.panel import TITLES


class TargetScreen(Screen[None]):
    """One target; Esc goes back to its row."""

    BINDINGS = [
        Binding("escape,backspace", "app.pop_screen", say("back").text),
        Binding("down", "page.scroll(1)", say("scroll").text, key_display="up down"),
        Binding("q", "app.quit", say("quit").text),
        Binding("question_mark", "app.help", say("help").text),
        Binding("l,L", "app.language", say("language").text, key_display="L"),
    ]

    @dataclass
    class Read(Message):
        """The readings have come, or a sentence that says why not."""

        detail: Detail | None
        trouble: Sentence | None = None

    heading = query_one("#heading", Heading)
    page = query_one("#page", Page)

    def __init__(
        self, store: Store, overview: Overview, line: Line, clock: Callable[[], datetime], glyphs: Glyphs
    ) -> None:
        super().__init__()
        self.store = store
        self.overview = overview
        self.line = line
        self.clock = clock
        self.glyphs = glyphs
        self._read: TargetScreen.Read | None = None
        self._generation: Generation | None = None

    @property
    def answered(self) -> bool:
        """Tell whether the readings have come."""
        return self._read is not None

    def compose(self) -> ComposeResult:
        """Lay out heading, page and keys."""
        yield Heading(self.clock, self.glyphs)
        yield Page(id="page", glyphs=self.glyphs)
        yield KeyLine([binding for binding in self.BINDINGS if isinstance(binding, Binding)], self.glyphs)

    def on_mount(self) -> None:
        """Show what is known at once and fetch the readings."""
        self.heading.show(self.overview)
        self.page.focus()
        self.fetch()

    def on_resize(self) -> None:
        """Break the lines where the new width ends."""
        self.show()

    def follow(self, overview: Overview) -> None:
        """Show another generation."""
        line = overview.find(self.line.target_id)
        if line is None or overview.generation == self.overview.generation:
            return
        self.overview, self.line = overview, line
        self.heading.show(overview)
        self.show()
        self.fetch()

    def show(self) -> None:
        """Show everything that is known, in the language in use."""
        self.heading.refresh()
        self.page.show(self._rows(max(self.size.width, 40)))

    def _rows(self, width: int) -> list[Row]:
        path = ((f" {TITLES[self.line.panel]} {self.glyphs.path}", "muted"),)
        rows: list[Row] = [path, *sheet(self.line, min(width, 120), self.glyphs), ()]
        rows.append(titled(say("Readings")))
        if self._read is None:
            return [*rows, ((" " + str(say("reading the store")), "muted"),)]
        if self._read.detail is None:
            return [*rows, ((f" {self._read.trouble}", "alarm"),)]
        rows += reading_rows(self.line, self._read.detail.readings, width, self.glyphs)
        if lineage := self._read.detail.lineage:
            rows += [(), titled(say("Where the newest figure comes from"))]
            rows += lineage_rows(lineage, width, self.glyphs)
        return rows

    def on_target_screen_read(self, message: Read) -> None:
        """Show the readings."""
        self._read = message
        self.show()

    @work(thread=True, exclusive=True)
    def fetch(self) -> None:
        """Read the target's readings from the newest generation."""
        worker = get_current_worker()
        try:
            with self.store.read() as generation:
                self._generation = generation
                answer = self.Read(detail_of(generation, self.line))
        except StoreUnusable as unusable:
            answer = self.Read(None, unusable.sentence)
        except Stopped:
            return
        finally:
            self._generation = None
        if not worker.is_cancelled:
            self.post_message(answer)

    def on_unmount(self) -> None:
        """Stop what is still being read, so that leaving never waits."""
        if self._generation is not None:
            self._generation.stop()
