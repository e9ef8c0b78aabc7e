"""What must not change, and what must not grow."""

from __future__ import annotations

import os
import resource
import tempfile
from pathlib import Path

from recist.formats import readers


def stay_inside(folder: Path) -> None:
    """Make home, temporary and current folder of this process and its readers ones to watch."""
    for name in ("home", "temporary", "current"):
        (folder / name).mkdir(parents=True)
    os.environ["HOME"] = str(folder / "home")
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "temporary")
    os.chdir(folder / "current")


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of change of everything below a folder."""
    found = {}
    for path, _, names in os.walk(folder):
        for name in (*names, "."):
            state = os.lstat(os.path.join(path, name))  # noqa: PTH118 called for every input
            found[os.path.join(path, name)] = (state.st_size, state.st_mtime_ns)  # noqa: PTH118
    return found


def reader_peak_mib() -> float:
    """Return the peak memory of the largest reader, those that have ended among them."""
    peaks = [resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]
    for process in (reader._process for reader in readers._idle.readers):
        status = Path(f"/proc/{process.pid}/status") if process else None
        if status is not None and status.exists():
            lines = status.read_text().splitlines()
            peaks += [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return max(peaks) / 1024
