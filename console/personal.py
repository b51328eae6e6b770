"""What the console owes to the one who sits before it: their keys, colours and language, and where they left off."""

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from console import language as languages
from console import themes
from console.formats import Glyphs
from console.keys import choose, keys_of
from console.language import Sentence, say
from console.overview import Overview
from console.remembered import Looked, Memory, looked_at, recall, remember
from console.settings import Settings


class Personal(App[int]):
    """An application with settings and a memory; without a file it remembers nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("T", "theme", say("colours").text, show=False, id="app.theme"),
        Binding("L,l", "language", say("language").text, show=False, id="app.language"),
    ]

    glyphs: Glyphs

    def __init__(
        self,
        *,
        settings: Settings | None = None,
        memory_file: Path | None = None,
        few_colours: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.settings = settings or Settings()
        self._memory_file = memory_file
        self.memory = recall(memory_file) if memory_file else Memory()
        self._use_colours(few=few_colours)
        choose(self.settings.keys)
        self.set_keymap({name: ",".join(keys_of(name, self.settings.keys)) for name in self.settings.keys})

    def _use_colours(self, *, few: bool) -> None:
        for theme in themes.OWN:
            self.register_theme(theme)
        if few and self.settings.theme is None:
            self.theme = themes.BASIC
        elif wanted := self.settings.theme or self.memory.theme:
            self.theme = themes.NAMES.get(wanted, self.theme)

    def action_theme(self) -> None:
        """Wear the next colours."""
        self.wear(themes.next_theme(self.theme))

    def wear(self, name: str) -> None:
        """Wear the colours of a name in the settings, and remember that."""
        self.theme = themes.NAMES[name]
        self.memory.theme = name
        self.keep()

    def speak(self, language: str) -> None:
        """Speak a language from now on, on every screen, and remember that."""
        languages.choose(language)
        self.memory.language = language
        self.keep()
        for screen in self.screen_stack:
            if show := getattr(screen, "show", None):
                show()
            screen.refresh(layout=True)
            for widget in screen.walk_children():
                widget.refresh()

    def action_language(self) -> None:
        """Speak the other language."""
        self.speak("en" if languages.chosen() == "zh" else "zh")

    def tell(self, sentence: Sentence) -> None:
        """Say something in passing."""
        from console.formats import safe_text

        self.notify(safe_text(str(sentence), 400), markup=False, timeout=6)

    def local_time(self) -> datetime:
        """Return the time on the wall, for the names of files."""
        return datetime.now()

    # Memory.

    def last_look(self, store: Path, overview: Overview) -> Looked | None:
        """Return what was seen of the same county and year the last time."""
        return self.memory.looked.get(_looked_as(store, overview))

    def keep_look(self, store: Path, overview: Overview, at: str) -> None:
        """Remember how everything stands, and that it was seen."""
        self.memory.looked[_looked_as(store, overview)] = looked_at(overview, at)
        self.keep()

    def keep(self) -> None:
        """Write down what is remembered."""
        if self._memory_file is not None:
            remember(self._memory_file, self.memory)


def _looked_as(store: Path, overview: Overview) -> str:
    """Return under what a look is remembered."""
    return f"{store.resolve()} {overview.county} {overview.year}"
