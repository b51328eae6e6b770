"""Making a profile from a new agency's file: what each column is, beside the first rows, and how they would be read."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.getters import query_one
from textual.screen import Screen
from textual.worker import get_current_worker

from console.columns import Piece
from console.content import Column, Content
from console.faults import Refused
from console.formats import Glyphs, column_text
from console.intake.contract import ENTRIES, READINGS
from console.intake.drafting import Draft
from console.intake.loaded import Loaded
from console.intake.loading import load
from console.intake.preview import Bilingual
from console.intake.profile_text import save_profile
from console.language import Sentence, say
from console.screens.desk_dialogs import Choice, ListDialog
from console.store import Store, StoreUnusable
from console.units import kind_of
from console.widgets.ask_line import AskLine
from console.widgets.drawn import Drawn
from console.widgets.foreseen_page import ForeseenPage
from console.widgets.intake_lines import StatusLine
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from console.widgets.page import Page
from console.widgets.tables.matched import MEASURE_WORDS, ROLES, Part, matched_content

Pair = tuple[str, Sentence | str]
_FORMS: list[Pair] = [(READINGS, say("readings: one figure a row")), (ENTRIES, say("entries: one case a row"))]


class Choosing(ListDialog):
    """One of a few words."""

    CSS = """
    Choosing { align: center middle; }
    Choosing #dialog { width: 90%; max-width: 84; height: auto; max-height: 90%; padding: 1 1 0 1; }
    Choosing #dialog Page { width: 100%; height: 1; }
    Choosing #dialog Listing { height: auto; max-height: 18; margin: 1 0; }
    """

    def show(self) -> None:
        """Show as many words as there is room for."""
        super().show()
        self.query_one(Listing).styles.height = min(len(self.content.rows) + 2, max(self.size.height - 8, 4))


class ProfileHeading(Drawn):
    """Whose file it is, and where its heading stands."""

    DEFAULT_CSS = "ProfileHeading { height: 1; width: 100%; background: $panel; }"

    def __init__(self, draft: Draft, glyphs: Glyphs) -> None:
        super().__init__(id="profile-heading", glyphs=glyphs)
        self.draft = draft

    def pieces(self, y: int) -> tuple[Piece, ...]:
        """Return the line."""
        sample = self.draft.sample
        where = say("  names in row {row}", row=sample.heading) if sample.heading else ""
        rows = say("  about {rows} rows", rows=f"{sample.total:,}")
        name = column_text(sample.file, self.glyphs, max(self.size.width - 44, 16))
        return ((f" {say('New profile')}  ", "title"), (name, "muted"), (f"{where}{rows}", "muted"))


class ProfileScreen(Screen[Path | None]):
    """Columns above, how they would be read below; Enter changes what the cursor stands on."""

    CSS = """
    ProfileScreen #matched { height: 55%; min-height: 6; }
    ProfileScreen #foreseen { height: 1fr; width: 100%; background: $surface; }
    """
    BINDINGS = [
        Binding("enter", "change", say("change").text, id="profile.change"),
        Binding("n", "nearest", say("take nearest names").text, id="profile.nearest"),
        Binding("p", "try_out", say("check the whole file").text, id="profile.check"),
        Binding("ctrl+s", "save", say("save").text, key_display="^s", id="profile.save"),
        Binding("escape", "back", say("back").text, id="profile.back"),
        Binding("tab", "other", show=False, id="profile.other"),
        Binding("question_mark", "app.help", show=False, id="app.help"),
        Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
    ]

    matched = query_one("#matched", Listing)
    foreseen = query_one("#foreseen", Page)
    status = query_one("#status", StatusLine)
    asking = query_one("#ask", AskLine)
    keys = query_one("#keys", KeyLine)

    def __init__(self, store: Store, path: Path, draft: Draft, glyphs: Glyphs) -> None:
        super().__init__()
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

    def _changed(self) -> None:
        self.outcome = None
        self.status.say(None)
        self.show()

    # Changing.

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Change what was chosen."""
        message.stop()
        self.action_change()

    def action_change(self) -> None:
        """Change what the cursor stands on: a column, what holds for all rows, or an unknown word."""
        part = self.matched.current
        if not isinstance(part, Part):
            return
        if part.kind == "column":
            self._change_column(part.at)
        elif part.kind == "word":
            self._change_word(part)
        else:
            self._change_setting(part.name)

    def _change_column(self, at: int) -> None:
        name = self.draft.sample.columns[at].name
        title = say("What is the column {name}?", name=name)
        self._choose(title, [(role, ROLES[role]) for role in self.draft.roles], lambda role: self.draft.give(at, role))

    def _change_word(self, part: Part) -> None:
        def alike(pair: Pair) -> float:
            return -SequenceMatcher(None, part.word, str(pair[1])).ratio()

        def take(name: str) -> None:
            self.draft.translated.setdefault(part.name, {})[part.word] = name

        names = sorted(self._names(part.name), key=alike)
        self._choose(say("What is {word} called here?", word=part.word), names, take)

    def _names(self, role: str) -> list[Pair]:
        """Return the codes that can be chosen, each with its name."""
        known = self.draft.known.vocabulary
        found = known.indicators if role == "indicator" else known.places
        return [(code, Bilingual(one.name_zh, one.name_en)) for code, one in found.items()]

    def _change_setting(self, name: str) -> None:
        draft = self.draft
        if name == "source":
            self._ask(say("Which agency sends it?"), lambda text: setattr(draft, "source", text), draft.source)
        elif name == "spelling":
            question = say("How are periods spelt (%Y year, %m month, %d day)? Nothing: the usual ways.")
            self._ask(question, lambda text: setattr(draft, "period", text), draft.period)
        elif name == "unit":
            self._ask(say("In which unit are the figures? Nothing: that of the indicator."), self._hold_unit,
                      draft.constants.get("unit", ""))  # fmt: skip
        else:
            self._choose_setting(name)

    def _choose_setting(self, name: str) -> None:
        if name == "form":
            forms: list[Pair] = [
                (READINGS, say("readings: one figure a row")),
                (ENTRIES, say("entries: one case a row")),
            ]
            self._choose(say("What does the file hold?"), forms, self.draft.turn)
        elif name == "measure":
            self._choose(
                say("What are its figures?"), list(MEASURE_WORDS.items()), lambda one: self.draft.hold(name, one)
            )
        else:
            title = (
                say("Which indicator are its figures of?") if name == "indicator" else say("Which place are they of?")
            )
            self._choose(title, self._names(name), lambda one: self.draft.hold(name, one))

    def _hold_unit(self, text: str) -> None:
        if text and kind_of(text) is None:
            raise Refused(say("{value} is not a unit that is known.", value=text))
        self.draft.hold("unit", text)

    def action_nearest(self) -> None:
        """Take the nearest known name for every unknown word that has one."""
        count = self.draft.take_nearest()
        self._changed()
        self.status.say(say("Names translated: {count}. Check them before saving.", count=count))

    # Asking.

    def _choose(self, title: Sentence, pairs: Sequence[Pair], follows: Callable[[str], None]) -> None:
        content = Content(
            (Column(say("name"), rest=True),), list(pairs), lambda pair: ((str(pair[1]), ""),),
            key=lambda pair: pair[0],
            words=[f"{word} {code}".lower() for code, word in pairs],
        )  # fmt: skip

        def take(chosen: Choice | None) -> None:
            if chosen is not None:
                follows(chosen.row[0])
                self._changed()

        self.app.push_screen(Choosing(title, content, self.glyphs), take)

    def _ask(self, question: Sentence, follows: Callable[[str], None], text: str = "") -> None:
        self.keys.display = False
        self.asking.ask(question, follows, text, needed=False)

    def on_ask_line_told(self, message: AskLine.Told) -> None:
        """Do what was asked for; what cannot be is said."""
        try:
            message.follows(message.text)
        except Refused as refused:
            self.status.say(refused.sentence, "behind")
        else:
            self._changed()

    def on_ask_line_left(self, message: AskLine.Left) -> None:
        """Show the keys again."""
        self.asking.display, self.keys.display = False, True
        self.matched.focus()

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
            outcome = load(self.store, self.path, profile=self.draft.profile(), dry_run=True, progress=progress)
        except StoreUnusable as unusable:
            self.app.call_from_thread(self.status.say, unusable.sentence, "behind")
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_outcome, outcome)

    def _show_outcome(self, outcome: Loaded) -> None:
        self._changed()
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
            self.call_later(self._ask, question, lambda _: self._save(name, replace=True))
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
