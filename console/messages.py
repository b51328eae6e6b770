"""What the parts of the console tell each other."""

from dataclasses import dataclass

from textual.message import Message

from console.following import Sight
from console.overview import Line


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
