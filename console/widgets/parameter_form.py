"""The form of a query's parameters: one line each, with the choices that the store has."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from console.desk.parameters import Parameter, written
from console.formats import Glyphs, column_text, fit, safe_text
from console.initials import begins
from console.language import say
from console.widgets.catalogue_tree import in_language
from console.widgets.drawn import Drawn
from console.widgets.key_line import KeyLine
from console.widgets.page import Page

ROWS = 8


class Choice(NamedTuple):
    """One thing that a parameter can be."""

    value: str
    said_zh: str = ""
    said_en: str = ""

    @property
    def said(self) -> str:
        """What it is called, in the language in use."""
        return in_language(f"{self.said_zh} / {self.said_en}") if self.said_zh or self.said_en else ""


class Label(Drawn):
    """The name of a parameter."""

    def __init__(self, words: str, glyphs: Glyphs) -> None:
        super().__init__(glyphs=glyphs)
        self.words = words

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return the name."""
        return ((fit(f" {self.words}", self.size.width, self.glyphs), "muted"),)


class ParameterForm(ModalScreen[dict[str, str] | None]):
    """Asks for the values of parameters; up and down choose among what the store has."""

    BINDINGS = [
        Binding("f5,ctrl+j,ctrl+enter", "run", say("run").text, key_display="F5", id="desk.run"),
        Binding("enter", "next", say("next").text, id="form.next"),
        Binding("down", "choose(1)", say("choices").text, key_display="Up Down", id="form.down"),
        Binding("up", "choose(-1)", show=False, id="form.up"),
        Binding("escape", "close", say("back").text, id="dialog.back"),
    ]

    def __init__(
        self,
        parameters: Sequence[Parameter],
        values: Mapping[str, str],
        choices: Mapping[str, Sequence[Choice]],
        glyphs: Glyphs,
    ) -> None:
        super().__init__()
        self.parameters, self.values, self.choices, self.glyphs = tuple(parameters), values, choices, glyphs
        self._shown: list[Choice] = []
        self._at = -1

    def compose(self) -> ComposeResult:
        """Lay out a line for each parameter, the choices below, the keys."""
        wide = max((cell_len(one.name) for one in self.parameters), default=4) + 4
        with Vertical(id="dialog"):
            yield Page(id="lines", glyphs=self.glyphs)
            for one in self.parameters:
                with Horizontal(classes="parameter"):
                    label = Label(f"${one.name}", self.glyphs)
                    label.styles.width = min(wide, 24)
                    yield label
                    yield Input(safe_text(self._begun(one), 4000), name=one.name, compact=True, select_on_focus=False)
            yield Page(id="choices", glyphs=self.glyphs)
            yield KeyLine([binding for binding in self.BINDINGS if isinstance(binding, Binding)], self.glyphs)

    def _begun(self, one: Parameter) -> str:
        return self.values.get(one.name) or (written(one.default) if one.documented else "")

    def on_mount(self) -> None:
        """Begin with the first parameter."""
        self.query_one("#choices", Page).can_focus = self.query_one("#lines", Page).can_focus = False
        self.query(Input).first().focus()
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show title, the meaning of the parameter in focus, and its choices."""
        one, said = self._current
        title = self.query_one("#lines", Page)
        title.styles.height = 2
        meaning = column_text(in_language(one.meaning), self.glyphs, 200) if one else ""
        title.show([((f" {say('Parameters')}", "title"),), ((f" {meaning}", "muted"),)])
        self._shown = self._matching(one.name, said) if one else []
        self._list()

    @property
    def _current(self) -> tuple[Parameter | None, str]:
        field = self.focused
        if not isinstance(field, Input):
            return None, ""
        return next((one for one in self.parameters if one.name == field.name), None), field.value

    def _matching(self, name: str, typed: str) -> list[Choice]:
        """Return the choices that fit what is typed; all of them while it is one of them."""
        every = list(self.choices.get(name, ()))
        sought = typed.strip("' ").lower()
        if not sought or any(choice.value == sought for choice in every):
            return every
        letters = sought.isascii() and sought.isalpha()
        return [
            choice for choice in every
            if sought in choice.value.lower() or sought in choice.said_zh.lower() or sought in choice.said_en.lower()
            or (letters and begins(sought, choice.said_zh))
        ]  # fmt: skip

    def _list(self) -> None:
        page = self.query_one("#choices", Page)
        top = max(0, self._at - ROWS + 1)
        rows = []
        for place, choice in enumerate(self._shown[top : top + ROWS], top):
            here = place == self._at
            value = fit(column_text(choice.value, self.glyphs, 60), 26, self.glyphs)
            mark = self.glyphs.cursor if here else " "
            said = column_text(choice.said, self.glyphs, 60)
            rows.append(((f" {mark} ", "key"), (value, "actual" if here else ""), (f"  {said}", "muted")))
        more = len(self._shown) - top - len(rows)
        last = (((f"   {say('and {count} more', count=more)}", "muted"),),) if more > 0 else ()
        page.styles.height = ROWS + 1
        page.show([*rows, *last])

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Look for choices that fit; not while a choice is being put in."""
        if not (0 <= self._at < len(self._shown) and self._shown[self._at].value == event.value):
            self._at = -1
            self.show()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the choices of another parameter."""
        self._at = -1
        self.show()

    def action_choose(self, step: int) -> None:
        """Put in the next or the previous choice."""
        field = self.focused
        if isinstance(field, Input) and self._shown:
            self._at = max(0, min(self._at + step, len(self._shown) - 1))
            field.value = self._shown[self._at].value
            field.cursor_position = len(field.value)
            self._list()

    @on(Input.Submitted)
    def action_next(self) -> None:
        """Go to the next parameter; after the last one, run."""
        fields = list(self.query(Input))
        place = fields.index(self.focused) if isinstance(self.focused, Input) else 0
        if place + 1 < len(fields):
            fields[place + 1].focus()
        else:
            self.action_run()

    def action_run(self) -> None:
        """Answer with what was typed."""
        self.dismiss({str(field.name): field.value for field in self.query(Input)})

    def action_close(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
