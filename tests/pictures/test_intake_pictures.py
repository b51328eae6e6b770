"""What the operator's screens look like: faults, a preview, the snapshots, a profile that is being made, nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.intake.tray import State
from tests.console.driving import DESIGNED, SMALL, until
from tests.pictures.test_pictures import after, console_of

pytestmark = pytest.mark.console

Compare = Callable[..., bool]
HEADING = "地区,指标,时期,数值,计量单位"


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose name is the same in every picture."""
    monkeypatch.setattr("console.widgets.intake_lines.shown_folder", lambda folder: f"~/{Path(folder).name}")
    monkeypatch.setattr("console.intake.recognise.user_profiles", lambda: tmp_path / "profiles")
    place = tmp_path / "报送"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def written(file: Path, *rows: str) -> None:
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")


def opened(console: Any, *keys: str, ready: Callable[[Any], object]) -> Callable[[Pilot[int]], Any]:
    """Return what opens the intake screen, waits for its files, presses keys, and waits again."""

    async def go(pilot: Pilot[int]) -> None:
        await after("i")(pilot)
        await until(pilot, lambda: console.screen is not console.watch_screen and console.screen.is_mounted)
        intake = console.screen
        await until(pilot, lambda: (intake.tray.files and all(one.looked_at for one in intake.tray.files)) or not keys)
        await until(pilot, lambda: intake.current is not None or not keys)
        await pilot.press(*keys)
        await until(pilot, lambda: ready(console.screen))
        await until(pilot, lambda: intake._jobs.empty())
        await pilot.pause(0.3)

    return go


def test_faults_each_with_the_nearest_names(sample_store: Path, box: Path, snap_compare: Compare) -> None:
    written(
        box / "县税务局-2023年9月.csv", HEADING, "梦西镇,工业税收,2023年1-9月,1,亿元", "梦溪镇,工业税收,九月,约2,亿元"
    )
    console: Any = console_of(sample_store, "zh")
    go = opened(console, "enter", ready=lambda screen: screen.tray.files[0].state is State.FAULTY)
    assert snap_compare(console, terminal_size=SMALL, run_before=go)


def test_a_preview_with_what_to_check(sample_store: Path, box: Path, snap_compare: Compare) -> None:
    written(
        box / "县统计局-2023年10月.csv", HEADING, "全县,规模工业总产值,2023年1-10月,3610,亿元",
        "全县,规模工业总产值,2023年1-9月,320.5,亿元", "澧南镇,工业税收,2023年1-9月,2000,万元",
    )  # fmt: skip
    console: Any = console_of(sample_store, "en")
    go = opened(console, "enter", ready=lambda screen: screen.tray.files[0].state is State.READY)
    assert snap_compare(console, terminal_size=DESIGNED, run_before=go)


def test_a_profile_that_is_being_made(sample_store: Path, box: Path, snap_compare: Compare) -> None:
    rows = ("机构,科目,账期,余额(万元),上年同期", "梦溪镇,工业税收,202309,1200,900", "澧南镇,工业税受,202309,600,500")
    written(box / "县税务局.csv", *rows)
    console: Any = console_of(sample_store, "zh")
    go = opened(console, "p", ready=lambda screen: screen.query("#foreseen") and screen.foreseen.rows)
    assert snap_compare(console, terminal_size=SMALL, run_before=go)


def test_the_snapshots(sample_store: Path, box: Path, snap_compare: Compare) -> None:
    written(box / "a.csv", HEADING)
    console: Any = console_of(sample_store, "zh")
    go = opened(console, "h", ready=lambda screen: screen.history and screen.files.shown > 9)
    assert snap_compare(console, terminal_size=DESIGNED, run_before=go)


def test_a_folder_without_files(sample_store: Path, box: Path, snap_compare: Compare) -> None:
    console: Any = console_of(sample_store, "en")
    assert snap_compare(console, terminal_size=SMALL, run_before=opened(console, ready=lambda screen: True))
