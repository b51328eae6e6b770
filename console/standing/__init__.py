"""Where a target stands at one date: pace, light, outlook and the sentence that says why; no files, no store."""

from collections.abc import Iterable
from datetime import date

from console.periods import Freshness
from console.standing.terms import Event, Evidence, Light, Outlook, Rule, Standing
from console.targets import Target

__all__ = ["Event", "Evidence", "Freshness", "Light", "Outlook", "Rule", "Standing", "counts", "stand"]


def stand(target: Target, evidence: Evidence, as_of: date, previous: Light | None = None) -> Standing:
    """Return where a target stands at a date, from readings whose period has ended by then.

    With the previous light, a light only gets worse when its limit is passed by more than half a point.
    `verdict.settle` says which light wins.
    """
    # Read when it is first needed: a console that only looks must not wait for the arithmetic.
    from console.standing.together import standing_of

    return standing_of(target, evidence, as_of, previous)


def counts(standings: Iterable[Standing]) -> dict[Light, int]:
    """Return how many targets show each light: a target counts once, a child beside its parent."""
    lights = {standing.target_id: standing.light for standing in standings}
    known = list(lights.values())
    return {light: known.count(light) for light in Light}
