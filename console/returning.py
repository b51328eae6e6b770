"""Where the user left off: written down at the end, and opened again the next time."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from textual.screen import Screen

from console import county
from console.overview import Line, Overview
from console.personal import Personal
from console.places_known import Known
from console.store import FiledStore


class Returning(Personal):
    """An application that opens where it was left: a target's page and tab, the league, the desk, the intake screen."""

    kiosk: bool
    store: FiledStore
    clock: Callable[[], datetime]
    watch_screen: Any
    returned = False
    """Whether the last page was opened again, or there was none."""

    def go_back_there(self) -> None:
        """Open the page that was left the last time, as soon as there are targets and nothing else was opened."""
        if self.returned or self.watch_screen.overview is None:
            return
        self.returned = True
        if not self.kiosk:
            self.ask_which_county()
        if not self.kiosk and self.memory.page and len(self.screen_stack) == 1:
            kind, *rest = self.memory.page
            if (reopen := getattr(self, f"reopen_{kind}", None)) is not None:
                reopen(*rest[:2])

    def ask_which_county(self) -> None:
        """Let one of several counties be chosen, unless somebody has said which, now or the last time."""
        wanted, overview = county.chosen(), self.watch_screen.overview
        known = (wanted.county and wanted.surely) or wanted.county == overview.county
        if overview.counties > 1 and not known:
            self.call_later(self.run_action, "counties")

    def reopen_target(self, target_id: str = "", tab: str = "") -> None:
        """Open the page of a target at the tab that was open."""
        overview: Overview = self.watch_screen.overview
        if line := overview.find(target_id):
            page: Any = self.page_of(line)
            page.begin_with(tab)
            self.push_screen(page)

    def reopen_league(self, target_id: str = "", _rest: str = "") -> None:
        """Open the league of towns for the target it was open for."""
        overview: Overview = self.watch_screen.overview
        if line := overview.find(target_id):
            self.open_league(line)

    def reopen_across(self, target_id: str = "", _rest: str = "") -> None:
        """Open the league of counties in the target it was open for."""
        overview: Overview = self.watch_screen.overview
        if line := overview.find(target_id):
            self.open_across(line)

    def reopen_place(self, code: str = "", _rest: str = "") -> None:
        """Open the page of a place."""
        app: Any = self

        def found(places: tuple[Known, ...]) -> None:
            place = next((known for known in places if known.place == code), None)
            if place is not None and len(self.screen_stack) == 1:
                app.open_place(place)

        app.ask_for_places(found)

    def reopen_changes(self, *_rest: str) -> None:
        """Open what changed since the last look."""
        self.call_later(self.run_action, "changes")

    def reopen_desk(self, *_rest: str) -> None:
        """Open the SQL desk."""
        self.call_later(self.run_action, "desk")

    def reopen_intake(self, *_rest: str) -> None:
        """Open the operator's screen."""
        self.call_later(self.run_action, "intake")

    def page_of(self, line: Line) -> Screen[None]:
        """Return the page of a target; the application says how."""
        raise NotImplementedError

    def open_league(self, line: Line) -> None:
        """Open the league of towns; the application says how."""
        raise NotImplementedError

    def open_across(self, line: Line) -> None:
        """Open the league of counties; the application says how."""
        raise NotImplementedError

    def remember_all(self) -> None:
        """Write down where the user is and what was seen, for the next time."""
        watch = self.watch_screen
        if watch.overview is None or self.kiosk:
            return
        self.memory.panel = str(watch.shown)
        if county.chosen().county:
            self.memory.counties[str(self.store.path.resolve())] = watch.overview.county
        self.memory.target = watch.current.target_id if watch.current else None
        pages = (getattr(screen, "remembered", ()) for screen in reversed(self.screen_stack))
        self.memory.page = next((page for page in pages if page), ())
        newest: Any = getattr(self, "newest", None)
        if newest is not None and newest.overview is not None:
            self.keep_look(self.store.path, newest.overview, self.clock().isoformat(timespec="seconds"))
        self.keep()
