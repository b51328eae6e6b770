"""`jindu inbox`: loading whatever comes into a folder, for as long as it runs."""

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import Any

from console.cli import DONE, store_asked_for
from console.faults import Refused
from console.language import gettext as _
from console.language import say

WHEN = ("still", "done", "sha256")


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verb `inbox`."""
    inbox = add("inbox", watch_inbox, _("load every file that comes into a folder, until it is stopped"))
    inbox.add_argument("folder", metavar="DIR", type=Path)
    inbox.add_argument(
        "--when", choices=WHEN, default="still",
        help=_("a file is complete when it lies still, or with FILE.done or FILE.sha256 beside it"),
    )  # fmt: skip
    inbox.add_argument("--still", metavar="S", type=float, default=2.0, help=_("seconds that a file must lie still"))
    inbox.add_argument("--every", metavar="S", type=float, default=1.0, help=_("seconds between two looks"))
    inbox.add_argument("--once", action="store_true", help=_("take what is there and leave"))
    inbox.add_argument("--source", metavar="NAME", help=_("the agency the files come from"))
    inbox.add_argument(
        "--county", metavar="CODE", default="", help=_("whose figures they are, where a store holds several")
    )
    inbox.add_argument("--profile", metavar="TOML", help=_("a profile that says how the agency names things"))
    inbox.add_argument("--register", action="store_true", help=_("accept indicators the catalogue does not know"))


def watch_inbox(asked: argparse.Namespace) -> int:
    """Take files until a signal says stop; the file at hand is brought to its end first."""
    from console.intake.completeness import Watched, When
    from console.intake.inbox import Inbox

    if not asked.folder.is_dir():
        raise Refused(say("There is no folder {folder}. Make it first.", folder=asked.folder))
    options = {
        "source": asked.source,
        "profile": asked.profile,
        "register": asked.register,
        "county": asked.county,
    }
    inbox = Inbox(
        store_asked_for(asked), asked.folder, Watched(asked.folder, When(asked.when), asked.still), _log,
        options=options, every=asked.every,
    )  # fmt: skip
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: inbox.stopping.set())
    inbox.run(once=asked.once)
    return DONE


def _log(line: dict[str, Any]) -> None:
    """Write one line of the log."""
    print(json.dumps(line, ensure_ascii=False), file=sys.stdout, flush=True)  # noqa: T201
