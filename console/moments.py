"""The moments to which everything can be taken back: one for every snapshot that was loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from console.store import Generation


@dataclass(frozen=True, slots=True)
class Moment:
    """One snapshot at which the console can look at everything as it was known then."""

    snapshot_id: int
    number: int
    """1 is the first."""
    count: int
    """How many there are."""
    name: str
    source: str
    published: date
    withdrawn: bool
    """Whether the snapshot was taken out of the count later; then it still counted."""


def moments_of(generation: "Generation") -> tuple[Moment, ...]:
    """Read the moments there are of the county that is shown, oldest first."""
    from console.county import shown_in
    from console.store import named

    shown = shown_in(generation)
    rows = generation.rows(named("panels/moments"), county=shown.county) if shown else []
    return tuple(_moment(row, number, len(rows)) for number, row in enumerate(rows, 1))


def _moment(row: dict[str, Any], number: int, count: int) -> Moment:
    name = f"{row['name']} {row['part']}".strip()
    withdrawn = row["withdrawn_generation"] is not None
    return Moment(row["snapshot_id"], number, count, name, row["source"], row["published"], withdrawn)


def stepped(moments: Sequence[Moment], here: Moment | None, step: int) -> Moment | None:
    """Return the moment so many steps away; None is the present, which comes after the last one.

    A step back from the present goes to the snapshot before the newest, because the newest is what is known now.
    """
    last = len(moments) - 1
    if last < 0:
        return None
    place = last if here is None else _place(moments, here)
    wanted = place + step
    if wanted > last or (here is None and step >= 0):
        return None
    return moments[max(0, wanted)]


def _place(moments: Sequence[Moment], here: Moment) -> int:
    known = [place for place, moment in enumerate(moments) if moment.snapshot_id <= here.snapshot_id]
    return known[-1] if known else 0


def at(moments: Sequence[Moment], snapshot_id: int) -> Moment | None:
    """Return the moment of a snapshot."""
    return next((moment for moment in moments if moment.snapshot_id == snapshot_id), None)
