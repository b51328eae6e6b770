"""The files on the intake screen: previewed, loaded, reported on, laid aside, and given a profile."""

from functools import partial
from pathlib import Path

from console.intake.contract import READINGS
from console.intake.drafting import Draft
from console.intake.tray import BUSY, Handed, State
from console.keys import Key
from console.language import say
from console.screens.intake_work import IntakeWork


class FileKeys(IntakeWork):
    """What the keys do with the files."""

    def look_now(self) -> None:
        """Look into the folder, in the thread."""
        raise NotImplementedError

    def preview(self) -> None:
        """Work out what the file under the cursor would change."""
        if (handed := self.current) is not None and handed.state not in (*BUSY, State.REFUSED):
            self.do(lambda: self.tray.inspect(handed))

    def action_inspect_all(self) -> None:
        """Work that out for every new file."""
        for handed in self.tray.files:
            if handed.state is State.NEW:
                self.do(partial(self.tray.inspect, handed))

    def action_take(self) -> None:
        """Load the file under the cursor."""
        if (handed := self.current) is None:
            return
        if handed.state is State.READY:
            self.do(lambda: self._take(handed))
        elif handed.state is State.NEW:
            self.status.say(say("Look at what it would change first: {key}.", key=Key("intake.inspect")))
        else:
            self.status.say(say("Only a file that is ready can be loaded."), "slow")

    def action_take_all(self) -> None:
        """Load every file that is ready."""
        ready = [one for one in self.tray.files if one.state is State.READY]
        if not ready:
            self.status.say(
                say(
                    "No file is ready. {one} previews one, {all} all of them.",
                    one=Key("intake.inspect"),
                    all=Key("intake.inspect_all"),
                )
            )
        for handed in ready:
            self.do(partial(self._take, handed))

    def _take(self, handed: Handed, *, accept_good_rows: bool = False) -> None:
        self.tray.take(handed, accept_good_rows=accept_good_rows)
        if handed.outcome is not None and handed.state is State.LOADED:
            self.post_message(self.Done(handed.outcome.as_sentences()[0]))

    def action_good_rows(self) -> None:
        """Load the good rows of a faulty file, after asking: the others would be left out."""
        if (handed := self.current) is None or handed.state is not State.FAULTY:
            self.status.say(say("Only a faulty file has rows to leave out."))
            return
        self.ask(
            say("Faulty rows go into quarantine, the others are loaded. Enter does it, Esc does not."),
            lambda _: self.do(lambda: self._take(handed, accept_good_rows=True)), needed=False,
        )  # fmt: skip

    def action_report(self) -> None:
        """Write the fault report of the file under the cursor."""
        if (handed := self.current) is not None:
            self.do(lambda: self._report(handed))

    def _report(self, handed: Handed) -> None:
        book, _ = self.tray.report(handed)
        self.post_message(self.Done(say("Fault report: {file} and .csv", file=book)))

    def action_refuse(self) -> None:
        """Lay the file under the cursor aside."""
        if (handed := self.current) is not None and handed.state not in BUSY:
            self.do(lambda: self._refuse(handed))

    def _refuse(self, handed: Handed) -> None:
        target = self.tray.refuse(handed)
        self.post_message(self.Done(say("Laid aside: {file}", file=target)))

    def action_profile(self) -> None:
        """Make a profile for files like the one under the cursor; the file is read by a process of its own."""
        if (handed := self.current) is not None and handed.state not in (*BUSY, State.REFUSED):
            self.status.say(say("Looking at the columns of {file} …", file=handed.path.name))
            self.do(lambda: self._sample(handed))

    def _sample(self, handed: Handed) -> None:
        from console.intake.known import Known
        from console.intake.sampled import sampled

        sample = sampled(handed.path)
        with self.store.read() as newest:
            known = Known.of(
                newest, register=False, form=READINGS, county=self.tray.county, totals=sample.door != "parquet"
            )
        draft = Draft.of(sample, known)
        self.app.call_from_thread(self._open_profile, handed, draft)

    def _open_profile(self, handed: Handed, draft: Draft) -> None:
        from console.screens.profile import ProfileScreen

        self.status.say(None)
        if self.is_current:
            self.app.push_screen(
                ProfileScreen(self.store, handed.path, draft, self.glyphs, self.tray.county), self._recognise_anew
            )

    def _recognise_anew(self, saved: Path | None) -> None:
        """Look at the files that nobody knew once more: the new profile may fit several."""
        if saved is not None:
            self.do(self.tray.forget_unknown)
            self.do(self.look_now)
            self.status.say(say("The profile is saved: {file}", file=str(saved)), "done")
