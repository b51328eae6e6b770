"""`jindu snapshots`, `withdraw`, `reinstate` and `jindu store`: what the store holds and how it is kept."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from console.cli import DONE, REFUSED, store_asked_for
from console.cli.printing import print_table, say_line
from console.formats import safe_text
from console.language import gettext as _
from console.language import say


def add_verbs(add: Any, verbs: Any) -> None:
    """Add the verbs `snapshots`, `withdraw`, `reinstate` and `store`."""
    snapshots = add("snapshots", list_snapshots, _("list every loaded snapshot"))
    snapshots.add_argument("--json", action="store_true")
    snapshots.add_argument("--county", metavar="CODE", default="", help=_("those of one county (default: all)"))
    withdraw = add("withdraw", withdraw_snapshot, _("take a snapshot out of the count; its rows and history stay"))
    withdraw.add_argument("snapshot", type=int, metavar="SNAPSHOT")
    withdraw.add_argument("--reason", default="", help=_("why it is withdrawn; kept with it"))
    reinstate = add("reinstate", reinstate_snapshot, _("let a withdrawn snapshot count again"))
    reinstate.add_argument("snapshot", type=int, metavar="SNAPSHOT")
    reinstate.add_argument("--reason", default="", help=_("why it counts again; kept with it"))
    store = add("store", show_info, _("look after the store"))
    under = store.add_subparsers(title=_("verbs"), metavar=_("VERB"), required=True)
    info = add("info", show_info, _("say what the store holds"), under)
    info.add_argument("--json", action="store_true")
    check = add("check", check_store, _("recompute what is derived and compare"), under)
    check.add_argument("--deep", action="store_true", help=_("read every byte and every row as well"))
    backup = add("backup", back_up, _("write the store into one file"), under)
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = add("restore", take_back, _("take a backup back, after proving what is in it"), under)
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help=_("put it in the place of what the store holds"))
    rollback = add("rollback", roll_back, _("go back to the generation before"), under)
    rollback.add_argument("--reason", default="", help=_("why; kept in the audit log"))
    audit = add("audit", show_audit, _("tell what was done to the store and what it refused"), under)
    audit.add_argument("--json", action="store_true")


def _store(asked: argparse.Namespace) -> Any:
    return store_asked_for(asked)


def list_snapshots(asked: argparse.Namespace) -> int:
    """List the snapshots, newest last."""
    from console.store import snapshots

    found = snapshots(store := _store(asked), _county(store, asked.county))
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=1, default=str))  # noqa: T201
        return DONE
    shown = ["snapshot_id", "name", "part", "source", "published", "rows", "status", "loaded_at", "loaded_by"]
    words = [
        _("no."), _("file"), _("part"), _("source"), _("published"), _("rows"), _("status"), _("loaded at (UTC)"),
        _("by"),
    ]  # fmt: skip
    if len({row["county"] for row in found}) > 1:
        shown.insert(1, "county")
        words.insert(1, _("county"))
    print_table(words, [[_said(row[column]) for column in shown] for row in found])
    return DONE


def _county(store: Any, name: str) -> str | None:
    """Return the code of the county that was named, None where none was."""
    from console.county import code_of
    from console.store import named

    if not name:
        return None
    with store.read() as generation:
        return code_of(generation.rows(named("store/catalogues")), name)


def _said(value: object) -> object:
    known = {"loaded": _("counted"), "withdrawn": _("withdrawn")}
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return known.get(value, value) if isinstance(value, str) else value


def withdraw_snapshot(asked: argparse.Namespace) -> int:
    """Withdraw one snapshot."""
    from console.store import withdraw

    generation = withdraw(_store(asked), asked.snapshot, asked.reason)
    say_line(
        say(
            "Snapshot {snapshot} is withdrawn in generation {generation}; its rows stay on record.",
            snapshot=asked.snapshot,
            generation=generation,
        )
    )
    return DONE


def reinstate_snapshot(asked: argparse.Namespace) -> int:
    """Let one snapshot count again."""
    from console.store import reinstate

    generation = reinstate(_store(asked), asked.snapshot, asked.reason)
    say_line(
        say(
            "Snapshot {snapshot} counts again from generation {generation} on.",
            snapshot=asked.snapshot,
            generation=generation,
        )
    )
    return DONE


def show_info(asked: argparse.Namespace) -> int:
    """Say what the store holds."""
    from console.store import info

    found = info(_store(asked))
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=1, default=str))  # noqa: T201
        return DONE
    found["inboxes"] = [f"{one.get('folder')} ({one.get('beat')})" for one in found["inboxes"]]
    print_table((_("what"), _("value")), [(name, _flat(value)) for name, value in found.items()])
    return DONE


def _flat(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def check_store(asked: argparse.Namespace) -> int:
    """Recompute what is derived and say every difference."""
    return said_of(_store(asked), deep=asked.deep)


def said_of(store: Any, *, deep: bool) -> int:
    """Prove a store and say what was found."""
    from console.store import check

    if store.version() is None:
        say_line(say("The store {path} is empty, so there is nothing to check.", path=store.name))
        return DONE
    findings = check(store, deep=deep)
    for finding in findings:
        say_line(finding)
    if not findings:
        say_line(say("The store is sound: counts, current readings and standings all agree with the readings."))
    return REFUSED if findings else DONE


def back_up(asked: argparse.Namespace) -> int:
    """Write the newest generation, or a whole lake, into one file."""
    from console.store.embedded import EmbeddedStore

    store = _store(asked)
    if isinstance(store, EmbeddedStore):
        from console.store import backup

        backup(store, asked.file)
    else:
        from console.store.lake.backing_up import back_up as back_up_lake

        back_up_lake(store, asked.file)
    say_line(say("The store is backed up and verified in {file}.", file=asked.file))
    return DONE


def roll_back(asked: argparse.Namespace) -> int:
    """Go back to the generation before; in a lake, undo the newest one in a generation of its own."""
    from console.store.embedded import EmbeddedStore

    store = _store(asked)
    if not isinstance(store, EmbeddedStore):
        return _undo(store, asked.reason)
    from console.store import rollback

    say_line(say("The store is back at generation {generation}.", generation=rollback(store, asked.reason)))
    return DONE


def _undo(lake: Any, reason: str) -> int:
    from console.store.lake.undoing import undo

    undone, number = undo(lake, reason)
    say_line(
        say(
            "Generation {number} undoes what generation {undone} did; both stay on record.",
            number=number,
            undone=undone,
        )
    )
    return DONE


def take_back(asked: argparse.Namespace) -> int:
    """Take a backup back."""
    from console.store.embedded import EmbeddedStore

    store = _store(asked)
    if isinstance(store, EmbeddedStore):
        from console.store import restore

        number = restore(store, asked.file, replace=asked.replace)
    else:
        from console.store.lake.taking_back import take_back as take_back_lake

        number = take_back_lake(store, asked.file)
    say_line(say("{file} is proven and restored as generation {generation}.", file=asked.file.name, generation=number))
    return DONE


def show_audit(asked: argparse.Namespace) -> int:
    """Tell what was done to the store, oldest first."""
    from console.store import log

    found = [deed.as_json() for deed in log(_store(asked))]
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))  # noqa: T201
        return DONE
    words = (_("when (UTC)"), _("what"), _("by"), _("generation"), _("snapshots"), _("name"), _("rows"), _("reason"))
    shown = ("done_at", "what", "who", "generation", "snapshots", "name", "rows", "reason")
    print_table(words, [[_brief(row[column]) for column in shown] for row in found])
    return DONE


def _brief(value: object) -> object:
    return "" if value is None else safe_text(str(_flat(value)), 200) if not isinstance(value, int) else value
