"""Making a profile from a new agency's file: what each column is, beside the first rows, and how they would be read."""

from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one
from textual.worker import get_current_worker

from console.faults import Refused
from console.formats import Glyphs
from console.intake.drafting import Draft
from console.intake.loaded import Loaded
from console.intake.loading import load
from console.intake.profile_text import save_profile
from console.language import say
from console.screens.profile_changing import ChangingScreen
from console.store import Store, StoreUnusable
from console.widgets.ask_line import AskLine
from console.widgets.foreseen_page import ForeseenPage
from console.widgets.intake_lines import StatusLine
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from console.widgets.page import Page
from console.widgets.profile_heading import ProfileHeading
from console.widgets.tables.matched import ROLES, matched_content


class ProfileScreen(ChangingScreen):
    """Columns above, how they would be read below; Enter changes what the cursor stands on."""

    CSS = """
    ProfileScreen #matched { height: 55%; min-height: 6; }
    ProfileScreen #foreseen { height: 1fr; width: 100%; background: $surface; }
    """
    BINDINGS = [
        Binding("enter", "change", say("change").text, id="profile.change"),
        Binding("n", "nearest", say("take nearest names").text, id="profile.nearest"),
        Binding("p", "try_out", say("check the whole file").text, id="profile.check"),
        Binding("ctrl+s", "save", say("save").text, id="profile.save"),
        Binding("escape", "back", say("back").text, id="profile.back"),
        Binding("tab", "other", show=False, id="profile.other"),
        Binding("question_mark", "app.help", show=False, id="app.help"),
        Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
    ]

    foreseen = query_one("#foreseen", Page)

    def __init__(self, store: Store, path: Path, draft: Draft, glyphs: Glyphs, county: str = "") -> None:
        super().__init__()
        self.county = county
        self.store, self.path, self.draft, self.glyphs = store, path, draft, glyphs
        self.outcome: Loaded | None = None
        """What a check of the whole file found, until something is changed."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield ProfileHeading(self.draft, self.glyphs)
        yield Listing(self.glyphs, id="matched")
        yield Page(id="foreseen", glyphs=self.glyphs)
        yield StatusLine(self.glyphs)
        yield AskLine(self.glyphs)
        yield KeyLine([binding for binding in self.BINDINGS if isinstance(binding, Binding)], self.glyphs)

    def on_mount(self) -> None:
        """Show what was matched."""
        self.matched.focus()
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Break the lines where the new width ends."""
        if self.is_mounted:
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show everything in the language in use."""
        self.matched.show(matched_content(self.draft, self.glyphs))
        self.foreseen.show(ForeseenPage(self.foreseen.size.width, self.glyphs).rows(self.draft, self.outcome))
        self.query_one(ProfileHeading).refresh()

    def changed(self) -> None:
        """Show the draft anew; what a check of the whole file found no longer holds."""
        self.outcome = None
        self.status.say(None)
        self.show()

    # Changing.

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Change what was chosen."""
        message.stop()
        self.action_change()

    def action_nearest(self) -> None:
        """Take the nearest known name for every unknown word that has one."""
        count = self.draft.take_nearest()
        self.changed()
        self.status.say(say("Names translated: {count}. Check them before saving.", count=count))

    # The whole file.

    def action_try_out(self) -> None:
        """Read the whole file as the profile says, and change nothing."""
        self.status.say(say("Checking the whole file …"))
        self._read_all()

    @work(thread=True, exclusive=True)
    def _read_all(self) -> None:
        worker = get_current_worker()

        def progress(_phase: str, _done: int, _total: int | None) -> None:
            if worker.is_cancelled:
                raise Refused(say("Cancelled; nothing was changed."))

        try:
            outcome = load(
                self.store, self.path, profile=self.draft.profile(), dry_run=True, progress=progress,
                otherwise=self.county,
            )  # fmt: skip
        except StoreUnusable as unusable:
            self.app.call_from_thread(self.status.say, unusable.sentence, "behind")
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_outcome, outcome)

    def _show_outcome(self, outcome: Loaded) -> None:
        self.changed()
        self.outcome = outcome
        self.show()
        self.status.say(outcome.as_sentences()[0], "behind" if outcome.faults else "done")

    def action_save(self) -> None:
        """Save the profile under a name, unless a column that must be there is missing."""
        if gone := self.draft.missing():
            names = ", ".join(str(ROLES[name]) for name in gone)
            self.status.say(say("Not yet: nothing says where {columns} stand.", columns=names), "behind")
            return
        self.keys.display = False
        self.asking.ask(say("Name of the profile:"), self._save, self.draft.source or self.path.stem[:40])

    def _save(self, name: str, *, replace: bool = False) -> None:
        from console.intake.recognise import user_profiles

        if not replace and (user_profiles() / f"{name}.toml").exists():
            question = say("There is a profile {name} already. Enter replaces it, Esc does not.", name=name)
            self.call_later(self.ask, question, lambda _: self._save(name, replace=True))
            return
        self.dismiss(save_profile(self.draft.profile(name), name, replace=replace))

    def action_other(self) -> None:
        """Go to the page below, or back to the columns."""
        (self.matched if self.foreseen.has_focus else self.foreseen).focus()

    def action_back(self) -> None:
        """Leave without a profile."""
        if self.matched.clear_search():
            return
        self.dismiss(None)
