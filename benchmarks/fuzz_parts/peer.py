"""The same inputs in one process with pydicom and imagecodecs, as most programs open them."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

# What a caller of the library is told to expect; the rest is for nobody to catch.
SCRIPT = """
import sys, warnings
import pydicom
from pydicom.errors import InvalidDicomError
warnings.simplefilter("ignore")
for path in sys.argv[1:]:
    try:
        pydicom.dcmread(path).pixel_array
        print("opened", flush=True)
    except InvalidDicomError:
        print("InvalidDicomError", flush=True)
    except Exception as error:
        print(type(error).__name__, flush=True)
"""
MOST_SECONDS = 10


def with_pydicom(folder: Path) -> dict[str, int]:
    """Return how often each thing came of reading; a crash or time-out costs the rest of a run."""
    waiting = sorted(str(path) for path in folder.iterdir() if path.suffix == ".dcm")
    outcomes: Counter[str] = Counter()
    while waiting:
        now = waiting[:20]
        try:
            run = subprocess.run(
                [sys.executable, "-c", SCRIPT, *now],
                capture_output=True,
                text=True,
                check=False,
                timeout=MOST_SECONDS,
            )
            said, ended = run.stdout.split(), "crashed"
        except subprocess.TimeoutExpired as error:
            said, ended = (error.stdout or b"").decode().split(), "timed out"
        outcomes.update(said)
        if len(said) < len(now):
            outcomes[ended] += 1
        waiting = waiting[min(len(said) + 1, len(now)) :]
    return dict(sorted(outcomes.items()))
