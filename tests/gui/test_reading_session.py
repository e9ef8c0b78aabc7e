"""The whole reading session of `reading_session`, in a real window on a display of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
DISPLAY = ("xvfb-run", "-a", "-s", "-screen 0 1700x1100x24")
MOST_SECONDS = 500


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="there is no xvfb-run here")
def test_a_patient_is_read_from_the_first_target_to_the_response() -> None:
    story = HERE / "reading_session.py"
    command = [*DISPLAY, sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", str(story)]
    told = subprocess.run(
        command,
        cwd=HERE.parents[1],
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
