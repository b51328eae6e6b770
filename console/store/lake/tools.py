"""PostgreSQL's own programs for copying a database, and the locks between who copies and who tidies up."""

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from console.faults import Hindered, Refused
from console.language import say
from console.store.lake.attached import without_secrets
from console.store.lake.place import Lake
from console.store.queries import named

if TYPE_CHECKING:
    import psycopg

_ENVIRONMENT = {"PGHOST": "host", "PGPORT": "port", "PGDATABASE": "dbname", "PGUSER": "user", "PGPASSWORD": "password"}


def run(lake: Lake, program: str, *options: str) -> None:
    """Run a program of PostgreSQL on the database of a lake; how it gets in is told by the environment alone."""
    path = shutil.which(program)
    if path is None:
        raise Refused(
            say("{program} is not on this machine. On Debian: apt-get install postgresql-client.", program=program)
        )
    told = {name: lake.postgres[ours] for name, ours in _ENVIRONMENT.items() if lake.postgres[ours]}
    done = subprocess.run(
        [path, "--no-password", *options], env={**os.environ, **told, "LC_ALL": "C"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        why = without_secrets(lake, " ".join(done.stderr.split()))
        raise Hindered(say("{program} has failed ({why}); nothing was changed.", program=program, why=why))


def keep_files(session: "psycopg.Connection[tuple[Any, ...]]") -> None:
    """Let no file of a lake be removed until the session ends; refused while somebody removes some."""
    _require(session, "lake/keep_files")


def remove_files(session: "psycopg.Connection[tuple[Any, ...]]") -> None:
    """Let no backup begin until the session ends; refused while one is being made."""
    _require(session, "lake/remove_files")


def _require(session: "psycopg.Connection[tuple[Any, ...]]", lock: str) -> None:
    found = session.execute(named(lock)).fetchone()
    if not found or not found[0]:
        raise Refused(
            say("The lake is being backed up or tidied up at this moment; nothing was changed. Try again later.")
        )
