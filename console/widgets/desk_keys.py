"""The keys of the desk, by what has the focus; those that have room are shown on the last line."""

from textual.binding import Binding

from console.language import Sentence, say

EVERYWHERE = [
    Binding("f5,ctrl+j,ctrl+enter", "run(False)", say("run").text, key_display="F5", priority=True),
    Binding("shift+f5", "run(True)", show=False, priority=True),
    Binding("f1", "help", show=False, priority=True),
    Binding("f2", "catalogue", say("tables").text, key_display="F2", priority=True),
    Binding("f3", "saved", say("queries").text, key_display="F3", priority=True),
    Binding("f4", "format", say("lay out").text, key_display="F4", priority=True),
    Binding("f6", "other_half", say("answer").text, key_display="F6", priority=True),
    Binding("f7", "history", say("history").text, key_display="F7", priority=True),
    Binding("f8", "chart", say("chart").text, key_display="F8", priority=True),
    Binding("f9", "export", say("export").text, key_display="F9", priority=True),
    Binding("ctrl+s", "save", say("save").text, key_display="^S", priority=True),
    Binding("ctrl+t", "new_tab", say("new tab").text, key_display="^T", priority=True),
    Binding("ctrl+w", "close_tab", say("close tab").text, key_display="^W", priority=True),
    Binding("alt+t", "reopen_tab", show=False, priority=True),
    Binding("ctrl+n,ctrl+pagedown", "turn(1)", say("next tab").text, key_display="^N", priority=True),
    Binding("alt+n,ctrl+pageup", "turn(-1)", show=False, priority=True),
    Binding("alt+e,f11", "outside", say("own editor").text, priority=True, key_display="F11"),
    Binding("ctrl+c", "copy_or_cancel", show=False, priority=True),
    Binding("f12", "app.language", show=False, priority=True),
    Binding("escape", "back", say("back").text),
]
IN_TABLE = [
    Binding("enter", "screen.whole_cell", say("whole cell").text),
    Binding("s", "screen.sort(False)", say("sort").text),
    Binding("S", "screen.sort(True)", show=False),
    Binding("slash", "screen.filter", say("filter").text, key_display="/"),
    Binding("u", "screen.unsorted", say("as it came").text),
    Binding("i", "screen.statistics", say("column").text),
    Binding("c", "screen.copy", say("copy").text),
    Binding("y", "screen.copy_cells('tsv')", show=False),
    Binding("v", "screen.chart", say("chart").text),
    Binding("e", "screen.export", say("export").text),
    Binding("n", "screen.insert_name", say("insert name").text),
    Binding("number_sign", "screen.go_to_row", say("go to row").text, key_display="#"),
    Binding("question_mark", "screen.help", show=False),
    Binding("w", "screen.leave", show=False),
]
IN_CHART = [
    Binding("v,enter", "screen.chart", say("table").text),
    Binding("right", "form(1)", say("other form").text, key_display="left right"),
    Binding("e", "screen.export", say("export").text),
    Binding("question_mark", "screen.help", show=False),
    Binding("w", "screen.leave", show=False),
]
IN_TREE = [
    Binding("enter", "screen.preview", say("show rows").text),
    Binding("space", "fold", say("columns").text, key_display="Space"),
    Binding("i", "screen.summarise", say("column").text),
    Binding("n", "screen.insert_name", say("insert name").text),
    Binding("number_sign", "screen.count_rows", say("count rows").text, key_display="#"),
    Binding("question_mark", "screen.help", show=False),
    Binding("w", "screen.leave", show=False),
]
EXPLAINED: tuple[tuple[str, Sentence], ...] = (
    ("F5 ^J", say("run the statement of the cursor, or the selection; ^Enter where the terminal sends it")),
    ("Shift+F5", say("ask for the parameters again, then run")),
    ("Esc ^C", say("cancel what runs; else one step back")),
    ("^Space", say("suggestions; they also come while typing")),
    ("^/", say("turn lines into remarks and back")),
    ("F4", say("lay the statement out")),
    ("F11", say("edit in your own editor ($EDITOR)")),
    ("F2", say("tables and views: show rows, describe a column, insert a name, count")),
    ("F3 ^S", say("saved queries and examples; save this one")),
    ("F7", say("past queries, with search")),
    ("F9", say("write the answer to a file: csv, parquet, xlsx, json, arrow")),
    ("^T ^W ^N", say("new tab, close it, next (alt+n previous); alt+t brings the last closed one back")),
    ("F6 Tab", say("between editor and answer")),
    ("s S /", say("in the answer: sort by a column, by one more, filter; u undoes it")),
    ("i v c y", say("in the answer: describe the column, chart, copy as ..., copy for Excel")),
    ("Shift+arrows", say("in the answer: choose several cells; + - widen the column")),
    ("F12", say("Chinese or English")),
)
