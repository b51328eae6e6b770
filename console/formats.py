"""How figures, dates and other people's words become text that is safe and of known width on a terminal."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from console.language import Sentence, chosen, say
from console.rounding import rounded, short, written
from console.units import comes_whole

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The marks that the console draws with; every mark is one cell wide on the terminals that the set is meant for."""

    lights: Mapping[str, str]
    """A mark for every light."""
    cursor: str
    part: str
    """Before a target that is a part of the one above it."""
    full: str
    """The part of a bar that is done."""
    rest: str
    """The part of a bar that is not."""
    tick: str
    """Where the bar should be by now."""
    up: str
    down: str
    new: str
    path: str
    """Between the steps of a path."""
    ellipsis: str
    absent: str
    at_least: str
    at_most: str
    levels: tuple[str, ...]
    """The heights of a sparkline, lowest first."""
    steady: bool
    """Whether characters that some terminals draw two cells wide are replaced in data too."""


def _lights(marks: str) -> dict[str, str]:
    names = ("done", "on_track", "slow", "behind", "watch", "not_due", "overdue", "no_data", "unassessed")
    return dict(zip(names, marks, strict=True))


# Only characters that the East Asian Width table calls neutral or narrow: one cell on Chinese terminals too.
NEUTRAL = Glyphs(
    lights=_lights("✓∙▴✗◔◌!?-"), cursor="▸", part="╶", full="╍", rest="╌", tick="╏", up="▴", down="▾", new="+",
    path="›", ellipsis="⋯", absent="-", at_least=">=", at_most="<=", levels=tuple("_₋-⁻¯"), steady=True,
)  # fmt: skip
FINE = Glyphs(
    lights=_lights("✓●▲✗◔◌!?–"), cursor="▸", part="└", full="━", rest="╌", tick="┃", up="▲", down="▼", new="+",
    path="›", ellipsis="…", absent="–", at_least="≥", at_most="≤", levels=tuple("▁▂▃▄▅▆▇█"), steady=False,
)  # fmt: skip
ASCII = Glyphs(
    lights=_lights("v.^x~o!?-"), cursor=">", part="`", full="=", rest="-", tick="|", up="^", down="v", new="+",
    path=">", ellipsis="~", absent="-", at_least=">=", at_most="<=", levels=tuple("_.-*"), steady=True,
)  # fmt: skip

# Punctuation that is one cell wide on some terminals and two on others, and what stands for it in a column.
_STEADY = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "…": "..", "—": "-", "–": "-", "―": "-", "·": "・", "•": "・", "×": "x",
    "÷": "/", "±": "+/-", "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "→": "->", "←": "<-", "↑": "^", "↓": "v",
    "°": "o", "℃": "oC", "‰": "0/00", "§": "S", "★": "*", "☆": "*", "●": "*", "○": "o", "■": "#", "□": "#",
    "▲": "^", "△": "^", "▼": "v", "▽": "v", "※": "*", "№": "No", UNREADABLE: "?",
})  # fmt: skip


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:  # variation selectors, which change a width unseen
        return ""
    return UNREADABLE if unicodedata.category(character) in _UNSAFE else character


@lru_cache(maxsize=4096)
def safe_text(text: str, cells: int = 200, ellipsis: str = "…") -> str:
    """Return text from outside with everything replaced that a terminal could obey, cut to a number of cells."""
    capped = text[: 2 * cells + 2]
    if not (capped.isascii() and capped.isprintable()):
        capped = "".join(map(_picture, capped))
    return capped if len(text) == len(text[: 2 * cells + 2]) and cell_len(capped) <= cells else shorten(
        capped, cells, ellipsis, always=True
    )  # fmt: skip


def steady_text(text: str) -> str:
    """Return text whose width does not depend on how a terminal draws characters of ambiguous width."""
    if text.isascii():
        return text
    text = text.translate(_STEADY)
    return "".join(_steady(character) for character in text) if not text.isascii() else text


@lru_cache(maxsize=4096)
def _steady(character: str) -> str:
    if unicodedata.east_asian_width(character) != "A":
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() else character


def column_text(text: str, glyphs: Glyphs, cells: int = 200) -> str:
    """Return text from outside as it may stand in a column: safe, and of one width everywhere."""
    return safe_text(steady_text(safe_text(text, cells)) if glyphs.steady else text, cells, glyphs.ellipsis)


def shorten(text: str, cells: int, ellipsis: str, *, always: bool = False) -> str:
    """Return text cut to a number of cells, with an ellipsis where something is missing."""
    if cell_len(text) <= cells and not always:
        return text
    room = cells - cell_len(ellipsis)
    if room < 0:
        return " " * cells
    while cell_len(text) > room:
        text = set_cell_size(text, room).rstrip()
    return text + ellipsis


def fit(text: str, cells: int, glyphs: Glyphs, *, right: bool = False) -> str:
    """Return text of exactly so many cells: padded, or cut with an ellipsis."""
    text = shorten(text, cells, glyphs.ellipsis)
    gap = " " * (cells - cell_len(text))
    return gap + text if right else text + gap


def figure(
    value: float | None, unit: str = "", *, absent: str = "-", signed: bool = False, places: int | None = None
) -> str:
    """Return a figure with thousands separated: one decimal for %, at most two for others, none for a whole number."""
    if value is None:
        return absent
    places = (1 if unit == "%" else 2) if places is None else places
    text = written(value, places, signed=signed)
    return text if unit == "%" else short(text)


