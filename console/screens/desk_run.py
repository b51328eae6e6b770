"""One query of a tab: where its text stands in the editor, its answer, and how that is sorted and filtered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.desk.states import State
from console.drafts import Tab

if TYPE_CHECKING:
    from console.desk import Answer
    from console.desk.records import Value

Order = tuple[tuple[int, bool], ...]
"""Columns to sort by, each with whether it descends."""
Where = tuple[tuple[int, str, "Value"], ...]
"""Columns to filter by, each with the name of a filter and its value."""


@dataclass(eq=False)
class Run:
    """One query of one tab and what is shown of its answer."""

    answer: "Answer"
    tab: Tab
    row: int = 0
    """Line and column, from 0, of the editor at which its text begins."""
    column: int = 0
    in_editor: bool = True
    view: "Answer | None" = None
    """The answer sorted or filtered."""
    pending: "Answer | None" = None
    """A view that is being worked out."""
    order: Order = ()
    where: Where = ()
    old: tuple[Order, Where] = ((), ())
    """Order and filters to go back to where the view does not come."""
    settled: bool = False
    previewed: int = 0

    @property
    def shown(self) -> "Answer":
        """The answer whose rows are shown."""
        return self.view or self.answer

    @property
    def waited_for(self) -> "Answer":
        """The answer whose state is shown."""
        return self.pending or self.shown

    def place_of(self, state: State) -> tuple[int, int] | None:
        """Return where in the editor an error is, from 1."""
        if state.line is None or not self.in_editor:
            return None
        column = (state.column or 1) + (self.column if state.line == 1 else 0)
        return self.row + state.line, column

    @property
    def ends(self) -> tuple[int, int]:
        """Line and column, from 0, at which its text ended when it was run."""
        lines = self.answer.text.split("\n")
        return self.row + len(lines) - 1, len(lines[-1]) + (self.column if len(lines) == 1 else 0)
