"""How everything stood as known at an earlier snapshot: what was said then, or worked out anew where nothing was."""

from dataclasses import asdict
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from console.county import of_one, shown_in
from console.moments import Moment
from console.overview import Overview, Wording, line_of

if TYPE_CHECKING:
    from console.store import Generation
    from console.store.working_out import Stood


def overview_at(generation: "Generation", moment: Moment) -> Overview | None:
    """Read what the watch screen showed at a moment; None when no catalogue was known yet.

    The stored standings of that snapshot answer in the time of an ordinary overview, whatever the history. A store
    that has none for it is asked for its readings of then.
    """
    from console.store import named

    known_at = moment.snapshot_id
    rows = generation.rows(named("panels/overview_at"), known_at=known_at)
    rows = rows or [_row(stood) for stood in _worked_out(generation, moment)]
    if not rows:
        return None
    rows = of_one(rows)
    first = rows[0]
    county, year = first["county"], first["year"]
    shown = shown_in(generation)
    published = generation.rows(named("panels/moment_published"), known_at=known_at)[0]["published_at"]
    return Overview(
        generation=generation.number,
        published_at=published or datetime.combine(moment.published, time.min),
        is_sample=generation.is_sample,
        today=first["as_of"],
        county=county,
        year=year,
        title=Wording(first["title_zh"] or "", first["title_en"] or ""),
        snapshot=known_at,
        lines=tuple(line_of(row) for row in rows),
        moment=moment,
        counties=shown.counties if shown else 1,
        catalogues=shown.catalogues if shown else 1,
    )


def _worked_out(generation: "Generation", moment: Moment) -> "list[Stood]":
    from console.store import standings

    return standings(generation, as_of=moment.published, known_at=moment.snapshot_id)


def _row(stood: "Stood") -> dict[str, Any]:
    """Return a standing that was worked out anew as a row of the overview query."""
    from console.store.settling import row_of

    target = asdict(stood.target)
    return {
        **target, **row_of(stood), "position": stood.position, "agency": target["agency"],
        "title_zh": stood.catalogue, "title_en": stood.catalogue,
        "place_zh": stood.place_zh, "place_en": stood.place_en,
        "file": stood.file, "source": stood.source, "published": stood.published,
        "indicator_zh": stood.indicator_zh, "indicator_en": stood.indicator_en,
    }  # fmt: skip
