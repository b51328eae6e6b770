"""The part of the desk that pins a query to the watch screen, and opens one that is pinned."""

from textual import work
from textual.screen import ModalScreen

from console.desk.parameters import names
from console.desk.saved import examples
from console.drafts import Tab
from console.faults import Refused
from console.keys import Key
from console.language import say
from console.pinned import query_of
from console.pinning import pin
from console.pins import Pin, Shape
from console.screens.desk_texts import TextsScreen
from console.screens.dialogs import Choice, Line, ListDialog
from console.settings import Settings
from console.widgets.history_list import choice_list
from console.widgets.pinned import PinnedPanels

SHAPES = (
    (Shape.TABLE, say("table: the first rows")),
    (Shape.NUMBER, say("number: the first figure of the first row")),
    (Shape.CHART, say("chart")),
)


class PinningScreen(TextsScreen):
    """Pins the text in front."""

    @work
    async def action_pin(self) -> None:
        """Save the text where it is not saved yet, ask how it is to be shown, and pin it."""
        if not self.tab.text.strip():
            self.state.tell(say("There is no query here to pin."), "slow")
            return
        name = await self._named()
        if name is None:
            return
        dialog: ModalScreen[Choice | None] = ListDialog(say("Pin it as"), choice_list(SHAPES), self.glyphs, small=True)
        chosen = await self.app.push_screen_wait(dialog)
        title = None
        if chosen is not None:
            title = await self.app.push_screen_wait(Line(say("Its title on the watch screen"), self.glyphs, name))
        if chosen is not None and title is not None:
            wanted = set(names(self.tab.text))
            values = {name: value for name, value in self.tab.values.items() if name in wanted}
            self._pin(Pin(name, title.strip() if title.strip() != name else "", Shape(chosen.row[0]), values))

    async def _named(self) -> str | None:
        """Return the name under which the text in front is kept; it is saved first where it is not."""
        tab = self.tab
        if tab.name and not tab.changed:
            return tab.name
        example = next((one.name for one in examples() if not tab.name and one.text == tab.text), None)
        return example or await self.save_tab()

    @work(thread=True, group="pin")
    def _pin(self, wanted: Pin) -> None:
        try:
            self.post_message(self.Found(self._tell_pinned, pin(wanted)))
        except Refused as refused:
            self.post_message(self.Found(self._tell_pinned, trouble=refused.sentence))

    def _tell_pinned(self, settings: Settings) -> None:
        self.app.post_message(PinnedPanels.Changed(settings))
        place = len(settings.pins)
        self.state.tell(say("Pinned: key {key} on the watch screen.", key=Key(f"watch.panel_{5 + place}")), "done")

    def open_pinned(self, wanted: Pin) -> None:
        """Open a pinned query in a tab with its values, and run it."""
        query = query_of(wanted)
        if query is None:
            return
        name = "" if query.example else query.name
        there = next(
            (place for place, tab in enumerate(self.tabs) if tab.text == query.text and tab.name == name), None
        )
        if there is None:
            self.open_tab(Tab(name, query.text, kept=query.text))
        else:
            self.bring_to_front(there)
        self.tab.values |= wanted.values
        self.tab.values |= {
            one.name: str(one.default) for one in query.parameters
            if one.documented and one.name not in self.tab.values and one.default is not None
        }  # fmt: skip
        self.action_run()
