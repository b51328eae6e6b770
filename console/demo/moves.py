"""The single arrivals and departures behind every count: which town and which industry each falls to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from console.demo.chance import between, chance, pick
from console.demo.story import Share, Story
from console.targets import Kind, Target

COUNTED = (Kind.NEW_COUNT, Kind.NET_INCREASE, Kind.STOCK, Kind.MILESTONE)


@dataclass(frozen=True, slots=True)
class Move:
    """One more, or one fewer, of what a target counts."""

    root: str
    """The target whose list it is numbered in: the parent, for a part of it (其中)."""
    number: int
    period: date
    step: int
    """1 for an arrival, -1 for a departure"""
    place: str
    industry: Share


class Moves:
    """All moves of all targets; the parts of a target share its moves."""

    def __init__(self, story: Story, targets: Mapping[str, Target]) -> None:
        self.story = story
        self.targets = targets
        self.of = cache(self._of)
        self.places = cache(self._places)

    def _of(self, target_id: str) -> tuple[Move, ...]:
        """Return the moves of a target in their order."""
        target = self.targets[target_id]
        if target.parent:
            return tuple(self._part(target))
        return tuple(self._numbered(target))

    def steps(self, target_id: str) -> Iterator[tuple[date, int]]:
        """Yield each period with what was added in it; flows begin anew with every year."""
        before, year = 0, 0
        flow = self.targets[target_id].kind is not Kind.STOCK
        for period, total in self.story.figures[target_id][1].items():
            if flow and period.year != year:
                before, year = 0, period.year
            yield period, int(total) - before
            before = int(total)

    def _numbered(self, target: Target) -> Iterator[Move]:
        number = 0
        for period, added in self.steps(target.target_id):
            for step in self._gross(target, period, added):
                number += 1
                yield self._move(target, number, period, step)

    def _gross(self, target: Target, period: date, added: int) -> list[int]:
        """Return arrivals and departures that net to what was added; some leave in every year's first months."""
        leaving = max(0, -added)
        if target.kind is Kind.NET_INCREASE:
            leaving += 2 if period.month == 2 else int(chance("leaving", target.target_id, period) * 2)
        return [1] * (added + leaving) + [-1] * leaving

    def _move(self, target: Target, number: int, period: date, step: int) -> Move:
        places = self.places(target)
        industries = self.story.shares["industry"]
        about = (target.target_id, number)
        place = pick([share.weight for share in places], "place", *about)
        industry = pick([share.weight for share in industries], "industry", *about)
        return Move(target.target_id, number, period, step, places[place].member, industries[industry])

    def _places(self, target: Target) -> list[Share]:
        """Return the places that a target's moves fall to, the target's own liking among them included."""
        towns = self.story.shares["town"]
        if target.place != self.story.county:
            return [Share(target.place, 1.0, "")]
        park = target.target_id in self.story.breakdowns["park"]
        return [
            Share(share.member, share.weight * between(0.6, 1.5, "liking", target.target_id, share.member), "")
            for share in towns
            if park or not share.member.endswith("-park")
        ]

    def _part(self, target: Target) -> Iterator[Move]:
        """Yield the moves of the parent that belong to a part: the first of each month."""
        whole: dict[tuple[date, int], list[Move]] = {}
        for move in self.of(target.parent):
            whole.setdefault((move.period, move.step), []).append(move)
        for period, added in self.steps(target.target_id):
            step = 1 if added > 0 else -1
            yield from whole.get((period, step), [])[: abs(added)]
