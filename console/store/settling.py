"""Brings everything that is derived up to date before a generation is published."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from console.language import Sentence
from console.standing import Standing
from console.store.applying import table_of
from console.store.interface import Draft
from console.store.queries import named
from console.store.working_out import Stood, standings

_FACTS = [field.name for field in fields(Standing) if not field.name.endswith("reason")]


def settle(draft: Draft, as_of: date | None, known_at: list[int] | None) -> None:
    """Bring `current` up to date, then store the standings as known at each new snapshot, in order.

    With no new snapshot (a catalogue was applied, a snapshot withdrawn) they are stored once, as known now. Of a draft
    that changes one county only that county's standings are worked out: the others stand where they stood.
    """
    touched = draft.rows(named("standing/touched"), generation=draft.number)
    brought = [row["snapshot_id"] for row in touched if row["brought"]]
    draft.renew_current(len(touched) > len(brought))
    moments: list[int | None] = [*(brought if known_at is None else known_at)]
    on = as_of or draft.today
    store_standings(
        draft,
        ((moment, standings(draft, draft.county or None, as_of=on, known_at=moment)) for moment in moments or [None]),
    )


def store_standings(draft: Draft, worked_out: Iterable[tuple[int | None, list[Stood]]]) -> None:
    """Keep standings with the snapshot at which they were known."""
    rows = [
        {**row_of(stood), "generation": draft.number, "snapshot_id": at} for at, found in worked_out for stood in found
    ]
    table = table_of(rows)
    if table is not None:
        draft.offer("offered", table)
        draft.run(named("standing/store"))


def row_of(stood: Stood) -> dict[str, object]:
    """Return a standing as a row of the table `standing`, without where and when it was worked out."""
    facts = {name: getattr(stood.standing, name) for name in _FACTS}
    for name in ("reason", "outlook_reason", "required_reason"):
        sentence: Sentence | None = getattr(stood.standing, name)
        for language in ("zh", "en"):
            facts[f"{name}_{language}"] = sentence.said_in(language) if sentence else None
    return {
        **facts, "county": stood.county, "year": stood.year, "version": stood.target.version,
        "actual_snapshot": stood.actual_snapshot, "previous": stood.previous, "trail": list(stood.trail),
    }  # fmt: skip
