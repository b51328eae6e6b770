"""A console on a wall: page after page by itself, no keys, until Ctrl+Q."""

from collections.abc import Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen

from console.filters import PROBLEMS
from console.overview import Line
from console.targets import Panel

MOST = 12
"""So many problems have a page of their own in one round."""
LEAVING = ("ctrl+q",)
"""The keys that a kiosk obeys."""

Page = Panel | Line | None
"""A panel, a target, or all panels at once."""


class Kiosk(App[int]):
    """An application that turns its own pages when it is a kiosk."""

    kiosk: bool
    watch_screen: Any

    def begin_round(self, dwell: float) -> None:
        """Turn a page whenever the dwell time is over."""
        self._round: Iterator[Page] = iter(())
        self.set_interval(dwell, self.turn)

    def pages(self) -> Iterator[Page]:
        """Give the pages of one round: the panels, then every problem with its course and reason."""
        watch = self.watch_screen
        if watch.panels.alone:
            yield from (panel for panel in Panel if watch.panel(panel).lines)
        else:
            yield None
        problems = [line for line in watch.shown_lines() if line.light in PROBLEMS]
        yield from problems[:MOST]

    def turn(self) -> None:
        """Go to the next page; after the last one the round begins anew."""
        if self.watch_screen.overview is None:
            return
        page = next(self._round, False)
        if page is False:
            self._round = self.pages()
            page = next(self._round, None)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(page, Panel):
            self.watch_screen.action_panel(list(Panel).index(page) + 1)
        elif isinstance(page, Line):
            self.push_screen(self.page_of(page))

    def page_of(self, line: Line) -> Screen[None]:
        """Return the page of a target; the application says how."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Take no keys and no mouse, except the way out."""
        deaf = getattr(self, "kiosk", False) and isinstance(event, events.Key | events.MouseEvent | events.Paste)
        if deaf and not (isinstance(event, events.Key) and event.key in LEAVING):
            return
        await super().on_event(event)
