"""The console's one query worker: it serves the desk and the queries that are pinned to the watch screen."""

import threading
from functools import cached_property
from typing import Any

from textual import on
from textual.app import App

from console.faults import Refused
from console.language import Sentence
from console.messages import Answered
from console.pins import Pin
from console.settings import Settings
from console.store import FiledStore
from console.widgets.pinned import PinnedPanels


class Desking(App[int]):
    """An application with a desk, and with pinned queries."""

    settings: Settings
    watch_screen: Any
    store: FiledStore

    @cached_property
    def desk_client(self) -> Any:
        """The line to the query worker, with the limits of the settings; the worker starts with the first query."""
        from console.desk import Client, Limits

        desk = self.settings.desk
        return Client(self.store, Limits.of(desk.memory, desk.spill), desk.timeout)

    def close_desk(self) -> None:
        """End the query worker."""
        if "desk_client" in self.__dict__:
            self.desk_client.close()

    @on(PinnedPanels.Wanted)
    def ask_pinned(self, message: PinnedPanels.Wanted) -> None:
        """Fill a pinned panel from the newest generation, in a thread of its own."""
        threading.Thread(target=self._answer_pinned, args=(message,), name="pinned", daemon=True).start()

    def _answer_pinned(self, message: PinnedPanels.Wanted) -> None:
        from console.pinned import answered

        shown = answered(self.desk_client, message.panel.pin)

        def show(_answer: object, _trouble: Sentence | None) -> None:
            if message.panel.generation == message.generation and message.panel.is_attached:
                message.panel.show(shown)

        self.post_message(Answered(show, shown))

    @on(PinnedPanels.Opened)
    async def open_pinned(self, message: PinnedPanels.Opened) -> None:
        """Open a pinned query on the desk."""
        await self.run_action("desk")
        desk: Any = self.get_screen("desk")
        self.call_after_refresh(desk.open_pinned, message.pin)

    @on(PinnedPanels.Unpinned)
    def take_down(self, message: PinnedPanels.Unpinned) -> None:
        """Take a query off the watch screen and out of the settings file, in a thread."""
        threading.Thread(target=self._unpin, args=(message.pin,), name="unpin", daemon=True).start()

    def _unpin(self, pin: Pin) -> None:
        from console.pinning import unpin

        try:
            self.post_message(PinnedPanels.Changed(unpin(pin)))
        except Refused as refused:
            said = refused.sentence
            app: Any = self
            self.post_message(Answered(lambda _answer, _trouble: app.tell(said), None))

    @on(PinnedPanels.Changed)
    def pin(self, message: PinnedPanels.Changed) -> None:
        """Show what the settings pin now."""
        self.settings = message.settings
        self.watch_screen.pin(self.settings.pins)
