"""Where one can go from anywhere, and what can be done: the pages, the palette, exports and the clipboard."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from console.cells import actual_text, target_text
from console.county import Wanted, choose
from console.formats import Glyphs, safe_text
from console.keys import told
from console.language import LANGUAGES, gettext, say
from console.messages import Asked, Opened
from console.overview import Line, Overview
from console.places_known import Known, places_of
from console.settings import THEMES
from console.way import Way
from console.widgets.key_line import key_text

MOST_COPIED = 2000


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

    def open_page(self, page: Screen[Any] | str) -> None:
        """Open a page; while an earlier moment is shown, it says so as well."""
        app: Any = self
        self.push_screen(page)
        self.call_after_refresh(app.show_moment)

    def action_league(self) -> None:
        """Open the league of towns for the target under the cursor."""
        from console.screens.league import LeagueScreen

        overview = self.overview
        if overview is not None and overview.lines and not isinstance(self.screen, LeagueScreen):
            self.open_league(self.watch_screen.current or overview.lines[0])

    def open_league(self, line: Line) -> None:
        """Open the league of towns for a target."""
        from console.screens.league import LeagueScreen

        app: Any = self
        self.open_page(LeagueScreen(app.store, app.overview, line, app.clock, self.glyphs))

    def open_across(self, line: Line) -> None:
        """Open the league of counties in a target."""
        from console.screens.across import AcrossScreen

        app: Any = self
        self.open_page(AcrossScreen(app.store, app.overview, line, app.clock, self.glyphs))

    def action_across(self) -> None:
        """Open the league of counties in the target under the cursor."""
        overview = self.overview
        if overview is not None and overview.lines:
            self.open_across(self.watch_screen.current or overview.lines[0])

    def action_changes(self) -> None:
        """Open what changed since the last look."""
        from console.screens.changes import ChangesScreen

        app: Any = self
        if self.overview is not None and not isinstance(self.screen, ChangesScreen):
            looked = app.last_look(app.store.path, self.overview)
            self.open_page(ChangesScreen(app.store, self.overview, looked, app.clock, self.glyphs))

    def show_county(self, wanted: Wanted) -> None:
        """Show another county or year, from its watch screen on."""
        app: Any = self
        choose(wanted)
        self.go_home()
        app.action_present()
        app.action_refresh()

    def action_counties(self) -> None:
        """Open the counties and years of the store."""
        from console.screens.counties import CountiesScreen

        app: Any = self
        if self.overview is not None and not isinstance(self.screen, CountiesScreen):
            self.open_page(CountiesScreen(app.store, self.overview, app.clock, self.glyphs))

    def open_place(self, place: Known) -> None:
        """Open the page of a place; that of the county itself is the watch screen."""
        from console.screens.place import PlaceScreen

        app: Any = self
        self.go_home()
        if self.overview is not None and place.place != self.overview.county:
            self.open_page(PlaceScreen(app.store, self.overview, place, app.clock, self.glyphs))

    def go_home(self) -> None:
        """Go back to the watch screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def from_home(self, action: str) -> None:
        """Go back to the watch screen, and from there somewhere else."""
        self.go_home()
        self.call_later(self.run_action, action)

    # The palette.

    def action_palette(self) -> None:
        """Open the palette."""
        from console.screens.palette import PaletteScreen

        if isinstance(self.screen, PaletteScreen):
            return
        palette = PaletteScreen(self.ways(), self.glyphs)
        self.push_screen(palette)
        if self.overview is not None:
            self.ask_for_places(lambda places: palette.add(map(self._place, places)) if palette.is_attached else None)

    def ask_for_places(self, follows: Callable[[tuple[Known, ...]], object]) -> None:
        """Ask the store which places the county has."""
        assert self.overview is not None
        county = self.overview.county
        question = partial(places_of, county=county)
        self.post_message(Asked(question, lambda places, _trouble: follows(places or ())))

    def ways(self) -> Iterator[Way]:
        """Give everything there is to do on this screen, every page, and every target."""
        yield from self._actions()
        if own := getattr(self.screen, "ways", None):
            yield from own()
        yield Way(say("page"), say("all targets"), self.go_home)
        yield Way(say("page"), say("League of towns"), self.action_league, told("watch.league"))
        yield Way(say("page"), say("League of counties"), self.action_across, told("page.across"))
        yield Way(say("page"), say("What changed"), self.action_changes, told("watch.changes"))
        yield Way(say("page"), say("Counties"), self.action_counties, told("watch.counties"))
        yield Way(say("page"), say("SQL desk"), partial(self.from_home, "desk"), told("watch.desk"))
        yield Way(say("page"), say("Intake"), partial(self.from_home, "intake"), told("watch.intake"))
        yield Way(say("page"), say("Help"), partial(self.call_later, self.run_action, "help"), told("app.help"))
        app: Any = self
        for theme in THEMES:
            yield Way(say("colours"), _WORN[theme], partial(app.wear, theme))
        for language in LANGUAGES:
            yield Way(say("language"), _SPOKEN[language], partial(app.speak, language))
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
                yield Way(say("action"), name, partial(self._do, active), shown)

    def _do(self, active: Any) -> object:
        return self.run_action(active.binding.action, active.node)

    def _to(self, line: Line) -> Way:
        more = "\n".join((line.agency, line.indicator, line.target_id, *line.place_name))
        return Way(say("target"), line.name, partial(self._open, line), more=more)

    def _open(self, line: Line) -> None:
        self.go_home()
        self.post_message(Opened(line))

    def _place(self, place: Known) -> Way:
        return Way(say("place"), place.name, partial(self.open_place, place))

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
