"""What is wrong with something handed in: one fault a rule and column, said in a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from console.language import Sentence


@dataclass(frozen=True, slots=True)
class Example:
    """One value that broke a rule."""

    value: str
    row: int | None = None
    """First row it stands in."""
    count: int = 1
    """In how many rows."""
    near: tuple[str, ...] = ()
    """The known names that it is like."""
    expected: Sentence | None = None
    """What should stand there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, however many rows it is wrong in."""

    rule: str
    """Short name of the rule that was broken: unknown_place, bad_period, duplicate_key, ..."""
    message: Sentence
    """What is wrong, where, and what to do."""
    column: str = ""
    row: int | None = None
    """First row it is met in: 1 is the first row of readings (for a CSV table, the line of the file)."""
    value: str = ""
    """What stood there."""
    count: int = 1
    """In how many rows."""
    rows: tuple[int, ...] = ()
    """The first few rows."""
    file: str = ""
    examples: tuple[Example, ...] = ()
    """The different values that broke the rule, for a report to whoever sent them."""

    def as_json(self) -> dict[str, object]:
        """Return the fields that `--json` promises."""
        return {
            "rule": self.rule, "column": self.column, "row": self.row, "value": self.value, "count": self.count,
            "message": str(self.message),
        }  # fmt: skip


class Refused(Exception):
    """Something was refused and nothing was changed; the sentence says what, where and what to do."""

    rule = "refused"
    """Rule of the one fault, where no fault says more."""

    def __init__(self, sentence: Sentence, faults: Iterable[Fault] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return str(self.sentence)


class Hindered(Refused):
    """The machine and not what was handed in is to blame (disk full, folder not writable): the same may do later."""

    rule = "hindered"


class Contended(Hindered):
    """Others changed the same at the same moment: the whole change is made again, a little later."""

    rule = "contended"
