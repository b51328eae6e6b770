"""Turns lines of SQL into remarks, and back."""

from collections.abc import Sequence


def turned(lines: Sequence[str]) -> list[str]:
    """Return lines as remarks; where all of them that say anything are remarks, without the marks."""
    told = [line for line in lines if line.strip()]
    back = bool(told) and all(line.lstrip().startswith("--") for line in told)
    return [_uncommented(line) if back else f"-- {line}" if line.strip() else line for line in lines]


def _uncommented(line: str) -> str:
    blanks = len(line) - len(line.lstrip())
    rest = line[blanks:].removeprefix("--")
    return line[:blanks] + rest.removeprefix(" ") if line.lstrip().startswith("--") else line
