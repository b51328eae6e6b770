"""Which targets are still marked as changed: each for two refreshes after its figures have changed."""

from collections.abc import Mapping

from console.overview import Change, Overview, compare

REFRESHES = 2
"""For how many refreshes a change stays marked."""


class Marks:
    """What has changed lately, target by target."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[Change, int]] = {}

    @property
    def changes(self) -> Mapping[str, Change]:
        """Return what is still marked as changed."""
        return {target_id: change for target_id, (change, _left) in self._left.items()}

    def follow(self, before: Overview | None, after: Overview | None) -> None:
        """Mark what changed from one generation to the next, and let older marks fade."""
        if before is None or after is None or before.generation == after.generation:
            return
        if before.moment or after.moment:  # a step through time is no news
            self._left = {}
            return
        kept = {key: (change, left - 1) for key, (change, left) in self._left.items() if left > 1}
        changed = {key: (change, REFRESHES) for key, change in compare(before, after).items()}
        self._left = {**kept, **changed}
