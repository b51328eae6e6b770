"""What a page about one figure asks of the store: what it rests on, then what its open tab shows."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from console.drill.subject import Facts, Subject, facts_of
from console.following import gone
from console.language import Sentence
from console.overview import Overview
from console.store import Generation, Stopped, Store, StoreUnusable
from console.tabs import ASK, Answer, Tab, first_of, tabs_of


class AskingScreen(Screen[None]):
    """Reads one figure in a thread, follows the store, and drops the answers to old questions."""

    @dataclass
    class Came(Message):
        """An answer of the store, or a sentence that says why there is none."""

        stamp: object
        tab: Tab | None
        answer: Answer
        trouble: Sentence | None = None

    store: Store
    overview: Overview
    subject: Subject
    opened: Tab

    def __init__(self) -> None:
        super().__init__()
        self.facts: Facts | None = None
        self._facts_of: object = None
        self.answers: dict[Tab, Answer] = {}
        self.trouble: Sentence | None = None
        self.gone = False
        """Whether the moment that is shown did not know the target."""
        self._reading: set[Generation] = set()
        self._shown: dict[Tab, object] = {}
        self._stale = False
        self._chosen = False
        self._number = 0
        """The tab that a key asked for before the facts told which tabs there are."""

    @property
    def roomy(self) -> bool:
        """Tell whether chart and facts stand above the tabs."""
        raise NotImplementedError

    @property
    def tabs(self) -> Sequence[Tab]:
        """Return the tabs there are."""
        raise NotImplementedError

    def show(self) -> None:
        """Show everything that is known."""
        raise NotImplementedError

    def action_tab(self, number: int) -> None:
        """Open a tab by its number."""
        raise NotImplementedError

    def begin_with(self, tab: str) -> None:
        """Begin with a tab instead of the first one, when there is one of that name."""
        if tab in list(Tab):
            self.opened, self._chosen = Tab(tab), True

    def _open_first(self) -> None:
        """Open the first tab unless one was chosen, and another one when the chosen one is gone."""
        tabs = self.tabs
        if not self._chosen or self.opened not in tabs:
            self.opened = first_of(self.subject, tabs, beside=self.roomy)

    @property
    def stamp(self) -> tuple[object, ...]:
        """Return what an answer must have been asked for to be shown."""
        return self.overview.generation, self.overview.moment, self.subject

    @property
    def known_at(self) -> int | None:
        """Return the snapshot at which everything is shown; None is the present."""
        return self.overview.moment.snapshot_id if self.overview.moment else None

    def follow(self, overview: Overview) -> None:
        """Show another generation or another moment; a page that is not seen waits until it is."""
        if (overview.generation, overview.moment) == (self.overview.generation, self.overview.moment):
            return
        self.overview = overview
        line = overview.find(self.subject.line.target_id)
        self.gone = line is None
        self.subject = self.subject.told_anew(line) if line else self.subject
        if self.is_current:
            self._ask_again()
        else:
            self._stale = True

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another page was in front."""
        if self._stale:
            self._ask_again()

    def _ask_again(self) -> None:
        self._stale = False
        self.show()
        self.fetch(self.opened)

    def on_asking_screen_came(self, message: Came) -> None:
        """Keep an answer and show it; the answer to an old question is dropped."""
        if message.stamp != self.stamp:
            return
        self.trouble = message.trouble
        if message.tab is None and message.trouble is None:
            self.facts, self.answers, self._facts_of = message.answer, {}, message.stamp
            self._shown.clear()
            self._open_first()
            number, self._number = self._number, 0
            self.action_tab(number)
        elif message.tab is not None:
            self.answers[message.tab] = message.answer
            self._shown.pop(message.tab, None)
        self.show()

    @work(thread=True, exclusive=True, group="page", exit_on_error=False)
    def fetch(self, tab: Tab) -> None:
        """Ask the store what the page rests on, then what its open tab shows."""
        worker, stamp, subject, known_at = get_current_worker(), self.stamp, self.subject, self.known_at
        if worker.is_cancelled:  # another question came while this one waited for a thread
            return
        for answer in self._asked(stamp, subject, known_at, tab):
            if worker.is_cancelled:
                return
            self.post_message(answer)

    def _asked(self, stamp: object, subject: Subject, known_at: int | None, tab: Tab) -> Iterator[Came]:
        try:
            with self.store.read() as generation:
                if not generation.number:
                    raise StoreUnusable(gone(self.store))
                self._reading.add(generation)
                try:
                    known = self.answers if self._facts_of == stamp else {}
                    facts = self.facts if self._facts_of == stamp else None
                    if facts is None:
                        facts = facts_of(generation, subject, known_at)
                        yield self.Came(stamp, None, facts)
                    for asked in self._tabs_to_ask(subject, facts, tab, known):
                        yield self.Came(stamp, asked, ASK[asked](generation, subject, facts, known_at))
                finally:
                    self._reading.discard(generation)
        except StoreUnusable as unusable:
            yield self.Came(stamp, None, None, unusable.sentence)
        except Stopped:
            return

    def _tabs_to_ask(self, subject: Subject, facts: Facts, tab: Tab, known: Container[Tab]) -> list[Tab]:
        """Return the tabs whose answers are needed at once: the open one, or the one that is opened first."""
        tabs = tabs_of(subject, facts, beside=self.roomy)
        first = first_of(subject, tabs, beside=self.roomy)
        wanted = tab if self._chosen and tab in tabs else first
        return [wanted] if wanted in ASK and wanted not in known else []

    def on_unmount(self) -> None:
        """Stop what is still being read, so that leaving never waits."""
        for generation in tuple(self._reading):
            generation.stop()
