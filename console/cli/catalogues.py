"""`jindu catalogue`: the promises of a county and year, listed, checked and applied."""

import argparse
from pathlib import Path
from typing import Any

from console.cli import DONE, REFUSED, store_asked_for
from console.cli.printing import print_table, say_line
from console.language import chosen, say
from console.language import gettext as _


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verb `catalogue` with `list`, `check`, `apply` and `report`."""
    catalogue = add(
        "catalogue", list_catalogues, _("list, check or apply the catalogue of a county and year, and keep its report")
    )
    under = catalogue.add_subparsers(title=_("verbs"), metavar=_("VERB"), required=True)
    add("list", list_catalogues, _("list the catalogues that ship with Jindu and those in the store"), under)
    check = add("check", check_catalogue, _("list every fault of a catalogue folder at once"), under)
    check.add_argument("folder", type=Path, metavar="DIR")
    apply = add("apply", apply_folder, _("load a catalogue into the store; changed targets become new versions"), under)
    apply.add_argument("folder", type=Path, metavar="DIR")
    report = add(
        "report", take_report, _("keep the text of the report, so that clauses are shown where they stand"), under
    )
    report.add_argument("file", type=Path, metavar="FILE")
    report.add_argument("--county", metavar="CODE", help=_("county of the report (default: the newest catalogue's)"))
    report.add_argument("--year", type=int, metavar="YEAR", help=_("year of the report (default: the newest)"))


def list_catalogues(asked: argparse.Namespace) -> int:
    """List the catalogues that ship with Jindu and those in the store."""
    from console.catalogue import listed
    from console.store import info

    store = store_asked_for(asked)
    inside = {name: _("in the store") for name in info(store)["catalogues"]} if store.version() is not None else {}
    rows = [(folder.name, inside.get(folder.name, _("ships with Jindu")), str(folder)) for folder in listed()]
    rows += [(name, where, "") for name, where in inside.items() if name not in {row[0] for row in rows}]
    print_table((_("catalogue"), _("where"), _("folder")), rows)
    return DONE


def check_catalogue(asked: argparse.Namespace) -> int:
    """List every fault of a catalogue folder."""
    from console.catalogue import check

    faults = check(_folder(asked.folder))
    for fault in faults:
        say_line(fault.message)
    if not faults:
        say_line(say("The catalogue in {folder} has no faults.", folder=asked.folder))
    return REFUSED if faults else DONE


def apply_folder(asked: argparse.Namespace) -> int:
    """Load a catalogue into the store."""
    from console.catalogue import read_catalogue
    from console.faults import Refused
    from console.store import apply_catalogue

    try:
        catalogue = read_catalogue(_folder(asked.folder))
    except Refused as refused:
        for fault in refused.faults:
            say_line(fault.message)
        raise
    applied = apply_catalogue(store_asked_for(asked), catalogue)
    title = catalogue.title_zh if chosen() == "zh" else catalogue.title_en
    say_line(say("{title}: {applied}", title=title, applied=applied.sentence))
    return DONE


def take_report(asked: argparse.Namespace) -> int:
    """Keep the text of a report in the store."""
    from console.store.reports import import_report

    say_line(import_report(store_asked_for(asked), asked.file, asked.county, asked.year))
    return DONE


def _folder(folder: Path) -> Path:
    """Return the folder itself, or the catalogue of that name that ships with Jindu."""
    from console import places

    shipped = places.CATALOGUES / folder.name
    return shipped if not folder.exists() and len(folder.parts) == 1 and shipped.is_dir() else folder
