"""The room beside the panels of a large terminal; what fills it is loaded when there is such room."""

from typing import TYPE_CHECKING

from textual.containers import Vertical

from console.formats import Glyphs
from console.overview import Line, Overview

if TYPE_CHECKING:
    from console.widgets.target_beside import TargetBeside


class Beside(Vertical):
    """Holds the page of the target under the cursor."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="beside")
        self.glyphs = glyphs
        self.target: TargetBeside | None = None

    def show(self, line: Line | None, overview: Overview | None) -> None:
        """Show a target."""
        if self.target is None:
            from console.widgets.target_beside import TargetBeside

            self.target = TargetBeside(self.glyphs)
            self.mount(self.target)
        self.target.show(line, overview)
