"""The part of the desk that works on the store's tables: preview, describe, count, write a name into the text."""

from console.answers import quoted
from console.language import say
from console.screens.desk_working import WorkingScreen
from console.widgets.catalogue_tree import CatalogueTree


class TablesScreen(WorkingScreen):
    """Works on the table or column under the cursor of the catalogue."""

    @property
    def catalogue(self) -> CatalogueTree:
        """The catalogue."""
        return self.query_one(CatalogueTree)

    def action_preview(self) -> None:
        """Show the rows of the table under the cursor."""
        table, _field = self.catalogue.current
        if table is not None:
            self.run(f"from {quoted(table.name)}", {}, 0, 0, in_editor=False)

    def action_summarise(self) -> None:
        """Describe the column under the cursor over the whole table."""
        table, field = self.catalogue.current
        if table is None or field is None:
            self.state.tell(say("Unfold the table and choose one of its columns."), "slow")
            return
        at = table.fields.index(field)
        text = f"from {quoted(table.name)}"

        def ask() -> object:
            answer = self.client.ask(text)
            try:
                return answer.statistics(at)
            finally:
                answer.release()

        self.fetch_then(ask, lambda found: self.show_card(field.name, field.kind, found))

    def action_count_rows(self) -> None:
        """Count the rows of the table under the cursor."""
        table, _field = self.catalogue.current
        if table is None:
            return
        name = table.name

        def ask() -> int:
            answer = self.client.ask(f"from {quoted(name)}")
            try:
                return answer.count()
            finally:
                answer.release()

        self.fetch_then(ask, lambda rows: self.catalogue.note_count(name, rows))

    def action_insert_name(self) -> None:
        """Write the name under the cursor into the editor."""
        if self.focused is self.catalogue:
            table, field = self.catalogue.current
            name = field.name if field else table.name if table else ""
        else:
            name = self.table.columns[self.table.at].name if self.table.columns else ""
        if name:
            self.editor.insert(quoted(name))
            self.editor.focus()
