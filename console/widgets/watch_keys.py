"""The keys of the watch screen; those that have room are shown on the last line."""

from textual.binding import Binding

from console.language import say

KEYS = [
    Binding("enter", "open", say("details").text, id="watch.open"),
    Binding("escape", "back", say("back").text, id="watch.back"),
    Binding("slash", "filter", say("filter").text, key_display="/", id="watch.filter"),
    Binding("exclamation_mark", "problems", say("problems").text, key_display="!", id="watch.problems"),
    Binding("1", "panel(1)", say("panel").text, key_display="1-5", id="watch.panel_1"),
    Binding("left_square_bracket", "app.replay(-1)", say("replay").text, key_display="[ ]", id="replay.back"),
    Binding("m", "measure", say("measure").text, id="watch.measure"),
    Binding("z", "maximise", say("maximise").text, id="watch.maximise"),
    Binding("t", "app.league", say("towns").text, id="watch.league"),
    Binding("c", "app.changes", say("changes").text, id="watch.changes"),
    Binding("C", "app.counties", say("counties").text, id="watch.counties"),
    Binding("e", "app.export", say("export").text, id="app.export"),
    Binding("d", "app.desk", say("SQL desk").text, id="watch.desk"),
    Binding("i", "app.intake", say("intake").text, id="watch.intake"),
    Binding("ctrl+p,colon", "app.palette", say("go anywhere").text, id="app.palette"),
    Binding("question_mark", "app.help", say("help").text, id="app.help"),
    Binding("q", "app.quit", say("quit").text, id="app.quit"),
    Binding("tab,right", "next(1)", say("next").text, id="watch.next"),
    Binding("p", "pause", say("pause").text, id="watch.pause"),
    Binding("space,r", "look", say("look again").text, key_display="Space", id="watch.look"),
    Binding("y", "app.copy", say("copy").text, id="app.copy"),
    *(Binding(str(number), f"panel({number})", show=False, id=f"watch.panel_{number}") for number in range(2, 10)),
    Binding("shift+tab,left", "next(-1)", show=False, id="watch.previous"),
    Binding("L,l", "app.language", say("language").text, key_display="L", id="app.language"),
]
_WITHOUT_TARGETS = ("app.intake", "app.desk", "app.palette", "app.help", "app.quit", "app.language", "look")
"""What the keys do that work in an empty store as well."""


def keys_shown(catalogues: int, *, back: bool) -> list[Binding]:
    """Return the keys that do something where the store holds so many counties and years, and there is a way back."""
    shown = [key for key in KEYS if key.show and (catalogues or key.action in _WITHOUT_TARGETS)]
    idle = {name for name, works in (("watch.counties", catalogues > 1), ("watch.back", back)) if not works}
    return [key for key in shown if key.id not in idle]
