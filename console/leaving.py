"""Leaving while a page is just opening: it is let stand first, and no other one is opened any more."""

import asyncio
from functools import partial
from typing import Any

from rich.console import RenderableType
from textual.app import App

SOON = 0.005


class Leaving(App[int]):
    """An application that never takes apart what is half built."""

    leaving = False

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave as soon as every page stands that was opened."""
        self.leaving = True
        if all(screen.is_mounted for screen in self.screen_stack):
            super().exit(result, return_code, message)
        else:
            self.set_timer(SOON, partial(self.exit, result, return_code, message))

    def push_screen(self, *args: Any, **options: Any) -> Any:
        """Open a page; whoever asks for one while everything is being closed waits for an answer that never comes."""
        if self.leaving:
            return asyncio.get_running_loop().create_future()
        return super().push_screen(*args, **options)
