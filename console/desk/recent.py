"""The newest lines of the audit log, laid over the table `audit` of a generation: a refusal is told at once."""

import threading
from pathlib import Path

from console.desk.engine import OVER, Engine
from console.store import audit
from console.store.queries import named


class Recent:
    """What the log beside the generations tells by now; only our own code reads it, no query ever meets the file."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._lock = threading.Lock()

    def tell(self, engine: Engine) -> None:
        """Lay over a generation what the log has beyond it, when the log has changed."""
        with self._lock:
            stamp = self._stamp()
            if engine.log_seen != stamp and "audit" in engine.known.relations:
                self._lay_over(engine)
                engine.log_seen = stamp

    def _stamp(self) -> tuple[int, int] | None:
        try:
            told = (self._store / audit.FILE).stat()
        except OSError:
            return None
        return told.st_size, told.st_mtime_ns

    def _lay_over(self, engine: Engine) -> None:
        from console.store.applying import table_of

        known = [one for one in audit.deeds(self._store) if one.what != audit.UNREADABLE]
        table = table_of({**one.as_json(), "done_at": one.done_at} for one in known)
        with engine.cursor() as cursor:
            cursor.execute(f"use {OVER}")
            cursor.execute("begin")
            cursor.execute("drop table if exists audit")
            if table is not None:
                cursor.register("offered", table)
                cursor.execute(named("schema/18_audit"))
                cursor.execute(named("desk/audit_of_generation"))
                added = cursor.execute(named("audit/keep")).fetchall()[0][0]
                if not added:
                    # The generation knows all of it: its own table is the one that is read.
                    cursor.execute("drop table audit")
            cursor.execute("commit")
