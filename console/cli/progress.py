"""A progress bar with rows and rate on a terminal, and nothing at all in a pipe."""

import sys
from types import TracebackType
from typing import Any, Self

from console.language import Sentence, say

PHASES = {
    "hash": say("reading the bytes"),
    "copy": say("copying the store"),
    "waiting": say("waiting for another writer"),
    "locked": say("copying the store"),
    "copied": say("checking the rows"),
    "inspect": say("checking the rows"),
    "check": say("looking for rows given twice"),
    "settle": say("working out the standings"),
    "publish": say("publishing"),
    "committed": say("publishing"),
    "written": say("publishing"),
    "published": say("publishing"),
}


class Bar:
    """What a long verb calls with its phase, the rows done and the rows there are."""

    def __init__(self, title: Sentence) -> None:
        self.title = title
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._progress = _rich_progress()
            self._progress.start()
            self._task = self._progress.add_task(str(self.title), total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def __call__(self, phase: str, rows: int = 0, total: int | None = None) -> None:
        """Show one step; anything but a known phase is shown as it stands."""
        if self._progress is not None:
            words = say("{what}: {step}", what=self.title, step=PHASES.get(phase, phase))
            self._progress.update(self._task, description=str(words), completed=rows, total=total)


def _rich_progress() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Rows so far, of how many, and rows a second."""

        def render(self, task: Any) -> Text:
            of = f" / {task.total:,.0f}" if task.total else ""
            rate = f"  {task.speed:,.0f}/s" if task.speed else ""
            return Text(f"{task.completed:,.0f}{of}{rate}" if task.completed else "")

    columns = (TextColumn("{task.description}", markup=False), BarColumn(24), Rate(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
