"""The tiles side by side: holds the frozen viewer, applies gestures and keys, shows the change."""

from __future__ import annotations

from dataclasses import replace

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QWidget

from gui.state.gestures import Gesture
from gui.state.keys import Intent
from gui.state.press_key import press_key
from gui.state.resolve import Outcome, resolve
from gui.state.scene import scene
from gui.state.viewer import Viewer
from gui.widgets.viewport import Viewport

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
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP_PX)
        self.show_viewer(viewer)

    @property
    def viewer(self) -> Viewer:
        """The state that is shown."""
        return self._viewer

    @property
    def viewports(self) -> tuple[Viewport, ...]:
        """The tiles' widgets, from left to right."""
        return tuple(self._viewports)

    def show_viewer(self, viewer: Viewer) -> None:
        """Show a state that came from elsewhere, such as an opened series or a jump."""
        self._viewer = viewer
        self._match_viewports()
        self._match_visibility()
        for index, viewport in enumerate(self._viewports):
            if not viewport.isHidden():
                viewport.show_scene(scene(self._viewer, index))

    def look_again(self) -> None:
        """Show the slices that have come since; costs nothing where all are there."""
        for index, tile in enumerate(self._viewer.tiles):
            if tile.volume is not None and tile.volume.arrived is not None:
                self._viewports[index].show_scene(scene(self._viewer, index))

    def press(self, intent: Intent) -> None:
        """Carry out a key's intent as far as it is about the image."""
        self._take(press_key(self._viewer, intent))

    def gesture(self, gesture: Gesture) -> None:
        """Carry out what the mouse did."""
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

        Qt lays the row out at once for each tile that appears; the sizes of that halfway state
        must not come back here as gestures.
        """
        maximised = self._viewer.maximised
        wanted = [maximised is None or maximised == n for n in range(len(self._viewports))]
        if all(
            viewport.isHidden() != shown
            for viewport, shown in zip(self._viewports, wanted, strict=True)
        ):
            return
        self._row.setEnabled(False)
        for viewport, shown in zip(self._viewports, wanted, strict=True):
            viewport.setVisible(shown)
        self._row.setEnabled(True)
        self._row.invalidate()
        self._row.activate()

    def _match_viewports(self) -> None:
        while len(self._viewports) > len(self._viewer.tiles):
            gone = self._viewports.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._viewports) < len(self._viewer.tiles):
            viewport = Viewport(len(self._viewports), self)
            viewport.gestured.connect(self.gesture)
            viewport.focused.connect(self._focused)
            self._viewports.append(viewport)
            self._row.addWidget(viewport, 1)
