"""One snapshot: its file, its bytes, who loaded it, why it was withdrawn, and what it changed when it came."""

from collections.abc import Iterator, Mapping
from typing import Any

from console.columns import Piece
from console.formats import Glyphs, column_text, safe_text, steady_text, wrapped
from console.intake.preview_words import month
from console.language import Sentence, say

Row = tuple[Piece, ...]
Facts = Mapping[str, Any]


class SnapshotPage:
    """Makes the lines, each of at most so many cells."""

    def __init__(self, width: int, glyphs: Glyphs) -> None:
        self._width, self._glyphs = max(width - 2, 20), glyphs

    def rows(self, row: Facts, brought: Facts | None) -> list[Row]:
        """Return what is known of a snapshot; `brought` is what it changed, once that was worked out."""
        return [*self._facts(row), *(self._brought(brought) if brought else self._asked())]

    def _facts(self, row: Facts) -> Iterator[Row]:
        yield ((f" {column_text(str(row['name']), self._glyphs, self._width)}", "title"),)
        yield from self._text(
            say(
                "From {source}; loaded {at} UTC by {by}, in generation {generation}; {bytes} bytes; SHA-256 {sha256}",
                source=row["source"] or self._glyphs.absent, at=f"{row['loaded_at']:%Y-%m-%d %H:%M}",
                by=row["loaded_by"], generation=row["generation"],
                bytes=f"{row['bytes']:,}", sha256=row["sha256"],
            )
        )  # fmt: skip
        if row["profile"]:
            yield from self._text(say("Read by the profile {name}", name=row["profile"]))
        if row["withdrawn_at"] is not None:
            reason = row["withdrawn_reason"] or self._glyphs.absent
            said = say(
                "Withdrawn {at} UTC by {by}: {reason}", at=f"{row['withdrawn_at']:%Y-%m-%d %H:%M}",
                by=row["withdrawn_by"], reason=reason,
            )  # fmt: skip
            yield from self._text(said, "slow")

    def _asked(self) -> Iterator[Row]:
        yield from self._text(say("Enter works out what it changed when it came."), "muted")

    def _brought(self, brought: Facts) -> Iterator[Row]:
        if brought["entries"]:
            yield from self._text(say("Entries: {count}", count=f"{brought['entries']:,}"))
        if brought["first_period"] is None:
            return
        yield from self._text(
            say(
                "New readings: {added}; restated: {restated}; as they were: {same}.", added=brought["added"],
                restated=brought["restated"], same=brought["same"],
            )
        )  # fmt: skip
        first, last = month(brought["first_period"]), month(brought["last_period"])
        yield from self._text(say("Months {first} to {last}", first=first, last=last))

    def _text(self, sentence: Sentence, tone: str = "") -> Iterator[Row]:
        safe = safe_text(str(sentence), 2000)
        for part in wrapped(steady_text(safe) if self._glyphs.steady else safe, self._width):
            yield ((f" {part}", tone),)
