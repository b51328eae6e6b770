"""The editor's own keys: what Textual's editor would do with them besides."""

from pathlib import Path

from textual import events

from tests.console.desk_driving import desk_on


async def test_what_is_pasted_stands_there_once_and_with_plain_line_ends(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        pilot.app.post_message(events.Paste("select 1,\r\n2"))
        await pilot.pause()
        assert desk.editor.text == "select 1,\n2"


async def test_escape_is_left_to_the_screen_and_moves_no_focus(sample_store: Path, tmp_path: Path) -> None:
    async with desk_on(sample_store, tmp_path) as (desk, pilot):
        desk.completion.display = True
        await pilot.press("escape")
        assert not desk.completion.display
        assert desk.focused is desk.editor
