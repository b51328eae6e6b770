"""`jindu` and `jindu demo`: opening the console."""

import argparse
import sys
from pathlib import Path
from typing import Any

from console.cli import DONE, USAGE, complain, store_folder
from console.language import chosen, say
from console.language import gettext as _


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verb `demo`; the console itself needs none."""
    demo = add("demo", build_and_open, _("build the labelled sample store once and open the console on it"))
    demo.add_argument("--build-only", action="store_true", help=_("build the sample store and stop there"))


def open_console(asked: argparse.Namespace) -> int:
    """Open the console on the store that was asked for."""
    return _console_on(store_folder(asked))


def build_and_open(asked: argparse.Namespace) -> int:
    """Build the sample store unless it is there, and open the console on it."""
    from console import places
    from console.demo import build_sample

    folder = Path(asked.store).expanduser() if asked.store else places.sample_store()
    with _building_bar() as progress:
        build_sample(folder, progress=progress)
    if asked.build_only:
        print(say("The sample store is ready: {folder}", folder=folder))  # noqa: T201
        return DONE
    return _console_on(folder)


def _building_bar() -> Any:
    from console.cli.progress import Bar

    return Bar(say("building the sample store"))


def _console_on(folder: Path) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return complain(say("The console needs a terminal. For a script use: jindu status --format json"), USAGE)
    from console.following import follow
    from console.store import open_store

    store = open_store(folder)
    follower = follow(store)  # the store is read while Textual is being imported
    from console.app import run

    return run(store, language=chosen(), follower=follower)
