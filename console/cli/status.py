"""`jindu status`: where every target stands, as a table or as data."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.cli import DONE, complain, store_asked_for
from console.cli.printing import print_table, write_answer
from console.cli.values import a_date
from console.faults import Refused
from console.language import chosen, say
from console.language import gettext as _

if TYPE_CHECKING:
    from console.store import Stood

FORMATS = ("table", "csv", "json", "parquet")
FIELDS = (
    "county", "year", "target_id", "name", "indicator", "place", "kind", "measure", "comparator", "target", "unit",
    "actual", "period", "expected", "expected_rule", "expected_linear", "pace_pp", "gap", "light", "outlook",
    "forecast", "low", "high", "probability", "confidence", "required", "reason", "outlook_reason", "freshness", "due",
    "days_late", "parent", "agency", "panel", "snapshot", "file", "as_of",
)  # fmt: skip
"""The columns of every format but the table, also where no target stands yet."""


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verb `status`."""
    status = add("status", show_status, _("say where every target stands"))
    status.add_argument("--as-of", metavar="DATE", type=a_date, help=_("as it stood on that day"))
    status.add_argument(
        "--known-at", metavar="SNAPSHOT", type=int, help=_("as it was known when that snapshot was loaded")
    )
    status.add_argument("--county", default="", help=_("which county: its code or name (default: all)"))
    status.add_argument("--year", type=int, default=0, help=_("which year (default: all)"))
    status.add_argument("--format", choices=FORMATS, help=_("table, unless --output says otherwise"))
    status.add_argument("--output", metavar="FILE", type=Path, help=_("write to a file instead of the terminal"))


def show_status(asked: argparse.Namespace) -> int:
    """Print or write the standings of every catalogue in the store."""
    from console.store import standings

    form, store = _form(asked), store_asked_for(asked)
    with store.read() as generation:
        if asked.known_at is not None:
            _must_be_known(generation, asked.known_at)
        wanted = _wanted(generation, asked)
        stood = standings(generation, as_of=asked.as_of, known_at=asked.known_at)
    stood = [one for one in stood if wanted is None or (one.county, one.year) in wanted]
    if not stood:
        complain(
            say("The store {path} holds no targets yet: see `jindu catalogue apply --help`.", path=store.name), DONE
        )
    if form == "table":
        _print(stood)
    else:
        rows = [as_row(one) for one in stood]
        write_answer(_arrow(rows), form, asked.output, rows)
    return DONE


def _wanted(generation: Any, asked: argparse.Namespace) -> set[tuple[str, int]] | None:
    """Return the counties and years that were asked for; None for all, and a refusal for one that is not there."""
    from console.county import Wanted, nobody
    from console.store.queries import named

    if not (asked.county or asked.year):
        return None
    wanted = Wanted(asked.county, asked.year)
    rows = [{**row, "catalogue": row["name"]} for row in generation.rows(named("store/catalogues"))]
    if not (found := {(row["county"], row["year"]) for row in rows if wanted.fits(row)}):
        raise nobody(rows, wanted)
    return found


def _form(asked: argparse.Namespace) -> str:
    """Return the format asked for, else that of the file's name, else the table."""
    ending = asked.output.suffix.lower().removeprefix(".") if asked.output else ""
    form = str(asked.format or (ending if ending in FORMATS else "table"))
    if asked.output and form == "table":
        raise Refused(say("A file cannot hold the table for people: add --format csv, json or parquet."))
    return form


def _must_be_known(generation: Any, snapshot: int) -> None:
    from console.store.queries import named

    known = [row["snapshot_id"] for row in generation.rows(named("store/snapshots"), county=None)]
    if snapshot not in known:
        raise Refused(
            say("There is no snapshot {snapshot}: `jindu snapshots` lists those there are.", snapshot=snapshot)
        )


def as_row(stood: "Stood") -> dict[str, Any]:
    """Return one standing with the field names that scripts rely on."""
    target, standing = stood.target, stood.standing
    chinese = chosen() == "zh"
    return {
        "county": stood.county, "year": stood.year, "target_id": target.target_id,
        "name": target.name_zh if chinese else target.name_en,
        "indicator": target.indicator, "place": target.place, "kind": str(target.kind), "measure": str(target.measure),
        "comparator": str(target.comparator),
        "target": standing.target if standing.target is not None else target.value, "unit": target.unit,
        "actual": standing.actual, "period": standing.period and standing.period.isoformat(),
        "expected": standing.expected, "expected_rule": str(standing.expected_rule),
        "expected_linear": standing.expected_linear, "pace_pp": standing.pace_pp, "gap": standing.gap,
        "light": str(standing.light), "outlook": str(standing.outlook),
        "forecast": standing.forecast, "low": standing.low, "high": standing.high,
        "probability": standing.probability, "confidence": standing.confidence, "required": standing.required,
        "reason": str(standing.reason), "outlook_reason": str(standing.outlook_reason),
        "freshness": str(standing.freshness), "due": standing.due and standing.due.isoformat(),
        "days_late": standing.days_late, "parent": target.parent, "agency": target.agency, "panel": str(target.panel),
        "snapshot": stood.actual_snapshot, "file": stood.file, "as_of": standing.as_of.isoformat(),
    }  # fmt: skip


def _arrow(rows: list[dict[str, Any]]) -> Any:
    """Make an Arrow table whose columns have a type even when every value is missing."""
    import pyarrow as pa

    whole = ("year", "days_late", "snapshot")
    numbers = (
        "target", "actual", "expected", "expected_linear", "pace_pp", "gap", "forecast", "low", "high", "probability",
        "required",
    )  # fmt: skip
    types = {name: pa.int64() if name in whole else pa.float64() if name in numbers else pa.string() for name in FIELDS}
    return pa.Table.from_pylist(rows, schema=pa.schema(list(types.items())))


def _print(stood: list["Stood"]) -> None:
    from console.standing.words import LIGHTS

    columns: tuple[str, ...] = (
        _("target"),
        _("name"),
        _("light"),
        _("actual"),
        _("target value"),
        _("gap"),
        _("outlook"),
        _("why"),
    )
    rows = [_for_people(as_row(one), LIGHTS[one.standing.light]) for one in stood]
    if len({(one.county, one.year) for one in stood}) > 1:
        columns = (_("county"), *columns)
        rows = [(f"{one.county} {one.year}", *row) for one, row in zip(stood, rows, strict=True)]
    print_table(columns, rows)


def _for_people(row: dict[str, Any], light: object) -> tuple[object, ...]:
    probability = row["probability"]
    return (
        row["target_id"], row["name"], light, _amount(row["actual"], row["unit"]), _amount(row["target"], row["unit"]),
        _amount(row["gap"], row["unit"], signed=True), "–" if probability is None else f"{probability:.0%}",
        row["reason"],
    )  # fmt: skip


def _amount(value: float | None, unit: str, *, signed: bool = False) -> str:
    """Word an amount in the unit that the language in use speaks of."""
    from console.formats import figure, in_language, with_unit

    if value is None:
        return "–"
    value, unit = in_language(value, unit)
    return with_unit(figure(value, unit, signed=signed), unit)
