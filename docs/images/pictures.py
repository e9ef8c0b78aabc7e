"""Makes the pictures of the reading room in a real window.

Usage: ``./run pictures [--all] [--scale 200] [NAME ...]``

Without arguments it draws ``reading-room.png`` beside itself from the sample trial: the liver
patient, baseline beside the visit of the response, with readings and calipers. With ``--all`` it
draws every layout, menu and dialog of the room and every screen of a trial into ``all`` beside
itself, or those whose name holds one of the words given; ``--scale 200`` draws as on a screen that
enlarges everything. ``--scan PATH --out FILE`` shows another folder or zip in the liver window.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from looks import at, looks, pause, put_away, wait
from PyQt6.QtWidgets import QApplication, QWidget

from gui.app import SIZE, AppServices, take_down
from gui.state.keys import Intent
from gui.state.opening import Request
from gui.widgets import style
from gui.widgets.room import Room
from tests.gui.scenes import scenes as every_scene

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "sample_scans"
PLAIN = 100
VISIT = "week 16"
SETTLE_MS, LOCK = 200, "trial-locked"

Scene = Callable[[Path], QWidget]


def parsed() -> argparse.Namespace:
    """Return what is wanted."""
    parser = argparse.ArgumentParser(description="pictures of the reading room")
    parser.add_argument("names", nargs="*", help="only the pictures whose name holds one of these")
    parser.add_argument("--all", action="store_true", help="draw everything")
    parser.add_argument(
        "--scale", type=int, default=PLAIN, help="enlargement of the screen, percent"
    )
    parser.add_argument("--scan", type=Path, help="folder or zip to show instead of the sample")
    parser.add_argument("--out", type=Path, help="file to write; a folder with --all")
    options = parser.parse_args()
    if options.scan is not None and options.out is None:
        parser.error("--scan needs --out: only pictures of the sample belong here")
    return options


def main() -> int:
    """Draw what is wanted; returns the exit status."""
    options = parsed()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale / 100)
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setStyleSheet(style.stylesheet())
    application.setFont(style.font())
    with tempfile.TemporaryDirectory() as trials:
        room = Room(AppServices(), Path(trials))
        room.resize(*SIZE)
        room.show()
        if options.all:
            folder = options.out or HERE / "all"
            folder.mkdir(parents=True, exist_ok=True)
            suffix = "" if options.scale == PLAIN else f"-{options.scale}"
            written = [
                picture.grab().save(str(folder / f"{name}{suffix}.png"))
                for name, picture in every(room, options.names)
            ]
        elif options.scan is not None:
            show(room, options.scan)
            written = [room.grab().save(str(options.out))]
        else:
            show(room, SAMPLE)
            target = options.out or HERE / "reading-room.png"
            written = [at(room, VISIT).grab().save(str(target))]
        take_down(room)
    return 0 if written and all(written) else 1


def show(room: Room, path: Path) -> None:
    """Open scans in the liver window."""
    room.opener.open(Request(paths=(path,)))
    wait(room)
    room.on_intent(Intent.WINDOW_4)
    wait(room)


def every(room: Room, names: list[str]) -> Iterator[tuple[str, QWidget]]:
    """Bring every look onto the screen, one after the other."""
    show(room, SAMPLE)
    for name, look in looks().items():
        if wanted(name, names):
            with put_away(room):
                yield name, look(room)
    for name, scene in scenes().items():
        if wanted(name, names):
            with tempfile.TemporaryDirectory() as folder:
                window = scene(Path(folder))
                window.show()
                pause(SETTLE_MS)
                # What is locked is seen as the page that locks it.
                yield name, QApplication.activeModalWidget() or window
                window.hide()


def wanted(name: str, names: list[str]) -> bool:
    """Say whether a picture is wanted; without names, all are."""
    return not names or any(one in name for one in names)


def scenes() -> dict[str, Scene]:
    """Return the screens of a trial by their names; the lock comes last, as it covers the rest."""
    found = {f"trial-{name.replace('_', '-')}": made for name, made in every_scene().items()}
    return dict(sorted(found.items(), key=lambda one: one[0] == LOCK))


if __name__ == "__main__":
    sys.exit(main())
