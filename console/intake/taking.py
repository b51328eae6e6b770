"""Taking the clean rows of an inspection into a draft of the store, and believing none of them unchecked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from console.faults import Fault, Refused
from console.intake.contract import ENTRIES, LONGEST_NAME, MEASURES, READINGS, is_clean
from console.intake.inspection import Inspection
from console.intake.known import Known
from console.intake.profile import Profile
from console.intake.quarantine import Left, left_out
from console.intake.refusals import refusal
from console.intake.refusals import told as told_of
from console.intake.wording import FILE_RULES, faults_of
from console.language import Sentence
from console.store import Draft, named

SORTED = 2_000_000
"""Files of up to so many rows are sorted by series as they are taken in."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came out of a file."""

    snapshots: tuple[tuple[int, str, int], ...] = ()
    """Number, day (of a file that is split) and rows of each snapshot."""
    rows: int = 0
    faults: tuple[Fault, ...] = ()
    published: date | None = None
    """The newest day in the file's own column `published`."""
    registered: tuple[str, ...] = ()
    new_series: int = 0
    told: tuple[Sentence, ...] = ()
    """What was passed over in a sheet."""
    aside: tuple[Left, ...] = ()
    """Faulty rows that the file is loaded without."""


OnRows = Callable[[str, int, int], None]


def take(
    draft: Draft, inspection: Inspection, footer: dict[str, Any], known: Known, profile: Profile, on_rows: OnRows
) -> Taken:
    """Take in all rows, then check them; faults come back together, and a broken inspection is Refused."""
    total, parts = int(footer["rows"]), list(footer["parts"])
    first = draft.next_snapshot_id(max(1, len(parts)))
    told = known.as_json()
    rows = inspection.rows(told, lambda done: on_rows("inspect", done, total))
    draft.offer("incoming", rows)
    if known.form == READINGS:
        _take_readings(
            draft, inspection, named("intake/readings_sorted" if total <= SORTED else "intake/readings"), first
        )
        ending = inspection.ending()
        _add_series(draft, ending, known)
    else:
        # The meaning of an entry's number is only known at the end, so the entries wait in memory for it.
        table = rows.read_all()
        ending = inspection.ending()
        draft.offer("meant", _meant(ending, known))
        draft.offer("incoming", table)
        draft.run(named("intake/entries"), first=first)
    on_rows("check", total, total)
    registered = _register(draft, ending, known, profile)
    found = _require_sound(draft, inspection, ending, known, first)
    faults = [*faults_of(ending["faults"], known.names(), ""), *_repeated(draft, known, first, found)]
    aside: tuple[Left, ...] = ()
    if known.accept and faults and ending["rows"] and not any(fault.rule in FILE_RULES for fault in faults):
        aside = left_out(draft, ending["aside"], known.names(), known.form, first)
        if sum(row["repeated"] for row in found):
            found = _require_sound(draft, inspection, {**ending, "rows": ending["rows"] - _twice(aside)}, known, first)
        faults = []
    snapshots = tuple(
        (row["snapshot_id"], parts[row["snapshot_id"] - first] if parts else "", row["rows"]) for row in found
    )
    newest = ending["published"]
    return Taken(
        snapshots, int(ending["rows"]), tuple(faults), date.fromisoformat(newest) if newest else None, registered,
        len(ending["series"]) if known.form == READINGS else 0,
        tuple(sentence for one in ending.get("made", ()) if (sentence := told_of(one))), aside,
    )  # fmt: skip


def _twice(aside: tuple[Left, ...]) -> int:
    return sum(one.rules == ("duplicate_key",) for one in aside)


def _take_readings(draft: Draft, inspection: Inspection, query: str, first: int) -> None:
    """Read the stream to its end; what broke it off comes out as what it was."""
    try:
        draft.run(query, first=first)
    except Exception:  # of DuckDB or of Arrow: what the inspection found goes before it
        if inspection.breach:
            raise inspection.breach from None
        raise


