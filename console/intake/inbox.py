"""The inbox: a folder whose files are loaded as soon as they are complete, and then lie in loaded/ or refused/."""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from console.faults import Fault, Hindered, Refused
from console.formats import safe_text
from console.intake.ahead import expecting
from console.intake.completeness import DONE, SUM, Verdict, Watched, When, beside
from console.intake.filing import LOADED, REFUSED, file_away
from console.intake.limits import identity_of
from console.intake.loaded import Loaded, refused
from console.intake.loading import load
from console.intake.recognise import known_profiles, recognise
from console.language import Sentence, say
from console.store import Store, StoreUnusable
from console.store.health import leave_sign

FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
"""Seconds until something that the machine hindered is tried again: doubled each time, up to the longest."""
_ALWAYS = 1 << 62
BEAT = 5.0
"""Seconds between two signs of life."""

Tell = Callable[[dict[str, Any]], object]
"""Takes what is said of one file, as one line of the log."""


@dataclass
class _Later:
    """When something that was hindered is tried again."""

    at: float = 0.0
    wait: float = FIRST_WAIT


@dataclass
class Inbox:
    """One folder, the store that its files go to, and what is known of those that wait."""

    store: Store
    folder: Path
    watched: Watched
    tell: Tell
    options: Mapping[str, Any] = field(default_factory=dict)
    """What `load` is told of every file: source, profile, register, by."""
    every: float = 1.0
    """Seconds between two looks at the folder."""
    first_wait: float = FIRST_WAIT
    stopping: threading.Event = field(default_factory=threading.Event)
    _later: dict[str, _Later] = field(default_factory=dict)
    _hindered: str = ""
    _waiting: int = 0
    _soon: int = 0
    _last: dict[str, Any] = field(default_factory=dict)
    _beat: float = 0.0

    def run(self, *, once: bool = False) -> None:
        """Take what comes until `stopping` is set; with `once` until nothing is left that could be taken now."""
        with self._alone():
            self._say("start", message=say("The inbox {folder} is open.", folder=shown(self.folder)))
            try:
                # The process for the next file is there before the file is, and inspects that one only.
                with expecting(_ALWAYS):
                    self._run(once=once)
            finally:
                self._leave_sign(closed=True)
                self._say("stop", message=say("The inbox {folder} is closed.", folder=shown(self.folder)))

    def _run(self, *, once: bool) -> None:
        while not self.stopping.is_set():
            self.look()
            self._leave_sign()
            if once and not self._soon:
                return
            self._wait()

    def look(self) -> None:
        """Go through the folder once and take every file that is complete and whose time has come."""
        files = self._files()
        self._later = {file.name: self._later[file.name] for file in files if file.name in self._later}
        self._waiting, self._soon = len(files), 0
        ready = []
        for file in files:
            if (later := self._later.get(file.name)) and time.monotonic() < later.at:
                continue
            verdict = self.watched.verdict(file)
            if verdict == Verdict.WAIT:
                self._soon += self.watched.when == When.STILL
            else:
                ready.append((file, verdict))
        for file, verdict in ready:
            if not self.stopping.is_set():
                self._take(file, verdict)

    def _files(self) -> list[Path]:
        try:
            return self.watched.files()
        except OSError as error:
            self._hindered = str(error)
            return []

    def _take(self, file: Path, verdict: Verdict) -> None:
        started = time.monotonic()
        try:
            state = identity_of(file.stat())
            loaded = _wrong_sum(file) if verdict == Verdict.WRONG else self._loaded(file)
            if any(fault.rule == Hindered.rule for fault in loaded.faults):
                raise Hindered(loaded.sentence or say("The machine is hindered."))
            kept = self._file_away(file, state, loaded)
        except (Hindered, StoreUnusable, OSError) as error:
            return self._put_off(file, "waiting", getattr(error, "sentence", None) or str(error))
        except Exception as error:  # a fault of ours: the file stays where it is and is tried again
            return self._put_off(file, "failed", f"{type(error).__name__}: {error}")
        self._later.pop(file.name, None)
        self._waiting -= 1
        self._hindered = ""
        self._said_of(file, loaded, kept, time.monotonic() - started)

    def _loaded(self, file: Path) -> Loaded:
        """Load a file by the profile that was named, else by the operator's own one that its columns fit."""
        options = dict(self.options)
        if not options.get("profile") and (own := known_profiles(self.folder, bundled=False)):
            with suppress(Refused):
                options["profile"] = recognise(file, own).profile
        return load(self.store, file, **options)

    def _file_away(self, file: Path, state: tuple[int, ...], loaded: Loaded) -> Path | None:
        """Move a file to where it belongs; one that was replaced meanwhile stays, as it is another one."""
        if identity_of(file.stat()) != state:
            return None
        folder = self.folder / (REFUSED if loaded.status == "refused" else LOADED)
        kept = file_away(file, folder, faults=loaded if loaded.status == "refused" else None)
        for ending in (DONE, SUM):
            if beside(file, ending).exists():
                file_away(beside(file, ending), folder, beside(kept, ending).name)
        return kept

    def _put_off(self, file: Path, event: str, why: Sentence | str) -> None:
        later = self._later.setdefault(file.name, _Later(wait=self.first_wait))
        later.at, wait = time.monotonic() + later.wait, later.wait
        later.wait = min(LONGEST_WAIT, 2 * later.wait)
        self._hindered, self._beat = shown(why), 0.0
        self._say(event, file=shown(file.name), message=why, again_in=wait)

    def _said_of(self, file: Path, loaded: Loaded, kept: Path | None, seconds: float) -> None:
        self._last, self._beat = {"file": shown(file.name), "status": loaded.status, "at": _now()}, 0.0
        self._say(
            loaded.status, file=shown(file.name), snapshots=list(loaded.snapshots), rows=loaded.rows,
            generation=loaded.generation, faults=[fault.rule for fault in loaded.faults], seconds=round(seconds, 3),
            moved_to=shown(kept.relative_to(self.folder)) if kept else None, message=loaded.as_sentences()[0],
        )  # fmt: skip

    def _say(self, event: str, message: object, **more: object) -> None:
        self.tell({"at": _now(), "event": event, **more, "message": shown(message)})

    def _leave_sign(self, *, closed: bool = False) -> None:
        if closed or time.monotonic() >= self._beat:
            self._beat = time.monotonic() + BEAT
            leave_sign(
                self.store, self.folder,
                {
                    "beat": _now(), "open": not closed, "process": os.getpid(), "waiting": self._waiting,
                    "hindered": self._hindered, "last": self._last,
                },
            )  # fmt: skip

    def _wait(self) -> None:
        wait_for_change(self.folder, self.every, self.stopping)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Refuse a folder that another inbox takes from."""
        try:
            descriptor = os.open(self.folder / ".jindu-inbox.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise Refused(
                say("The inbox {folder} cannot be used: {why}.", folder=shown(self.folder), why=error.strerror)
            ) from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise Refused(
                say("Another `jindu inbox` takes from {folder} already.", folder=shown(self.folder))
            ) from None
        finally:
            os.close(descriptor)


def wait_for_change(folder: Path, seconds: float, stopping: threading.Event) -> None:
    """Wait until something happens in a folder, or so many seconds; without the package watchfiles always the latter.

    A shared folder of another machine tells nothing of its changes, so the seconds are never long.
    """
    try:
        from watchfiles import watch
    except ImportError:
        stopping.wait(seconds)
        return
    milliseconds = max(50, int(seconds * 1000))
    for _changes in watch(
        folder, stop_event=stopping, rust_timeout=milliseconds, yield_on_timeout=True, recursive=False, step=20,
        debounce=100, raise_interrupt=False,
    ):  # fmt: skip
        return


def shown(value: object) -> str:
    """Return something as it may stand in a log."""
    return safe_text(str(value), 400)


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")


def _wrong_sum(file: Path) -> Loaded:
    sentence = say(
        "The bytes of {file} are not those that {sum} names. Ask for both to be sent again.",
        file=shown(file.name), sum=shown(beside(file, SUM).name),
    )  # fmt: skip
    return refused(file, Refused(sentence, [Fault("wrong_sum", sentence, file=file.name)]), dry_run=False)
