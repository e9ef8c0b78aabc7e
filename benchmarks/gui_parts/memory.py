"""What stays behind when a study is opened and closed again, many times over.

Once in one room, where another study takes its place and its pixels are given back; once in a
window of its own each time, which is closed.
"""

from __future__ import annotations

import ctypes
import gc
import os
from collections.abc import Callable
from pathlib import Path

from load_parts.scans import write_series
from shared_parts.section import Outcome

from gui.app import AppServices
from gui.state.opening import Request, Start
from gui_parts.figures import figure
from gui_parts.window import bury, new_room, open_in, put_away

WARM_UP, TIMES = 20, 100
QUICK_WARM_UP, QUICK_TIMES = 2, 2
SLICES, IMAGE_PX = 12, 256
BAR_KIB = 100.0


def run(scratch: Path, *, quick: bool) -> Outcome:
    """Open and close, and weigh the process."""
    studies = scratch / "one", scratch / "other"
    for n, study in enumerate(studies):
        write_series(study, "jpeg_ls", SLICES, size=IMAGE_PX, series=n + 1)
    one, other = (Request(paths=(study,), start=Start.NEW) for study in studies)
    services = AppServices()
    room = new_room(services, scratch / "trials")

    def in_one_room() -> None:
        for request in (one, other):
            open_in(room, request)
            room.volumes.forget()

    def in_a_window() -> None:
        window = new_room(services, scratch / "trials")
        open_in(window, one)
        put_away(window)

    warm_up, times = (QUICK_WARM_UP, QUICK_TIMES) if quick else (WARM_UP, TIMES)
    figures = {"study_kib": figure(_growth_kib(in_one_room, warm_up // 2, times // 2) / 2)}
    put_away(room)
    figures["window_kib"] = figure(_growth_kib(in_a_window, warm_up, times))
    return Outcome(figures=figures, at_most=dict.fromkeys(figures, BAR_KIB))


def _growth_kib(act: Callable[[], None], warm_up: int, times: int) -> float:
    """Return how much the process grows with each time, in KiB."""
    for _ in range(warm_up):
        act()
    before = _resident_kib()
    for _ in range(times):
        act()
    return (_resident_kib() - before) / times


def _resident_kib() -> float:
    """Return what the process holds, once everything that can be given back was."""
    bury()
    gc.collect()
    bury()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024
