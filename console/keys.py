"""What every key does and which key that is before the settings say otherwise: one table for the whole console."""

import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_PLACES: Mapping[str, Mapping[str, str]] = {
    "app": {  # everywhere
        "theme": "T", "language": "L,l", "export": "e", "help": "question_mark", "quit": "q",
        "palette": "ctrl+p,colon", "copy": "y",
    },
    "replay": {  # everywhere but on the desk and the intake screen
        "back": "left_square_bracket", "on": "right_square_bracket", "first": "left_curly_bracket",
        "last": "right_curly_bracket", "present": "0,backslash",
    },
    "watch": {  # the watch screen
        "open": "enter", "back": "escape", "filter": "slash", "problems": "exclamation_mark", "panel_1": "1",
        "measure": "m", "maximise": "z", "league": "t", "changes": "c", "counties": "C", "desk": "d", "intake": "i",
        "next": "tab,right", "pause": "p", "look": "space,r", "panel_2": "2", "panel_3": "3", "panel_4": "4",
        "panel_5": "5", "panel_6": "6", "panel_7": "7", "panel_8": "8", "panel_9": "9",
        "previous": "shift+tab,left",
    },
    "pin": {  # a pinned query on the watch screen
        "unpin": "delete",
    },
    "panel": {  # a panel of the watch screen
        "up": "up,k", "down": "down,j", "page_up": "pageup", "page_down": "pagedown", "first": "home", "last": "end",
    },
    "page": {  # the page of a target, a town, a bank, an entry
        "back": "escape,backspace", "tab_1": "1", "tab_2": "2", "tab_3": "3", "tab_4": "4", "tab_5": "5",
        "tab_6": "6", "tab_7": "7", "tab_8": "8", "tab_9": "9", "next": "tab,right", "previous": "shift+tab,left",
        "measure": "m", "across": "C",
    },
    "across": {  # the league of counties
        "earlier": "left", "later": "right",
    },
    "league": {  # the league of towns
        "next": "tab,right", "previous": "shift+tab,left",
    },
    "changes": {  # what changed
        "seen": "m",
    },
    "table": {  # any table
        "open": "enter", "search": "slash", "sort": "s", "turn": "S", "left": "less_than_sign",
        "right": "greater_than_sign", "up": "up,k", "down": "down,j", "page_up": "pageup",
        "page_down": "pagedown,space", "first": "home", "last": "end",
    },
    "text": {  # any page of lines
        "up": "up,k", "down": "down,j", "page_up": "pageup", "page_down": "pagedown,space", "first": "home",
        "last": "end",
    },
    "desk": {  # the SQL desk
        "run": "f5,ctrl+j,ctrl+enter", "run_again": "shift+f5", "help": "f1", "tables": "f2", "queries": "f3",
        "format": "f4", "answer": "f6", "history": "f7", "chart": "f8", "export": "f9", "save": "ctrl+s",
        "pin": "f10,alt+p",
        "new_tab": "ctrl+t", "close_tab": "ctrl+w", "reopen_tab": "alt+t", "next_tab": "ctrl+n,ctrl+pagedown",
        "previous_tab": "alt+n,ctrl+pageup", "outside": "alt+e,f11", "copy_or_cancel": "ctrl+c", "language": "f12",
        "back": "escape", "explain": "question_mark", "leave": "w",
    },
    "editor": {  # its editor
        "comment": "ctrl+underscore,ctrl+slash,alt+slash", "complete": "ctrl+space,ctrl+at,alt+space",
    },
    "answer": {  # its answer
        "export": "e", "whole_cell": "enter", "sort": "s", "sort_more": "S", "filter": "slash", "unsorted": "u",
        "column": "i", "copy": "c", "copy_cells": "y", "chart": "v", "go_to_row": "number_sign", "up": "up,k",
        "down": "down,j", "left": "left,h", "right": "right", "stretch_up": "shift+up", "stretch_down": "shift+down",
        "stretch_left": "shift+left", "stretch_right": "shift+right", "page_up": "pageup",
        "page_down": "pagedown,space", "row_start": "home", "row_end": "end", "first": "ctrl+home,g",
        "last": "ctrl+end,G", "whole_row": "shift+space", "widen": "plus,equals_sign", "narrow": "minus",
    },
    "chart": {  # its chart
        "table": "v,enter", "next": "right,space", "previous": "left",
    },
    "tree": {  # its catalogue
        "insert_name": "n", "preview": "enter", "fold": "space", "column": "i", "count": "number_sign", "up": "up,k",
        "down": "down,j", "page_up": "pageup", "page_down": "pagedown", "first": "home", "last": "end",
        "unfold": "right", "close": "left",
    },
    "intake": {  # the intake screen
        "withdraw": "w", "reinstate": "u", "history": "h", "back": "escape", "inspect": "enter", "take": "t",
        "take_all": "T", "report": "f", "refuse": "x", "good_rows": "g", "cancel": "c", "folder": "o",
        "inspect_all": "v", "profile": "p", "other": "tab",
    },
    "profile": {  # the profile of a new file
        "change": "enter", "nearest": "n", "check": "p", "save": "ctrl+s", "back": "escape", "other": "tab",
    },
    "palette": {  # the palette
        "back": "escape,ctrl+p",
    },
    "export": {  # the question in which form to export
        "back": "escape,q", "csv": "c", "xlsx": "x", "parquet": "p", "svg": "v",
    },
    "help": {  # the help
        "back": "escape,question_mark,q,enter",
    },
    "dialog": {  # questions of the desk
        "back": "escape", "close": "q,enter", "take": "enter", "delete": "delete", "copy": "c",
    },
    "form": {  # its parameters
        "next": "enter", "down": "down", "up": "up",
    },
}  # fmt: skip

