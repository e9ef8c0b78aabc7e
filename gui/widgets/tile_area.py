"""The tiles side by side or two by two: holds the frozen viewer and shows what becomes of it."""

from __future__ import annotations

from dataclasses import replace

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QWidget

from gui.state.gestures import Gesture, Resized
from gui.state.keys import Intent
from gui.state.layout import columns
from gui.state.press_key import press_key
from gui.state.resolve import Outcome, resolve
from gui.state.scene import scene
from gui.state.slabs import show_slab
from gui.state.tools.commands import EndPreview
from gui.state.viewer import Viewer
from gui.widgets.viewport import Viewport
from recist.imaging.cuts import Slab

GAP_PX = 3


class TileArea(QWidget):
    """The one holder of the viewer's state on the screen."""

    changed = pyqtSignal(object)
    """Carries the new `Viewer` after every change that came from mouse or keys."""
    commanded = pyqtSignal(object)
    """Carries each command of a tool, and `gui.state.resolve.ShowMenu`."""

    def __init__(self, viewer: Viewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tiles")
        self._viewer = viewer
        self._viewports: list[Viewport] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)
        self._columns = 0
        self._is_laying_out = False
        self.show_viewer(viewer)

    @property
    def viewer(self) -> Viewer:
        """The state that is shown."""
        return self._viewer

    @property
    def viewports(self) -> tuple[Viewport, ...]:
        """The tiles' widgets, from left to right, row by row."""
        return tuple(self._viewports)

    def show_viewer(self, viewer: Viewer) -> None:
        """Show a state that came from elsewhere, such as an opened series or a jump."""
        dropped = self._viewer.preview is not None and viewer.preview is None
        self._viewer = viewer
        self._match_viewports()
        self._match_visibility()
        for index, viewport in enumerate(self._viewports):
            if not viewport.isHidden():
                viewport.show_scene(scene(self._viewer, index))
        if dropped:
            # Whoever judges with a caliper in the making has to know that there is none.
            self.commanded.emit(EndPreview())

    def look_again(self) -> None:
        """Show the slices that have come since; costs nothing where all are there."""
        for index, tile in enumerate(self._viewer.tiles):
            if tile.volume is not None and tile.volume.arrived is not None:
                self._viewports[index].show_scene(scene(self._viewer, index))

    def press(self, intent: Intent) -> None:
        """Carry out a key's intent as far as it is about the image."""
        self._take(press_key(self._viewer, intent))

    def show_slab(self, slab: Slab | None) -> None:
        """Show the active tile's plane as a slab, or alone."""
        self._take((show_slab(self._viewer, slab), ()))

    def gesture(self, gesture: Gesture) -> None:
        """Carry out what the mouse did."""
        if self._is_laying_out and isinstance(gesture, Resized):
            return
        self._take(resolve(self._viewer, gesture))

    def focus_active(self) -> None:
        """Give the keyboard to the active tile."""
        self._viewports[self._viewer.active].setFocus()

    def _take(self, outcome: Outcome) -> None:
        viewer, commands = outcome
        if viewer != self._viewer:
            self.show_viewer(viewer)
            self.changed.emit(self._viewer)
        for command in commands:
            self.commanded.emit(command)

    def _focused(self, index: int) -> None:
        if index != self._viewer.active:
            self._take((replace(self._viewer, active=index), ()))

    def _match_visibility(self) -> None:
        """Show and hide tiles in one go.

        Qt lays the tiles out at once for each tile that appears; the sizes of that halfway state
        must not come back here as gestures.
        """
        maximised = self._viewer.maximised
        wanted = [maximised is None or maximised == n for n in range(len(self._viewports))]
        if all(
            viewport.isHidden() != shown
            for viewport, shown in zip(self._viewports, wanted, strict=True)
        ):
            return
        self._is_laying_out = True
        self._grid.setEnabled(False)
        for viewport, shown in zip(self._viewports, wanted, strict=True):
            viewport.setVisible(shown)
        self._share(wanted)
        self._grid.setEnabled(True)
        self._grid.invalidate()
        self._grid.activate()
        self._is_laying_out = False
        if self.isVisible():
            self._take_sizes()

    def _take_sizes(self) -> None:
        """Tell the state how large the tiles have become."""
        for index, viewport in enumerate(self._viewports):
            size = (viewport.width(), viewport.height())
            if not viewport.isHidden() and self._viewer.tiles[index].size != size:
                self._viewer, _ = resolve(self._viewer, Resized(tile=index, size=size))

    def _match_viewports(self) -> None:
        wanted = columns(self._viewer.layout)
        if len(self._viewports) == len(self._viewer.tiles) and wanted == self._columns:
            return
        while len(self._viewports) > len(self._viewer.tiles):
            gone = self._viewports.pop()
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._viewports) < len(self._viewer.tiles):
            viewport = Viewport(len(self._viewports), self)
            viewport.gestured.connect(self.gesture)
            viewport.focused.connect(self._focused)
            self._viewports.append(viewport)
        self._columns = wanted
        for n, viewport in enumerate(self._viewports):
            self._grid.addWidget(viewport, n // wanted, n % wanted)
        self._share([True] * len(self._viewports))

    def _share(self, shown: list[bool]) -> None:
        """Give every column and row with a tile in it the same room, and the others none."""
        places = [divmod(n, self._columns) for n, one in enumerate(shown) if one]
        for row in range(max(self._grid.rowCount(), 1)):
            self._grid.setRowStretch(row, int(row in {one[0] for one in places}))
        for column in range(max(self._grid.columnCount(), 1)):
            self._grid.setColumnStretch(column, int(column in {one[1] for one in places}))
