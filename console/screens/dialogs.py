"""What lies over a screen for a moment: a page of lines, one line to type, a list to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from console.content import Content
from console.formats import Glyphs, column_text, safe_text, wrapped
from console.keys import key_of
from console.language import Sentence, say
from console.sheet import Row
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from console.widgets.page import FURTHER, Page

CLOSE = Binding("escape", "close", say("back").text, id="dialog.back")


class PageDialog(ModalScreen[str | None]):
    """A page of lines with a title, and keys below; a key that is not Esc is its answer."""

    BINDINGS = [CLOSE, Binding("q,enter", "close", show=False, id="dialog.close")]

    def __init__(self, title: str, glyphs: Glyphs, keys: Sequence[Binding] = ()) -> None:
        super().__init__()
        self.told_title, self.glyphs, self.keys = title, glyphs, keys

    def compose(self) -> ComposeResult:
        """Lay out page and keys."""
        with Vertical(id="dialog"):
            yield Page(id="lines", glyphs=self.glyphs)
            yield KeyLine([CLOSE, *self.keys], self.glyphs)

    def on_mount(self) -> None:
        """Fill the page."""
        self.query_one(Page).focus()
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Break the lines where the new width ends."""
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show the page in the language in use."""
        if not (pages := self.query(Page)):  # not yet, or no longer, on the screen
            return
        page = pages.first()
        title = column_text(self.told_title, self.glyphs, max(page.size.width - 2, 10))
        page.show([((f" {title}", "title"),), (), *self.rows(max(page.size.width, 20))])
        line = self.query_one(KeyLine)
        line.bindings = [CLOSE, *([FURTHER] if page.is_longer else []), *self.keys]
        line.refresh()

    def rows(self, width: int) -> list[Row]:
        """Return the lines of the page."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Answer with a key of the dialog's own."""
        pressed = next((key for key in self.keys if key_of(key.id or "") == event.key), None)
        if pressed is not None:
            event.stop()
            self.dismiss(pressed.key)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class Line(ModalScreen[str | None]):
    """Asks for one line of text."""

    BINDINGS = [CLOSE, Binding("enter", "take", say("go on").text, show=False, id="dialog.take")]

    def __init__(self, question: Sentence, glyphs: Glyphs, value: str = "", hint: Sentence | str = "") -> None:
        super().__init__()
        self.question, self.glyphs, self.value, self.hint = question, glyphs, value, hint

    def compose(self) -> ComposeResult:
        """Lay out question, line and keys."""
        with Vertical(id="dialog", classes="-small"):
            yield Page(id="lines", glyphs=self.glyphs)
            yield Input(safe_text(self.value, 4000), compact=True, select_on_focus=False)
            yield KeyLine([Binding("enter", "take", say("go on").text, id="dialog.take"), CLOSE], self.glyphs)

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show the question in the language in use."""
        page = self.query_one(Page)
        lines = wrapped(str(self.hint), max(page.size.width - 2, 10)) if self.hint else []
        page.show([((f" {self.question}", "title"),), *(((f" {line}", "muted"),) for line in lines)])
        page.styles.height = 1 + len(lines)

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Answer with what was typed."""
        self.dismiss(self.query_one(Input).value)

    def action_close(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen in a list, and by which key."""

    row: Any
    key: str = "enter"


class ListDialog(ModalScreen[Choice | None]):
    """A list to choose from, searched with /; other keys do other things with the row."""

    BINDINGS = [CLOSE]

    def __init__(
        self, title: Sentence, content: Content, glyphs: Glyphs, keys: Sequence[Binding] = (), *, small: bool = False
    ) -> None:
        super().__init__()
        self.told_title, self.content, self.glyphs, self.keys, self.small = title, content, glyphs, keys, small

    def compose(self) -> ComposeResult:
        """Lay out title, list and keys."""
        usual = [Binding("enter", "choose", say("choose").text, id="table.open"), CLOSE]
        if self.content.words is not None:
            usual.append(Binding("slash", "search", say("search").text, key_display="/", id="table.search"))
        with Vertical(id="dialog", classes="-small" if self.small else ""):
            yield Page(id="lines", glyphs=self.glyphs)
            yield Listing(self.glyphs, id="choices")
            yield KeyLine([*usual, *self.keys], self.glyphs)

    def on_mount(self) -> None:
        """Fill the list."""
        self.show()
        self.query_one(Listing).focus()

    def show(self) -> None:
        """Show the list in the language in use."""
        page, listing = self.query_one(Page), self.query_one(Listing)
        page.styles.height = 1
        page.show([((f" {self.told_title}", "title"),)])
        if self.small:
            listing.styles.height = len(self.content.rows) + 2
        listing.show(self.content)

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Answer with the chosen row."""
        self.dismiss(Choice(message.row))

    def on_key(self, event: events.Key) -> None:
        """Answer with a key of the dialog's own."""
        listing = self.query_one(Listing)
        pressed = next((key for key in self.keys if key_of(key.id or "") == event.key), None)
        if not listing.typing and listing.current is not None and pressed is not None:
            event.stop()
            self.dismiss(Choice(listing.current, pressed.key))

    def action_close(self) -> None:
        """Stop searching, else go back."""
        if not self.query_one(Listing).clear_search():
            self.dismiss(None)
