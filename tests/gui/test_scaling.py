"""Texts and controls fit on screens of every scaling, and in the smallest window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCALED = Path(__file__).with_name("scaled.py")
CASES = [
    pytest.param("2", 1600, 1000, id="200 %"),
    pytest.param("1", 1280, 720, id="the smallest window"),
]


@pytest.mark.parametrize(("factor", "width", "height"), CASES)
def test_nothing_is_cut_at_a_scaling(factor: str, width: int, height: int) -> None:
    env = {
        **os.environ,
        "QT_SCALE_FACTOR": factor,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(SCALED.parents[2]),
    }
    ran = subprocess.run(
        [sys.executable, str(SCALED), str(width), str(height)],
        env=env,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["visits"] == ["baseline", "week 8", "week 16", "week 24"]
    assert said["scale"] == float(factor)
    # The room can be made as small as this.
    assert said["size"] == [width, height]
    assert (said["cut"], said["outside"]) == ([], [])
