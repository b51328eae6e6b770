"""The keys that do something here, on the last line; each can be clicked."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding

from console.formats import Glyphs
from console.keys import brief, is_chosen, key_of
from console.language import gettext
from console.widgets.drawn import Drawn

_TO = {"replay.back": "replay.on", "watch.panel_1": "watch.panel_5"}
"""What is shown as one with another: [ ], 1-5."""


def key_text(binding: Binding, written: Callable[[str], str] = brief) -> str:
    """Return what the key of a binding is called: as the settings have it, else as the binding says itself."""
    names = [name for name in (binding.id or "", _TO.get(binding.id or "", "")) if name]
    if any(map(is_chosen, names)):
        return " ".join(written(key_of(name)) for name in names)
    return binding.key_display or written(binding.key.split(",")[0])


class KeyLine(Drawn):
    """One line of keys and what they do."""

    def __init__(self, bindings: Sequence[Binding], glyphs: Glyphs) -> None:
        super().__init__(id="keys", glyphs=glyphs)
        self.bindings = [binding for binding in bindings if binding.show]

    def shown(self) -> list[tuple[int, int, Binding]]:
        """Return for every key that has room where it begins and ends, and what it is bound to."""
        places, x = [], 1
        for binding in self.bindings:
            end = x + cell_len(key_text(binding)) + 1 + cell_len(gettext(binding.description))
            if end > self.size.width:
                break
            places.append((x, end, binding))
            x = end + 2
        return places

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return keys and words."""
        pieces: list[tuple[str, str]] = [(" ", "")]
        for _start, _end, binding in self.shown():
            pieces += [(key_text(binding), "key"), (f" {gettext(binding.description)}  ", "muted")]
        return tuple(pieces)

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        for start, end, binding in self.shown():
            if start <= event.x < end:
                self.app.simulate_key(key_of(binding.id) if binding.id else binding.key.split(",")[0])
