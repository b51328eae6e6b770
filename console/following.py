"""Following a store from a thread: every new generation is read once and handed on as one picture of it."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from console.first_look import FirstLook
from console.keys import Key
from console.language import Sentence, say

if TYPE_CHECKING:
    from pathlib import Path

    from console.overview import Overview
    from console.store import Generation, Store

POLL = 0.25
"""Seconds between two looks at the pointer."""
RETRY = 1.0
"""Seconds until a store that could not be read is tried again."""
PROOF = 30.0
"""Seconds after which a generation that did not change is opened again, to notice what happened to its file."""
SETTLED = 1.0
"""Seconds after the first look until this process reads the store itself, so that DuckDB is there when it is asked."""

_UNREAD = -1


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of the store: an overview, a sentence about trouble with it, or both; neither in an empty store."""

    overview: "Overview | None" = None
    trouble: Sentence | None = None


Tell = Callable[[Sight], object]


class Follower(threading.Thread):
    """Reads a store's newest generation as soon as there is one, until it is stopped."""

    def __init__(self, store: "Store", picture: "Path | None" = None) -> None:
        super().__init__(name="follower", daemon=True)
        self.store = store
        self._picture = picture
        """The file in which what was last seen is kept for the next time."""
        self._kept = 0
        self._stopped = threading.Event()
        self._wake = threading.Event()
        self._guard = threading.Lock()
        self._tell: Tell | None = None
        self._last: Sight | None = None
        self._reading: Generation | None = None
        self._seen: int | None = _UNREAD
        self._good: Overview | None = None
        self._next_try = 0.0
        self._first: FirstLook | None = None

    def tell(self, tell: Tell) -> None:
        """Hand on every sight from now on, beginning with the last one if there is one already."""
        with self._guard:
            self._tell = tell
            if self._last is not None:
                tell(self._last)

    def look_now(self) -> None:
        """Read the store at once, even when nothing seems to be new."""
        self._seen, self._next_try = _UNREAD, 0.0
        self._wake.set()

    def stop(self) -> None:
        """Stop following and interrupt what is being read."""
        with self._guard:
            self._tell = None
        self._stopped.set()
        self._wake.set()
        if (first := self._first) is not None:
            first.stop()
        if (generation := self._reading) is not None:
            with suppress(Exception):  # it may be closed at this very moment; then there is nothing to stop
                generation.stop()

    def run(self) -> None:
        """Look at the pointer four times a second."""
        if (sight := self._seen_first()) is not None:
            self._hand_on(sight)
        while not self._stopped.is_set():
            if (sight := self._look()) is not None:
                self._hand_on(sight)
            self._keep_picture()
            self._wake.wait(POLL)
            self._wake.clear()

    def begin_at_once(self) -> None:
        """Show what was kept of this generation, or take the first look in a process of its own.

        To be called before there are threads.
        """
        if (kept := self._recalled()) is not None:
            self._kept = kept.generation
            self._last = self._begun(kept.generation, kept)
        elif hasattr(os, "fork"):
            self._first = FirstLook(self._look_first)

    def _recalled(self) -> "Overview | None":
        from console.last_picture import recall
        from console.store import StoreUnusable

        with suppress(StoreUnusable, OSError):
            number = self.store.version()
            seal = self._seal(number) if number else None
            return recall(self._picture, seal) if self._picture and seal else None
        return None

    def _keep_picture(self) -> None:
        """Keep what is known to be the newest generation, for the next time the console is opened."""
        good = self._good
        if self._picture is None or good is None or good.generation in (self._kept, 0) or self._seen != good.generation:
            return
        from console.last_picture import keep

        self._kept = good.generation
        with suppress(OSError):
            if seal := self._seal(good.generation):
                keep(self._picture, seal, good)

    def _seal(self, number: int) -> str | None:
        """Return what the picture of a generation is known by again: its seal, and whose targets are shown."""
        from console.county import chosen

        seal, wanted = self.store.seal(number), chosen()
        return f"{seal} {wanted.county} {wanted.year}" if seal else None

    def _look_first(self) -> "tuple[int | None, Overview | None]":
        """Look in a process of its own; what is wrong with a store is found out again by this one."""
        sight = self._look()
        return self._seen, None if sight is None or sight.trouble else sight.overview

    def _seen_first(self) -> Sight | None:
        """Return what the first look saw, as if this process had seen it."""
        first, answer = self._first, None
        if first is not None:
            answer = first.seen()
            self._first = None
        if answer is None or self._stopped.is_set():
            return None
        seen, good = cast("tuple[int | None, Overview | None]", answer)
        return None if good is None else self._begun(seen, good)

    def _begun(self, seen: int | None, good: "Overview") -> Sight:
        """Go on from a picture that this process did not read itself."""
        self._seen, self._good, self._next_try = seen, good, time.monotonic() + SETTLED
        return Sight(overview=good)

    def _hand_on(self, sight: Sight) -> None:
        with self._guard:
            same = sight == self._last
            self._last = sight
            if self._tell is not None and not same:
                self._tell(sight)

    def _look(self) -> Sight | None:
        from console.store import Stopped, StoreUnusable

        try:
            version = self.store.version()
            if version == self._seen and time.monotonic() < self._next_try:
                return None
            if self._seen == _UNREAD and time.monotonic() < self._next_try:
                return None
            return self._read(version)
        except Stopped:
            return None
        except StoreUnusable as unusable:
            return self._failed(unusable.sentence)
        except OSError as error:
            return self._failed(say("The store cannot be read: {error}.", error=error.strerror or str(error)))

    def _failed(self, sentence: Sentence) -> Sight:
        self._seen, self._next_try = _UNREAD, time.monotonic() + RETRY
        return Sight(trouble=sentence)

    def _read(self, version: int | None) -> Sight | None:
        if version is None and self._good is not None:
            return self._failed(gone(self.store))
        with self.store.read() as generation:
            self._reading = generation
            try:
                return None if self._stopped.is_set() else self._sight(generation, version)
            finally:
                self._reading = None

    def _sight(self, generation: "Generation", version: int | None) -> Sight:
        from console.overview import overview

        if self._good is None or self._good.generation != generation.number or self._seen != version:
            self._good = overview(generation)
        # The pointer still names a damaged generation while an earlier one is shown.
        shown = version if generation.trouble else generation.number or None
        self._seen, self._next_try = shown, time.monotonic() + PROOF
        return Sight(overview=self._good, trouble=generation.trouble)


def gone(store: "Store") -> Sentence:
    """Return what is said of a store that was there before and is empty now."""
    return say(
        "The store {path} has vanished. Bring it back, or press {key} and open another one.",
        path=store.name,
        key=Key("app.quit"),
    )


def follow(store: "Store", *, alone: bool = False, picture: "Path | None" = None) -> Follower:
    """Begin to follow a store; `alone`, before there are threads, does not wait for DuckDB before the first sight."""
    follower = Follower(store, picture)
    if alone:
        follower.begin_at_once()
    follower.start()
    return follower