def _broken(path: str = "") -> Refused:
    return refusal({"rule": "inspection_broke"}, Path(path))


def _added(ending: dict[str, Any], known: Known) -> dict[str, list[object]]:
    """Return the new series as columns, each name checked once more."""
    indicators = {*known.vocabulary.indicators, *(ending["indicators"] if known.register else ())}
    columns: dict[str, list[object]] = {
        name: [] for name in ("series_id", "county", "indicator", "place", "dimension", "member", "measure")
    }
    for number, key in enumerate(ending["series"], known.next_series):
        indicator, place, *rest = key
        if indicator not in indicators or place not in known.vocabulary.places:
            raise _broken()
        for name, value in zip(columns, (number, known.vocabulary.county, indicator, place, *rest), strict=False):
            columns[name].append(value)
    return {name: values for name, values in columns.items() if values}


def _add_series(draft: Draft, ending: dict[str, Any], known: Known) -> None:
    added = _added(ending, known)
    if not added:
        return
    sound = set(added["measure"]) <= {str(measure) for measure in MEASURES.values()} and all(
        text == "" or (isinstance(text, str) and len(text) <= LONGEST_NAME and is_clean(text))
        for text in {*added["dimension"], *added["member"]}
    )
    if not sound:
        raise _broken()
    draft.offer("added", pa.table({**added, "series_id": pa.array(added["series_id"], pa.int32())}))
    draft.run(named("intake/series_added"))


def _meant(ending: dict[str, Any], known: Known) -> pa.Table:
    """Return which county, indicator and place each number of an entry stands for."""
    added = _added(ending, known)
    names = ("county", "indicator", "place")
    return pa.table({
        "series_id": pa.array(added.get("series_id", []), pa.int32()),
        **{name: pa.array(added.get(name, []), pa.string()) for name in names},
    })  # fmt: skip


def _register(draft: Draft, ending: dict[str, Any], known: Known, profile: Profile) -> tuple[str, ...]:
    """Keep the indicators that are new, with what the profile says of them."""
    if ending["indicators"] and not known.register:
        raise _broken()
    for code, unit in ending["indicators"].items():
        told = profile.define.get(code, {})
        if not is_clean(code) or len(code) > LONGEST_NAME:
            raise _broken()
        draft.run(
            named("intake/indicator_added"), county=known.vocabulary.county, year=known.vocabulary.year, indicator=code,
            name_zh=told.get("name_zh") or code, name_en=told.get("name_en") or code, unit=str(unit),
        )  # fmt: skip
    return tuple(ending["indicators"])


def _require_sound(
    draft: Draft, inspection: Inspection, ending: dict[str, Any], known: Known, first: int
) -> list[dict[str, Any]]:
    """Return the snapshots that came in, after checking that they hold what the inspection says they hold."""
    if not ending["rows"]:
        return []
    if known.form == ENTRIES:
        found = draft.rows(named("intake/entries_taken"), first=first)
    else:
        lowest, highest = (date.fromisoformat(ending[end]) for end in ("lowest", "highest"))
        found = draft.rows(named("intake/readings_taken"), first=first, lowest=lowest, highest=highest)
    if sum(row["rows"] for row in found) != ending["rows"] or any(row["impossible"] for row in found):
        raise _broken()
    return found


def _repeated(draft: Draft, known: Known, first: int, found: list[dict[str, Any]]) -> list[Fault]:
    """Return the fault of rows that are in the file twice."""
    count = sum(int(row["repeated"]) for row in found)
    if not count:
        return []
    form = "entries" if known.form == ENTRIES else "readings"
    rows = draft.rows(named(f"intake/{form}_repeated"), first=first)
    values: dict[str, object] = {
        " ".join(str(part) for name, part in row.items() if name != "rows" and part): {} for row in rows
    }
    told = {
        "rule": "duplicate_key", "column": "", "count": count, "rows": rows[0]["rows"], "values": values,
        "different": len(values),
    }  # fmt: skip
    return faults_of([told], {}, "")
