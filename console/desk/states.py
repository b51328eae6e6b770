"""How an answer stands: always exactly one of seven marks, so that a cancelled query never looks like an empty one."""

from dataclasses import dataclass
from enum import StrEnum

from console.language import Sentence, say


class Mark(StrEnum):
    """What can be said of an answer at any moment."""

    RUNNING = "running"
    DONE = "done"
    TRUNCATED = "truncated"
    """Cut off: there are more rows than are kept."""
    EMPTY = "empty"
    CANCELLED = "cancelled"
    TIMED_OUT = "timed_out"
    FAILED = "failed"


READY = frozenset({Mark.DONE, Mark.TRUNCATED, Mark.EMPTY})
"""Marks of an answer that has rows to show, if only none."""


@dataclass(frozen=True, slots=True)
class State:
    """How one answer stands now."""

    mark: Mark
    rows: int = 0
    """Rows known of; all of them when `exact`."""
    exact: bool = False
    counting: bool = False
    """Whether somebody is still counting."""
    seconds: float = 0.0
    """How long the query ran, or has run so far."""
    progress: float | None = None
    """How much is done, 0 to 1; None where DuckDB does not know."""
    error: Sentence | None = None
    """Why it was refused or failed."""
    refused: bool = False
    """Whether the gate kept it out: it never ran."""
    killed: bool = False
    """Whether the worker ended under it."""
    line: int | None = None
    """Line of the text, from 1, that the error points at."""
    column: int | None = None
    """Column of that line, from 1, in characters."""
    notice: Sentence | None = None
    """What else must be known, as that the worker was restarted."""

    @property
    def sentence(self) -> Sentence:
        """The state in words."""
        took = f"{self.seconds:.2f}"
        if self.mark is Mark.RUNNING:
            return self._running(took)
        if self.mark is Mark.DONE:
            return self._done(took)
        if self.mark is Mark.TRUNCATED:
            return say(
                "Cut off after {rows:row|rows}, {seconds} s: there are more.", rows=f"{self.rows:,}", seconds=took
            )
        if self.mark is Mark.EMPTY:
            return say("No rows, {seconds} s.", seconds=took)
        if self.mark is Mark.CANCELLED:
            return say("Cancelled after {seconds} s: there is no answer.", seconds=took)
        if self.mark is Mark.TIMED_OUT:
            return say("Stopped after {seconds} s, the time it may take: there is no answer.", seconds=took)
        return self.error or say("The query failed without saying why. Run it again, or write it in another way.")

    def _running(self, took: str) -> Sentence:
        if self.progress is None:
            return say("Running, {seconds} s.", seconds=took)
        return say("Running, {seconds} s, {percent} %.", seconds=took, percent=f"{100 * self.progress:.0f}")

    def _done(self, took: str) -> Sentence:
        if self.exact:
            return say("{rows:row|rows}, {seconds} s.", rows=f"{self.rows:,}", seconds=took)
        if self.counting:
            return say("At least {rows} rows, counting; {seconds} s.", rows=f"{self.rows:,}", seconds=took)
        return say("At least {rows} rows, not counted; {seconds} s.", rows=f"{self.rows:,}", seconds=took)


class Unanswered(Exception):
    """A question to the worker has no answer; the state says whether it was cancelled, timed out or failed."""

    def __init__(self, state: State) -> None:
        super().__init__(state.mark)
        self.state = state

    def __str__(self) -> str:
        return str(self.state.sentence)


@dataclass(frozen=True, slots=True)
class Statistics:
    """One column of an answer, over all its rows."""

    rows: int
    nulls: int
    distinct: int
    lowest: str | None
    highest: str | None
    quantiles: tuple[str, ...]
    """At 5, 25, 50, 75 and 95 %; empty for a column without an order."""
    histogram: tuple[tuple[float, float, int], ...]
    """From, to, rows: steps of one width, empty ones left out; only for numbers."""
    top: tuple[tuple[str, int], ...]
    """The most frequent values and their rows."""
