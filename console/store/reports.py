"""Keeps the text of a report in the store, once every clause of the catalogue was found where it should be."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from console.faults import Refused
from console.language import Sentence, say
from console.store.interface import Generation, Store
from console.store.queries import named

LARGEST = 4 * 2**20
"""Bytes of the largest text that is taken for a report."""
SHOWN = 5


def import_report(
    store: Store, file: Path, county: str | None = None, year: int | None = None, by: str | None = None
) -> Sentence:
    """Keep the text of the report that the targets of a county and year are taken from; say what was done.

    Without a county and year it is the newest catalogue's. A text in which a clause does not stand where the
    catalogue says it does is another edition, and is refused.
    """
    text = text_of(file)
    with store.read() as generation:
        found = _catalogue(generation, county, year)
        key = {"county": found["county"], "year": found["year"]}
        clauses = generation.rows(named("drill/clauses"), **key)
    _require_clauses(text, clauses, file)
    with store.write(f"report {key['county']} {key['year']}", by, county=key["county"]) as draft:
        digest = hashlib.sha256(text.encode()).hexdigest()
        draft.run(
            named("drill/add_report"), **key, generation=draft.number, text=text, file=file.name, sha256=digest,
            at=datetime.now(UTC).replace(tzinfo=None), by=draft.by,
        )  # fmt: skip
        draft.publish()
    return say(
        "The text of {file} is kept for {county} {year}: {count:clause stands|clauses stand} where the catalogue says.",
        file=file.name, county=key["county"], year=key["year"], count=len(clauses),
    )  # fmt: skip


def text_of(file: Path) -> str:
    """Return the text of a file in UTF-8, its lines ended the same way on every system."""
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise Refused(
                say("{file} is larger than {most} MB; no report is that long.", file=file, most=LARGEST >> 20)
            )
        content = file.read_bytes()
    except OSError as error:
        raise Refused(say("{file} cannot be read: {error}.", file=file, error=error.strerror or str(error))) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            say("{file} is not text in UTF-8 (byte {place}). Save it as UTF-8 and try again.", file=file,
                place=error.start)
        ) from error  # fmt: skip
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _catalogue(generation: Generation, county: str | None, year: int | None) -> dict[str, Any]:
    known = generation.rows(named("store/catalogues"))
    wanted = [
        row for row in known if (county is None or row["county"] == county) and (year is None or row["year"] == year)
    ]
    if not wanted:
        raise Refused(
            say("The store has no catalogue of that county and year. `jindu catalogue list` shows those there are.")
        )
    return max(wanted, key=lambda row: row["year"])


def _require_clauses(text: str, clauses: list[dict[str, Any]], file: Path) -> None:
    wrong = [
        row["target_id"]
        for row in clauses
        if not (text.startswith(row["clause"], row["clause_offset"]) if row["clause_offset"] is not None
                else row["clause"] in text)
    ]  # fmt: skip
    if not clauses:
        raise Refused(say("The catalogue quotes no clauses, so {file} cannot be checked against it.", file=file))
    if wrong:
        which = ", ".join(wrong[:SHOWN]) + (" …" if len(wrong) > SHOWN else "")
        raise Refused(
            say(
                "In {file} the clauses of {count} of {all} targets do not stand where the catalogue says ({which}): it"
                " is another text or another edition. Nothing was changed.",
                file=file, count=len(wrong), all=len(clauses), which=which,
            )
        )  # fmt: skip
