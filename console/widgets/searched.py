"""What is sought in a table: a line at its foot that takes what is typed after `/`."""

from textual import events

from console.columns import Piece
from console.formats import safe_text, steady_text
from console.language import say
from console.widgets.scrolled import Scrolled

MOST = 80
"""Characters that are sought."""


class Searched(Scrolled):
    """A table that is searched as one types."""

    typing = False
    sought = ""

    def search_anew(self) -> None:
        """Show the rows that are sought now; the table has its own way."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Share out the room anew; the table has its own way."""
        raise NotImplementedError

    @property
    def searchable(self) -> bool:
        """Tell whether there is anything to search."""
        raise NotImplementedError

    def action_search(self) -> None:
        """Begin to type what is sought."""
        if self.searchable:
            self.typing = True
            self.lay_out()

    def clear_search(self) -> bool:
        """Forget what is sought; False when nothing was."""
        had = self.typing or bool(self.sought)
        self.typing, self.sought = False, ""
        if had:
            self.search_anew()
        return had

    def safe(self, text: str) -> str:
        """Return a text as a terminal may be given it."""
        text = safe_text(text, 2000)
        return steady_text(text) if self.glyphs.steady else text

    def search_line(self, found: int, of: int) -> tuple[Piece, ...]:
        """Return what is sought, and how many rows it leaves."""
        count = say("{count} of {all}", count=found, all=of)
        return ((" / ", "key"), (self.safe(self.sought), "actual"), ("_" if self.typing else "", "key"),
                (f"   {count}", "muted"))  # fmt: skip

    def on_blur(self) -> None:
        """Type no longer."""
        self.typing = False

    def on_key(self, event: events.Key) -> None:
        """Take what is typed while something is sought."""
        if not self.typing or event.key in ("up", "down", "pageup", "pagedown"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.clear_search()
        elif event.key == "enter":
            self.typing = False
            self.lay_out()
        elif event.key == "backspace":
            self._seek(self.sought[:-1])
        elif event.character and event.is_printable:
            self._seek(self.sought + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Seek what is pasted."""
        if self.typing:
            event.stop()
            self._seek(self.sought + safe_text(event.text.partition("\n")[0], MOST))

    def _seek(self, sought: str) -> None:
        self.sought = sought[:MOST]
        self.search_anew()
