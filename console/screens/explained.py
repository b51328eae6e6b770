"""What has the focus, in words: how its rows are read, and which keys it takes."""

from collections.abc import Iterator, Mapping

from textual.screen import Screen

from console.formats import Glyphs, column_text, fit, wrapped
from console.keys import KEYS, Key, shown
from console.language import Sentence, gettext, say
from console.overview import Line
from console.sheet import Row, titled
from console.targets import Kind
from console.widgets.key_line import key_text
from console.widgets.listing import Listing
from console.widgets.panel import TITLES, TargetPanel

KINDS: Mapping[Kind, Sentence] = {
    Kind.GROWTH: say("A growth rate: the gap is in points, and there is no share of completion. What is still needed is"
                     " the growth of the remaining months."),
    Kind.RELATIVE: say("Compared with the growth of another figure: the gap between the two is in points."),
    Kind.VOLUME: say("A sum of the year: the bar is the share reached, and the gap is in points of the year's target."),
    Kind.NEW_COUNT: say("A count of the year: the bar is the share reached, and the gap is what is still missing."),
    Kind.NET_INCREASE: say("Entries less exits: it may fall, and the gap is what is still missing."),
    Kind.STOCK: say("A level at the end of a month: the bar is the way from where the year began to the target."),
    Kind.RATIO: say("A ratio: it does not grow with time, so nothing but an approved plan says where it should be."),
    Kind.RANK: say("A rank: lower is better, and the gap is in places."),
    Kind.MILESTONE: say("Dated stages: the bar is the weight of the stages that are done."),
    Kind.QUALITATIVE: say("Done or not done: the report gives nothing to measure by."),
    Kind.CEILING: say("A ceiling: staying below it is the target."),
}  # fmt: skip
WIDTH = 64
_TEXTUALS = ("ctrl+c", "ctrl+q", "super+c")
"""Keys that Textual binds in words of its own."""


def explained(screen: Screen[object], glyphs: Glyphs) -> Iterator[Row]:
    """Give the lines that explain what has the focus on a screen."""
    focused = screen.focused
    if isinstance(focused, TargetPanel):
        yield titled(TITLES[focused.panel])
        if focused.current is not None:
            yield from _line(focused.current, glyphs)
        yield ()
    elif isinstance(focused, Listing):
        yield titled(say("This table"))
        yield from _wrapped(
            say(
                "Rows are sought with {search}, sorted with {sort} and {turn}, and opened with {open}; {left} and"
                " {right} move the columns.",
                search=Key("table.search"), sort=Key("table.sort"), turn=Key("table.turn"), open=Key("table.open"),
                left=Key("table.left"), right=Key("table.right"),
            )
        )  # fmt: skip
        yield ()
    yield titled(say("Keys here"))
    yield from _keys(screen, glyphs)


def _line(line: Line, glyphs: Glyphs) -> Iterator[Row]:
    yield ((f" {column_text(str(line.name), glyphs, WIDTH)}", "name"),)
    yield from _wrapped(KINDS[line.kind])


def _wrapped(sentence: Sentence) -> Iterator[Row]:
    for part in wrapped(str(sentence), WIDTH):
        yield ((f" {part}", ""),)


def _keys(screen: Screen[object], glyphs: Glyphs) -> Iterator[Row]:
    """Give every key that does something here once: the screen's own first, then those that work everywhere."""
    told: set[str] = set()
    for pressed, active in sorted(screen.active_bindings.items(), key=lambda found: _order(found[1].binding.id)):
        binding = active.binding
        if not binding.description or binding.action in told or binding.system or pressed in _TEXTUALS:
            continue
        told.add(binding.action)
        key = key_text(binding, shown)
        yield ((" " + fit(key, 10, glyphs), "key"), (gettext(binding.description), ""))


def _order(name: str | None) -> tuple[bool, int]:
    """Return where a key stands in the help."""
    places = list(KEYS)
    everywhere = name is None or name.startswith(("app.", "replay."))
    return everywhere, places.index(name) if name in places else len(places)
