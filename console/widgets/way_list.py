"""A list in which one types from the start: the palette, and the counties of a store."""

from textual import events

from console.widgets.listing import Listing


class WayList(Listing):
    """A list in which one types from the start, and Enter chooses at once."""

    def on_key(self, event: events.Key) -> None:
        """Choose with Enter while typing."""
        if self.typing and event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_choose()


class CountyList(WayList):
    """A list that Esc leaves as long as nothing was typed."""

    def on_key(self, event: events.Key) -> None:
        """Leave the key to the page where there is nothing to forget."""
        if self.typing and not self.sought and event.key == "escape":
            self.typing = False
        else:
            super().on_key(event)
