"""Model, criteria and endpoints work where nothing is installed but pytest and hypothesis."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

CHECKOUT = Path(__file__).resolve().parent.parent
ROOMS = ("model", "criteria", "endpoints")
ALLOWED = ("pytest", "hypothesis")
ABSENT = ("numpy", "pydantic", "PyQt6", "pydicom", "nibabel", "scipy")
START = "import sys; sys.path[:0] = {paths!r}; {code}"
# Whether the rooms work there is asked; what Hypothesis seeks is sought in the whole environment.
FEW = (
    "from hypothesis import settings; "
    "settings.register_profile('few', settings.get_profile('ci'), max_examples=5); "
)
SETTINGS = "[pytest]\naddopts = --import-mode=importlib -q -ra\nfilterwarnings = error\n"


def with_requirements(names: tuple[str, ...]) -> dict[str, Distribution]:
    """Distributions by name, with all that they need here."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = distribution(name)
        needs = map(Requirement, found[name].requires or ())
        waiting += [need.name for need in needs if _holds(need)]
    return found


def _holds(need: Requirement) -> bool:
    return need.marker is None or need.marker.evaluate({"extra": ""})


def top_entries(held: Distribution) -> Iterator[Path]:
    """Folders and files that a distribution has put into site-packages."""
    names = {path.parts[0] for path in held.files or () if path.parts[0] != ".."}
    for name in sorted(names - {"__pycache__"}):
        yield Path(str(held.locate_file(name)))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site-packages of these distributions alone, with the criteria of recist registered."""
    folder = tmp_path_factory.mktemp("pure")
    site = folder / "site-packages"
    site.mkdir()
    for held in with_requirements(ALLOWED).values():
        for entry in top_entries(held):
            (site / entry.name).symlink_to(entry)
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    metadata = site / f"recist-{project['version']}.dist-info"
    metadata.mkdir()
    points = project["entry-points"]["recist.criteria"]
    lines = ["[recist.criteria]", *(f"{name} = {target}" for name, target in points.items())]
    (metadata / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (metadata / "METADATA").write_text(f"Name: recist\nVersion: {project['version']}\n", "utf-8")
    (folder / "pytest.ini").write_text(SETTINGS, "utf-8")
    return folder


def run(environment: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code where only the standard library, that folder and the checkout can be imported."""
    paths = [str(environment / "site-packages"), str(CHECKOUT)]
    clean = {"PATH": os.defpath, "HYPOTHESIS_STORAGE_DIRECTORY": str(environment / "hypothesis")}
    return subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", START.format(paths=paths, code=code)],
        cwd=environment,
        env=clean,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("name", ABSENT)
def test_nothing_else_is_there(environment: Path, name: str) -> None:
    assert "ModuleNotFoundError" in run(environment, f"import {name}").stderr


def test_the_pure_rooms_pass_their_tests(environment: Path) -> None:
    folders = [str(CHECKOUT / "tests" / room) for room in ROOMS]
    options = [
        "-c", str(environment / "pytest.ini"), f"--rootdir={CHECKOUT}",
        "-p", "no:cacheprovider", "--assert=plain", "--hypothesis-profile=few",
        f"--basetemp={environment / 'tmp'}",
    ]  # fmt: skip
    done = run(environment, f"import pytest; {FEW}sys.exit(pytest.main({[*options, *folders]!r}))")
    assert done.returncode == 0, (done.stdout + done.stderr)[-5000:]
    summary = done.stdout.splitlines()[-1]
    assert re.fullmatch(r"\d+ passed in [\d.]+s.*", summary), summary
