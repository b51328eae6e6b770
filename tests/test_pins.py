"""How pinned queries are written into the settings file, and what they answer."""

from pathlib import Path

import pytest

from console.desk import Client
from console.faults import Refused
from console.pinned import answered
from console.pinning import pin, unpin
from console.pins import MOST, Pin, Shape
from console.settings import read_settings
from console.store import open_store

HAD = """# what I like
language = "zh"   # Chinese

[[pin]]
query = "seasonal_share"  # every month
shape = "chart"
"""


def test_a_pin_is_added_to_the_settings_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.toml"
    wanted = Pin("月报", 'a "quoted" \\ title\n', Shape.CHART, {"county": "430723", "名": "x"})
    assert pin(wanted, file).pins == (wanted,)
    assert read_settings(file).pins == (wanted,)


def test_whatever_else_the_settings_hold_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(HAD, encoding="utf-8")
    pin(Pin("one"), file)
    assert file.read_text(encoding="utf-8").startswith(HAD)
    pin(Pin("two"), file)
    assert unpin(Pin("one"), file).pins == (Pin("seasonal_share", "", Shape.CHART), Pin("two"))
    assert file.read_text(encoding="utf-8").startswith(HAD)


def test_a_settings_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    file, real = tmp_path / "settings.toml", tmp_path / "dotfiles.toml"
    real.write_text('pin = [{ query = "one" }]\n', encoding="utf-8")
    real.chmod(0o600)
    file.symlink_to(real)
    assert pin(Pin("two"), file).pins == (Pin("one"), Pin("two"))
    assert file.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600


def test_there_is_an_end_to_pinning(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    for number in range(MOST):
        pin(Pin(f"q{number}"), file)
    before = file.read_bytes()
    with pytest.raises(Refused, match=str(MOST)):
        pin(Pin("more"), file)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("pin = 3", "pin"),
        ("[[pin]]\ntitle = 'x'", "query"),
        ("[[pin]]\nquery = 'x'\nshape = 'circle'", "shape"),
        ("[[pin]]\nquery = 'x'\nvalues = [1]", "values"),
        ("[[pin]]\nquery = 'x'\ncolour = 1", "colour"),
        ("[desk]\ntimeout = 0", "timeout"),
        ("[desk]\nmemory = true", "memory"),
        ("[desk]\nspil = 5", "spill"),
    ],
)
def test_faults_in_pins_and_limits_are_told(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(Refused, match=told):
        read_settings(file)


@pytest.mark.console
def test_a_pin_answers_with_its_values_or_says_why_not(sample_store: Path) -> None:
    with Client(open_store(sample_store), timeout=30) as client:
        shown = answered(client, Pin("seasonal_share", "", Shape.CHART))
        assert shown.trouble is None
        assert shown.rows
        assert len(shown.rows[0]) == len(shown.columns)
        assert answered(client, Pin("no such query")).trouble is not None
        elsewhere = answered(client, Pin("gap_by_agency", "", Shape.NUMBER, {"county": "000000"}))
        assert (elsewhere.trouble, elsewhere.rows) == (None, ())
