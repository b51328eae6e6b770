"""What a file would change, or what is wrong with it, in lines for the page below the files."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.cells import cell_len

from console.columns import Piece
from console.formats import Glyphs, column_text, fit, safe_text, steady_text, wrapped
from console.intake.fault_report import report_rows
from console.intake.preview import Preview
from console.intake.preview_words import change, figure, month
from console.intake.tray import BUSY, Handed, State
from console.keys import Key
from console.language import Sentence, say
from console.standing.words import LIGHTS, OUTLOOKS

Row = tuple[Piece, ...]
_LISTED = 30


class HandedPage:
    """Makes the lines, each of at most so many cells."""

    def __init__(self, width: int, glyphs: Glyphs) -> None:
        self._width = max(width - 2, 20)
        self._glyphs = glyphs

    def rows(self, handed: Handed | None) -> list[Row]:
        """Return everything that is known of a file."""
        if handed is None:
            return []
        rows = [*self._head(handed)]
        if handed.state in BUSY:
            return rows
        outcome = handed.outcome
        if outcome is not None and outcome.faults:
            rows += self._faults(handed)
        if outcome is not None and outcome.preview is not None and handed.state is State.READY:
            rows += self._preview(outcome.preview)
        if outcome is not None and outcome.warnings:
            rows += [(), *self._title(say("How it was read"))]
            rows += [row for one in outcome.warnings for row in self._text(one, "muted")]
        return rows

    def _head(self, handed: Handed) -> Iterator[Row]:
        name = column_text(handed.path.name, self._glyphs, self._width)
        yield ((f" {name}", "title"),)
        if handed.trouble and not (handed.outcome and handed.outcome.faults):
            yield from self._text(handed.trouble, "behind")
        outcome = handed.outcome
        if handed.state is State.NEW:
            yield from self._text(
                say("{key} shows what it would change, without changing anything.", key=Key("intake.inspect")), "muted"
            )
        elif handed.state is State.DUPLICATE:
            yield from self._text(
                say("The store holds these bytes already; loading them again changes nothing."), "muted"
            )
        elif handed.state is State.WITHDRAWN:
            yield from self._text(
                say("These bytes were loaded and withdrawn. h shows the snapshots; u reinstates one."), "slow"
            )
        elif handed.state is State.LOADED and outcome is not None:
            yield from self._text(outcome.as_sentences()[0], "done")
            if outcome.quarantined:
                yield from self._text(say("Rows in quarantine: {count}.", count=outcome.quarantined), "slow")

    def _title(self, sentence: Sentence) -> Iterator[Row]:
        yield ((f" {sentence}", "title"),)

    def _text(self, sentence: object, tone: str = "", indent: int = 1) -> Iterator[Row]:
        safe = safe_text(str(sentence), 2000)
        safe = steady_text(safe) if self._glyphs.steady else safe
        for part in wrapped(safe, self._width - indent + 1):
            yield ((" " * indent + part, tone),)

    def _table(self, rows: Iterable[tuple[Piece, ...]]) -> Iterator[Row]:
        """Align cells under each other; the first takes what the others leave."""
        listed = [tuple((column_text(text, self._glyphs, 60), tone) for text, tone in row) for row in rows]
        if not listed:
            return
        widths = [max(cell_len(row[at][0]) for row in listed) for at in range(len(listed[0]))]
        rest = self._width - sum(widths[1:]) - 2 * len(widths[1:]) - 2
        widths[0] = max(min(widths[0], rest), 8)
        for row in listed:
            pieces: list[Piece] = [("  ", "")]
            for at, (text, tone) in enumerate(row):
                pieces += [(fit(text, widths[at], self._glyphs, right=at > 0), tone), ("  ", "")]
            yield tuple(pieces)

    # What is wrong.

    def _faults(self, handed: Handed) -> Iterator[Row]:
        yield from self._title(say("Faults: {count}. f writes the report for the agency.", count=len(handed.faults)))
        for fault in handed.faults:
            yield from self._text(f"{self._glyphs.lights['behind']} {fault.message}", "behind")
            said = [row for row in report_rows([fault]) if row[4]][:5]
            yield from self._table(
                (
                    (str(row[4]), "name"), (str(say("row {row}", row=row[3])), "muted"),
                    (str(say("{count:time|times}", count=row[5])) if row[5] != 1 else "", "muted"),
                    (str(row[7]), "changed"),
                )
                for row in said
            )  # fmt: skip

    # What would change.

    def _preview(self, of: Preview) -> Iterator[Row]:
        yield from self._counts(of)
        warnings = of.warnings()
        if warnings:
            yield ()
            yield from self._title(
                say("To check: {count}. This does not keep the file from being loaded.", count=len(warnings))
            )
            for warning in warnings[:_LISTED]:
                yield from self._text(f"{self._glyphs.lights['slow']} {warning}", "slow")
            yield from self._more(len(warnings))
        yield ()
        yield from self._lights(of)
        if of.restatements:
            yield ()
            yield from self._title(say("Restated: {count}", count=of.restated))
            yield from self._table(
                (
                    (str(one.series.sentence), ""), (month(one.period), "muted"), (figure(one.old, one.unit), "muted"),
                    (self._glyphs.path, "muted"), (figure(one.new, one.unit), "actual"), (change(one), "changed"),
                )
                for one in of.restatements[:_LISTED]
            )  # fmt: skip
            yield from self._more(of.restated)
        if of.entries:
            yield from self._entries(of)
        if of.sums:
            yield ()
            yield from self._sums(of)

    def _counts(self, of: Preview) -> Iterator[Row]:
        if of.form == "readings":
            yield from self._text(
                say(
                    "New readings: {added}; restated: {restated}; as they were: {same}.",
                    added=of.added, restated=of.restated, same=of.same,
                )
            )  # fmt: skip
        else:
            count = {what: sum(one.what == what for one in of.entries) for what in ("added", "removed", "changed")}
            yield from self._text(say("Entries added: {added}; removed: {removed}; changed: {changed}.", **count))

    def _more(self, count: int) -> Iterator[Row]:
        if count > _LISTED:
            yield from self._text(say("… and {count} more", count=count - _LISTED), "muted")

    def _lights(self, of: Preview) -> Iterator[Row]:
        if not of.lights:
            yield from self._text(say("No target would stand differently."), "muted")
            return
        yield from self._title(say("Targets that would stand differently: {count}", count=len(of.lights)))
        yield from self._table(
            (
                (str(one.name), "name"),
                (f"{self._glyphs.lights[one.old_light]} {LIGHTS[one.old_light]}", str(one.old_light)),
                (self._glyphs.path, "muted"),
                (f"{self._glyphs.lights[one.new_light]} {LIGHTS[one.new_light]}", str(one.new_light)),
                (_outlooks(one.old_outlook, one.new_outlook, self._glyphs), "muted"),
            )
            for one in of.lights
        )

    def _entries(self, of: Preview) -> Iterator[Row]:
        words: Mapping[str, tuple[Sentence, str]] = {
            "added": (say("Entries added: {count}"), "done"), "removed": (say("Entries removed: {count}"), "slow"),
            "changed": (say("Entries changed: {count}"), "changed"),
        }  # fmt: skip
        for what, (title, tone) in words.items():
            found = [one for one in of.entries if one.what == what]
            if not found:
                continue
            yield ()
            yield from self._title(say(title.text, count=len(found)))
            yield from self._table(
                ((one.name, tone), (str(one.indicator), "muted"), (str(one.place), "muted"), (f"{one.day}", "muted"))
                for one in found[:_LISTED]
            )
            yield from self._more(len(found))

    def _sums(self, of: Preview) -> Iterator[Row]:
        apart = sum(one.is_apart for one in of.sums)
        yield from self._title(
            say(
                "Totals against the sum of their parts: {count} compared, {apart} apart",
                count=len(of.sums),
                apart=apart,
            )
        )
        yield from self._table(
            (
                (str(one.series.sentence), "slow" if one.is_apart else ""), (month(one.period), "muted"),
                (figure(one.whole, one.unit), "actual"),
                (str(say("{count:part|parts}: {sum}", count=one.how_many, sum=figure(one.parts, one.unit))), "muted"),
                (f"{one.off or 0:+.1%}", "slow" if one.is_apart else "muted"),
            )
            for one in of.sums[:8]
        )  # fmt: skip


def _outlooks(old: str, new: str, glyphs: Glyphs) -> str:
    words: Mapping[Any, Any] = OUTLOOKS
    before, after = words.get(old) or glyphs.absent, words.get(new) or glyphs.absent
    return str(before) if old == new else f"{before} {glyphs.path} {after}"
