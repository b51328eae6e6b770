"""`jindu lake`: making a lake, moving a store into it and back, and keeping it small."""

import argparse
from pathlib import Path
from typing import Any

from console.cli import DONE
from console.cli.printing import say_line
from console.language import gettext as _
from console.language import say

_SHOWN = """
data = "/srv/jindu/lake"      # or "s3://bucket/folder"
[postgres]
host = "db.example"
dbname = "jindu"
user = "jindu"
password = "..."              # or none, with a .pgpass file
"""


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verb `lake` and what can be done to a lake."""
    lake = verbs.add_parser("lake", help=_("look after a lake: one store for many machines"))
    under = lake.add_subparsers(title=_("verbs"), metavar=_("VERB"), dest="deed", required=True)
    init = add("init", make_lake, _("make the lake that a file describes"), under)
    init.formatter_class = argparse.RawDescriptionHelpFormatter
    init.epilog = _("The file says where the lake is:") + "\n" + _SHOWN
    init.add_argument("lake", metavar="lake:FILE", help=_("where the lake is"))
    add("grants", print_grants, _("print the SQL that makes a loader and a reader beside the owner"), under)
    move = add("migrate", move_store, _("copy a whole store into an empty one: a folder into a lake, or back"), under)
    move.add_argument("source", metavar="FROM", help=_("a folder, or lake:FILE"))
    move.add_argument("target", metavar="TO", help=_("a folder, or lake:FILE"))
    compact = add("compact", compact_lake, _("merge small files into larger ones"), under)
    compact.add_argument("lake", metavar="lake:FILE", help=_("where the lake is"))
    expire = add("expire", expire_versions, _("forget old versions and remove files that none needs"), under)
    expire.add_argument("lake", metavar="lake:FILE", help=_("where the lake is"))
    expire.add_argument("--hours", type=int, default=24, help=_("keep what is younger (default: 24)"))
    check = add("check", check_lake, _("read every file of the lake and prove what it says"), under)
    check.add_argument("lake", metavar="lake:FILE", help=_("where the lake is"))


def _lake(named: str) -> Any:
    from console.store.lake import lake_at

    return lake_at(named if named.startswith("lake:") else f"lake:{named}")


def make_lake(asked: argparse.Namespace) -> int:
    """Make a lake."""
    from console.store.lake.making import make

    lake = _lake(asked.lake)
    make(lake)
    say_line(say("{lake} is made. Apply a catalogue: jindu catalogue apply DIR --store lake:FILE.", lake=lake))
    return DONE


def print_grants(_asked: argparse.Namespace) -> int:
    """Print the SQL that an administrator of PostgreSQL runs in the database of a lake."""
    from console.store.lake.roles import grants

    print(grants(), end="")  # noqa: T201
    return DONE


def move_store(asked: argparse.Namespace) -> int:
    """Copy a store into another and prove that both hold the same."""
    from console.store.moving import move

    moved = move(_store(asked.source), _store(asked.target))
    say_line(say("{count} tables are copied and proven the same, row by row.", count=len(moved)))
    return DONE


def _store(named: str) -> Any:
    from console.store import open_store
    from console.store.lake import LakeStore, is_lake, lake_at

    return LakeStore(lake_at(named)) if is_lake(named) else open_store(Path(named).expanduser())


def compact_lake(asked: argparse.Namespace) -> int:
    """Merge small files."""
    from console.store.lake.making import compact

    before, after = compact(_lake(asked.lake))
    say_line(say("{before:file|files} became {after}.", before=before, after=after))
    return DONE


def expire_versions(asked: argparse.Namespace) -> int:
    """Forget old versions."""
    from console.store.lake.making import expire

    say_line(say("{count} old versions are forgotten.", count=expire(_lake(asked.lake), asked.hours)))
    return DONE


def check_lake(asked: argparse.Namespace) -> int:
    """Prove a lake as a store is proven."""
    from console.cli.storing import said_of
    from console.store.lake import LakeStore

    return said_of(LakeStore(_lake(asked.lake)), deep=True)
