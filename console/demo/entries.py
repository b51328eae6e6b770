"""The entries (明细) behind the counts: invented names, as many as the count says, and the stages done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from console.demo.chance import between, chance
from console.demo.moves import Move, Moves
from console.demo.story import Listing, Milestone, Story
from console.periods import month_end
from console.targets import Kind, Target

UNPROVEN = 0.12
"""How many of the entries come without evidence."""
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list that an agency hands in."""

    indicator: str
    entry_id: str
    name: str
    place: str
    event: str
    day: date
    industry: str | None = None
    amount: float | None = None
    evidence: str | None = None


class Entries:
    """Makes up the lists of all targets."""

    def __init__(self, story: Story, targets: Mapping[str, Target], moves: Moves) -> None:
        self.story = story
        self.targets = targets
        self.moves = moves
        self._owners = _owners(story, targets, moves)

    def known(self, target_id: str, until: date) -> list[Entry]:
        """Return a target's entries up to the end of a month."""
        listed = [*self._counted(target_id), *self._stages(target_id)]
        return [entry for entry in listed if entry.day <= until]

    def _counted(self, target_id: str) -> Iterator[Entry]:
        listing = self.story.listings.get(target_id)
        if listing is None:
            return
        target = self.targets[target_id]
        moves = [move for move in self.moves.of(target_id) if self._is_listed(target, move)]
        for move in moves[: len(moves) - listing.missing]:
            yield self._entry(target, move)

    def _is_listed(self, target: Target, move: Move) -> bool:
        """Return whether it is handed in: of a stock all that ever came, of a flow only the catalogue's year."""
        return target.kind is Kind.STOCK or move.period.year == target.deadline.year

    def _entry(self, target: Target, move: Move) -> Entry:
        owner = self._owners.get((move.root, move.number), move.root)
        listing = self.story.listings[owner]
        return Entry(
            indicator=target.indicator,
            entry_id=f"{move.root}-{move.period.year}-{move.number:04d}",
            name=listing.name.format(trade=move.industry.trade, number=in_chinese(move.number)),
            place=move.place,
            event=_event(target, listing, move),
            day=_day(move),
            industry=move.industry.member if "{trade}" in listing.name else None,
            amount=_amount(listing, move),
            evidence=_evidence(move),
        )

    def _stages(self, target_id: str) -> Iterator[Entry]:
        stages = [item for item in self.story.milestones if item.stage.target_id == target_id]
        for item in stages:
            if item.done:
                yield self._stage(item, item.done, item.stage.stage)
        done = [item.done for item in stages if item.done]
        if stages and len(done) == len(stages):
            yield self._stage(stages[-1], max(done), "done")

    def _stage(self, item: Milestone, day: date, event: str) -> Entry:
        target = self.targets[item.stage.target_id]
        return Entry(
            indicator=target.indicator,
            entry_id=f"{target.target_id}-{event}",
            name=item.stage.name_zh,
            place=target.place,
            event=event,
            day=day,
            evidence=item.evidence or None,
        )


def in_chinese(number: int) -> str:
    """Return a number below 1,000 in Chinese, as enterprises are numbered; larger ones in digits."""
    if number >= 1000:
        return str(number)
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones or not words else "")


def _owners(story: Story, targets: Mapping[str, Target], moves: Moves) -> dict[tuple[str, int], str]:
    """Return which part of a target (其中) a move belongs to, for those that belong to one."""
    parts = [target_id for target_id in story.listings if targets[target_id].parent]
    return {(move.root, move.number): part for part in parts for move in moves.of(part)}


def _event(target: Target, listing: Listing, move: Move) -> str:
    if target.kind is Kind.NET_INCREASE:
        return "entered" if move.step > 0 else "left"
    return listing.event


def _day(move: Move) -> date:
    """Return a day of the move's month; what is reported in February happened in January or February."""
    first = move.period.replace(day=1) if move.period.month != 2 else date(move.period.year, 1, 1)
    days = (move.period - first).days + 1
    return first + timedelta(days=int(days * chance("day", move.root, move.number)))


def _amount(listing: Listing, move: Move) -> float | None:
    if listing.amount is None:
        return None
    return round(between(*listing.amount, "amount", move.root, move.number), 2)


def _evidence(move: Move) -> str | None:
    if chance("evidence", move.root, move.number) < UNPROVEN:
        return None
    return f"示例文件{month_end(move.period):%Y}-{move.root}-{move.number:03d}号"