KEYS: Mapping[str, str] = {f"{place}.{name}": keys for place, bound in _PLACES.items() for name, keys in bound.items()}
"""What a key can be bound to, and the keys it has unless the settings give it others."""

_TOGETHER = (
    {"app", "replay", "watch", "panel", "pin"},
    {"app", "replay", "page", "across", "league", "changes", "table", "text"},
    {"app", "intake", "table", "text"}, {"app", "profile", "table", "text"},
    {"desk", "editor"}, {"desk", "answer"}, {"desk", "chart"}, {"desk", "tree"},
    {"palette", "table"}, {"export", "table"}, {"help", "text"}, {"dialog", "table", "text"}, {"form", "desk"},
)  # fmt: skip
"""Places whose keys are heard at the same time."""

_NAMED = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
          "plus_sign": "plus", "low_line": "underscore"}  # fmt: skip
"""Characters that programs for terminals call by another name than Unicode does."""
_SHOWN = {"enter": "Enter", "escape": "Esc", "tab": "Tab", "space": "Space", "delete": "Del", "insert": "Ins",
          "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "backspace": "Backspace", "up": "Up",
          "down": "Down", "left": "Left", "right": "Right",
          **{f"f{one}": f"F{one}" for one in range(1, 25)}}  # fmt: skip


def named(key: str) -> str:
    """Return a key by its name: / is slash, ! is exclamation_mark; letters and names stay as they are."""
    key = key.strip()
    if key == "+" or key.endswith("++"):
        return f"{key[:-1]}plus"
    before, plus, last = key.rpartition("+")
    if len(last) != 1 or last.isalnum():
        return key
    name = unicodedata.name(last).lower().replace("-", "_").replace(" ", "_")
    return f"{before}{plus}{_NAMED.get(name, name)}"


def is_key(key: str) -> bool:
    """Tell whether a terminal has such a key."""
    *held, last = named(key).split("+")
    return set(held) <= {"ctrl", "shift", "alt"} and (
        last in _CHARACTERS or last in _SHOWN or (len(last) == 1 and last.isascii() and last.isalnum())
    )


_CHARACTERS = {named(character): character for character in string.punctuation}


def shown(key: str) -> str:
    """Return a key as people write it: slash is /, ctrl+p is Ctrl+P, f5 is F5."""
    *held, last = named(key).split("+")
    last = _CHARACTERS.get(last, _SHOWN.get(last, last))
    return "+".join([*(one.capitalize() for one in held), last.upper() if held and len(last) == 1 else last])


def brief(key: str) -> str:
    """Return a key in few cells: Ctrl+P is ^P."""
    return shown(key).replace("Ctrl+", "^")


def keys_of(name: str, wanted: Mapping[str, str]) -> list[str]:
    """Return the keys that something has by the settings, by their names."""
    return [named(key) for key in wanted.get(name, KEYS.get(name, "")).split(",") if key.strip()]


_chosen: dict[str, str] = {}


def choose(wanted: Mapping[str, str]) -> None:
    """Speak from now on of the keys that the settings give."""
    _chosen.clear()
    _chosen.update(wanted)


def is_chosen(name: str) -> bool:
    """Tell whether the settings give something a key of its own."""
    return name in _chosen


def key_of(name: str) -> str:
    """Return the first key of something by its name."""
    return keys_of(name, _chosen)[0]


def told(name: str) -> str:
    """Return the key that something has, as people write it."""
    return shown(key_of(name))


@dataclass(frozen=True, slots=True)
class Key:
    """A key in a sentence, told as the settings have it when the sentence is read."""

    name: str

    def __str__(self) -> str:
        return told(self.name)


def near(name: str) -> tuple[str, ...]:
    """Return the names of the same place; where there is no such place, the places."""
    place = name.partition(".")[0]
    same = tuple(known for known in KEYS if known.partition(".")[0] == place)
    return same or tuple(f"{known}." for known in _PLACES)


def clashes(wanted: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Give what the settings bind to a key that something else heard at the same time has: both names and the key."""
    for name in wanted:
        for other in KEYS:
            if other == name or (other in wanted and other < name) or not _heard_together(name, other):
                continue
            usual = set(keys_of(name, {})) & set(keys_of(other, {}))
            for key in keys_of(name, wanted):
                if key in keys_of(other, wanted) and key not in usual:
                    yield name, other, key


def _heard_together(one: str, other: str) -> bool:
    places = {one.partition(".")[0], other.partition(".")[0]}
    return any(places <= together for together in _TOGETHER)
