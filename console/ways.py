"""Where one can go from anywhere, and what can be done: the pages, the palette, exports and the clipboard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from console.cells import actual_text, target_text
from console.filters import Filter
from console.formats import Glyphs, safe_text
from console.initials import spelled
from console.keys import told
from console.language import LANGUAGES, Sentence, gettext, say
from console.messages import Asked, Opened
from console.overview import Line, Overview, Wording
from console.settings import THEMES
from console.widgets.key_line import key_text

MOST_COPIED = 2000


@dataclass(frozen=True, slots=True)
class Way:
    """One place to go, or one thing to do."""

    kind: Sentence
    name: Sentence | Wording | str
    go: Callable[[], object]
    key: str = ""
    more: str = ""
    """What it is found by besides its name."""

    @property
    def words(self) -> str:
        """Return what a search looks at: the name in both languages, and what its words begin with in pinyin."""
        name = self.name
        told = (name.said_in("zh"), name.said_in("en")) if isinstance(name, Sentence) else (str(name), *_both(name))
        initials = "".join(letters[0] for letters in spelled(told[0]))
        return "\n".join((*told, self.more, initials)).lower()


def _both(name: Wording | str) -> tuple[str, ...]:
    return (name.zh, name.en) if isinstance(name, Wording) else ()


_SPOKEN = {"zh": "中文", "en": "English"}
_WORN = {"dark": say("dark colours"), "light": say("light colours"), "contrast": say("colours of high contrast")}


class Ways(App[int]):
    """An application in which everything is a few letters away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p,colon", "palette", say("go anywhere").text, show=False, id="app.palette"),
        Binding("e", "export", say("export").text, show=False, id="app.export"),
        Binding("y", "copy", say("copy").text, show=False, id="app.copy"),
    ]

    glyphs: Glyphs
    watch_screen: Any

    @property
    def overview(self) -> Overview | None:
        """Return what the watch screen shows."""
        found: Overview | None = self.watch_screen.overview
        return found

    # Pages.

    def action_league(self) -> None:
        """Open the league of towns for the target under the cursor."""
        from console.screens.league import LeagueScreen

        line, overview = self.watch_screen.current, self.overview
        if overview is not None and overview.lines and not isinstance(self.screen, LeagueScreen):
            app: Any = self
            self.push_screen(LeagueScreen(app.store, overview, line or overview.lines[0], app.clock, self.glyphs))

    def action_changes(self) -> None:
        """Open what changed since the last look."""
        from console.screens.changes import ChangesScreen

        app: Any = self
        if self.overview is not None and not isinstance(self.screen, ChangesScreen):
            looked = app.last_look(app.store.path)
            self.push_screen(ChangesScreen(app.store, self.overview, looked, app.clock, self.glyphs))

    def go_home(self) -> None:
        """Go back to the watch screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def show_alone(self, words: str) -> None:
        """Show the targets on the watch screen that mention something."""
        self.go_home()
        self.watch_screen.choose(Filter(words))

    # The palette.

    def action_palette(self) -> None:
        """Open the palette."""
        from console.screens.palette import PaletteScreen

        if isinstance(self.screen, PaletteScreen):
            return
        palette = PaletteScreen(self.ways(), self.glyphs)
        self.push_screen(palette)
        if (overview := self.overview) is not None:
            from console.places_known import places_of

            county = overview.county

            def found(places: Any, _trouble: Sentence | None) -> None:
                if palette.is_attached:
                    palette.add(self._places(places or ()))

            self.post_message(Asked(lambda generation: places_of(generation, county), found))

    def ways(self) -> Iterator[Way]:
        """Give everything there is to do on this screen, every page, and every target."""
        yield from self._actions()
        if own := getattr(self.screen, "ways", None):
            yield from own()
        yield Way(say("page"), say("all targets"), self.go_home)
        yield Way(say("page"), say("League of towns"), self.action_league, told("watch.league"))
        yield Way(say("page"), say("What changed"), self.action_changes, told("watch.changes"))
        app: Any = self
        for theme in THEMES:
            yield Way(say("colours"), _WORN[theme], lambda theme=theme: app.wear(theme))  # type: ignore[misc]
        for language in LANGUAGES:
            yield Way(say("language"), _SPOKEN[language], lambda spoken=language: app.speak(spoken))  # type: ignore[misc]
        for line in self.overview.lines if self.overview else ():
            yield self._to(line)

    def _actions(self) -> Iterator[Way]:
        told = set()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            own = binding.description and not binding.system and key not in ("ctrl+c", "super+c")
            if own and binding.action not in told and not binding.action.endswith("palette"):
                told.add(binding.action)
                name = say(binding.description)
                shown = key_text(binding)
                yield Way(say("action"), name, lambda active=active: self._do(active), shown)  # type: ignore[misc]

    def _do(self, active: Any) -> object:
        return self.run_action(active.binding.action, active.node)

    def _to(self, line: Line) -> Way:
        more = "\n".join((line.agency, line.indicator, line.target_id, *line.place_name))
        return Way(say("target"), line.name, lambda: self._open(line), more=more)

    def _open(self, line: Line) -> None:
        self.go_home()
        self.post_message(Opened(line))

    def _places(self, places: Any) -> Iterator[Way]:
        for place in places:
            yield Way(say("place"), place, lambda place=place: self.show_alone(str(place).replace(" ", "")))  # type: ignore[misc]

    # Out of it.

    def action_export(self) -> None:
        """Ask for a form and write the table or page that is shown."""
        from console.screens.exporting import ExportScreen
        from console.shown import shown_table

        if self.overview is None or isinstance(self.screen, ExportScreen):
            return
        picture = self.export_screenshot(title="Jindu")
        self.push_screen(ExportScreen(shown_table(self.screen, self.overview), picture, self.glyphs))

    def action_copy(self) -> None:
        """Put the sentence or the row that has the focus on the clipboard of the terminal."""
        from console.shown import shown_words

        line = self.watch_screen.current
        words = shown_words(self.screen) or (self._sentence(line) if line else "")
        copied = safe_text(words, MOST_COPIED).strip()
        if copied:
            self.copy_to_clipboard(copied)
            app: Any = self
            app.tell(say("Copied: {words}", words=copied))

    def _sentence(self, line: Line) -> str:
        figures = " / ".join(filter(None, (actual_text(line, self.glyphs), target_text(line, self.glyphs))))
        said = gettext("{name}: {figures}. {reason}")
        return said.format(name=line.name, figures=figures, reason=line.reason)
