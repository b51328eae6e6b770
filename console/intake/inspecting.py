"""The inspection of a handed-in file, in a process of its own that may use little and write nothing."""

import gc
import json
import os
import resource
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from console.intake.limits import LIMITS

if TYPE_CHECKING:
    from console.intake.aside import Aside
    from console.intake.opened import Opened
    from console.intake.tally import Tally


SHEET = "sheet"


def confine() -> None:
    """Give up what this process does not need, for good."""
    os.umask(0o777)
    wanted = {
        resource.RLIMIT_AS: LIMITS.memory,
        resource.RLIMIT_DATA: LIMITS.data,
        resource.RLIMIT_CPU: LIMITS.processor_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: LIMITS.open_files,
    }
    for limit, most in wanted.items():
        allowed = resource.getrlimit(limit)[1]
        lowest = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        # The processor's limit is set once more when it is known how many rows there are.
        resource.setrlimit(limit, (lowest, allowed if limit == resource.RLIMIT_CPU else lowest))


def _allow_time_for(rows: int) -> None:
    seconds = LIMITS.processor_seconds + rows // LIMITS.rows_per_processor_second
    allowed = resource.getrlimit(resource.RLIMIT_CPU)[1]
    lowest = seconds if allowed == resource.RLIM_INFINITY else min(seconds, allowed)
    resource.setrlimit(resource.RLIMIT_CPU, (lowest, lowest))


def main() -> None:
    """Inspect the file that the first line of standard input names; rows go to standard output, findings to `told`."""
    confine()
    # Rows by the million make many lists and no circles; looking for circles would take most of the time.
    gc.disable()
    with os.fdopen(int(sys.argv[1]), "w", encoding="utf-8") as told:
        _load_libraries()
        asked = json.loads(sys.stdin.readline() or "null")
        if asked is None:
            os._exit(0)
        try:
            _inspect(asked, sys.stdin, sys.stdout.buffer, told)
        except BrokenPipeError:
            os._exit(1)
        except Exception as error:  # whatever a file does to the inspection, it is refused in a sentence
            _tell(told, refused=_refusal(error))
    # Nothing is left to tidy, and Arrow's threads need not be waited for.
    os._exit(0)


def _load_libraries() -> None:
    """Load what every inspection needs before the file is known: a process that was started ahead has it by then."""
    import console.intake.footer
    import console.intake.parts
    import console.intake.readings  # noqa: F401


def _refusal(error: Exception) -> dict[str, object]:
    from console.intake.distinct import TooMany
    from console.intake.opened import Unreadable

    if isinstance(error, Unreadable):
        return {"rule": error.rule, **error.values}
    if isinstance(error, TooMany):
        return {"rule": "too_many_values", "column": str(error), "most": LIMITS.distinct}
    if isinstance(error, MemoryError):
        return {"rule": "too_much_memory"}
    return {"rule": "damaged_page", "why": f"{type(error).__name__}: {error}"[:300]}


def _tell(told: TextIO, **what: object) -> None:
    told.write(json.dumps(what, ensure_ascii=True) + "\n")
    told.flush()


def _inspect(asked: dict[str, Any], orders: TextIO, out: BinaryIO, told: TextIO) -> None:
    import pyarrow as pa

    from console.intake.aside import Aside
    from console.intake.footer import open_file
    from console.intake.opened import check_same
    from console.intake.parts import Parts
    from console.intake.tally import Tally

    pa.set_cpu_count(2)
    _tell(told, ready=True)
    identity = tuple(asked["identity"])
    if asked.get("sample"):
        from console.intake.sampling import sample

        _tell(told, **sample(asked["path"], identity))
        return
    tally = Tally()
    opened = open_file(asked["path"], identity, asked["profile"], tally)
    _allow_time_for(opened.rows)
    parts = Parts(opened, tally)
    _tell(
        told, form=opened.form, rows=opened.rows, unpacked=opened.unpacked, extra=opened.extra[:50],
        extra_count=len(opened.extra), parts=parts.days, door=opened.door, made=opened.told, columns=opened.columns,
    )  # fmt: skip
    known = json.loads(orders.readline() or "null")
    if known and known.get("survey"):
        from console.intake.surveying import survey

        _tell(told, **survey(opened))
        known = json.loads(orders.readline() or "null")
    if known is None:
        return
    check = _check_of(opened.form)
    checked = check(asked["profile"], known, opened, parts, tally, date.fromisoformat(known["today"]))
    if opened.door == SHEET:
        opened.file.learn(known)
    aside = Aside(asked["profile"], known, opened, parts, check) if known.get("accept") else None
    try:
        rows = _stream(opened, checked, out, aside)
    finally:
        # Whatever else is wrong with a file that changed, that it changed is what has to be said.
        check_same(opened.handle, identity)
    _require_all(rows, opened)
    told_later = opened.file.told() if opened.door == SHEET else []
    _tell(
        told, end=True, rows=checked.good, faults=tally.as_json(), made=told_later, aside=aside.rows if aside else [],
        **checked.findings(),
    )  # fmt: skip


def _check_of(form: str) -> Any:
    """Return what checks the rows of a form; what checks the other form is not loaded."""
    from console.intake.contract import READINGS

    if form == READINGS:
        from console.intake.readings import Checked

        return Checked
    from console.intake import entries

    return entries.Checked


def _stream(opened: "Opened", checked: Any, out: BinaryIO, aside: "Aside | None" = None) -> int:
    import pyarrow as pa

    rows = 0
    with pa.ipc.new_stream(pa.output_stream(out), checked.SCHEMA) as writer:
        for batch in batches(opened):
            writer.write_batch(checked.check(batch, rows))
            if aside is not None and len(checked.left):
                aside.put(batch, rows, checked.left)
            rows += batch.num_rows
    out.flush()
    return rows


def batches(opened: "Opened", columns: list[str] | None = None) -> Iterator[Any]:
    """Read the wanted columns of a file piece by piece; every piece is validated in full but for its text."""
    from console.intake.limits import BATCH

    wanted = sorted({*opened.found.values(), *([opened.split] if opened.split else [])}) if columns is None else columns
    for batch in opened.file.iter_batches(BATCH, columns=wanted):
        # Not `full`: bytes that are not UTF-8 are found, and told with their rows, where each value is read.
        batch.validate()
        yield batch


def _require_all(rows: int, opened: "Opened") -> None:
    from console.intake.opened import Unreadable

    if opened.door == SHEET:
        opened.file.require_all()
    elif rows != opened.rows:
        raise Unreadable("rows_disagree", declared=opened.rows, counted=rows)


if TYPE_CHECKING:
    _ = Tally
