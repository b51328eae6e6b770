"""Colours SQL line by line: what is word, text, figure or remark, and what a line leaves open for the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of SQL is."""

    WORD = "word"
    TEXT = "text"
    NUMBER = "number"
    REMARK = "remark"
    QUOTED = "quoted"
    """A name in double quotes."""
    PARAMETER = "parameter"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a line that is not blank."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Left:
    """What is still open at the end of a line: a remark, a text or a quoted name."""

    closing: str = ""
    """What closes it; empty when nothing is open."""
    depth: int = 0
    """How many remarks stand in each other."""
    escapes: bool = False
    """Whether a backslash keeps the next character from closing a text."""

    @property
    def kind(self) -> Kind:
        """What it is that is open."""
        if self.depth:
            return Kind.REMARK
        return Kind.QUOTED if self.closing == '"' else Kind.TEXT


NOTHING = Left()
_NEXT = re.compile(
    r"""(?P<remark>--.*)|(?P<block>/\*)|(?P<dollar>(?<!\w)\$(?:[^\W\d]\w*)?\$)|(?P<parameter>\$\w+)
    |(?P<escaped>(?<!\w)[eE]')|(?P<text>')|(?P<quoted>")
    |(?P<number>(?<![\w.])(?:0[xX][0-9a-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)(?!\w))
    |(?P<word>[^\W\d]\w*)""",
    re.X,
)
_BLOCK = re.compile(r"/\*|\*/")
_WHOLE = ("remark", "number", "parameter", "word")
LONGEST = 20_000
"""Of a longer line only so many characters are coloured."""


def tokens(line: str, left: Left = NOTHING) -> tuple[list[Token], Left]:
    """Return the pieces of one line, and what it leaves open."""
    found: list[Token] = []
    at, whole = 0, line[:LONGEST]
    if left.closing:
        kind = left.kind
        at, left = _closed(whole, 0, left)
        found.append(Token(0, at, kind))
    while not left.closing and (match := _NEXT.search(whole, at)):
        at, name = match.end(), match.lastgroup or "word"
        kind = Kind(name) if name in _WHOLE else Kind.WORD
        if name not in _WHOLE:
            left = _opened(name, match.group())
            kind = left.kind
            at, left = _closed(whole, at, left)
        found.append(Token(match.start(), at, kind))
    return found, left


def _opened(name: str, sign: str) -> Left:
    if name == "block":
        return Left("*/", 1)
    if name == "dollar":
        return Left(sign)
    return Left('"' if name == "quoted" else "'", escapes=name == "escaped")


def _closed(line: str, at: int, left: Left) -> tuple[int, Left]:
    """Return where in a line something open ends, and what is open afterwards."""
    if left.depth:
        return _remark_closed(line, at, left)
    while (found := line.find(left.closing, at)) >= 0:
        if left.escapes and _slashes(line, at, found) % 2:
            at = found + 1
            continue
        return found + len(left.closing), NOTHING
    return len(line), left


def _slashes(line: str, start: int, end: int) -> int:
    """Count the backslashes right before a place."""
    return end - start - len(line[start:end].rstrip("\\"))


def _remark_closed(line: str, at: int, left: Left) -> tuple[int, Left]:
    depth = left.depth
    while match := _BLOCK.search(line, at):
        at = match.end()
        depth += 1 if match.group() == "/*" else -1
        if depth == 0:
            return at, NOTHING
    return len(line), Left("*/", depth)


class Lines:
    """The lines of a script with what each leaves open; after a change only the changed lines are read again."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._left: list[Left] = []
        """What the lines before each line leave open."""

    def follow(self, lines: Sequence[str]) -> None:
        """Take over other lines."""
        old, new = self._lines, list(lines)
        same = _alike(old, new)
        behind = min(_alike(old[::-1], new[::-1]), len(old) - same, len(new) - same)
        kept = self._left[len(old) - behind :]
        left = self._left[: same + 1] or [NOTHING]
        for at in range(len(left) - 1, len(new)):
            place = at - (len(new) - behind)
            if 0 <= place < len(kept) and kept[place] == left[at]:
                left[at:] = kept[place:]
                break
            left.append(tokens(new[at], left[at])[1])
        self._lines, self._left = new, left

    def before(self, line: int) -> Left:
        """Return what is open where a line begins."""
        return self._left[line] if line < len(self._left) else NOTHING

    def of(self, line: int) -> list[Token]:
        """Return the pieces of a line."""
        return tokens(self._lines[line], self.before(line))[0] if line < len(self._lines) else []

    def ends(self, line: int) -> bool:
        """Tell whether a statement ends on a line: a semicolon stands there outside of remarks, texts and names."""
        text = self._lines[line]
        if ";" not in text:
            return False
        closed = [token for token in self.of(line) if token.kind in (Kind.TEXT, Kind.REMARK, Kind.QUOTED)]
        return any(
            sign == ";" and not any(token.start <= at < token.end for token in closed) for at, sign in enumerate(text)
        )

    def around(self, line: int, statements: int = 6) -> tuple[int, int]:
        """Return from which line to which, not included, some statements stand before a line and the one on it."""
        first, last, passed = min(line, len(self._lines)), line, 0
        while first > 0 and (passed < statements or self.before(first).closing):
            first -= 1
            passed += self.ends(first)
        while last < len(self._lines) and not (self.ends(last) and not self.before(last + 1).closing):
            last += 1
        return first, min(last + 1, len(self._lines))

    def at(self, line: int, column: int) -> Token | None:
        """Return the piece that a cursor right behind its last character, or inside it, stands in."""
        return next((token for token in self.of(line) if token.start < column <= token.end), None)

    def open_at(self, line: int, column: int) -> Kind | None:
        """Return in what a cursor stands that is closed further on: a remark, a text, a quoted name; None in none."""
        text = self._lines[line][:column] if line < len(self._lines) else ""
        found, left = tokens(text, self.before(line))
        if left.closing:
            return left.kind
        last = found[-1] if found else None
        return Kind.REMARK if last and last.kind is Kind.REMARK and text[last.start : last.start + 2] == "--" else None


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many elements are the same from the beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
