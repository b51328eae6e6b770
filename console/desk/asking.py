"""Puts questions to the query worker and waits for their answers: stops what takes too long, restarts what dies."""

import itertools
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.desk.confine import Limits
from console.desk.process import Process
from console.desk.records import Record
from console.desk.sentences import sentence
from console.desk.states import Mark, State, Unanswered
from console.language import Sentence, say

GRACE = 2.0
"""Seconds between the first interrupt and the kill: some functions do not look for an interrupt."""
_LOOK = 0.25
"""Seconds between two looks at the progress of what runs."""

RESTARTED = say("The query worker was restarted, as a query would not stop; nothing was lost.")
DIED = say(
    "The query worker ended while the query ran, perhaps for want of memory. It was started anew: ask for fewer rows,"
    " or sum up first."
)


class Lost(Exception):
    """The worker was killed because of another question; this one may be put again."""


class Crowded(Lost):
    """Another question took the address space that this one needed; it may be put again in a moment."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


@dataclass
class Question:
    """One question on its way."""

    number: int
    kind: str
    owner: object
    deadline: float
    previewed: Callable[[Record], None] | None = None
    began: float = field(default_factory=time.monotonic)
    stopped_at: float | None = None
    stopped_as: Mark = Mark.CANCELLED
    killed: bool = False
    progress: float | None = None
    reply: Record | None = None
    lost: bool = False
    over: threading.Event = field(default_factory=threading.Event)


class Asking:
    """The line to the worker; every method may be called from any thread."""

    def __init__(self, limits: Limits, store: Path) -> None:
        self.limits, self.store = limits, store
        self.epoch = 0
        """How many workers there have been."""
        self._process: Process | None = None
        self._numbers = itertools.count(1)
        self._questions: dict[int, Question] = {}
        self._moved: set[int] = set()
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._closed = False
        self._notice: Sentence | None = None
        self._watching: threading.Thread | None = None

    def put(
        self, kind: str, fields: Mapping[str, Any], seconds: float, owner: object = None,
        previewed: Callable[[Record], None] | None = None, generation: tuple[int, int | None] | None = None,
    ) -> Record:  # fmt: skip
        """Put a question and wait for its reply; raises Unanswered, or Lost when it may be put again."""
        question = Question(next(self._numbers), kind, owner, time.monotonic() + seconds, previewed)
        with self._lock:
            process = self._started()
            if generation is not None:
                self._move(process, *generation)
            self._questions[question.number] = question
            process.send(Record(question.number, kind, dict(fields)))
        self._wake.set()
        question.over.wait()
        return self._outcome(question)

    def tell(self, kind: str, fields: Mapping[str, Any]) -> None:
        """Send something that has no reply; without a worker there is nobody to tell."""
        with self._lock:
            if self._process is not None:
                self._process.send(Record(0, kind, dict(fields)))

    def stop(self, owner: object = None, mark: Mark = Mark.CANCELLED) -> None:
        """Stop every question of an owner, or all there are; what does not stop within two seconds is killed."""
        with self._lock:
            for question in self._questions.values():
                if (owner is None or question.owner is owner) and question.stopped_at is None:
                    self._stop(question, mark)
        self._wake.set()

    def notice(self) -> Sentence | None:
        """Return once what must be said of a restart."""
        with self._lock:
            said, self._notice = self._notice, None
        return said

    def progress(self, owner: object) -> float | None:
        """Return how much of an owner's query is done, 0 to 1, where it is known."""
        with self._lock:
            return next((q.progress for q in self._questions.values() if q.owner is owner), None)

    @property
    def pid(self) -> int | None:
        """Number of the worker's process, None while there is none."""
        with self._lock:
            return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the worker without asking it anything yet."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """End the worker and whatever it does."""
        with self._lock:
            self._closed = True
            for question in self._questions.values():
                question.stopped_at = question.stopped_at or time.monotonic()
            process = self._process
        self._wake.set()
        if process is not None:
            process.kill()
            process.ended.wait(5)

    def _started(self) -> Process:
        if self._closed:
            raise Unanswered(State(Mark.CANCELLED))
        if self._process is None:
            self._process = Process(self.limits, self.store, self._arrived, self._ended)
            self._moved = set()
            self.epoch += 1
        if self._watching is None:
            self._watching = threading.Thread(target=self._watch, name="desk watch", daemon=True)
            self._watching.start()
        return self._process

    def _move(self, process: Process, generation: int, descriptor: int | None) -> None:
        if generation not in self._moved:
            self._moved.add(generation)
            process.send(Record(0, "move", {"generation": generation, "empty": descriptor is None}), descriptor)

    def _arrived(self, record: Record) -> None:
        with self._lock:
            question = self._questions.get(record.number)
            if question is None:
                return
            if record.kind == "progress":
                done = record.fields.get("done")
                question.progress = float(done) if isinstance(done, int | float) else None
                return
            if record.kind == "previewed":
                previewed = question.previewed
            else:
                self._questions.pop(record.number)
                question.reply, previewed = record, None
                question.over.set()
        if previewed is not None:
            previewed(record)

    def _ended(self, process: Process) -> None:
        with self._lock:
            if self._process is process:
                self._process = None
            waiting, self._questions = list(self._questions.values()), {}
            culprits = [question for question in waiting if question.killed]
            self._notice = None if self._closed else RESTARTED if culprits else DIED
            # Where the worker died by itself, what was asked last is the suspect; the others are asked again.
            suspects = culprits or waiting[-1:]
            for question in waiting:
                question.lost = question not in suspects and question.stopped_at is None
                question.over.set()

    def _outcome(self, question: Question) -> Record:
        seconds = time.monotonic() - question.began
        reply = question.reply
        if question.lost:
            raise Lost
        if reply is None and question.stopped_at is None:
            raise Unanswered(State(Mark.FAILED, seconds=seconds, error=DIED, killed=True))
        if reply is None or reply.kind == "stopped":
            raise Unanswered(State(question.stopped_as, seconds=seconds))
        if reply.kind == "failed":
            if self._questions and _was_crowded_out(reply):
                raise Crowded(_failure(reply, seconds))
            raise Unanswered(_failure(reply, seconds))
        return reply

    def _watch(self) -> None:
        """Hold every question to its time."""
        while not self._closed:
            with self._lock:
                waits = [self._watched(question) for question in list(self._questions.values())]
                waiting = bool(self._questions)
            self._wake.wait(min([_LOOK, *waits]) if waiting else None)
            self._wake.clear()

    def _watched(self, question: Question) -> float:
        """Do what is due for one question and return the seconds until something is due again."""
        now = time.monotonic()
        if question.stopped_at is not None:
            left = question.stopped_at + GRACE - now
            if left <= 0 and not question.killed and self._process is not None:
                question.killed = True
                self._process.kill()
            return max(left, 0.01)
        if now >= question.deadline:
            self._stop(question, Mark.TIMED_OUT)
            return GRACE
        if self._process is not None and question.kind in ("ask", "derive"):
            self._process.send(Record(question.number, "progress", {"of": question.number}))
        return max(question.deadline - now, 0.001)

    def _stop(self, question: Question, mark: Mark) -> None:
        question.stopped_at, question.stopped_as = time.monotonic(), mark
        if self._process is not None:
            self._process.send(Record(0, "stop", {"of": question.number}))


def _was_crowded_out(reply: Record) -> bool:
    """Tell a lack of address space, which all panes share, from a query's own lack of memory."""
    values = reply.fields.get("values")
    error = str(values.get("error", "")) if isinstance(values, dict) else ""
    return any(sign in error for sign in ("bad alloc", "bad_alloc", "new thread", "failed to map"))


def _failure(reply: Record, seconds: float) -> State:
    fields = reply.fields
    why, values = fields.get("why"), fields.get("values")
    line, column = fields.get("line"), fields.get("column")
    return State(
        Mark.FAILED,
        seconds=seconds,
        error=sentence(str(why), values if isinstance(values, dict) else {}),
        refused=fields.get("refused") is True,
        line=line if isinstance(line, int) else None,
        column=column if isinstance(column, int) else None,
    )
