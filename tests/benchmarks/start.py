"""From the command to all panels painted, beside a Textual hello world and Harlequin's full paint."""

import subprocess
import sys
from pathlib import Path

import duckdb

from tests.benchmarks.figures import bar, ratio, row
from tests.terminal import Terminal

JINDU = Path(sys.executable).with_name("jindu")
HARLEQUIN = Path(".venv-harlequin/bin/harlequin").resolve()
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""As a user starts it: where this is set, Python compiles what is not yet compiled anew at every start."""
PANELS = r"(?s)GDP.*(milestone|Milestone)"
HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("hello world")

Hello().run()
"""


def bench(folder: Path, quick: bool) -> None:
    runs = 3 if quick else 21
    store = folder / "sample"
    subprocess.run([JINDU, "demo", "--build-only", "--store", store], check=True)
    other = folder / "other.duckdb"
    duckdb.connect(str(other)).execute("create table readings as select range as id from range(1000)").close()
    hello = folder / "hello.py"
    hello.write_text(HELLO)
    opened: list[str | Path] = [JINDU, "--store", store, "--lang", "en"]
    programs: dict[str, tuple[list[str | Path], str]] = {
        "hello": ([sys.executable, hello], r"hello world"),
        "jindu": (opened, PANELS),
        "jindu after a load": (opened, PANELS),
    }
    if HARLEQUIN.exists():
        programs["harlequin"] = ([HARLEQUIN, other], r"(?s)(?=.*other)(?=.*Run Query)")
    took: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(runs + 1):
        for name, (command, seen) in programs.items():
            cache = folder / (f"cache {turn}" if name == "jindu after a load" else "cache")
            with Terminal(command, environment={**COMPILED, "XDG_CACHE_HOME": str(cache)}) as terminal:
                painted = terminal.wait(seen)
                if turn:  # the first turn only warms the files
                    took[name].append(painted)
    medians = {name: row(f"{name}: command to full paint", figures) for name, figures in took.items()}
    bar("jindu against a Textual hello world", medians["jindu"] / medians["hello"], 2.0)
    ratio("the same on a generation that was not seen before", medians["jindu after a load"] / medians["hello"])
    if "harlequin" in medians:
        bar("jindu against Harlequin", medians["jindu"] / medians["harlequin"], 0.45)
    else:
        print("  Harlequin is not installed in .venv-harlequin: make bench installs it")
