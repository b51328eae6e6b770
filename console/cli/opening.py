"""`jindu` and `jindu demo`: opening the console."""

import argparse
import gc
import sys
from pathlib import Path
from typing import Any

from console.cli import DONE, USAGE, complain, store_asked_for
from console.faults import Refused
from console.language import gettext as _
from console.language import say


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verb `demo`; the console itself needs none."""
    demo = add("demo", build_and_open, _("build the labelled sample store once and open the console on it"))
    add_options(demo, argparse.SUPPRESS)
    demo.add_argument("--build-only", action="store_true", help=_("build the sample store and stop there"))


def add_options(parser: argparse.ArgumentParser, default: object = False) -> None:
    """Add what can be asked of the console when it is opened."""
    parser.add_argument("--county", default=default or "", help=_("which county is shown: its code or name"))
    parser.add_argument("--year", type=int, default=default or 0, help=_("which year is shown (default: the newest)"))
    parser.add_argument("--ascii", action="store_true", default=default, help=_("draw with the marks of ASCII alone"))
    parser.add_argument(
        "--kiosk", action="store_true", default=default, help=_("go from page to page without any key; Ctrl+Q leaves")
    )


def open_console(asked: argparse.Namespace) -> int:
    """Open the console on the store that was asked for."""
    return _console_on(store_asked_for(asked), asked)


def build_and_open(asked: argparse.Namespace) -> int:
    """Build the sample store unless it is there, and open the console on it."""
    from console import places
    from console.demo import build_sample
    from console.store import open_store

    folder = Path(asked.store).expanduser() if asked.store else places.sample_store()
    with _building_bar() as progress:
        build_sample(folder, progress=progress)
    if asked.build_only:
        print(say("The sample store is ready: {folder}", folder=folder))  # noqa: T201
        return DONE
    return _console_on(open_store(folder), asked)


def _building_bar() -> Any:
    from console.cli.progress import Bar

    return Bar(say("building the sample store"))


def _console_on(store: Any, asked: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return complain(say("The console needs a terminal. For a script use: jindu status --format json"), USAGE)
    gc.disable()  # until the first picture is painted
    from console import language, places
    from console.county import choose
    from console.remembered import recall

    memory = recall(places.state_file())
    choose(_county(asked, memory, store))
    from console.following import follow
    from console.settings import read_settings

    follower = follow(store, alone=True, picture=places.picture_file())  # seen while Textual is being imported
    try:
        settings = read_settings(places.settings_file())
    except Refused as refused:
        follower.stop()
        return complain(refused.sentence, USAGE)
    with _terminal() as probe:
        from console.app import run
        from console.probing import has_few_colours

        if not asked.lang:
            language.choose(settings.language or memory.language or language.chosen())
        glyphs = _glyphs(probe, "ascii" if asked.ascii else settings.glyphs)
    return run(
        store, follower=follower, glyphs=glyphs, settings=settings, memory_file=places.state_file(), kiosk=asked.kiosk,
        few_colours=has_few_colours(),
    )  # fmt: skip


def _county(asked: argparse.Namespace, memory: Any, store: Any) -> Any:
    """Return the county that was asked for, else the one that was shown the last time."""
    from console.county import Wanted

    remembered = "" if asked.county else memory.counties.get(str(store.path.resolve()), "")
    return Wanted(asked.county or remembered, asked.year, surely=not remembered)


def _terminal() -> Any:
    from console.probing import Probe

    return Probe(sys.stdin.fileno(), sys.stdout.fileno())


def _glyphs(probe: Any, wanted: str) -> Any:
    """Return the marks to draw with: those that were asked for, or what suits the terminal."""
    from console import formats
    from console.probing import can_draw_marks

    if wanted == "ascii" or (wanted == "auto" and not can_draw_marks()):
        return formats.ASCII
    narrow = wanted == "fine" or (wanted == "auto" and probe.cells() == 1)
    return formats.FINE if narrow else formats.NEUTRAL
