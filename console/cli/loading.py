"""`jindu load`: handing files to the store."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.cli import DONE, REFUSED, store_asked_for
from console.cli.printing import say_line
from console.cli.values import a_date
from console.faults import Refused
from console.language import gettext as _
from console.language import say

if TYPE_CHECKING:
    from console.intake import Loaded
    from console.store import Store


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verb `load`."""
    load = add("load", load_files, _("load Parquet, CSV or Excel files: each loads whole or not at all"))
    load.add_argument("paths", metavar="FILE|DIR", nargs="+", type=Path)
    load.add_argument("--source", metavar="NAME", help=_("the agency the file comes from"))
    load.add_argument("--published", metavar="DATE", type=a_date, help=_("the day the agency published it"))
    load.add_argument("--profile", metavar="TOML", help=_("a profile that says how the agency names things"))
    load.add_argument(
        "--county", metavar="CODE", default="", help=_("whose figures they are, where a store holds several")
    )
    load.add_argument("--register", action="store_true", help=_("accept indicators the catalogue does not know"))
    load.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))
    load.add_argument(
        "--accept-good-rows", action="store_true", help=_("load the good rows of a faulty file, quarantine the others")
    )
    load.add_argument(
        "--fault-report", metavar="DIR", type=Path, help=_("write the faults of refused files as Excel and CSV")
    )
    load.add_argument("--json", action="store_true", help=_("say the outcome as JSON, one object a file"))


def load_files(asked: argparse.Namespace) -> int:
    """Load every file in turn; one that is refused does not stop the others."""
    from console.intake import files_of
    from console.intake.ahead import expecting

    store = store_asked_for(asked)
    files = files_of(asked.paths)
    if not files:
        folders = ", ".join(map(str, asked.paths))
        raise Refused(say("There is no Parquet, CSV or Excel file in {folders}.", folders=folders))
    with expecting(len(files)):
        outcomes = [_load_one(store, file, asked) for file in files]
    return REFUSED if any(outcome.status == "refused" for outcome in outcomes) else DONE


def _load_one(store: "Store", file: Path, asked: argparse.Namespace) -> "Loaded":
    from console.cli.progress import Bar
    from console.intake import load

    published: date | None = asked.published
    with Bar(say("{file}", file=file.name)) as bar:
        loaded = load(
            store, file, source=asked.source, published=published, profile=asked.profile, register=asked.register,
            dry_run=asked.dry_run, progress=bar, accept_good_rows=asked.accept_good_rows, county=asked.county,
        )  # fmt: skip
    if asked.json:
        print(json.dumps(loaded.as_json(), ensure_ascii=False), flush=True)  # noqa: T201
    else:
        for line in loaded.as_sentences():
            say_line(line)
    if asked.fault_report and loaded.status == "refused":
        _report(loaded, asked)
    return loaded


def _report(loaded: "Loaded", asked: argparse.Namespace) -> None:
    from console.intake.fault_report import write_fault_report

    for path in write_fault_report(loaded, asked.fault_report):
        if not asked.json:
            say_line(say("Fault report: {file}", file=path))
