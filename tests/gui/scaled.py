"""Opens the room in a process of its own and tells what does not fit: ``scaled.py WIDTH HEIGHT``.

The scaling of the screen is set before Qt starts, so that one process cannot try two.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from PyQt6.QtCore import QEventLoop, QTimer
from PyQt6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from gui.app import AppServices
from gui.state.opening import Request, Start
from gui.widgets import style
from gui.widgets.room import Room

SAMPLE = Path(__file__).resolve().parents[2] / "sample_scans"


def rest(ms: int) -> None:
    """Let events be handled for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def is_cut(widget: QWidget) -> bool:
    """Say whether a text has less room than it asks for."""
    if isinstance(widget, QLabel):
        if not widget.text() or widget.pixmap().isNull() is False:
            return False
        if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width())
        hint = widget.sizeHint()
    else:
        hint = widget.minimumSizeHint()
    return widget.width() < hint.width() or widget.height() < hint.height()


def outside(room: Room, widget: QWidget) -> bool:
    """Say whether a control lies partly outside the window, and nothing there scrolls."""
    if room.right.response_area.isAncestorOf(widget) or room.left.cards.isAncestorOf(widget):
        return False
    corner = widget.mapTo(room, widget.rect().bottomRight())
    return not room.rect().contains(corner)


def main() -> int:
    """Print what does not fit, as JSON."""
    width, height = int(sys.argv[1]), int(sys.argv[2])
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setStyleSheet(style.stylesheet())
    application.setFont(style.font())
    with tempfile.TemporaryDirectory() as trials:
        room = Room(AppServices(), Path(trials))
        room.resize(width, height)
        room.show()
        table = SAMPLE / "readings.csv"
        request = Request(paths=(), table=table, reader="A", start=Start.RESUME)
        room.opener.open(request)
        rest(50)
        while room.runner.is_busy():
            rest(20)
        room.go_to("S-LIVER-CT", "week 24")
        rest(50)
        seen = [
            one
            for one in room.findChildren(QWidget)
            if isinstance(one, QLabel | QAbstractButton) and one.isVisible()
        ]
        said = {
            "scale": room.devicePixelRatioF(),
            "size": [room.width(), room.height()],
            "visits": list(room.top._visits.buttons),
            "cut": [one.text() for one in seen if is_cut(one)],
            "outside": [one.text() for one in seen if outside(room, one)],
        }
        room.runner.stop()
        room.hide()
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
