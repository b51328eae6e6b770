"""Draws the pictures of the README from the sample store: `make pictures`."""

import asyncio
import tempfile
from datetime import datetime
from pathlib import Path

from console import language
from console.app import Console
from console.demo import build_sample
from console.store import open_store

REPLAYED = ("left_square_bracket",) * 12
"""A dozen snapshots back."""
PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"


async def draw(folder: Path, lang: str, keys: tuple[str, ...], name: str) -> None:
    language.choose(lang)
    console = Console(open_store(folder))
    async with console.run_test(size=(120, 40)) as pilot:
        while console.watch_screen.overview is None:
            await pilot.pause(0.05)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.5)
        await pilot.pause(0.5)
        (PICTURES / name).write_text(console.export_screenshot(title="Jindu 进度"), encoding="utf-8")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "sample"
        build_sample(folder)
        for lang, ending in (("en", ""), ("zh", "-zh")):
            asyncio.run(draw(folder, lang, (), f"watch{ending}.svg"))
            asyncio.run(draw(folder, lang, ("3", "enter"), f"target{ending}.svg"))
            asyncio.run(draw(folder, lang, REPLAYED, f"replay{ending}.svg"))
    print(f"drawn on {datetime.now():%Y-%m-%d} into {PICTURES}")


if __name__ == "__main__":
    main()
