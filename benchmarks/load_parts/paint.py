"""From the click on a listed series to its first painting, in the reading room itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from PyQt6.QtCore import QEvent, QObject, QPointF, Qt
from PyQt6.QtGui import QMouseEvent
from PyQt6.QtWidgets import QApplication, QWidget

from gui.app import AppServices
from gui.state.matching import key_of
from gui.state.opening import Request, Start
from gui.widgets.room import Room
from gui.widgets.viewport import Viewport
from load_parts.scans import PLAIN, write_series

PATIENCE_SECONDS = 120
REPEATS = 3


class _Paints(QObject):
    """Sees the paint events of a viewport."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__()
        self.number = 0
        viewport.installEventFilter(self)

    def eventFilter(self, _: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() is QEvent.Type.Paint:
            self.number += 1
        return False


def first_paint_ms(folder: Path, scratch: Path) -> tuple[float, float]:
    """Return the slowest of some clicks on a series, in ms.

    First with its picture on its card, as the reading room lists it; then before anything of it
    has been decoded.
    """
    study = scratch / f"study-{folder.name}"
    shutil.copytree(folder, study / "a")
    write_series(study / "b", PLAIN, 8, series=2)
    room = Room(AppServices(), scratch / "trials")
    room.resize(1600, 1000)
    room.show()
    room.opener.open(Request(paths=(study,), table=None, reader="A", start=Start.NEW))
    _until(lambda: not room.runner.is_busy())
    slices = len(list((study / "a").iterdir()))
    pictured, bare = (
        max(_click(room, slices, pictured=given) for _ in range(REPEATS)) for given in (True, False)
    )
    room.runner.stop()
    room.hide()
    room.deleteLater()
    QApplication.processEvents()
    return pictured, bare


def _click(room: Room, slices: int, *, pictured: bool) -> float:
    """Show the small series, forget the large one, and click on that."""
    cards = room.left.cards._cards
    found = {len(one.slices): key_of(one) for one in room.reading.session.inspection.series}
    room.left.cards.series_chosen.emit(found[8])
    _until(lambda: not room.runner.is_busy())
    room.volumes.forget()
    if pictured:
        (series,) = (one for one in room.reading.session.inspection.series if len(one.slices) > 8)
        room.volumes.want_thumbnail(series, lambda _: None)
        _until(lambda: not room.runner.is_busy())
    viewport = room.area.viewports[room.area.viewer.active]
    painted = _Paints(viewport)
    started = perf_counter()
    _press_and_release(cards[found[slices]])
    while not _shows(viewport, found[slices]):
        seen = painted.number
        _until(partial(_has_painted, painted, seen))
    taken = 1000 * (perf_counter() - started)
    viewport.removeEventFilter(painted)
    _until(lambda: not room.runner.is_busy())
    return taken


def _has_painted(painted: _Paints, before: int) -> bool:
    return painted.number > before


def _shows(viewport: Viewport, key: str) -> bool:
    """Say whether a viewport was last painted with a slice of a series."""
    scene = viewport.scene
    volume = None if scene is None or scene.message else scene.volume
    return volume is not None and key_of(volume.series) == key


def _press_and_release(widget: QWidget) -> None:
    at = QPointF(20, 20)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    steps = ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none))
    for kind, held in steps:
        event = QMouseEvent(kind, at, left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def _until(done: Callable[[], bool]) -> None:
    deadline = perf_counter() + PATIENCE_SECONDS
    while not done():
        QApplication.processEvents()
        if perf_counter() > deadline:
            raise SystemExit("the reading room did not get there: the benchmark is broken")
