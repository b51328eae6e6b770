"""What the parts of the console tell each other."""

from dataclasses import dataclass
from typing import Any

from textual.message import Message

from console.asking import Question, Tell
from console.following import Sight
from console.language import Sentence
from console.moments import Moment
from console.overview import Line, Overview


@dataclass
class Seen(Message):
    """The store was looked at: what there is to show now."""

    sight: Sight


@dataclass
class Focused(Message):
    """The cursor stands on another target."""

    line: Line | None


@dataclass
class Opened(Message):
    """Somebody wants to know more about a target."""

    line: Line


@dataclass
class LeftPanel(Message):
    """The cursor left a panel at its upper (-1) or lower (1) end."""

    direction: int


@dataclass
class Replayed(Message):
    """Somebody wants to see everything as it was known at a snapshot."""

    snapshot_id: int


@dataclass
class Came(Message):
    """An answer of the store, or a sentence that says why there is none."""

    stamp: object
    """What it was asked for."""
    answer: Any
    trouble: Sentence | None = None


@dataclass
class Asked(Message):
    """A screen has a question to the store; what follows is told of the answer, or why there is none."""

    question: Question
    follows: Tell


@dataclass
class Answered(Message):
    """The answer to what a screen asked."""

    follows: Tell
    answer: object
    trouble: Sentence | None = None


@dataclass
class LookedBack(Message):
    """How everything stood at another moment, or a sentence that says why that cannot be shown."""

    moment: Moment | None
    """None is the present."""
    overview: Overview | None = None
    trouble: Sentence | None = None
    asked: int = 0
    """Which question it answers."""
