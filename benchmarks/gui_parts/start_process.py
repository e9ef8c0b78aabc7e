"""A process that starts the reading room as the program does, and opens the sample trial.

``python -m gui_parts.start_process TRIALS`` tells as JSON, in seconds, what was measured. The
program's modules are imported while the clock runs, and not before.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

SAMPLE = Path(__file__).resolve().parents[2] / "sample_scans"
# Nobody finds the button sooner.
BEFORE_THE_CLICK_S = 1.0


def main() -> None:
    """Start, wait, click."""
    began = perf_counter()
    import gui.app

    imported = perf_counter()
    from gui.state.opening import Request
    from gui.widgets import fault
    from gui.widgets.room import Room
    from gui_parts import window
    from gui_parts.shown import Shown
    from recist.app import warm_readers

    started = perf_counter()
    fault.install()
    warm_readers()
    application = window.application()
    room = Room(gui.app.AppServices(), Path(sys.argv[1]))
    room.resize(*gui.app.SIZE)
    painted = window.Paints((room, *room.area.viewports))
    window.painted_ms(painted, room.show)
    usable = perf_counter()
    gui.app.warm_store_beside()
    idle(application, lambda: perf_counter() - usable > BEFORE_THE_CLICK_S)
    shown, clicked = Shown(room), perf_counter()
    room.opener.open(Request(paths=(SAMPLE,)))
    idle(application, shown.is_all)
    open_ = perf_counter()
    window.put_away(room)
    figures = {
        "imports_s": imported - began,
        "window_s": usable - started,
        "sample_open_s": open_ - clicked,
    }
    print(json.dumps(figures))


def idle(application: Any, done: Callable[[], bool]) -> None:
    """Let the room work until something is so."""
    while not done():
        application.processEvents()
        sleep(0.0005)  # what is loading needs the interpreter, too


if __name__ == "__main__":
    main()
