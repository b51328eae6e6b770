"""Collects the messages of the code, merges them into the Chinese catalogue of messages and compiles it.

`make messages` after a message was added: new ones appear in the .po file with an empty translation.
"""

import ast
import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "console" / "locale" / "zh" / "LC_MESSAGES" / "jindu.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"say": None, "_": None, "gettext": None}


def in_the_code() -> dict[str, list[tuple[str, int]]]:
    """Return every message of the code with the places it stands in."""
    found: dict[str, list[tuple[str, int]]] = {}
    with redirect_stderr(io.StringIO()):  # Babel prints a warning for each f-string that is a value of a message
        pairs = list(extract_from_dir(ROOT / "console", [("**.py", "python")], {}, KEYWORDS))
    for name, line, message, _comments, _context in pairs:
        text = message if isinstance(message, str) else message[0]
        if text:
            found.setdefault(text, []).append((f"console/{name}", line))
    for name, line, text in _within_f_strings():
        found.setdefault(text, []).append((name, line))
    return found


def _within_f_strings() -> Iterator[tuple[str, int, str]]:
    """Give the messages in f-strings, which Babel does not look into before Python 3.12."""
    for file in sorted((ROOT / "console").rglob("*.py")):
        outer = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.JoinedStr)]
        for call in (node for one in outer for node in ast.walk(one) if isinstance(node, ast.Call)):
            first = call.args[0] if call.args else None
            if getattr(call.func, "id", "") in KEYWORDS and isinstance(first, ast.Constant):
                yield f"console/{file.relative_to(ROOT / 'console')}", call.lineno, str(first.value)


def in_chinese() -> Catalog:
    """Return the Chinese catalogue of messages as it is written down."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh")


def compiled(catalogue: Catalog) -> bytes:
    """Return what the catalogue compiles to."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def merge(fragments: list[Path]) -> None:
    """Write the .po and .mo files: every message of the code once, translations kept, fragments taken in."""
    known = {str(m.id): str(m.string) for m in in_chinese() if m.id and m.string} if PO.exists() else {}
    for fragment in fragments:
        with fragment.open("rb") as file:
            known |= {str(m.id): str(m.string) for m in read_po(file, locale="zh") if m.id and m.string}
    fresh = Catalog(locale="zh", project="Jindu", version="0.1.0", fuzzy=False)
    for text, places in sorted(in_the_code().items()):
        fresh.add(text, known.get(text, ""), locations=sorted({(name, 0) for name, _line in places}))
    fresh.revision_date = fresh.creation_date = datetime(
        2026, 1, 1, tzinfo=UTC
    )  # a date that changes is a change that says nothing
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, fresh, width=0, include_lineno=False, omit_header=False)
    MO.write_bytes(compiled(in_chinese()))
    missing = [text for text in in_the_code() if not known.get(text)]
    print(f"{len(in_the_code())} messages, {len(missing)} without a translation")
    for text in missing:
        print(f"  {text!r}")


if __name__ == "__main__":
    merge([Path(name) for name in sys.argv[1:]])
