"""Loading a handed-in file: inspected apart, taken in whole and published, or refused and nothing changed."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.faults import Contended, Hindered, Refused
from console.intake import opening
from console.intake.inspection import Inspection
from console.intake.loaded import DUPLICATE, LOADED, Loaded, refused
from console.intake.profile import Profile, read_profile
from console.intake.refusals import refusal, require_not_withdrawn, shown, summary, told
from console.intake.room import require_room
from console.intake.whose import county_of
from console.language import Sentence, say
from console.store import Draft, Generation, Phase, Stood, Store, named, record_refusal, standings

if TYPE_CHECKING:
    from console.intake.preview import Preview
    from console.intake.taking import Taken

Progress = Callable[[str, int, int | None], None]
"""Called with the phase (hash, copy, inspect, check, settle, publish), the rows done and the rows there are."""

_WAITS = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds between two tries where loaders get into each other's way."""


def load(
    store: Store, path: Path, *, source: str | None = None, published: date | None = None,
    profile: Profile | str | Path | None = None, register: bool = False, dry_run: bool = False, by: str | None = None,
    progress: Progress | None = None, loaded_at: datetime | None = None, as_of: date | None = None,
    accept_good_rows: bool = False, county: str = "", otherwise: str = "",
) -> Loaded:  # fmt: skip
    """Load one file whole, or refuse it with every fault at once; a refusal is returned and not raised.

    A dry run changes nothing and says what the file would change. With `accept_good_rows` faulty rows go into
    quarantine and the others are loaded. `county` says whose the file is; where nothing does and several counties fit,
    `otherwise` decides. `loaded_at` (UTC) and `as_of` are for stores that tell of another time.
    Raises StoreUnusable when the store cannot be opened, and KeyboardInterrupt after everything was put back.
    """
    path = Path(path)
    asked = _Asked(
        store, path, source, published, register, dry_run, by, progress or _quietly, loaded_at, as_of, accept_good_rows,
        county, otherwise,
    )  # fmt: skip
    try:
        asked.profile = profile if isinstance(profile, Profile) else read_profile(profile) if profile else Profile()
        return asked.load()
    except Refused as error:
        asked.record(error)
        return refused(path, error, dry_run=dry_run, warnings=tuple(asked.warnings))
    except RuntimeError as error:
        # DuckDB's own word for Ctrl-C; by now the draft is rolled back and removed.
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from None
        raise


def _quietly(_phase: str, _rows: int, _total: int | None) -> None:
    """Tell nobody how far the load has come."""


