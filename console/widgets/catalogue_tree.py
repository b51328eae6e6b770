"""The tables and views of the store, each with its columns, their types and what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from console.columns import Piece
from console.formats import Glyphs, column_text, fit, wrapped
from console.language import chosen, say
from console.widgets.desk_keys import IN_TREE
from console.widgets.scrolled import Scrolled


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view."""

    name: str
    is_view: bool
    meaning: str
    about: int | None
    """About how many rows, where DuckDB knows without counting."""
    fields: tuple[Field, ...]


def in_language(comment: str) -> str:
    """Return the part of a comment `中文 / English` that is in the language in use."""
    zh, _, en = comment.partition(" / ")
    return zh.strip() if chosen() == "zh" or not en else en.strip()


class CatalogueTree(Scrolled):
    """A tree of two levels with a search."""

    ROLL = 3
    BINDINGS = [
        Binding("up,k", "move(-1)", show=False, id="tree.up"),
        Binding("down,j", "move(1)", show=False, id="tree.down"),
        Binding("pageup", "move(-10)", show=False, id="tree.page_up"),
        Binding("pagedown", "move(10)", show=False, id="tree.page_down"),
        Binding("home", "move(-10000)", show=False, id="tree.first"),
        Binding("end", "move(10000)", show=False, id="tree.last"),
        Binding("right", "unfold(True)", show=False, id="tree.unfold"),
        Binding("left", "unfold(False)", show=False, id="tree.close"),
        *IN_TREE,
    ]

    @dataclass
    class Preview(Message):
        """Somebody wants to see rows of a table."""

        table: str

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="catalogue", glyphs=glyphs)
        self.tables: tuple[Table, ...] = ()
        self.counted: dict[str, int] = {}
        """Exact numbers of rows, where somebody asked."""
        self.trouble = ""
        self._open: set[str] = set()
        self._at = 0
        self._top = 0
        self._rows: list[tuple[Table, Field | None]] = []

    def show(self, tables: Sequence[Table], trouble: str = "") -> None:
        """Show another catalogue; what is unfolded stays so."""
        self.tables, self.trouble = tuple(tables), trouble
        self._again()

    def note_count(self, table: str, rows: int) -> None:
        """Remember how many rows a table has."""
        self.counted[table] = rows
        self.refresh()

    def _again(self) -> None:
        here = self._key()
        self._rows = [
            (table, field)
            for table in self.tables
            for field in (None, *(table.fields if table.name in self._open else ()))
        ]
        keys = [(table.name, field.name if field else "") for table, field in self._rows]
        self._at = keys.index(here) if here in keys else min(self._at, max(len(self._rows) - 1, 0))
        self.action_move(0)

    def _key(self) -> tuple[str, str]:
        table, field = self.current
        return (table.name if table else "", field.name if field else "")

    @property
    def current(self) -> tuple[Table | None, Field | None]:
        """Return the table and the column under the cursor."""
        return self._rows[self._at] if self._at < len(self._rows) else (None, None)

    # Drawing.

    @property
    def _room(self) -> int:
        return max(1, self.size.height - 1 - self._below)

    @property
    def _below(self) -> int:
        return 3 if self.size.height > 12 else 0

    def render_line(self, y: int) -> Strip:
        """Draw the title, a table or column, or what the one under the cursor means."""
        if y == 0:
            return self.line(((f" {say('Tables and views')}", "title"),), ground="bar-title")
        if y > self._room:
            return self.line(self._meaning(y - self._room - 1))
        place = self._top + y - 1
        if place >= len(self._rows):
            return self.line(((f" {self.trouble}" if y == 1 and not self._rows else "", "muted"),))
        here = place == self._at and self.has_focus
        return self.line(self._item(place, here), ground="cursor" if here else "")

    def _item(self, place: int, here: bool) -> list[Piece]:
        table, field = self._rows[place]
        mark = self.glyphs.cursor if here else " "
        if field is not None:
            kind = column_text(field.kind.lower(), self.glyphs, 12)
            name = fit(column_text(field.name, self.glyphs), self.size.width - cell_len(kind) - 6, self.glyphs)
            return [(mark, "key"), ("   ", ""), (name, ""), (f" {kind}", "muted")]
        fold = self.glyphs.down if table.name in self._open else self.glyphs.path
        rows = self._count(table)
        name = fit(column_text(table.name, self.glyphs), self.size.width - cell_len(rows) - 5, self.glyphs)
        return [
            (mark, "key"),
            (f"{fold} ", "muted"),
            (name, "actual" if table.is_view else "name"),
            (f" {rows}", "muted"),
        ]

    def _count(self, table: Table) -> str:
        if table.name in self.counted:
            return f"{self.counted[table.name]:,}"
        return f"~{table.about:,}" if table.about is not None else ""

    def _meaning(self, line: int) -> tuple[Piece, ...]:
        table, field = self.current
        if table is None:
            return ()
        comment = field.meaning if field else table.meaning
        words = column_text(in_language(comment), self.glyphs, 240)
        room = self.size.width - 2
        lines = wrapped(words, room)
        return ((f" {lines[line]}", "muted"),) if line < len(lines) else ()

    # Moving.

    def action_move(self, rows: int) -> None:
        """Move the cursor, no further than the ends."""
        self._at = max(0, min(self._at + rows, len(self._rows) - 1))
        self._top = max(0, min(self._top, self._at, max(0, len(self._rows) - self._room)))
        self._top = max(self._top, self._at - self._room + 1)
        self.refresh()

    def action_unfold(self, unfold: bool) -> None:
        """Unfold a table, or fold it together."""
        table, _field = self.current
        if table is None:
            return
        if unfold:
            self._open.add(table.name)
        else:
            self._open.discard(table.name)
            self._at = next(at for at, (other, _f) in enumerate(self._rows) if other is table)
        self._again()

    def action_fold(self) -> None:
        """Unfold a table or fold it together."""
        table, _field = self.current
        if table is not None:
            self.action_unfold(table.name not in self._open)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.action_move(0)

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked and unfold it."""
        place = self._top + event.y - 1
        if 0 < event.y <= self._room and place < len(self._rows):
            self.action_move(place - self._at)
            if self.current[1] is None:
                self.action_fold()

    def roll(self, rows: int) -> None:
        """Move the cursor with the wheel."""
        self.action_move(rows)


def tables_of(rows: Sequence[Mapping[str, object]]) -> tuple[Table, ...]:
    """Return the tables of the rows of `desk/catalogue`, views for people first."""
    found: dict[str, tuple[Mapping[str, object], list[Field]]] = {}
    for row in rows:
        _first, fields = found.setdefault(str(row["table_name"]), (row, []))
        fields.append(Field(str(row["column_name"]), str(row["data_type"]), str(row["column_comment"] or "")))
    return tuple(
        Table(name, first["kind"] == "view", str(first["table_comment"] or ""), _whole(first["rows"]), tuple(fields))
        for name, (first, fields) in found.items()
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
