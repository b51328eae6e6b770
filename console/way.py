"""One place to go, or one thing to do, and what it is found by."""

from collections.abc import Callable
from dataclasses import dataclass

from console.initials import spelled
from console.language import Sentence
from console.overview import Wording


@dataclass(frozen=True, slots=True)
class Way:
    """One place to go, or one thing to do."""

    kind: Sentence
    name: Sentence | Wording | str
    go: Callable[[], object]
    key: str = ""
    more: str = ""
    """What it is found by besides its name."""

    @property
    def words(self) -> str:
        """Return what a search looks at: the name in both languages, and what its words begin with in pinyin."""
        return searched(self.name, self.more)


def searched(name: Sentence | Wording | str, *more: str) -> str:
    """Return what a search for something looks at: its name in both languages, its code, and its pinyin initials."""
    chinese, english = _both(name)
    initials = "".join(letters[0] for letters in spelled(chinese))
    return "\n".join((chinese, english, *more, initials)).lower()


def _both(name: Sentence | Wording | str) -> tuple[str, str]:
    if isinstance(name, Sentence):
        return name.said_in("zh"), name.said_in("en")
    return (name.zh, name.en) if isinstance(name, Wording) else (name, "")
