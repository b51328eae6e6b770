"""Asks in which form a table or a page is to be written, and writes it."""

from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import ModalScreen

from console.columns import Piece
from console.content import Column, Content
from console.exports import FORMS, Table, file_name, folder_for, write_table
from console.faults import Refused
from console.formats import Glyphs
from console.language import Sentence, say
from console.personal import Personal
from console.widgets.listing import Listing

_MEANINGS: dict[str, Sentence] = {
    "csv": say("CSV, opens in Excel"),
    "xlsx": say("Excel sheet"),
    "parquet": say("Parquet, with types"),
    "svg": say("picture of this screen"),
}
LETTERS = {"csv": "c", "xlsx": "x", "parquet": "p", "svg": "v"}


class ExportScreen(ModalScreen[None]):
    """A small table of forms; one letter or Enter writes the file."""

    BINDINGS = [
        Binding("escape,q", "app.pop_screen", say("back").text, show=False, id="export.back"),
        *(
            Binding(LETTERS[form], f"write('{form}')", _MEANINGS[form].text, show=False, id=f"export.{form}")
            for form in FORMS
        ),
    ]

    @dataclass
    class Written(Message):
        """The file was written, or a sentence that says why not."""

        file: Path
        trouble: Sentence | None = None

    def __init__(self, table: Table, picture: str, glyphs: Glyphs) -> None:
        super().__init__()
        self.table, self.picture, self.glyphs = table, picture, glyphs

    def compose(self) -> ComposeResult:
        """Lay out one table."""
        yield Listing(self.glyphs, id="dialog")

    def on_mount(self) -> None:
        """Fill the table."""
        self.query_one(Listing).focus()
        self.show()

    @property
    def folder(self) -> Path:
        """Return where the file goes."""
        app = self.app
        return folder_for(app.settings.exports if isinstance(app, Personal) else None)

    def show(self) -> None:
        """Show the forms in the language in use."""
        note = say("Export {count:row|rows} to {folder}", count=len(self.table.rows), folder=self.folder)

        def cells(form: str) -> tuple[Piece, ...]:
            return (LETTERS[form], "key"), (f".{form}", "name"), (str(_MEANINGS[form]), "muted")

        columns = (Column(""), Column(say("Form")), Column("", rest=True))
        self.query_one(Listing).show(Content(columns, FORMS, cells, lambda form: form, notes=(note,)))

    @on(Listing.Chosen)
    def choose(self, message: Listing.Chosen) -> None:
        """Write in the form under the cursor."""
        self.action_write(message.row)

    def action_write(self, form: str) -> None:
        """Write the file."""
        app = self.app
        assert isinstance(app, Personal)
        self.write(self.folder / file_name(self.table.name, form, app.local_time()), form)

    @work(thread=True, exit_on_error=False)
    def write(self, file: Path, form: str) -> None:
        """Write the file in a thread, as the libraries for it are large."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if form == "svg":
                file.write_text(self.picture, encoding="utf-8")
            else:
                write_table(self.table, file, form)
        except Refused as refused:
            self.post_message(self.Written(file, refused.sentence))
        except OSError as error:
            why = error.strerror or str(error)
            self.post_message(self.Written(file, say("{file} could not be written: {why}.", file=file, why=why)))
        else:
            self.post_message(self.Written(file))

    def on_export_screen_written(self, message: Written) -> None:
        """Say where the file is, and go back."""
        app = self.app
        if isinstance(app, Personal):
            app.tell(message.trouble or say("Written: {file}", file=message.file))
        self.dismiss()
