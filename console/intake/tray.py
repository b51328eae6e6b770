"""The operator's tray: the files of a folder, whose each is, what each would change, and what became of it."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from console.faults import Fault, Refused
from console.intake.fault_report import write_fault_report
from console.intake.loaded import DUPLICATE, LOADED, Loaded, files_of
from console.intake.loading import load
from console.intake.profile import Profile
from console.intake.recognise import known_profiles, recognise
from console.intake.refusals import shown
from console.intake.sheets.words import title_period
from console.language import Sentence, say
from console.periods import parse_period
from console.store import Store, StoreUnusable, snapshots


class State(StrEnum):
    """How far a file has come."""

    NEW = "new"
    INSPECTING = "inspecting"
    READY = "ready"
    FAULTY = "faulty"
    LOADING = "loading"
    LOADED = "loaded"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


BUSY = (State.INSPECTING, State.LOADING)


@dataclass(slots=True)
class Handed:
    """One file of the tray."""

    path: Path
    stamp: tuple[int, int]
    """Size and time of change, by which a file that was sent anew is noticed."""
    state: State = State.NEW
    agency: str = ""
    profile: Profile | None = None
    form: str = ""
    period: date | None = None
    rows: int | None = None
    sha256: str = ""
    looked_at: bool = False
    outcome: Loaded | None = None
    phase: str = ""
    done: int = 0
    total: int | None = None
    trouble: Sentence | None = None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with it."""
        return self.outcome.faults if self.outcome else ()


Changed = Callable[[Handed], None]


def _quietly(_handed: Handed) -> None:
    """Tell nobody."""


@dataclass
class Tray:
    """The files of a folder against a store."""

    store: Store
    folder: Path
    changed: Changed = _quietly
    county: str = ""
    """Whose figures are looked at: of several counties that a file may be of, it is taken for this one's."""
    files: list[Handed] = field(default_factory=list)
    cancelled: threading.Event = field(default_factory=threading.Event)
    _profiles: list[Profile] = field(default_factory=list)

    def look(self) -> None:
        """Look which files are there; what is known of those that did not change stays."""
        known = {one.path: one for one in self.files}
        found = []
        for path in files_of([self.folder]) if self.folder.is_dir() else []:
            try:
                status = path.stat()
            except OSError:
                continue
            stamp = status.st_size, status.st_mtime_ns
            old = known.get(path)
            found.append(old if old is not None and old.stamp == stamp else Handed(path, stamp))
        self._profiles = known_profiles(self.folder)
        self.files = found

    def forget_unknown(self) -> None:
        """Forget what was found of files without a profile, so that they are looked at anew."""
        self.files = [
            Handed(one.path, one.stamp) if one.profile is None and one.state in (State.NEW, State.FAULTY) else one
            for one in self.files
        ]

    def recognise(self, handed: Handed) -> None:
        """Find out whose file it is, and whether the store has it already."""
        try:
            found = recognise(handed.path, self._profiles)
        except Refused as refused:
            handed.looked_at = True
            handed.state, handed.trouble = State.FAULTY, refused.sentence
            handed.outcome = Loaded("refused", handed.path.name, faults=refused.faults, sentence=refused.sentence)
            self.changed(handed)
            return
        handed.looked_at = True
        handed.profile, handed.form, handed.rows, handed.sha256 = found.profile, found.form, found.rows, found.sha256
        handed.period = parse_period(title_period(handed.path.stem)[0])
        self._compare(handed)
        self.changed(handed)

    def _compare(self, handed: Handed) -> None:
        """Lay the file beside what was loaded before."""
        before = snapshots(self.store, self.county or None)
        same = [one for one in before if one["sha256"] == handed.sha256]
        if any(one["status"] == "loaded" for one in same):
            handed.state = State.DUPLICATE
        elif same:
            handed.state = State.WITHDRAWN
        sources = {str(one["source"]) for one in before if one["source"]}
        named = [source for source in sources if source in handed.path.name]
        handed.agency = (
            (handed.profile.source or handed.profile.name) if handed.profile else max(named, key=len, default="")
        )

    def inspect(self, handed: Handed) -> None:
        """Work out what the file would change; nothing is changed."""
        self._run(handed, State.INSPECTING, dry_run=True)

    def take(self, handed: Handed, *, accept_good_rows: bool = False) -> None:
        """Load the file."""
        self._run(handed, State.LOADING, dry_run=False, accept_good_rows=accept_good_rows)

    def _run(self, handed: Handed, state: State, *, dry_run: bool, accept_good_rows: bool = False) -> None:
        before = handed.state
        self.cancelled.clear()
        handed.state, handed.done, handed.total, handed.trouble = state, 0, None, None
        self.changed(handed)

        def progress(phase: str, done: int, total: int | None) -> None:
            if self.cancelled.is_set() and phase not in ("publish", "committed", "written", "published"):
                raise Refused(_CANCELLED)
            handed.phase, handed.done, handed.total = phase, done, total
            self.changed(handed)

        try:
            outcome = load(
                self.store, handed.path, source=handed.agency or None, profile=handed.profile, dry_run=dry_run,
                progress=progress, accept_good_rows=accept_good_rows, otherwise=self.county,
            )  # fmt: skip
        except StoreUnusable as unusable:
            handed.state, handed.trouble = before, unusable.sentence
            self.changed(handed)
            return
        if outcome.sentence == _CANCELLED:
            handed.state, handed.trouble = before, _CANCELLED
        else:
            self._learn(handed, outcome)
        self.changed(handed)

    def _learn(self, handed: Handed, outcome: Loaded) -> None:
        handed.outcome = outcome
        if outcome.status == LOADED:
            handed.rows = outcome.rows
            handed.state = State.READY if outcome.dry_run else State.LOADED
        elif outcome.status == DUPLICATE:
            handed.state = State.DUPLICATE
        else:
            handed.state = State.WITHDRAWN if any(one.rule == "withdrawn" for one in outcome.faults) else State.FAULTY
            handed.trouble = outcome.sentence
        if outcome.preview and outcome.preview.last_period:
            handed.period = outcome.preview.last_period

    def report(self, handed: Handed) -> tuple[Path, Path]:
        """Write the fault report beside the files, for the agency; raises Refused."""
        if handed.outcome is None or not handed.faults:
            raise Refused(say("{file} has no faults to report.", file=shown(handed.path.name)))
        return write_fault_report(handed.outcome, self.folder / "reports")

    def refuse(self, handed: Handed) -> Path:
        """Lay a file aside into the folder `refused` with its fault report; raises Refused."""
        aside = self.folder / "refused"
        try:
            aside.mkdir(exist_ok=True)
            if handed.faults and handed.outcome:
                write_fault_report(handed.outcome, aside)
            target = _free(aside, handed.path.name)
            os.rename(handed.path, target)
        except OSError as error:
            raise Refused(
                say(
                    "{file} could not be moved into {folder}: {why}.", file=shown(handed.path.name), folder=aside,
                    why=error.strerror or str(error),
                )
            ) from error  # fmt: skip
        handed.state = State.REFUSED
        self.changed(handed)
        return target


_CANCELLED = say("Cancelled; nothing was changed.")


def _free(folder: Path, name: str) -> Path:
    """Return a path in a folder that no file has."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{number}-{name}"
    return path
