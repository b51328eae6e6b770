"""The part of making a profile that changes it: what a column is, what holds for all rows, what a word means here."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from textual.getters import query_one
from textual.screen import Screen

from console.content import Column, Content
from console.faults import Refused
from console.formats import Glyphs
from console.intake.contract import ENTRIES, READINGS
from console.intake.drafting import Draft
from console.intake.preview import Bilingual
from console.language import Sentence, say
from console.screens.dialogs import Choice, ListDialog
from console.units import kind_of
from console.widgets.ask_line import AskLine
from console.widgets.intake_lines import StatusLine
from console.widgets.key_line import KeyLine
from console.widgets.listing import Listing
from console.widgets.tables.matched import MEASURE_WORDS, ROLES, Part

Pair = tuple[str, Sentence | str]
FORMS: list[Pair] = [(READINGS, say("readings: one figure a row")), (ENTRIES, say("entries: one case a row"))]


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


class ChangingScreen(Screen[Path | None]):
    """Asks what the cursor stands on is to be, and changes the draft of a profile."""

    matched = query_one("#matched", Listing)
    status = query_one("#status", StatusLine)
    asking = query_one("#ask", AskLine)
    keys = query_one("#keys", KeyLine)

    draft: Draft
    glyphs: Glyphs

    def changed(self) -> None:
        """Show the draft anew; the screen has its own way."""
        raise NotImplementedError

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
            self.ask(say("Which agency sends it?"), lambda text: setattr(draft, "source", text), draft.source)
        elif name == "spelling":
            question = say("How are periods spelt (%Y year, %m month, %d day)? Nothing: the usual ways.")
            self.ask(question, lambda text: setattr(draft, "period", text), draft.period)
        elif name == "unit":
            self.ask(say("In which unit are the figures? Nothing: that of the indicator."), self._hold_unit,
                      draft.constants.get("unit", ""))  # fmt: skip
        else:
            self._choose_setting(name)

    def _choose_setting(self, name: str) -> None:
        if name == "form":
            self._choose(say("What does the file hold?"), FORMS, self.draft.turn)
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

    def _choose(self, title: Sentence, pairs: Sequence[Pair], follows: Callable[[str], None]) -> None:
        content = Content(
            (Column(say("name"), rest=True),), list(pairs), lambda pair: ((str(pair[1]), ""),),
            key=lambda pair: pair[0],
            words=[f"{word} {code}".lower() for code, word in pairs],
        )  # fmt: skip

        def take(chosen: Choice | None) -> None:
            if chosen is not None:
                follows(chosen.row[0])
                self.changed()

        self.app.push_screen(Choosing(title, content, self.glyphs), take)

    def ask(self, question: Sentence, follows: Callable[[str], None], text: str = "") -> None:
        """Ask for words."""
        self.keys.display = False
        self.asking.ask(question, follows, text, needed=False)

    def on_ask_line_told(self, message: AskLine.Told) -> None:
        """Do what was asked for; what cannot be is said."""
        try:
            message.follows(message.text)
        except Refused as refused:
            self.status.say(refused.sentence, "behind")
        else:
            self.changed()

    def on_ask_line_left(self, message: AskLine.Left) -> None:
        """Show the keys again."""
        self.asking.display, self.keys.display = False, True
        self.matched.focus()
