"""Works out what a file would change, in a draft that is never published."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from console.intake.contract import READINGS
from console.intake.preview import (
    Bilingual,
    EntryChange,
    Gap,
    Jump,
    LightChange,
    Named,
    Preview,
    Restated,
    Sum,
)
from console.intake.refusals import shown
from console.language import Sentence
from console.store import Draft, Stood, named, standings

LISTED = 200
"""Restated figures, jumps and comparisons that a preview lists at most."""


def preview(draft: Draft, form: str, first: int, before: list[Stood], as_of: date) -> Preview:
    """Compare a draft that took in snapshots from `first` on with the store before, on the same day."""
    lights = tuple(_lights(before, standings(draft, draft.county or None, as_of=as_of)))
    if form != READINGS:
        entries = tuple(map(_entry, draft.rows(named("preview/entries"), first=first)))
        return Preview(form, entries=entries, lights=lights)
    draft.run(named("preview/fresh"), first=first)
    draft.run(named("preview/course"), first=first)
    counts = draft.rows(named("preview/counts"))[0]
    return Preview(
        form, **counts, lights=lights,
        restatements=tuple(
            Restated(_named(row), row["period"], row["old_value"], row["new_value"], row["unit"])
            for row in draft.rows(named("preview/restated"), most=LISTED)
        ),
        jumps=tuple(
            Jump(_named(row), row["period"], row["value"], *(row[name] for name in _JUMP))
            for row in draft.rows(named("preview/jumps"), most=LISTED)
        ),
        sums=tuple(
            Sum(_named(row), row["period"], *(row[name] for name in _SUM))
            for row in draft.rows(named("preview/totals"), most=LISTED)
        ),
        gaps=tuple(
            Gap(_indicator(row), row["measure"], row["earlier"], row["period"], row["series"])
            for row in draft.rows(named("preview/missing"), most=LISTED)
        ),
    )  # fmt: skip


_JUMP = ("compared_with", "with_year_before", "lowest", "highest", "unit")
_SUM = ("whole", "parts", "how_many", "off", "usually_off", "unit")


def _named(row: Mapping[str, Any]) -> Named:
    names = {one.name: row.get(one.name) or "" for one in fields(Named)}
    for name in ("indicator", "place"):
        for language in ("zh", "en"):
            names[f"{name}_{language}"] = names[f"{name}_{language}"] or names[name]
    return Named(**names)


def _indicator(row: Mapping[str, Any]) -> Sentence:
    return Bilingual(shown(row["indicator_zh"] or row["indicator"]), shown(row["indicator_en"] or row["indicator"]))


def _entry(row: Mapping[str, Any]) -> EntryChange:
    place = Bilingual(shown(row["place_zh"] or row["place"]), shown(row["place_en"] or row["place"]))
    return EntryChange(
        row["what"], _indicator(row), shown(row["entry_id"]), shown(row["name"]), place, shown(row["event"]),
        row["day"],
        row["amount"], row["old_amount"],
    )  # fmt: skip


def _lights(before: list[Stood], after: list[Stood]) -> Iterator[LightChange]:
    """Yield the targets whose light or outlook would be another one."""
    old = {(one.county, one.year, one.target.target_id): one for one in before}
    for new in after:
        was = old.get((new.county, new.year, new.target.target_id))
        if was is None:
            continue
        then, now = was.standing, new.standing
        if (then.light, then.outlook) != (now.light, now.outlook):
            name = Bilingual(shown(new.target.name_zh), shown(new.target.name_en))
            yield LightChange(
                new.target.target_id, name, then.light, now.light, str(then.outlook), str(now.outlook), then.actual,
                now.actual, "%" if new.target.kind in ("growth", "relative") else new.target.unit, now.reason,
            )  # fmt: skip
