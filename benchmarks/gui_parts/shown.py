"""Whether what was opened is on the screen: painted, and not only known."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject

from gui.widgets.room import Room
from gui.widgets.viewport import Viewport
from recist.imaging.volume import has_slice


class Shown(QObject):
    """Sees whether every tile was painted with its slice, and the table with its lesions."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._painted: set[QObject] = set()
        room.installEventFilter(self)
        for viewport in room.area.viewports:
            viewport.installEventFilter(self)
        self._table = room.right.table.viewport()
        assert self._table is not None
        self._table.installEventFilter(self)

    def is_all(self) -> bool:
        """Say whether image and table stand in every place."""
        return {*self._room.area.viewports, self._table} <= self._painted

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() is QEvent.Type.Paint and watched is not None:
            if isinstance(watched, Viewport):
                full = _has_slice(watched)
            else:
                full = bool(self._room.right.table.lesion_rows())
            if full:
                self._painted.add(watched)
        return False


def _has_slice(viewport: Viewport) -> bool:
    scene = viewport.scene
    if scene is None or scene.volume is None or scene.view is None or scene.message:
        return False
    return has_slice(scene.volume, scene.view.plane.k)
