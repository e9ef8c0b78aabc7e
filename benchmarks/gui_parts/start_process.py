"""A process that starts the reading room as the program does, and clicks on the sample trial.

``python -m gui_parts.start_process FOLDER`` tells as JSON, in seconds, what was measured; the
trial and the user's own files go into the folder. The program's modules are imported while the
clock runs, and not before.
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
    from gui.state.own_files import Folders, Places
    from gui.widgets import fault
    from gui.widgets.room import Room
    from gui_parts import window
    from gui_parts.shown import Shown
    from recist.app import warm_readers

    started = perf_counter()
    fault.install()
    warm_readers()
    application = window.application()
    mine = Path(sys.argv[1])
    own = Folders(config=mine / "config", state=mine / "state")
    room = Room(gui.app.AppServices(), mine / "trials", Places(own=own, sample=SAMPLE))
    room.resize(*gui.app.SIZE)
    painted = window.Paints((room, *room.area.viewports))
    window.painted_ms(painted, room.show)
    usable = perf_counter()
    gui.app.warm_up_beside()
    idle(application, lambda: perf_counter() - usable > BEFORE_THE_CLICK_S)
    button = sample_button(room)
    shown, clicked = Shown(room), perf_counter()
    window.click(button)
    idle(application, shown.is_all)
    open_ = perf_counter()
    window.put_away(room)
    figures = {
        "imports_s": imported - began,
        "window_s": usable - started,
        "sample_open_s": open_ - clicked,
    }
    print(json.dumps(figures))


def sample_button(room: Any) -> Any:
    """Return the button of the first page that opens the sample trial."""
    from PyQt6.QtWidgets import QPushButton

    from gui.state.keys import Intent
    from gui.widgets.standing import intent_of

    buttons = room.entrance.page.findChildren(QPushButton)
    return next(one for one in buttons if intent_of(one) is Intent.OPEN_SAMPLE)


def idle(application: Any, done: Callable[[], bool]) -> None:
    """Let the room work until something is so."""
    while not done():
        application.processEvents()
        sleep(0.0005)  # what is loading needs the interpreter, too


if __name__ == "__main__":
    main()
