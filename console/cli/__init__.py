"""The command line: what each verb takes and which function answers it."""

import argparse
import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from console import __version__, language
from console.faults import Refused
from console.language import gettext as _
from console.language import say

DONE, REFUSED, USAGE, UNUSABLE, KILLED, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""The exit codes: a contract."""

OF_THE_MACHINE = (errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
"""What the machine and not Jindu is to blame for: no permission, a full, read-only or broken disk."""

Verb = Callable[[argparse.Namespace], int]

VERBS = {
    "demo": "opening", "load": "loading", "quarantine": "quarantine", "snapshot": "quarantine", "inbox": "inbox",
    "status": "status", "sql": "sql", "snapshots": "storing", "withdraw": "storing", "reinstate": "storing",
    "store": "storing", "catalogue": "catalogues", "lake": "lake",
}  # fmt: skip
"""Which module answers each verb; a command line waits for its own alone."""


def run(arguments: Sequence[str]) -> int:
    """Answer one command line and return its exit code."""
    language.choose(_language_named(arguments) or language.from_locale())
    try:
        asked = parser(verb_named(arguments)).parse_args(arguments)
    except SystemExit as leaving:  # argparse has said why
        return leaving.code if isinstance(leaving.code, int) else USAGE
    if asked.lang:
        language.choose(asked.lang)
    gc.enable()
    return _answered(asked)


def _answered(asked: argparse.Namespace) -> int:
    from console.store import StoreUnusable

    verb: Verb = asked.verb
    try:
        return _tried(verb, asked)
    except Refused as refused:
        return complain(refused.sentence, REFUSED)
    except StoreUnusable as unusable:
        return complain(unusable.sentence, UNUSABLE)
    except KeyboardInterrupt:
        return complain(say("Interrupted: nothing was changed."), INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe has left, as `head` does
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        return DONE
    except OSError as error:
        if error.errno not in OF_THE_MACHINE:
            raise
        return complain(say("{file} cannot be used: {why}.", file=_named_by(error), why=error.strerror), REFUSED)


def _named_by(error: OSError) -> object:
    """Return the file that the machine objects to; where it names none it is the one the answer goes to."""
    return error.filename if error.filename is not None else say("standard output")


def _tried(verb: Verb, asked: argparse.Namespace) -> int:
    """Answer a verb; where the newest generation turns out to be damaged, once more from the one before it."""
    from console.store import StoreDamaged
    from console.store.embedded import fallen

    try:
        return verb(asked)
    except StoreDamaged:
        return verb(asked)
    finally:
        for trouble in fallen.values():
            complain(trouble, REFUSED)


def complain(sentence: object, code: int) -> int:
    """Say on standard error what went wrong and return the exit code."""
    from console.formats import safe_text

    print(safe_text(str(sentence), 2000), file=sys.stderr)  # noqa: T201
    return code


def own_up() -> int:
    """Keep the details of a fault of Jindu itself in a file and say where they are."""
    import traceback

    from console import places

    details = places.fault_file()
    try:
        details.parent.mkdir(parents=True, exist_ok=True)
        details.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        return complain(say("Jindu itself has failed, which should not happen. The store is as it was."), REFUSED)
    return complain(
        say(
            "Jindu itself has failed, which should not happen. The store is as it was. "
            "Please report the details kept in {file}.",
            file=details,
        ),
        REFUSED,
    )


def _language_named(arguments: Sequence[str]) -> str | None:
    """Return the language that --lang names, so that even a usage error is said in it."""
    for at, word in enumerate(arguments):
        wanted = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and at + 1 < len(arguments):
            wanted = arguments[at + 1]
        if wanted in language.LANGUAGES:
            return wanted
    return None


def store_asked_for(asked: argparse.Namespace) -> Any:
    """Return the store that was asked for, a folder or a lake: --store, else JINDU_STORE, else the user's own."""
    from console import places
    from console.store import open_store

    wanted = asked.store or os.environ.get("JINDU_STORE", "")
    if wanted.startswith("lake:"):
        from console.store.lake import LakeStore, lake_at

        return LakeStore(lake_at(wanted))
    return open_store(Path(wanted).expanduser() if wanted else places.user_store())


def _everywhere(default: object) -> argparse.ArgumentParser:
    """Make the options that every verb takes, before it or after it."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--store", metavar="DIR", default=default, help=_("folder of the store (default: JINDU_STORE)"))
    shared.add_argument("--lang", choices=language.LANGUAGES, default=default, help=_("language of everything said"))
    return shared


def verb_named(arguments: Sequence[str]) -> str | None:
    """Return the verb of a command line, "" when it opens the console, None when only the whole parser can tell."""
    words = iter(arguments)
    for word in words:
        if word in VERBS:
            return word
        if word in ("--store", "--lang"):
            next(words, None)
        elif not word.startswith(("--store=", "--lang=")) and word not in ("--ascii", "--kiosk"):
            return None
    return ""


def parser(verb: str | None = None) -> argparse.ArgumentParser:
    """Make the parser of the whole command line, or of one verb alone, which is there sooner."""
    from console.cli import opening, usage

    usage.speak()

    top = argparse.ArgumentParser(
        prog="jindu",
        parents=[_everywhere(None)],
        description=_("Jindu: how a county's annual targets stand, every day. Without a verb it opens the console."),
        allow_abbrev=False,
    )
    top.add_argument(
        "--version", action="version", version=f"jindu {__version__}", help=_("show program's version number and exit")
    )
    top.set_defaults(verb=opening.open_console)
    opening.add_options(top)
    verbs = top.add_subparsers(title=_("verbs"), metavar=_("VERB"), dest="name")

    def add(name: str, answer: Verb, explained: str, under: Any = verbs) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = under.add_parser(
            name, parents=[_everywhere(argparse.SUPPRESS)], help=explained, description=explained, allow_abbrev=False
        )
        made.set_defaults(verb=answer)
        return made

    wanted = (VERBS[verb],) if verb else ("opening",) if verb == "" else dict.fromkeys(VERBS.values())
    for module in wanted:
        import_module(f"console.cli.{module}").add_verbs(add, verbs)
    return top
