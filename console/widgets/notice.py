"""What is said in place of the panels or above them: trouble with the store, and how to fill an empty one."""

from console.formats import Glyphs, safe_text, wrapped
from console.keys import told
from console.language import Sentence, say
from console.widgets.drawn import Drawn


class Banner(Drawn):
    """A line or two above the panels, for as long as the store cannot be read."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="banner", glyphs=glyphs)
        self._said: tuple[Sentence, ...] = ()
        self._lines: list[str] = []

    def say(self, *sentences: Sentence) -> None:
        """Say what is wrong, or nothing."""
        self._said = sentences
        self.display = bool(sentences)
        self.refresh()

    def lay_out(self, width: int) -> int:
        """Take as many lines as the sentences need, and return how many these are."""
        text = "  ".join(safe_text(str(sentence), 400) for sentence in self._said)
        self._lines = wrapped(f"! {text}", max(width - 2, 20)) if text else []
        self.styles.height = max(1, len(self._lines))
        return len(self._lines)

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return one line of what is wrong."""
        text = f" {self._lines[y]}" if y < len(self._lines) else ""
        return ((text, "alarm"), (" " * self.size.width, "alarm"))


class Welcome(Drawn):
    """What to do with an empty store."""

    def __init__(self, store: str, glyphs: Glyphs) -> None:
        super().__init__(id="welcome", glyphs=glyphs)
        self.store = store

    def steps(self) -> tuple[tuple[str, Sentence], ...]:
        """Return the commands that come next and what each one does."""
        return (
            ("jindu demo", say("look at a labelled sample store")),
            ("jindu catalogue apply DIR", say("tell this store the targets of a county and a year")),
            (told("watch.intake"), say("look at the files of this folder, and load them from here")),
            ("jindu load FILE.parquet", say("load a snapshot: the figures appear here by themselves")),
        )

    def pieces(self, y: int) -> tuple[tuple[str, str], ...]:
        """Return the sentence, then one line a step."""
        if y == 1:
            store = safe_text(self.store, max(self.size.width - 30, 20))
            return (("  " + str(say("The store {path} is empty. What to do next:", path=store)), "title"),)
        steps = self.steps()
        if 3 <= y < 3 + len(steps):
            command, meaning = steps[y - 3]
            return (("    ", ""), (f"{command:<28}", "key"), (str(meaning), "muted"))
        return ()
