"""The keys of a page about one figure; those that have room are shown on the last line."""

from textual.binding import Binding

from console.language import say

KEYS = [
    Binding("enter", "deeper", say("deeper").text, id="table.open"),
    Binding("escape,backspace", "back", say("back").text, id="page.back"),
    *(Binding(str(number), f"tab({number})", show=False, id=f"page.tab_{number}") for number in range(1, 10)),
    Binding("tab,right", "next(1)", say("tabs").text, key_display="1-9 Tab", id="page.next"),
    Binding("shift+tab,left", "next(-1)", show=False, id="page.previous"),
    Binding("left_square_bracket", "app.replay(-1)", say("replay").text, key_display="[ ]", id="replay.back"),
    Binding("m", "measure", say("month or year").text, id="page.measure"),
    Binding("C", "across", say("counties").text, id="page.across"),
    Binding("slash", "listing('search')", say("search").text, key_display="/", id="table.search"),
    Binding("s", "listing('sort(1)')", say("sort").text, id="table.sort"),
    Binding("S", "listing('sort(0)')", show=False, id="table.turn"),
    Binding("less_than_sign", "listing('aside(-1)')", show=False, id="table.left"),
    Binding("greater_than_sign", "listing('aside(1)')", show=False, id="table.right"),
    Binding("e", "app.export", say("export").text, id="app.export"),
    Binding("question_mark", "app.help", say("help").text, id="app.help"),
    Binding("q", "app.quit", say("quit").text, id="app.quit"),
    Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
]
