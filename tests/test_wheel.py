"""A wheel, an sdist and an editable install all find the queries and the catalogues they ship."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(sys.prefix)


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "JINDU_STORE")}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment | more, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist of this checkout, and the wheel made from that sdist."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel in it; what the wheel depends on is borrowed from this one."""
    place = tmp_path_factory.mktemp("wheel") / "environment"
    venv.create(place, with_pip=False)
    wheel = next(built.glob("*.whl"))
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        place / "bin" / "python",
        "install",
        "--quiet",
        "--no-deps",
        wheel,
        cwd=built,
    )
    borrowed = next((HERE / "lib").glob("python*/site-packages"))
    site = next((place / "lib").glob("python*/site-packages"))
    # Editable installs of this checkout must not be borrowed along: a .pth file inside a borrowed folder is not read.
    (site / "borrowed.pth").write_text(f"{borrowed}\n")
    return place


def test_a_wheel_ships_the_queries_and_the_catalogues(built: Path) -> None:
    import zipfile

    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    for wanted in (
        "console/queries/schema/",
        "console/data/catalogues/lixian-2023/targets.csv",
        "console/locale/zh/LC_MESSAGES/jindu.mo",
    ):
        assert any(name.startswith(wanted) for name in names), wanted
    assert not any(name.startswith("tests/") for name in names)


def test_an_installed_wheel_builds_the_sample_store_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    run(installed / "bin" / "jindu", "demo", "--build-only", "--store", tmp_path / "sample", cwd=tmp_path)
    answer = run(
        installed / "bin" / "jindu", "status", "--format", "json", "--store", tmp_path / "sample", cwd=tmp_path
    )
    assert answer.count('"target_id"') == 55
    found = run(installed / "bin" / "python", "-c", "import console; print(console.__file__)", cwd=tmp_path)
    assert str(installed) in found


def test_an_sdist_holds_what_its_own_tests_need(built: Path) -> None:
    import tarfile

    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = archive.getnames()
    for wanted in (
        "queries/schema/01_meta.sql",
        "data/catalogues/lixian-2023/catalogue.toml",
        "tests/test_wheel.py",
        "Makefile",
    ):
        assert any(name.endswith(wanted) for name in names), wanted
