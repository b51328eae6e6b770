"""The keys of the desk, by what has the focus; those that have room are shown on the last line."""

from textual.binding import Binding

from console.keys import Key
from console.language import Sentence, say

EVERYWHERE = [
    Binding("f5,ctrl+j,ctrl+enter", "run(False)", say("run").text, priority=True, id="desk.run"),
    Binding("shift+f5", "run(True)", show=False, priority=True, id="desk.run_again"),
    Binding("f1", "help", show=False, priority=True, id="desk.help"),
    Binding("f2", "catalogue", say("tables").text, priority=True, id="desk.tables"),
    Binding("f3", "saved", say("queries").text, priority=True, id="desk.queries"),
    Binding("f4", "format", say("lay out").text, priority=True, id="desk.format"),
    Binding("f6", "other_half", say("answer").text, priority=True, id="desk.answer"),
    Binding("f7", "history", say("history").text, priority=True, id="desk.history"),
    Binding("f8", "chart", say("chart").text, priority=True, id="desk.chart"),
    Binding("f9", "export", say("export").text, priority=True, id="desk.export"),
    Binding("ctrl+s", "save", say("save").text, priority=True, id="desk.save"),
    Binding("f10,alt+p", "pin", say("pin").text, priority=True, id="desk.pin"),
    Binding("ctrl+t", "new_tab", say("new tab").text, priority=True, id="desk.new_tab"),
    Binding("ctrl+w", "close_tab", say("close tab").text, priority=True, id="desk.close_tab"),
    Binding("alt+t", "reopen_tab", show=False, priority=True, id="desk.reopen_tab"),
    Binding("ctrl+n,ctrl+pagedown", "turn(1)", say("next tab").text, priority=True, id="desk.next_tab"),
    Binding("alt+n,ctrl+pageup", "turn(-1)", show=False, priority=True, id="desk.previous_tab"),
    Binding("alt+e,f11", "outside", say("own editor").text, key_display="F11", priority=True, id="desk.outside"),
    Binding("ctrl+c", "copy_or_cancel", show=False, priority=True, id="desk.copy_or_cancel"),
    Binding("f12", "app.language", show=False, priority=True, id="desk.language"),
    Binding("escape", "back", say("back").text, id="desk.back"),
]
IN_TABLE = [
    Binding("enter", "screen.whole_cell", say("whole cell").text, id="answer.whole_cell"),
    Binding("s", "screen.sort(False)", say("sort").text, id="answer.sort"),
    Binding("S", "screen.sort(True)", show=False, id="answer.sort_more"),
    Binding("slash", "screen.filter", say("filter").text, key_display="/", id="answer.filter"),
    Binding("u", "screen.unsorted", say("as it came").text, id="answer.unsorted"),
    Binding("i", "screen.statistics", say("column").text, id="answer.column"),
    Binding("c", "screen.copy", say("copy").text, id="answer.copy"),
    Binding("y", "screen.copy_cells('tsv')", show=False, id="answer.copy_cells"),
    Binding("v", "screen.chart", say("chart").text, id="answer.chart"),
    Binding("e", "screen.export", say("export").text, id="answer.export"),
    Binding("n", "screen.insert_name", say("insert name").text, id="tree.insert_name"),
    Binding("number_sign", "screen.go_to_row", say("go to row").text, key_display="#", id="answer.go_to_row"),
    Binding("question_mark", "screen.help", show=False, id="desk.explain"),
    Binding("w", "screen.leave", show=False, id="desk.leave"),
]
IN_CHART = [
    Binding("v,enter", "screen.chart", say("table").text, id="chart.table"),
    Binding("right,space", "form(1)", say("other form").text, key_display="Left Right", id="chart.next"),
    Binding("e", "screen.export", say("export").text, id="answer.export"),
    Binding("question_mark", "screen.help", show=False, id="desk.explain"),
    Binding("w", "screen.leave", show=False, id="desk.leave"),
]
IN_TREE = [
    Binding("enter", "screen.preview", say("show rows").text, id="tree.preview"),
    Binding("space", "fold", say("columns").text, key_display="Space", id="tree.fold"),
    Binding("i", "screen.summarise", say("column").text, id="tree.column"),
    Binding("n", "screen.insert_name", say("insert name").text, id="tree.insert_name"),
    Binding("number_sign", "screen.count_rows", say("count rows").text, key_display="#", id="tree.count"),
    Binding("question_mark", "screen.help", show=False, id="desk.explain"),
    Binding("w", "screen.leave", show=False, id="desk.leave"),
]
EXPLAINED: tuple[tuple[str, str, Sentence], ...] = (
    (
        "F5 Ctrl+J",
        "desk.run",
        say("run the statement of the cursor, or the selection; Ctrl+Enter where the terminal sends it"),
    ),
    ("Shift+F5", "desk.run_again", say("ask for the parameters again, then run")),
    ("Esc Ctrl+C", "desk.back desk.copy_or_cancel", say("cancel what runs; else one step back")),
    ("Ctrl+Space", "editor.complete", say("suggestions; they also come while typing")),
    ("Ctrl+/", "editor.comment", say("turn lines into remarks and back")),
    ("F4", "desk.format", say("lay the statement out")),
    ("F11", "desk.outside", say("edit in your own editor ($EDITOR)")),
    ("F2", "desk.tables", say("tables and views: show rows, describe a column, insert a name, count")),
    ("F3 Ctrl+S", "desk.queries desk.save", say("saved queries and examples; save this one")),
    ("F10", "desk.pin", say("pin this query to the watch screen: as a table, a number or a chart")),
    ("F7", "desk.history", say("past queries, with search")),
    ("F9", "desk.export", say("write the answer to a file: csv, parquet, xlsx, json, arrow")),
    (
        "Ctrl+T, W, N",
        "desk.new_tab desk.close_tab desk.next_tab",
        say("new tab, close it, next; {key} brings the last closed one back", key=Key("desk.reopen_tab")),
    ),
    ("F6 Tab", "desk.answer", say("between editor and answer")),
    (
        "s S /",
        "answer.sort answer.sort_more answer.filter",
        say("in the answer: sort by a column, by one more, filter; {key} undoes it", key=Key("answer.unsorted")),
    ),
    (
        "i v c y",
        "answer.column answer.chart answer.copy answer.copy_cells",
        say("in the answer: describe the column, chart, copy as ..., copy for Excel"),
    ),
    (
        "Shift+arrows",
        "answer.stretch_up answer.stretch_down",
        say("in the answer: choose several cells; {key} widens the column", key=Key("answer.widen")),
    ),
    ("F12", "desk.language", say("Chinese or English")),
)
"""Keys as they are usually called, their names in the settings, and what they do."""
