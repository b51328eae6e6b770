"""The keys that do something here, on the last line; each can be clicked."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.keys import _character_to_key

from console.formats import Glyphs
from console.language import gettext
from console.widgets.drawn import Drawn

KEY_NAMES = {"enter": "Enter", "escape": "Esc", "tab": "Tab", "question_mark": "?"}


class KeyLine(Drawn):
    """One line of keys and what they do."""

    def __init__(self, bindings: Sequence[Binding], glyphs: Glyphs) -> None:
        super().__init__(id="keys", glyphs=glyphs)
        self.bindings = [binding for binding in bindings if binding.show]

    def shown(self) -> list[tuple[int, int, Binding]]:
        """Return for every key that has room where it begins and ends, and what it is bound to."""
        places, x = [], 1
        for binding in self.bindings:
            end = x + cell_len(self._key(binding)) + 1 + cell_len(gettext(binding.description))
            if end > self.size.width:
                break
            places.append((x, end, binding))
            x = end + 2
        return places

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return keys and words."""
        pieces: list[tuple[str, str]] = [(" ", "")]
        for _start, _end, binding in self.shown():
            pieces += [(self._key(binding), "key"), (f" {gettext(binding.description)}  ", "muted")]
        return tuple(pieces)

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        for start, end, binding in self.shown():
            if start <= event.x < end:
                self.app.simulate_key(_name(self._wanted(binding) or binding.key.split(",")[0]))

    def _wanted(self, binding: Binding) -> str:
        """Return the key that the settings give to a binding; nothing where they give none."""
        settings = getattr(self.app, "settings", None)
        wanted: str = settings.keys.get(binding.id or "", "") if settings else ""
        return wanted.split(",")[0].strip()

    def _key(self, binding: Binding) -> str:
        """Return what a key is called on the line."""
        key = binding.key.split(",")[0]
        return self._wanted(binding) or binding.key_display or KEY_NAMES.get(key, key)


def _name(key: str) -> str:
    """Return a key by Textual's name for it."""
    return _character_to_key(key) if len(key) == 1 else key
