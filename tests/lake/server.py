"""A PostgreSQL of the tests' own on a socket in a folder of its own, which is gone with them."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

USER = "jindu"
_PACKAGED = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str | None:
    """Return the path of a program of PostgreSQL; Debian keeps them out of the way."""
    return next(
        (found for folder in ("", *map(str, _PACKAGED)) if (found := shutil.which(name, path=folder or None))), None
    )


class Server:
    """PostgreSQL, started and stopped as a test wants it."""

    def __init__(self, connections: int = 100) -> None:
        self._connections = connections
        # The path of a socket must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="jindu-pg-"))
        if os.geteuid() == 0:  # PostgreSQL refuses to be run by root
            shutil.chown(self.folder, "postgres", "postgres")
        self._databases = 0
        self._run("initdb", "-D", str(self.folder / "data"), "-U", USER, "-A", "trust", "--no-sync")
        self.start()

    def _run(self, name: str, *arguments: str) -> None:
        path = program(name)
        assert path
        who = "postgres" if os.geteuid() == 0 else None
        subprocess.run(
            [path, *arguments], check=True, user=who, group=who, cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip

    def start(self) -> None:
        """Start it, listening on its socket alone."""
        options = (
            f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
            f" -c max_connections={self._connections}"
        )
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-o", options, "-l", str(self.folder / "log"), "-w", "start"
        )

    def stop(self) -> None:
        """Stop it as if the machine had failed."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def restart(self) -> None:
        """Let it fail and come back."""
        self.stop()
        self.start()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Let it have failed for a while."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let it hang for a while: it is there and answers nothing."""
        import psutil

        first = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        processes = [psutil.Process(first), *psutil.Process(first).children()]
        for process in processes:
            process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                process.send_signal(signal.SIGCONT)

    def session(self, database: str = "postgres") -> "psycopg.Connection[tuple[Any, ...]]":
        """Begin a session of the tests' own."""
        import psycopg

        return psycopg.connect(
            host=str(self.folder), user=USER, dbname=database, autocommit=True, application_name="tests"
        )

    def sessions(self, database: str) -> list[int]:
        """Return every session of a lake's database but the tests' own."""
        with self.session() as session:
            found = session.execute(
                b"select pid from pg_stat_activity where datname = %s and application_name <> 'tests' order by pid",
                [database],
            )
            return [pid for (pid,) in found.fetchall()]

    def cut_off(self, database: str) -> int:
        """End every session of a lake's database and return how many there were."""
        with self.session() as session:
            return sum(
                bool(session.execute(b"select pg_terminate_backend(%s, 10000)", [pid]).fetchone())
                for pid in self.sessions(database)
            )

    def remove(self) -> None:
        """Stop it for good."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self, like: str = "template0", name: str = "") -> str:
        """Make a database, fresh or like another one, and return its name."""
        self._databases += 1
        name = name or f"lake{self._databases}"
        with self.session() as session:
            session.execute(f"create database {name} template {like}".encode())
        return name

    def described(self, file: Path, data: Path, like: str = "template0", name: str = "") -> Path:
        """Write the file that says where a lake in a database of its own is."""
        data.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'data = "{data}"\n[postgres]\nhost = "{self.folder}"\nuser = "{USER}"\n'
            f'dbname = "{self.database(like, name)}"\n'
        )
        return file
