"""One entry or one reading with everything that is known about it, down to its file and row."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one
from textual.screen import Screen
from textual.worker import get_current_worker

from console.columns import Piece
from console.drill.history import Origin, origins_of
from console.drill.subject import Subject
from console.formats import Glyphs
from console.language import Sentence, say
from console.messages import Came
from console.overview import Overview
from console.screens.showing import lineage_lines
from console.screens.subject import Step
from console.sheet import labelled
from console.store import Generation, Stopped, Store, StoreUnusable
from console.widgets.crumbs import Crumbs
from console.widgets.heading import Heading
from console.widgets.key_line import KeyLine
from console.widgets.page import Page
from console.widgets.replay_bar import ReplayBar

Fact = tuple[Sentence, str]


class FactsScreen(Screen[None]):
    """Labelled lines, and below them the files and rows they rest on; Esc goes back to the row they came from."""

    BINDINGS = [
        Binding("escape,backspace", "app.pop_screen", say("back").text, id="page.back"),
        Binding("down,j", "page.scroll(1)", say("scroll").text, key_display="Up Down", id="text.down"),
        Binding("left_square_bracket", "app.replay(-1)", say("replay").text, key_display="[ ]", id="replay.back"),
        Binding("question_mark", "app.help", say("help").text, id="app.help"),
        Binding("q", "app.quit", say("quit").text, id="app.quit"),
        Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
    ]

    heading = query_one("#heading", Heading)
    crumbs = query_one("#crumbs", Crumbs)
    page = query_one("#page", Page)

    def __init__(
        self, store: Store, overview: Overview, subject: Subject, path: Sequence[Step],
        facts: Callable[[], Sequence[Fact]], clock: Callable[[], datetime], glyphs: Glyphs, *,
        period: date | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.store, self.overview, self.subject, self.path = store, overview, subject, tuple(path)
        self.facts, self.clock, self.glyphs, self.period = facts, clock, glyphs, period
        self.origins: tuple[Origin, ...] | None = None
        self.trouble: Sentence | None = None
        self._reading: Generation | None = None

    def compose(self) -> ComposeResult:
        """Lay out heading, path, page and keys."""
        yield ReplayBar(self.glyphs)
        yield Heading(self.clock, self.glyphs)
        yield Crumbs(self.glyphs)
        yield Page(id="page", glyphs=self.glyphs)
        yield KeyLine([binding for binding in self.BINDINGS if isinstance(binding, Binding)], self.glyphs)

    def on_mount(self) -> None:
        """Show what is known at once and ask where a reading comes from."""
        self.show()
        self.page.focus()
        if self.period is not None:
            self.fetch()

    def on_resize(self) -> None:
        """Break the lines where the new width ends."""
        if self.is_mounted:
            self.show()

    def follow(self, overview: Overview) -> None:
        """Show where the reading comes from as known at another moment."""
        self.overview = overview
        self.show()
        if self.period is not None:
            self.fetch()

    def show(self) -> None:
        """Show everything that is known, in the language in use."""
        if (bar := self.query_one(ReplayBar)).moment != self.overview.moment:
            bar.show(self.overview.moment)
        self.heading.show(self.overview)
        self.crumbs.show(self.path)
        self.page.show(self._rows(min(max(self.size.width - 2, 30), 120)))

    def _rows(self, width: int) -> list[tuple[Piece, ...]]:
        rows: list[tuple[Piece, ...]] = [()]
        for label, text in self.facts():
            rows += labelled(label, text, width, self.glyphs)
        if self.trouble is not None:
            return [*rows, (), ((f" {self.trouble}", "alarm"),)]
        if self.origins is not None:
            rows += [(), *lineage_lines(self.subject, (self.period, self.origins), width, self.glyphs)]
        return rows

    def on_came(self, message: Came) -> None:
        """Show where the reading comes from."""
        message.stop()
        if message.stamp == self.overview.moment:
            self.origins, self.trouble = message.answer, message.trouble
            self.show()

    @work(thread=True, exclusive=True, group="facts", exit_on_error=False)
    def fetch(self) -> None:
        """Ask which files and rows gave the reading."""
        worker, moment, period = get_current_worker(), self.overview.moment, self.period
        assert period is not None
        try:
            with self.store.read() as generation:
                self._reading = generation
                known_at = moment.snapshot_id if moment else None
                answer = Came(moment, origins_of(generation, self.subject, period, known_at))
        except StoreUnusable as unusable:
            answer = Came(moment, None, unusable.sentence)
        except Stopped:
            return
        finally:
            self._reading = None
        if not worker.is_cancelled:
            self.post_message(answer)

    def on_unmount(self) -> None:
        """Stop what is still being read, so that leaving never waits."""
        if self._reading is not None:
            self._reading.stop()
