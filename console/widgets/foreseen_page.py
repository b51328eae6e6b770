"""How a profile that is being made would read its file: the first rows, and what a check of the whole file found."""

from collections.abc import Iterator

from rich.cells import cell_len

from console.columns import Piece
from console.formats import Glyphs, column_text, fit, safe_text, steady_text, wrapped
from console.intake.contract import READINGS
from console.intake.drafting import Draft
from console.intake.foreseen import Foreseen
from console.intake.loaded import Loaded
from console.language import Sentence, say
from console.widgets.tables.matched import MEASURE_WORDS

Row = tuple[Piece, ...]
ROWS = 8


class ForeseenPage:
    """Makes the lines, each of at most so many cells."""

    def __init__(self, width: int, glyphs: Glyphs) -> None:
        self._width, self._glyphs = max(width - 2, 20), glyphs

    def rows(self, draft: Draft, outcome: Loaded | None) -> list[Row]:
        """Return everything that there is to say."""
        return [*(self._found(outcome) if outcome else ()), *self._read(draft)]

    def _found(self, outcome: Loaded) -> Iterator[Row]:
        yield ((f" {say('The whole file')}", "title"),)
        said = outcome.as_sentences()
        for number, sentence in enumerate(said[:12]):
            yield from self._text(sentence, "behind" if outcome.faults else "done" if not number else "muted")
        yield ()

    def _read(self, draft: Draft) -> Iterator[Row]:
        yield ((f" {say('How the first rows would be read')}", "title"),)
        found = Foreseen(draft).rows(ROWS)
        if not found:
            yield from self._text(say("None of them yet: say which column holds the figures."), "slow")
        rows = [[(self._word(cell.text), "name" if cell.known else "behind") for cell in row.cells] for row in found]
        rows = [[(f"{self._glyphs.lights['behind']} {text}" if tone == "behind" else text, tone) for text, tone in row]
                for row in rows]  # fmt: skip
        titles = _READING if draft.form == READINGS else _ENTRY
        rows = [[(str(title), "muted") for title in titles], *rows] if rows else []
        widths = [min(max(cell_len(row[at][0]) for row in rows), 28) for at in range(len(titles))] if rows else []
        for row in rows:
            last = len(row) - 1 if draft.form == READINGS else -1
            yield ((" ", ""), *(
                piece for at, (text, tone) in enumerate(row)
                for piece in ((fit(text, widths[at], self._glyphs, right=at == last), tone), ("  ", ""))
            ))  # fmt: skip
        if any(tone == "behind" for row in rows for _, tone in row):
            yield from self._text(
                say("What is marked would be refused: change a column, or translate the words."), "slow"
            )

    def _word(self, text: str) -> str:
        return column_text(str(MEASURE_WORDS.get(text, text)), self._glyphs, 40)

    def _text(self, sentence: Sentence, tone: str) -> Iterator[Row]:
        safe = safe_text(str(sentence), 2000)
        for part in wrapped(steady_text(safe) if self._glyphs.steady else safe, self._width):
            yield ((f" {part}", tone),)


_READING = (say("indicator"), say("town or county"), say("period"), say("measure"), say("figure"))
_ENTRY = (
    say("indicator"),
    say("number of the entry"),
    say("name of the entry"),
    say("town or county"),
    say("what happened"),
    say("day"),
)
