"""`jindu quarantine` and `jindu snapshot template`: rows that were left out of a load, and empty files to fill."""

import argparse
import json
from pathlib import Path
from typing import Any

from console.cli import DONE, store_asked_for
from console.cli.printing import print_table, say_line
from console.language import chosen, say
from console.language import gettext as _


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verbs `quarantine` and `snapshot`."""
    quarantine = add("quarantine", list_rows, _("faulty rows that files were loaded without"))
    under = quarantine.add_subparsers(title=_("verbs"), metavar=_("VERB"), required=True)
    listed = add("list", list_rows, _("list the rows in quarantine"), under)
    listed.add_argument("--all", action="store_true", help=_("list the resolved ones too"))
    listed.add_argument("--json", action="store_true")
    resolve = add("resolve", resolve_row, _("say what became of a row"), under)
    resolve.add_argument("number", metavar="N", type=int)
    resolve.add_argument("--reason", required=True, help=_("what became of it; kept with it"))
    snapshot = add("snapshot", write_templates, _("files for agencies to fill"))
    below = snapshot.add_subparsers(title=_("verbs"), metavar=_("VERB"), required=True)
    template = add(
        "template", write_templates, _("write an empty Parquet, Excel and CSV file and how to fill them"), below
    )
    template.add_argument("--form", choices=("readings", "entries"), default="readings")
    template.add_argument("--output", metavar="DIR", type=Path, default=Path())


def list_rows(asked: argparse.Namespace) -> int:
    """List the rows in quarantine."""
    from console.intake.quarantine import quarantined

    with store_asked_for(asked).read() as newest:
        rows = quarantined(newest, everything=asked.all)
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1, default=str))  # noqa: T201
        return DONE
    if not rows:
        say_line(say("Nothing is in quarantine."))
        return DONE
    words = (
        _("quarantine no."), _("snapshot"), _("file"), _("row"), _("what is wrong"), _("what stood there"),
        _("resolved"),
    )  # fmt: skip
    fault = f"fault_{chosen()}"
    names = ("quarantine_id", "snapshot_id", "name", "row", fault)
    print_table(words, [[*(row[name] for name in names), _cells(row["cells"]), row["resolved_reason"]] for row in rows])
    return DONE


def _cells(cells: str) -> str:
    return " | ".join(str(value) for value in json.loads(cells).values() if value is not None)


def resolve_row(asked: argparse.Namespace) -> int:
    """Say what became of a row."""
    from console.intake.quarantine import resolve

    resolve(store_asked_for(asked), asked.number, asked.reason)
    say_line(say("Row {number} in quarantine is resolved.", number=asked.number))
    return DONE


def write_templates(asked: argparse.Namespace) -> int:
    """Write empty files and the page that says how to fill them."""
    from console.intake.template import write_template

    for path in write_template(asked.form, asked.output):
        say_line(say("Written: {file}", file=path))
    return DONE
