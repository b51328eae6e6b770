"""Which places and counties the rows of a file name, read before anything else so that it is known whose they are."""

from typing import TYPE_CHECKING

from console.intake.contract import LONGEST_NAME
from console.intake.distinct import Distinct, NotText, plain_text

if TYPE_CHECKING:
    from console.intake.opened import Opened

MOST = 5000
"""Different places of one file that are looked at: no county has so many."""


def survey(opened: "Opened") -> dict[str, list[str]]:
    """Return the different places and counties of a file; nothing for a sheet, whose cells alone do not tell."""
    from console.intake.inspecting import SHEET, batches

    columns = {name: opened.found[name] for name in ("place", "county") if name in opened.found}
    if opened.door == SHEET or not columns:
        return {"places": [], "counties": []}
    met = {name: Distinct(name, _text) for name in columns}
    for batch in batches(opened, list(columns.values())):
        for name, own in columns.items():
            met[name].numbers(batch.column(batch.schema.get_field_index(own)))
    said = {name: sorted({cell for cell in found.values if cell})[:MOST] for name, found in met.items()}
    return {"places": said.get("place", []), "counties": said.get("county", [])}


def _text(cell: object) -> str:
    text = plain_text(cell)
    return "" if text is None or isinstance(text, NotText) or len(text) > LONGEST_NAME else text.strip()
