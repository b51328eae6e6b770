"""The keys of the desk, explained."""

from console.formats import Glyphs, fit, wrapped
from console.keys import is_chosen, told
from console.language import say
from console.screens.dialogs import PageDialog
from console.sheet import Row
from console.widgets.desk_keys import EXPLAINED


class DeskHelp(PageDialog):
    """The keys of the desk."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(str(say("Keys of the SQL desk")), glyphs)

    def rows(self, width: int) -> list[Row]:
        """Return a key and what it does, line by line."""
        rows: list[Row] = []
        for usual, names, said in EXPLAINED:
            keys = " ".join(map(told, names.split())) if any(map(is_chosen, names.split())) else usual
            lines = wrapped(str(said), max(width - 17, 10))
            rows += [
                ((f" {fit(keys if not number else '', 14, self.glyphs)} ", "key"), (line, ""))
                for number, line in enumerate(lines)
            ]
        return rows
