"""Asking the store something once, in a thread of its own, so that the console never waits for an answer."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from console.language import Sentence

if TYPE_CHECKING:
    from console.store import Generation, Store

Question = Callable[["Generation"], Any]
Tell = Callable[[Any, Sentence | None], object]
"""Is given the answer, or a sentence that says why there is none."""


class Asker:
    """Puts questions to the newest generation of one store."""

    def __init__(self, store: "Store") -> None:
        self.store = store
        self._running: set[Generation] = set()
        self._guard = threading.Lock()

    def ask(self, question: Question, tell: Tell) -> None:
        """Answer a question soon; what is told comes from another thread."""
        threading.Thread(target=self._answer, args=(question, tell), name="asker", daemon=True).start()

    def _answer(self, question: Question, tell: Tell) -> None:
        from console.store import Stopped, StoreUnusable

        try:
            with self.store.read() as generation:
                self._keep(generation)
                try:
                    answer = question(generation)
                finally:
                    self._drop(generation)
        except Stopped:
            return
        except StoreUnusable as unusable:
            tell(None, unusable.sentence)
        else:
            tell(answer, None)

    def _keep(self, generation: "Generation") -> None:
        with self._guard:
            self._running.add(generation)

    def _drop(self, generation: "Generation") -> None:
        with self._guard:
            self._running.discard(generation)

    def stop(self) -> None:
        """Interrupt everything that is still being asked."""
        with self._guard:
            running = list(self._running)
        for generation in running:
            with suppress(Exception):  # it may be closed at this very moment; then there is nothing to stop
                generation.stop()
