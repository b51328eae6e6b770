"""The snapshots on the intake screen: withdrawn and reinstated, each with a reason."""

from textual.binding import Binding

from console.language import say
from console.screens.intake_work import IntakeWork
from console.store import named, reinstate, snapshots, withdraw

HISTORY_KEYS = (
    Binding("enter", "inspect", say("what changed").text, id="intake.inspect"),
    Binding("w", "withdraw", say("withdraw").text, id="intake.withdraw"),
    Binding("u", "reinstate", say("reinstate").text, id="intake.reinstate"),
    Binding("h", "history", say("files").text, id="intake.history"),
    Binding("slash", "search", say("search").text, key_display="/", id="table.search"),
    Binding("escape", "back", say("back").text, id="intake.back"),
    Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
)
"""The keys that are shown beside the snapshots."""


class SnapshotKeys(IntakeWork):
    """What the keys do with the snapshots."""

    def look_into(self) -> None:
        """Work out what the snapshot under the cursor changed when it came."""
        row = self.files.current
        if self.history is not None and isinstance(row, dict):
            number = int(row["snapshot_id"])
            self.do(lambda: self._look_into(number))

    def _look_into(self, number: int) -> None:
        with self.store.read() as newest:
            self.brought[number] = newest.rows(named("intake/brought"), snapshot=number)[0]
        self.changed()

    def action_history(self) -> None:
        """Show the snapshots, or the files again."""
        if self.history is not None:
            self.history = None
            self.show()
        else:
            self.do(self._read_history)

    def _read_history(self) -> None:
        self.history = snapshots(self.store, self.tray.county or None)
        self.changed()

    def _read_history_anew(self) -> None:
        """Read the snapshots again, unless they were left meanwhile."""
        found = snapshots(self.store, self.tray.county or None)
        # Whatever was withdrawn or reinstated meanwhile counts in what a later one changed.
        self.brought.clear()
        if self.history is not None:
            self.history = found
            self.changed()

    def action_withdraw(self) -> None:
        """Take the snapshot under the cursor out of the count, after asking why."""
        if (number := self._snapshot("loaded")) is not None:
            self.ask(
                say("Why is snapshot {snapshot} withdrawn? Its figures will no longer count:", snapshot=number),
                lambda reason: self.do(lambda: self._withdraw(number, reason)),
            )

    def _withdraw(self, number: int, reason: str) -> None:
        withdraw(self.store, number, reason)
        self._read_history_anew()
        self.post_message(self.Done(say("Snapshot {snapshot} is withdrawn; u reinstates it.", snapshot=number)))

    def action_reinstate(self) -> None:
        """Let the snapshot under the cursor count again, after asking why."""
        if (number := self._snapshot("withdrawn")) is not None:
            self.ask(
                say("Why does snapshot {snapshot} count again?", snapshot=number),
                lambda reason: self.do(lambda: self._reinstate(number, reason)),
            )

    def _reinstate(self, number: int, reason: str) -> None:
        reinstate(self.store, number, reason)
        self._read_history_anew()
        self.post_message(self.Done(say("Snapshot {snapshot} counts again.", snapshot=number)))

    def _snapshot(self, status: str) -> int | None:
        row = self.files.current
        if self.history is None or row is None:
            self.status.say(say("h lists the snapshots first."))
            return None
        if row["status"] != status:
            said = say("That snapshot counts already.") if status == "withdrawn" else say("It is withdrawn already.")
            self.status.say(said)
            return None
        return int(row["snapshot_id"])
