"""A page that is one table: heading, path, the table, and the keys; the league and the changes are such pages."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one
from textual.screen import Screen

from console.asking import Question
from console.content import Column, Content
from console.formats import Glyphs
from console.language import Sentence, say
from console.messages import Asked
from console.overview import Overview, Wording
from console.store import Store
from console.widgets.crumbs import Crumbs
from console.widgets.heading import Heading
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from console.widgets.replay_bar import ReplayBar

Step = Sentence | Wording | str


def waiting(sentence: Sentence) -> Content:
    """Return a table that only says something."""
    return Content((Column(""),), (), lambda row: (), lambda row: row, empty=sentence)


class ListedScreen(Screen[None]):
    """One table that follows the store."""

    LAST = [
        Binding("slash", "search", say("search").text, key_display="/", id="table.search"),
        Binding("s", "sort", say("sort").text, id="table.sort"),
        Binding("e", "app.export", say("export").text, id="app.export"),
        Binding("escape,backspace", "back", say("back").text, id="page.back"),
        Binding("question_mark", "app.help", say("help").text, id="app.help"),
        Binding("q", "app.quit", say("quit").text, id="app.quit"),
        Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
    ]

    TABLE: type[Listing] = Listing
    """What shows the table."""

    heading = query_one("#heading", Heading)
    crumbs = query_one("#crumbs", Crumbs)
    listing = query_one("#listing", Listing)

    def __init__(self, store: Store, overview: Overview, clock: Callable[[], datetime], glyphs: Glyphs) -> None:
        super().__init__()
        self.store, self.overview, self.clock, self.glyphs = store, overview, clock, glyphs
        self.trouble: Sentence | None = None
        self._stamp: object = None
        self._laid_out = False

    def compose(self) -> ComposeResult:
        """Lay out heading, path, table and keys."""
        yield ReplayBar(self.glyphs)
        yield Heading(self.clock, self.glyphs)
        yield Crumbs(self.glyphs)
        yield self.TABLE(self.glyphs, id="listing")
        yield KeyLine([binding for binding in self.BINDINGS if isinstance(binding, Binding)], self.glyphs)

    def on_mount(self) -> None:
        """Show what is known at once and ask for the rest."""
        self._laid_out = True
        self.listing.focus()
        self.ask()
        self.show()

    def follow(self, overview: Overview) -> None:
        """Show another generation, or another moment."""
        if (overview.generation, overview.moment) != (self.overview.generation, self.overview.moment):
            self.overview = overview
            self.ask()
        self.show()

    # What each page says for itself.

    def path(self) -> Sequence[Step]:
        """Return the steps that lead here."""
        raise NotImplementedError

    def content(self) -> Content:
        """Return the table."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask the store for what the table needs."""
        raise NotImplementedError

    # What they share.

    @property
    def known_at(self) -> int | None:
        """Return the snapshot that is looked back to; None is the present."""
        return self.overview.moment.snapshot_id if self.overview.moment else None

    def put(self, question: Question, follows: Callable[[object], None]) -> None:
        """Ask the store; an answer that comes after another question is no longer wanted."""
        self._stamp = stamp = object()

        def told(answer: object, trouble: Sentence | None) -> None:
            if stamp is self._stamp and self.is_attached:
                self.trouble = trouble
                if trouble is None:
                    follows(answer)
                self.show()

        self.post_message(Asked(question, told))

    def show(self) -> None:
        """Show the table in the language in use."""
        if not self._laid_out:
            return
        if (bar := self.query_one(ReplayBar)).moment != self.overview.moment:
            bar.show(self.overview.moment)
        self.heading.show(self.overview)
        self.crumbs.show(self.path())
        self.listing.show(waiting(self.trouble) if self.trouble else self.content())

    def action_search(self) -> None:
        """Begin to type what is sought."""
        self.listing.action_search()

    def action_sort(self) -> None:
        """Sort by the next column."""
        self.listing.action_sort(1)

    def action_back(self) -> None:
        """Forget a search, else leave the page."""
        if not self.listing.clear_search():
            self.app.pop_screen()
