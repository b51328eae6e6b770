"""The part of the desk that writes an answer to a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import ModalScreen

from console.desk.states import Unanswered
from console.faults import Refused
from console.language import Sentence, say
from console.screens.desk_working import WorkingScreen
from console.screens.dialogs import Choice, Line, ListDialog
from console.widgets.history_list import choice_list

if TYPE_CHECKING:
    from console.desk import Answer

ENDINGS = say("The ending of the name says what is written: .csv .parquet .xlsx .json .arrow")


class WritingScreen(WorkingScreen):
    """Writes the answer in front, all its rows, as the ending of the file's name says."""

    @work
    async def action_export(self) -> None:
        """Ask for a file and write the answer to it."""
        answer = self.answer()
        if answer is None:
            self.state.tell(say("There is no answer to write yet."), "slow")
            return
        usual = _in_home(f"{self.tab.name or 'answer'}.csv")
        told = await self.app.push_screen_wait(Line(say("Write the answer to"), self.glyphs, usual, ENDINGS))
        if not told:
            return
        file, form, there = _where(told)
        if form is None:
            self.state.tell(ENDINGS, "behind")
            return
        bom = form == "csv" and await self._yes(say("For Excel? Then it begins with a byte order mark."))
        if not there or await self._yes(say("{file} is there already. Write over it?", file=file.name)):
            self._write(answer, file, form, bom)

    async def _yes(self, question: Sentence) -> bool:
        choices: Sequence[tuple[object, Sentence]] = [(False, say("no")), (True, say("yes"))]
        dialog: ModalScreen[Choice | None] = ListDialog(question, choice_list(choices), self.glyphs, small=True)
        chosen = await self.app.push_screen_wait(dialog)
        return chosen is not None and bool(chosen.row[0])

    @work(thread=True, group="write")
    def _write(self, answer: "Answer", file: Path, form: str, bom: bool) -> None:
        from console.desk.export import write_file

        def told(rows: int) -> None:
            state = answer.state()
            share = f"{rows / state.rows:.0%}" if state.exact and state.rows else ""
            said = say("Writing {file}: {rows:row|rows} {share}", file=file.name, rows=f"{rows:,}", share=share)
            self.post_message(self.Found(lambda said: self.state.tell(said), said))

        try:
            rows = write_file(answer.pieces(), file, form, bom=bom, progress=told)
            said, tone = say("Written: {rows:row|rows} to {file}", rows=f"{rows:,}", file=str(file)), "done"
        except Unanswered as without:
            said, tone = without.state.sentence, "behind"
        except Refused as refused:
            said, tone = refused.sentence, "behind"
        self.post_message(self.Found(lambda said: self.state.tell(said, tone), said))


def _in_home(name: str) -> str:
    return str(Path.home() / name)


def _where(told: str) -> tuple[Path, str | None, bool]:
    """Return a file, the format that its ending asks for, and whether it is there already."""
    from console.desk.export import form_of

    file = Path(told.strip()).expanduser()
    return file, form_of(file), file.exists()
