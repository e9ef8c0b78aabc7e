"""Every benchmark runs, prints its figures as JSON, and its exit status is its verdict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parents[1] / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_quick_run_ends_with_its_figures(script: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(script), "--quick"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    last = json.loads(run.stdout.splitlines()[-1])
    assert last.keys() == {"name", "figures", "bars", "held"}
    assert last["name"] == script.stem
    assert last["bars"].keys() <= last["figures"].keys()
    # Whether a bar is held depends on the machine and its load: the figures are not judged here.
    assert run.returncode == (0 if last["held"] else 1)