def plain_figure(value: float | None, *, absent: str = "-") -> str:
    """Return a target's own figure as the report writes it: no decimals that it does not have."""
    return absent if value is None else f"{round(value, 4) + 0.0:,.10g}" if abs(value) < 1e9 else f"{value:,.0f}"


# What the units of the catalogue are in English, and what a figure is multiplied by for it.
_ENGLISH_UNITS: dict[str, tuple[float, str]] = {
    "亿元": (100, "m yuan"), "万元": (0.01, "m yuan"), "元": (1, "yuan"), "万元/亩": (10, "k yuan/mu"),
    "亿美元": (100, "m USD"), "家": (1, "firms"), "户": (1, "firms"), "个": (1, ""), "项": (1, "items"),
    "条": (1, "records"), "名": (1, ""), "位": (1, ""), "人": (1, "people"), "亩": (1, "mu"),
    "万人": (0.01, "m people"), "吨": (1, "t"), "万吨": (0.01, "m t"), "个百分点": (1, "pt"),
}  # fmt: skip


def in_language(value: float | None, unit: str) -> tuple[float | None, str]:
    """Return a figure and its unit as the language in use writes them: English has no 亿."""
    factor, name = _ENGLISH_UNITS.get(unit, (1, unit)) if chosen() == "en" else (1, unit)
    return (None if value is None else round(value * factor, 6)), name


def whole(value: float, unit: str) -> float:
    """Return a figure that was worked out as people say it: 20 projects rather than 19.5."""
    return rounded(value, 0) if comes_whole(unit) else value


_ONE = {"firms": "firm", "items": "item", "records": "record", "people": "person"}
"""What a unit in English is called when there is one."""


def with_unit(text: str, unit: str) -> str:
    """Put a unit after a figure: % directly, words after a space."""
    unit = _ONE.get(unit, unit) if text.lstrip("+-~<>=≥≤ ") == "1" else unit
    return f"{text}{unit}" if unit in ("", "%") else f"{text} {unit}"


def bar(share: float, expected: float | None, cells: int, glyphs: Glyphs) -> tuple[tuple[str, str], ...]:
    """Return a bar of so many cells in pieces of (text, part): done, rest, and the tick of what is expected by now.

    Both shares are of the year's target, 0 to 1; what lies outside is drawn at the end.
    """
    done = round(min(max(share, 0.0), 1.0) * cells)
    marks = [("full", glyphs.full)] * done + [("rest", glyphs.rest)] * (cells - done)
    if expected is not None and cells:
        marks[min(int(min(max(expected, 0.0), 1.0) * cells), cells - 1)] = ("tick", glyphs.tick)
    pieces: list[tuple[str, str]] = []
    for part, mark in marks:
        if pieces and pieces[-1][1] == part:
            pieces[-1] = (pieces[-1][0] + mark, part)
        else:
            pieces.append((mark, part))
    return tuple(pieces)


def sparkline(values: Sequence[float], cells: int, glyphs: Glyphs) -> str:
    """Return the newest values as a line of heights, oldest first, one cell each."""
    newest = list(values)[-cells:] if cells else []
    if not newest:
        return ""
    low, high = min(newest), max(newest)
    top = len(glyphs.levels) - 1
    heights = [round((value - low) / (high - low) * top) if high > low else top // 2 for value in newest]
    return "".join(glyphs.levels[height] for height in heights)


def day_text(day: date | None, absent: str = "-") -> str:
    """Return a day as 2023-09-30."""
    return day.isoformat() if day else absent


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: date) -> str:
    """Return a day of the year in few cells: 11月20日 or 20 Nov."""
    return f"{day.day} {_MONTHS[day.month - 1]}" if chosen() == "en" else f"{day.month}月{day.day}日"


def month_name(period: date) -> str:
    """Return a month: 9 月 or Sep."""
    return _MONTHS[period.month - 1] if chosen() == "en" else f"{period.month} 月"


def age(since: datetime, now: datetime) -> Sentence:
    """Say how long ago something was; both moments are UTC."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < 60:
        return say("just now")
    if seconds < 3600:
        return say("{count} min ago", count=seconds // 60)
    if seconds < 86400:
        return say("{count} h ago", count=seconds // 3600)
    return say("{count} d ago", count=seconds // 86400)


_NOT_FIRST = "，。；：！？、）》」』”’,.;:!?)]}%"


def wrapped(text: str, cells: int) -> list[str]:
    """Return text in lines of at most so many cells, broken at spaces or between Chinese characters."""
    lines: list[str] = []
    while cell_len(text) > cells > 1:
        head = set_cell_size(text, cells).rstrip(" ")
        cut = _break(text, len(head))
        lines.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*lines, text] if text else lines or [""]


def _break(text: str, end: int) -> int:
    """Return where a line ends best: not inside a word, not before a closing mark."""
    cut = max(1, end)
    while cut > 1 and (text[cut] in _NOT_FIRST or _inside_word(text, cut)):
        cut -= 1
    return cut if cut > end // 2 else max(1, end)


def _inside_word(text: str, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    return not before.isspace() and not after.isspace() and cell_len(before) == cell_len(after) == 1
