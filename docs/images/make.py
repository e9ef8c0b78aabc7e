"""Makes the pictures of the reading room in a real window.

Usage: ``xvfb-run -s "-screen 0 1700x1100x24" python docs/images/make.py [--scan PATH --out FILE]``

Without arguments it draws ``reading-room.png`` beside itself from the sample trial: the liver
patient, baseline beside the visit of the response, with readings and calipers. With ``--scan``
it shows another folder or zip in the liver window and writes to ``--out`` instead.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtWidgets import QApplication

from gui.app import SIZE, AppServices
from gui.state.keys import Intent
from gui.state.opening import Request
from gui.widgets import style
from gui.widgets.room import Room

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent.parent / "sample_scans"
SUBJECT, VISIT, LESION = "S-LIVER-CT", "week 16", "T1"
LOOK_AGAIN_MS = 40


def wait(room: Room) -> None:
    """Let everything that is loading come in, and be painted."""
    pause(LOOK_AGAIN_MS)
    while room.runner.is_busy():
        pause(LOOK_AGAIN_MS)
    pause(5 * LOOK_AGAIN_MS)


def pause(ms: int) -> None:
    """Let events be handled for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def show(room: Room, paths: tuple[Path, ...]) -> None:
    """Open scans in the liver window."""
    room.opener.open(Request(paths=paths))
    wait(room)
    room.on_intent(Intent.WINDOW_4)


def main() -> int:
    """Open the room, show what is wanted and write the picture."""
    parser = argparse.ArgumentParser(description="pictures of the reading room")
    parser.add_argument("--scan", type=Path, help="folder or zip to show instead of the sample")
    parser.add_argument("--out", type=Path, help="where to write the picture")
    options = parser.parse_args()
    if options.scan is not None and options.out is None:
        parser.error("--scan needs --out: only pictures of the sample belong here")
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setStyleSheet(style.stylesheet())
    application.setFont(style.font())
    with tempfile.TemporaryDirectory() as trials:
        room = Room(AppServices(), Path(trials))
        room.resize(*SIZE)
        room.show()
        if options.scan is None:
            show(room, (SAMPLE,))
            room.go_to(SUBJECT, VISIT)
            wait(room)
            room.reading.select(LESION)
        else:
            show(room, (options.scan,))
        wait(room)
        target = options.out or HERE / "reading-room.png"
        written = room.grab().save(str(target))
        room.runner.stop()
    return 0 if written else 1


if __name__ == "__main__":
    sys.exit(main())
