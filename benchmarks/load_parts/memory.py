"""Peak memory of a load, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import json, os, sys
from dataclasses import replace
from pathlib import Path
from recist.formats import readers
from recist.formats.scans import find_scans, load_volume

def status(process, key):
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(key)) << 10

(series,) = find_scans([Path(sys.argv[1])]).series
# One slice through the same path: what decoders import is no memory of the load.
alone = replace(series, slices=series.slices[:1], shape_kji=(1, *series.shape_kji[1:]))
load_volume(alone)
everyone = [os.getpid(), *(one._process.pid for one in readers._idle.readers if one._process)]
before = []
for process in everyone:
    Path(f"/proc/{process}/clear_refs").write_text("5")
    before.append(status(process, "VmRSS"))
volume = load_volume(series)
peak = sum(status(process, "VmHWM") for process in everyone)
print(json.dumps([peak - sum(before), volume.stored_kji.nbytes, len(everyone)]))
"""


def peak_ratio(folder: Path) -> float:
    """Return the peak of a load, of this process and its readers together, over the raw pixels.

    Counted above what they held once everything was imported and listed; memory that both share
    counts twice.
    """
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)], capture_output=True, text=True, check=True
    )
    peak, raw, processes = json.loads(run.stdout)
    if processes < 2:
        raise SystemExit("no reader was measured: the benchmark is broken")
    return float(peak) / float(raw)
