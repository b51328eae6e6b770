"""What changed since the last look: one row a change, with what was and what is."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from textual import on
from textual.binding import Binding

from console.cells import actual_text, arrow, unit_of
from console.changed import SORTS, Difference, Sort, differences, restated_since
from console.columns import Piece
from console.content import Column, Content
from console.formats import Glyphs, age, in_language, with_unit
from console.language import say
from console.messages import Opened
from console.overview import Line, Overview
from console.remembered import Looked
from console.screens.listed import ListedScreen, Step, waiting
from console.standing.words import LIGHTS
from console.store import Store
from console.widgets.listing import Listing

_TONES = {Sort.LIGHT: "changed", Sort.RESTATED: "restated", Sort.REPORTED: "name", Sort.ADDED: "muted"}


class ChangesScreen(ListedScreen):
    """The changes since the last look; `m` says that all of them were seen."""

    BINDINGS = [
        Binding("enter", "choose", say("details").text, id="table.open"),
        Binding("m", "seen", say("mark all as seen").text, id="changes.seen"),
        *ListedScreen.LAST,
    ]

    def __init__(
        self, store: Store, overview: Overview, looked: Looked | None, clock: Callable[[], datetime], glyphs: Glyphs
    ) -> None:
        super().__init__(store, overview, clock, glyphs)
        self.looked = looked
        self.earlier: tuple[Difference, ...] = ()
        """Restatements of months before the newest."""

    remembered = ("changes",)
    """How the page is found again."""

    def path(self) -> Sequence[Step]:
        """Return the name of the page."""
        return (say("What changed"),)

    @property
    def found(self) -> tuple[Difference, ...]:
        """Return every change."""
        return (*differences(self.looked, self.overview), *self.earlier) if self.looked else ()

    def ask(self) -> None:
        """Ask which earlier months were restated."""
        looked, overview = self.looked, self.overview
        if looked is None or overview.moment is not None:
            return
        known, since = differences(looked, overview), looked.snapshot or 0
        self.put(lambda generation: restated_since(generation, overview, since, known), self.take)

    def take(self, answer: Any) -> None:
        """Show the restatements that were found."""
        self.earlier = answer

    def content(self) -> Content:
        """Return the changes."""
        if self.looked is None:
            return waiting(say("This store was not looked at before: from now on it is remembered what was seen."))
        found, glyphs = self.found, self.glyphs
        since = age(datetime.fromisoformat(self.looked.at), self.clock())
        note = say("Since the last look, {age}, at snapshot {number}.", age=since, number=self.looked.snapshot or 0)
        columns = (
            Column(say("Change"), order=lambda one: list(Sort).index(one.sort)),
            Column(say("Target"), order=lambda one: one.line.position),
            Column(say("Period"), order=lambda one: str(one.period)),
            Column(say("Was"), right=True), Column(""), Column(say("Is"), right=True), Column(say("Why"), rest=True),
        )  # fmt: skip
        return Content(
            columns, found, lambda one: _cells(one, glyphs), lambda one: one.key, fixed=2, notes=(note,),
            words=tuple("\n".join((*one.line.name, one.line.agency)).lower() for one in found),
            empty=say("Nothing has changed since."),
        )  # fmt: skip

    def action_choose(self) -> None:
        """Open the target under the cursor."""
        self.listing.action_choose()

    def action_seen(self) -> None:
        """Remember that everything was seen."""
        app: Any = self.app
        app.keep_look(self.store.path, self.overview, self.clock().isoformat(timespec="seconds"))
        self.looked, self.earlier = app.last_look(self.store.path, self.overview), ()
        self.show()

    @on(Listing.Chosen)
    def open_target(self, message: Listing.Chosen) -> None:
        """Open the page of a target."""
        found = self.overview.find(message.row.line.target_id)
        if found is not None:
            self.post_message(Opened(found))


def _cells(one: Difference, glyphs: Glyphs) -> tuple[Piece, ...]:
    before, after = one.change.before, one.line
    period = f"{one.period:%Y-%m}" if one.period else ""
    if one.sort is Sort.LIGHT:
        was, now, moved = str(LIGHTS[before.light]), str(LIGHTS[after.light]), one.change.light
        was, now = f"{glyphs.lights[before.light]} {was}", f"{glyphs.lights[after.light]} {now}"
        tones = (str(before.light), str(after.light))
    else:
        was, now, moved = _figure(before, glyphs), _figure(after, glyphs), one.change.figure
        tones = ("muted", "actual")
    if one.sort is Sort.REPORTED and before.period:
        was = f"{was} ({before.period:%m})"
    word = SORTS[one.sort]
    mark = arrow(moved, glyphs) or glyphs.path
    return (
        (str(word), _TONES[one.sort]), (str(after.name), "name"), (period, "muted"),
        (glyphs.absent if one.sort is Sort.ADDED else was, tones[0]), (mark, "changed"), (now, tones[1]),
        (str(after.reason), "muted"),
    )  # fmt: skip


def _figure(line: Line, glyphs: Glyphs) -> str:
    if line.actual is None:
        return glyphs.absent
    return with_unit(actual_text(line, glyphs), in_language(None, unit_of(line))[1])
