"""Read and check a catalogue folder: what one county promises for one year, in tables a clerk can edit."""

import hashlib
from dataclasses import replace
from pathlib import Path

from console.catalogue.about import About, read_about
from console.catalogue.dates import check_dates
from console.catalogue.findings import At, Findings
from console.catalogue.promises import check_promises
from console.catalogue.references import check_references
from console.catalogue.rows import ABOUT, FILES, Draft, read_draft
from console.catalogue.tables import cells_of
from console.faults import Fault, Refused
from console.language import say
from console.places import CATALOGUES
from console.targets import Catalogue, Target

__all__ = ["FILES", "check", "content_sha256", "listed", "read_catalogue"]


def read_catalogue(folder: Path) -> Catalogue:
    """Read a catalogue folder.

    Raises `Refused` with every fault when there is any.
    """
    about, draft, findings = _examine(folder)
    _refuse(folder, findings)
    return Catalogue(
        county=about.county,
        year=about.year,
        name=folder.resolve().name,
        title_zh=about.title_zh,
        title_en=about.title_en,
        report_zh=about.report_zh,
        report_en=about.report_en,
        indicators=tuple(line.what for line in draft.indicators),
        places=tuple(line.what for line in draft.places),
        targets=tuple(_with_agency(line.what, draft) for line in draft.targets),
        plan=tuple(line.what for line in draft.plan),
        stages=tuple(line.what for line in draft.stages),
        releases=tuple(line.what for line in draft.releases),
    )


def _with_agency(target: Target, draft: Draft) -> Target:
    """Return a target that names who answers for it: its own agency, else the one that reports its indicator."""
    agencies = {line.what.indicator: line.what.agency for line in draft.indicators}
    return replace(target, agency=target.agency or agencies.get(target.indicator, ""))


def check(folder: Path) -> list[Fault]:
    """Return every fault of a catalogue folder, file by file and row by row; none when it can be applied."""
    _, _, findings = _examine(folder)
    order = {file: place for place, file in enumerate(FILES)}
    return sorted(findings.faults, key=lambda fault: (order.get(fault.file, -1), fault.row or 0))


def listed(folder: Path = CATALOGUES) -> tuple[Path, ...]:
    """Return the catalogue folders that lie in a folder, by name: those that are shipped unless another is named."""
    return tuple(sorted(path.parent for path in folder.glob(f"*/{ABOUT}")))


def content_sha256(folder: Path) -> str:
    """Return a hash of what a catalogue folder says; BOM, line ends, blank edges and TOML remarks do not count.

    Raises `Refused` when a file cannot be read.
    """
    findings = Findings()
    digest = hashlib.sha256()
    for file in FILES:
        if not (folder / file).exists():
            continue
        if file == ABOUT:
            text = repr(read_about(folder, findings))
        else:
            text = "\x1e".join("\x1f".join(row) for row in cells_of(folder, file, findings))
        digest.update(f"\x1c{file}\x1d{text}".encode())
    _refuse(folder, findings)
    return digest.hexdigest()


def _examine(folder: Path) -> tuple[About, Draft, Findings]:
    findings = Findings()
    if not folder.is_dir():
        what = say("there is no such folder; name one that holds {file}.", file=ABOUT)
        findings.add("missing_folder", At(str(folder)), what, str(folder))
        return About(), Draft(), findings
    about = read_about(folder, findings)
    draft = read_draft(folder, findings)
    check_references(about, draft, findings)
    check_promises(draft)
    check_dates(about, draft)
    return about, draft, findings


def _refuse(folder: Path, findings: Findings) -> None:
    if findings.faults:
        count = len(findings.faults)
        what = say(
            "The catalogue {folder} cannot be used; faults to correct: {count}.", folder=folder.name, count=count
        )
        raise Refused(what, findings.faults)
