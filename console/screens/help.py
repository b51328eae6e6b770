"""What the keys do, what the marks mean, and how a row is read."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from console.formats import Glyphs, fit, wrapped
from console.language import Sentence, say
from console.sheet import Row, titled
from console.standing import Light
from console.standing.words import LIGHTS
from console.widgets.key_line import KeyLine
from console.widgets.page import FURTHER, Page

MEANINGS: dict[Light, Sentence] = {
    Light.BEHIND: say("well below what is expected by now"),
    Light.OVERDUE: say("a figure or a deadline has passed its date"),
    Light.SLOW: say("somewhat below what is expected by now"),
    Light.NO_DATA: say("nothing has been loaded yet"),
    Light.WATCH: say("too early in the year to judge"),
    Light.ON_TRACK: say("as expected by now, or better"),
    Light.NOT_DUE: say("nothing is due yet"),
    Light.DONE: say("the target is reached"),
    Light.UNASSESSED: say("the report gives nothing to measure by"),
}


BACK = Binding("escape,question_mark,q,enter", "app.pop_screen", say("back").text, id="help.back")


class HelpScreen(ModalScreen[None]):
    """Lies over the screen it explains."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = [BACK]

    def __init__(self, glyphs: Glyphs, about: Callable[[], Sequence[Row]] = tuple) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.about = about

    def compose(self) -> ComposeResult:
        """Lay out one page."""
        with Vertical(id="explained"):
            yield Page(id="help", glyphs=self.glyphs)
            yield KeyLine([FURTHER, BACK], self.glyphs)

    def on_mount(self) -> None:
        """Fill the page."""
        self.query_one(Page).focus()
        self.show()

    def show(self) -> None:
        """Show the page in the language in use."""
        page, rows = self.query_one(Page), self.rows()
        page.styles.height = len(rows)
        page.show(rows)

    def rows(self) -> list[Row]:
        """Return what is explained, line by line."""
        rows: list[Row] = [*self.about(), ()]
        rows += [titled(say("Lights"))]
        rows += [self._light(light) for light in LIGHTS]
        rows += [(), titled(say("Bars"))]
        bars = say(
            "The bar is the share of the target that is reached; {tick} is where it should be by now."
            " A growth target has no share: its row shows the newest readings.",
            tick=self.glyphs.tick,
        )
        return [*rows, *(((f" {part}", ""),) for part in wrapped(str(bars), 64))]

    def _light(self, light: Light) -> Row:
        word = f" {self.glyphs.lights[light]} {LIGHTS[light]}"
        return ((fit(word, 13, self.glyphs), str(light)), (str(MEANINGS[light]), ""))
