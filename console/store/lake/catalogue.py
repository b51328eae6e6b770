"""What is asked of a lake's PostgreSQL itself: which generation is the newest, and whose turn it is to write."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from console.language import say
from console.store.engine import first_line
from console.store.interface import StoreUnusable
from console.store.lake.attached import away, not_taken
from console.store.lake.place import Lake
from console.store.lake.roles import require_writer
from console.store.queries import named

if TYPE_CHECKING:
    import psycopg

_PATIENCE = 5
"""Seconds after which a catalogue that does not answer is away."""
_KEPT = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}
"""How soon a machine that is cut off is noticed; DuckDB is told the same in `queries/lake/attach_*`."""
_TURN = 0.2
"""Seconds between two tries to get the lock."""


def connected(lake: Lake) -> "psycopg.Connection[tuple[Any, ...]]":
    """Return a session with the catalogue; raises StoreUnusable."""
    try:
        import psycopg
        from psycopg.conninfo import make_conninfo
    except ImportError:
        raise StoreUnusable(
            say("This Jindu was installed without what a lake needs. Install `jindu[lake]` ({error}).", error="psycopg")
        ) from None
    try:
        details = make_conninfo(
            "", **{name: value for name, value in lake.postgres.items() if value}, connect_timeout=str(_PATIENCE),
            options=f"-c statement_timeout={1000 * _PATIENCE}", application_name="jindu", **_KEPT,
        )  # fmt: skip
        return psycopg.connect(details, autocommit=True)
    except psycopg.Error as error:
        raise away(lake, first_line(error)) from None


@contextmanager
def listening_to(session: "psycopg.Connection[tuple[Any, ...]]") -> Iterator[None]:
    """Break a session off that leaves what is asked meanwhile without an answer: a machine can fall silent."""
    line = socket.socket(fileno=os.dup(session.fileno()))
    silent = threading.Timer(2 * _PATIENCE, _break_off, [line])
    silent.daemon = True
    silent.start()
    try:
        yield
    finally:
        silent.cancel()
        line.close()


def _break_off(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


class Version(NamedTuple):
    """A version of a lake that is a generation."""

    version: int
    generation: int
    mark: str
    """By which its commit, and no other, is known."""


class Newest:
    """Asks which version of the lake is its newest generation, on a session that it keeps.

    It asks when PostgreSQL passes on that a loader has published, and once a second in case nobody said so.
    """

    EVERY = 1.0

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._session: psycopg.Connection[tuple[Any, ...]] | None = None
        self._guard = threading.Lock()
        self._known: Version | None = None
        self._asked = float("-inf")
        self._called = False
        """Whether a loader has said that it published since PostgreSQL was asked last."""
        self._process = os.getpid()

    def version(self, *, now: bool = False) -> Version | None:
        """Return the lake's version that is its newest generation; None before anything was published."""
        with self._guard:
            if now or time.monotonic() - self._asked >= self.EVERY or self._is_called():
                self._called = False
                self._known = self._newest()
                self._asked = time.monotonic()
            return self._known

    def close(self) -> None:
        """Let go of the session; the next question begins another."""
        with self._guard:
            if self._session is not None and self._process == os.getpid():
                self._session.close()
            self._session = None

    def _is_called(self) -> bool:
        """Take in what PostgreSQL has passed on already; nothing is asked and nothing waited for."""
        import psycopg

        session = self._session
        if session is None or session.closed or self._process != os.getpid():
            return False
        with suppress(psycopg.Error):  # a session that broke off is noticed by the next question
            session.pgconn.consume_input()
            while session.pgconn.notifies() is not None:
                self._called = True
        return self._called

    def _on_call(self, _: object) -> None:
        self._called = True

    def _begun(self) -> "psycopg.Connection[tuple[Any, ...]]":
        session = connected(self._lake)
        session.add_notify_handler(self._on_call)
        session.execute(named("lake/listen").encode())
        return session

    def _newest(self) -> Version | None:
        import psycopg

        try:
            found = self._ask("lake/newest", {})
        except psycopg.errors.UndefinedTable:
            raise StoreUnusable(
                say("There is no lake in that database yet. Make it with `jindu lake init {lake}`.", lake=self._lake)
            ) from None
        except psycopg.errors.InsufficientPrivilege as error:
            raise away(self._lake, first_line(error)) from None
        return Version(found[0], found[1], str(found[2])) if found else None

    def kept(self, mark: str, county: str) -> bytes | None:
        """Return what a loader kept of its generation for a county, or for all; None where nothing was."""
        import psycopg

        # A lake made by an earlier version keeps nothing until the next load, and its reader may not be let in.
        with self._guard, suppress(psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
            found = self._ask("lake/kept", {"mark": mark, "county": county})
            return bytes(found[0]) if found else None
        return None

    def _ask(self, query: str, values: dict[str, Any]) -> tuple[Any, ...] | None:
        import psycopg

        if self._process != os.getpid():  # a process that was forked off must not speak on its parent's session
            self._session, self._process = None, os.getpid()
        kept = self._session is not None and not self._session.closed
        try:
            if self._session is None or self._session.closed:
                self._session = self._begun()
            with listening_to(self._session):
                return self._session.execute(named(query).encode(), values or None).fetchone()
        except (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege):
            raise
        except psycopg.Error as error:
            lost = self._session is not None and self._session.broken
            with suppress(Exception):
                if self._session is not None:
                    self._session.close()
            self._session = None
            if kept and lost:  # a session that died while it was kept says nothing about PostgreSQL
                return self._ask(query, values)
            raise away(self._lake, first_line(error)) from None


class Turn:
    """The right to write, held by a session of its own: PostgreSQL takes it back when the loader dies.

    Who only adds to one county writes beside those who add to others; everybody else writes alone.
    """

    def __init__(self, lake: Lake, waiting: Callable[[], None], adds_to: str = "") -> None:
        self._lake = lake
        self._waiting = waiting
        self._adds_to = adds_to
        self._told = False

    def __enter__(self) -> Self:
        self.session = connected(self._lake)
        try:
            require_writer(self._lake, self.session)
            self.session.execute(named("lake/not_at_once").encode())
            self._take_it()
        except BaseException:
            self.session.close()
            raise
        return self

    def _take_it(self) -> None:
        if self._adds_to:
            self._wait_for(self._begins_beside_others)
            self._wait_for(lambda: self._locks("lake/lock_county", self._adds_to))
        else:
            self._wait_for(lambda: self._locks("lake/close_gate"))
            self._wait_for(lambda: self._locks("lake/lock"))

    def call(self) -> None:
        """Let every console know that something was published; those that miss it ask within a second."""
        import psycopg

        with suppress(psycopg.Error):
            self.session.execute(named("lake/call").encode())

    def tidy(self) -> None:
        """Forget the answers that were kept of generations at which no console looks any more."""
        import psycopg

        with suppress(psycopg.Error):
            self.session.execute(named("lake/forget_kept").encode())

    def to_publish(self) -> None:
        """Wait until nobody else publishes; the turn is kept until the session ends."""
        self._wait_for(lambda: self._locks("lake/lock_publishing"))

    def _wait_for(self, ours: Callable[[], bool]) -> None:
        began = time.monotonic()
        while not ours():
            if not self._told and time.monotonic() - began > 1.0:
                self._told = True
                self._waiting()
            time.sleep(_TURN)

    def _begins_beside_others(self) -> bool:
        if not self._locks("lake/pass_gate"):
            return False
        try:
            return self._locks("lake/lock_shared")
        finally:
            self._locks("lake/leave_gate")

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self.session.close()

    def _locks(self, lock: str, *values: str) -> bool:
        import psycopg

        try:
            with listening_to(self.session):
                found = self.session.execute(named(lock).encode(), values or None).fetchone()
        except psycopg.Error as error:
            raise not_taken(self._lake, first_line(error)) from None
        return bool(found and found[0])