@dataclass
class _Asked:
    """One file on its way into the store, and what was asked about it."""

    store: Store
    path: Path
    source: str | None
    published: date | None
    register: bool
    dry_run: bool
    by: str | None
    progress: Progress
    loaded_at: datetime | None
    as_of: date | None
    accept: bool
    county: str
    otherwise: str
    profile: Profile = field(default_factory=Profile)
    warnings: list[Sentence] = field(default_factory=list)
    sha256: str = ""

    def load(self) -> Loaded:
        """Take the file in, whole and from the beginning again where another loader came in between."""
        for wait in _WAITS:
            try:
                return self._load()
            except Contended:
                self.warnings.clear()
                time.sleep(wait * random.uniform(0.5, 1.5))
        return self._load()

    def _load(self) -> Loaded:
        identity = opening.identity(self.path)
        with Inspection(self.path, identity, self.profile.as_json()) as inspection:
            self.progress("hash", 0, None)
            self.sha256 = sha256 = opening.sha256(self.path, identity)
            # Arrow is loaded here, while the inspection loads its own, so that neither waits for the other.
            import_module("console.intake.taking")
            with self.store.read() as newest:
                footer = self._footer_of_one_county(newest, inspection)
                if duplicate := self._duplicate(newest.rows(named("intake/counted_files"), **self._bytes())):
                    return duplicate
                require_not_withdrawn(self.path, newest.rows(named("intake/withdrawn_files"), **self._bytes()))
            footer = footer or inspection.footer()
            require_room(self.store, self.path, int(footer["unpacked"]))
            self._warn_of(footer)
            self.progress("copy", 0, None)
            why = f"load {self.path.name}"
            with self.store.write(why, self.by, self._on_phase, county=self.county, adding=True) as draft:
                return self._take(draft, inspection, footer, sha256)

    def _footer_of_one_county(self, newest: Generation, inspection: Inspection) -> dict[str, Any]:
        """Find out whose file it is; return what the footer says where that had to be looked at."""
        footer: dict[str, Any] = {}

        def survey() -> dict[str, Any]:
            footer.update(inspection.footer())
            return inspection.survey()

        self.county = county_of(newest, self.path, self.county, self.otherwise, self.profile, survey)
        return footer

    def _bytes(self) -> dict[str, str]:
        return {"sha256": self.sha256, "county": self.county}

    def record(self, error: Refused) -> None:
        """Add a refusal to the store's audit log, unless the machine is to blame and not the file."""
        if not self.dry_run and not isinstance(error, Hindered):
            record_refusal(self.store.path, self.by or opening.user(), self.path.name, summary(error), self.sha256)

    def _on_phase(self, phase: Phase) -> None:
        self.progress(str(phase), 0, None)

    def _duplicate(self, counted: list[dict[str, Any]]) -> Loaded | None:
        if not counted:
            return None
        snapshots = tuple(row["snapshot_id"] for row in counted)
        rows = sum(row["rows"] for row in counted)
        return Loaded(DUPLICATE, self.path.name, snapshots, rows, dry_run=self.dry_run)

    def _take(self, draft: Draft, inspection: Inspection, footer: dict[str, Any], sha256: str) -> Loaded:
        # Another operator may have loaded the same bytes, or another catalogue, while the lock was waited for.
        if duplicate := self._duplicate(draft.rows(named("intake/counted_files"), **self._bytes())):
            return duplicate
        from console.intake.known import Known
        from console.intake.taking import take

        if self.dry_run:
            draft.rehearse()
        on = self.as_of or draft.today
        before = standings(draft, self.county or None, as_of=on) if self.dry_run else []
        known = Known.of(
            draft,
            self.register,
            str(footer["form"]),
            county=self.county,
            totals=footer.get("door") == "sheet",
            accept=self.accept,
        )
        taken = take(draft, inspection, footer, known, self.profile, self._told_rows)
        if taken.faults:
            raise Refused(
                self._count_of(taken),
                [replace(fault, file=self.path.name) for fault in taken.faults],
            )  # fmt: skip
        if not taken.snapshots:
            raise refusal({"rule": "no_rows"}, self.path)
        self.warnings += taken.told
        self._record(draft, taken, footer, sha256)
        self.progress("settle", taken.rows, taken.rows)
        draft.settle(self.as_of)
        outcome = Loaded(
            LOADED, self.path.name, tuple(snapshot for snapshot, *_ in taken.snapshots),
            sum(rows for *_, rows in taken.snapshots), quarantined=len(taken.aside),
            warnings=tuple(self.warnings), registered=taken.registered, new_series=taken.new_series,
            dry_run=self.dry_run,
        )  # fmt: skip
        if self.dry_run:
            return replace(outcome, snapshots=(), preview=self._preview(draft, taken, footer, before, on))
        self.progress("publish", taken.rows, taken.rows)
        return replace(outcome, generation=draft.publish())

    def _preview(
        self, draft: Draft, taken: "Taken", footer: dict[str, Any], before: list[Stood], on: date
    ) -> "Preview":
        from console.intake.previewing import preview

        return preview(draft, str(footer["form"]), taken.snapshots[0][0], before, on)

    def _count_of(self, taken: "Taken") -> Sentence:
        return say(
            "{file} was refused; nothing was changed. Faults: {count}.",
            file=shown(self.path.name),
            count=len(taken.faults),
        )

    def _told_rows(self, phase: str, rows: int, total: int) -> None:
        self.progress(phase, rows, total)

    def _record(self, draft: Draft, taken: "Taken", footer: dict[str, Any], sha256: str) -> None:
        """Write down each snapshot: where it came from, who loaded it and when."""
        now = self.loaded_at or datetime.now(UTC).replace(tzinfo=None)
        size = self.path.stat().st_size
        for snapshot, part, rows in taken.snapshots:
            day = date.fromisoformat(part) if part else self.published or taken.published or draft.today
            draft.run(
                named("intake/snapshot_added"), snapshot_id=snapshot, generation=draft.number, form=footer["form"],
                name=self.path.name, part=part, sha256=sha256, source=self.source or self.profile.source or "",
                profile=self.profile.name, published=day, loaded_at=now, loaded_by=self.by or opening.user(),
                bytes=size, rows=rows, county=self.county,
            )  # fmt: skip
        if taken.aside:
            from console.intake.quarantine import keep

            keep(
                draft, taken.aside, taken.snapshots[0][0], name=self.path.name, sha256=sha256,
                source=self.source or self.profile.source or "",
            )  # fmt: skip

    def _warn_of(self, footer: dict[str, Any]) -> None:
        """Say which columns are left aside."""
        if extra := [shown(name) for name in footer["extra"]]:
            more = int(footer["extra_count"]) - len(extra[:12])
            listed = ", ".join(extra[:12]) + (f", … (+{more})" if more > 0 else "")
            self.warnings.append(say("Columns left aside: {columns}.", columns=listed))
        self.warnings += [sentence for one in footer.get("made", ()) if (sentence := told(one))]
        if self.published and footer["parts"]:
            self.warnings.append(say("The days of the column that splits the file count, not --published."))
