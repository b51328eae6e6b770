"""The part of the watch screen that chooses what is shown of a county: by a filter, and by which measure."""

from collections.abc import Mapping
from dataclasses import replace

from textual import on
from textual.getters import query_one
from textual.screen import Screen

from console.filters import Filter, towns_of
from console.language import Sentence
from console.measured import Measures, View, measures_of, next_view
from console.messages import Asked
from console.overview import Overview
from console.targets import Panel
from console.widgets.counts import Counts
from console.widgets.filter_line import FilterLine
from console.widgets.key_line import KeyLine
from console.widgets.panels import Panels


class ChoosingScreen(Screen[None]):
    """Filters the targets, and changes the measure of their figures."""

    counts = query_one("#counts", Counts)
    keys = query_one("#keys", KeyLine)
    filter_line = query_one("#filter", FilterLine)

    panels: Panels
    overview: Overview | None

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter()
        self.towns: Mapping[str, tuple[str, ...]] = {}
        """The names of the towns that report each indicator, once somebody filters."""
        self.view = View.TARGET
        self.measures: Measures | None = None
        self._measured_at: object = None
        self._left_from = Panel.GROWTH

    def show(self) -> None:
        """Show what there is; the screen has its own way."""
        raise NotImplementedError

    def share_room(self) -> None:
        """Give every part its room; the screen has its own way."""
        raise NotImplementedError

    # By a filter.

    def choose(self, chosen: Filter) -> None:
        """Show the targets that a filter lets through; where the panel in use has none, go to one that has some."""
        self.filter = chosen
        with self.app.batch_update():
            self.show()
        if self.panels.go_to_one_with_targets():
            self.share_room()
        if not self.filter_line.typing:
            self.panels.looked_at.focus()

    def count(self) -> None:
        """Say how many targets the filter leaves."""
        left = len(self.panels.lines)
        self.counts.filter, self.counts.left = self.filter, left
        self.filter_line.count(left, len(self.overview.lines) if self.overview else 0)

    def action_filter(self) -> None:
        """Begin to type a filter."""
        if self.overview is None:
            return
        self.keys.display = False
        self._left_from = self.panels.shown
        self.filter_line.open(self.filter.text)
        if not self.towns:
            county = self.overview.county
            self.post_message(Asked(lambda generation: towns_of(generation, county), self.know_towns))

    def know_towns(self, towns: dict[str, tuple[str, ...]] | None, _trouble: Sentence | None) -> None:
        """Let the filter find targets by the towns that report them."""
        self.towns = towns or {}
        if self.filter:
            self.choose(self.filter)

    def action_problems(self) -> None:
        """Show the problems alone, or everything again."""
        self.choose(replace(self.filter, problems=not self.filter.problems))

    @on(FilterLine.Typed)
    def take_words(self, message: FilterLine.Typed) -> None:
        """Follow what is being typed."""
        self.choose(replace(self.filter, text=message.text))

    @on(FilterLine.Left)
    def end_typing(self, message: FilterLine.Left) -> None:
        """Go back to the panels, with the filter or without it."""
        if not message.kept:
            self.panels.shown = self._left_from
        # The line is hidden once it has lost the focus: hiding it before would hand that to the panel beside it.
        self.panels.looked_at.display = True
        self.panels.looked_at.focus()
        self.filter_line.display, self.keys.display = False, True
        if not message.kept:
            self.choose(replace(self.filter, text=""))

    @on(Counts.Picked)
    def filter_by_light(self, message: Counts.Picked) -> None:
        """Show the targets of one light alone; all of them when the count of all was clicked."""
        self.choose(self.filter.with_light(message.light) if message.light else Filter())

    # By a measure.

    def action_measure(self) -> None:
        """Show the figures by another measure: the total, the month alone, on the year, on the month."""
        self.view = next_view(self.view)
        self.ask_measures()
        self._measure()

    def ask_measures(self) -> None:
        """Ask for the figures by another measure than the targets' own, unless they are here."""
        overview = self.overview
        if overview is None or self.view is View.TARGET:
            return
        known_at = overview.moment.snapshot_id if overview.moment else None
        stamp = (overview.generation, known_at)
        if stamp != self._measured_at:
            self._measured_at = stamp
            county, year = overview.county, overview.year
            self.post_message(
                Asked(lambda generation: measures_of(generation, county, year, known_at), self.know_measures)
            )

    def know_measures(self, measures: Measures | None, _trouble: Sentence | None) -> None:
        """Show the figures that were asked for."""
        self.measures = measures
        self._measure()

    def _measure(self) -> None:
        self.panels.measure(self.view, self.measures)
        with self.app.batch_update():
            self.show()
