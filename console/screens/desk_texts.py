"""The part of the desk that works on its texts: run with parameters, lay out, save, saved queries, history."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import Binding

from console.desk import saved as files
from console.desk.parameters import Parameter, listed, names, typed_like
from console.drafts import Tab
from console.faults import Refused
from console.keys import Key
from console.language import Sentence, say
from console.screens.desk_tabs import TabsScreen
from console.screens.dialogs import Line, ListDialog
from console.widgets.history_list import history_list, saved_list
from console.widgets.parameter_form import Choice, ParameterForm

if TYPE_CHECKING:
    from console.desk.records import Value

DELETE = Binding("delete", "delete", say("delete").text, key_display="Del", id="dialog.delete")


class TextsScreen(TabsScreen):
    """Works on the text in front."""

    clock: Callable[[], datetime]
    # Running the text.

    @work(exclusive=True, group="run")
    async def action_run(self, again: bool = False) -> None:
        """Run the statement of the cursor or the selection; ask for its parameters the first time."""
        self.hush()
        text, row, column = self.editor.to_run()
        if not text.strip():
            self.state.tell(
                say("There is no query here. Write one, or take one with {key}.", key=Key("desk.queries")), "slow"
            )
            return
        wanted = names(text)
        tab = self.tab
        documented = {one.name: one for one in listed(self.editor.text)}
        asked = [documented.get(name, Parameter(name)) for name in wanted]
        if asked and (again or any(one.name not in tab.values for one in asked)):
            form = ParameterForm(asked, tab.values, self._choices(), self.glyphs)
            told = await self.app.push_screen_wait(form)
            if told is None:
                return
            tab.values |= told
            self.keep()
        self.run(text, self._values(asked, tab.values), row, column)

    def _values(self, asked: list[Parameter], told: Mapping[str, str]) -> dict[str, "Value"]:
        return {one.name: typed_like(one, told[one.name]) for one in asked if one.name in told}

    def _choices(self) -> dict[str, list[Choice]]:
        return {name: [Choice(*one) for one in rows] for name, rows in self.learned.choices.items()}

    # Laying out, and editing elsewhere.

    @work(thread=True, group="format")
    def _lay_out(self, text: str, row: int, column: int) -> None:
        from console.formatting import formatted

        try:
            fresh = formatted(text)
            self.post_message(self.Found(lambda fresh: self._put(text, fresh, row, column), fresh))
        except Refused as refused:
            self.post_message(self.Found(lambda _: None, trouble=refused.sentence))

    def action_format(self) -> None:
        """Lay out the statement of the cursor, or the selection."""
        text, row, column = self.editor.to_run()
        if text.strip():
            self._lay_out(text, row, column)

    def _put(self, text: str, fresh: str, row: int, column: int) -> None:
        """Put a text in the place of another, if that one still stands there."""
        lines = text.split("\n")
        end = row + len(lines) - 1, len(lines[-1]) + (column if len(lines) == 1 else 0)
        if self.editor.get_text_range((row, column), end) == text:
            self.editor.replace(fresh, (row, column), end)
            self.editor.move_cursor((row, column))

    def action_outside(self) -> None:
        """Edit the text in the user's own editor."""
        command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
        with tempfile.TemporaryDirectory(prefix="jindu-") as folder:
            file = Path(folder) / "query.sql"
            file.write_text(self.editor.text, encoding="utf-8")
            try:
                with self.app.suspend():
                    subprocess.run([*command, str(file)], check=False)
            except (SuspendNotSupported, OSError):
                self.state.tell(
                    say("{editor} cannot be started here. Set EDITOR to one that can.", editor=command[0]), "behind"
                )
                return
            fresh = file.read_text(encoding="utf-8", errors="replace")
        if fresh != self.editor.text:
            self.editor.replace(fresh, (0, 0), self.editor.document.end)
        self.app.refresh(layout=True)

    # Saved queries and history.

    @work
    async def action_save(self) -> None:
        """Save the text under its name, or ask for one."""
        await self.save_tab()

    async def save_tab(self) -> str | None:
        """Save the text in front and return its name, None where it was not saved."""
        tab = self.tab
        name: str | None = tab.name
        if not name:
            hint = say("It becomes a file in {folder}.", folder=str(files.user_folder()))
            name = await self.app.push_screen_wait(Line(say("Save the query as"), self.glyphs, "", hint))
        if not name or not name.strip():
            return None
        try:
            kept = files.save(name.strip(), tab.text)
        except Refused as refused:
            self.state.tell(refused.sentence, "behind")
            return None
        tab.name, tab.kept = kept.name, tab.text
        self.keep()
        self.query_one("#heading").refresh()
        self.state.tell(say("Saved: {file}", file=str(kept.file)), "done")
        return kept.name

    @work
    async def action_saved(self) -> None:
        """Open a saved query or an example in a tab."""
        queries = [*files.saved(), *files.examples()]
        title = say("Saved queries and examples")
        chosen = await self.app.push_screen_wait(
            ListDialog(title, saved_list(queries, self.glyphs), self.glyphs, [DELETE])
        )
        if chosen is None:
            return
        query: files.Saved = chosen.row
        if chosen.key == "delete":
            self._delete(query)
            return
        self.open_tab(Tab("" if query.example else query.name, query.text, kept=query.text))

    def _delete(self, query: files.Saved) -> None:
        said: Sentence = say("Deleted: {name}. Its text is in a new tab.", name=query.name)
        try:
            files.remove(query)
            self.open_tab(Tab("", query.text))
        except Refused as refused:
            said = refused.sentence
        except OSError as error:
            said = say("{name} could not be deleted: {why}.", name=query.name, why=error.strerror)
        self.state.tell(said, "slow")

    @work
    async def action_history(self) -> None:
        """Open a query of the past in a tab."""
        content = history_list(self.history.search(most=2000), self.clock(), self.glyphs)
        chosen = await self.app.push_screen_wait(ListDialog(say("Past queries"), content, self.glyphs))
        if chosen is not None:
            self.open_tab(Tab("", chosen.row.text))
