"""What the reading room is measured beside: pyqtgraph's ImageView, and the floor below both."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph
from numpy.typing import NDArray
from PyQt6.QtCore import QEvent, QObject, QRectF, Qt
from PyQt6.QtGui import QImage, QPainter, QWheelEvent
from PyQt6.QtWidgets import QHBoxLayout, QWidget

SMOOTH = QPainter.RenderHint.SmoothPixmapTransform
WINDOW_HU = (-160.0, 240.0)


class ImageViews(QWidget):
    """Views of pyqtgraph side by side, of one size each; a notch over the first scrolls all.

    Smooth, as its own default of nearest neighbours is no choice for reading. Its histogram,
    which costs time of its own, is put away.
    """

    def __init__(self, stored_kji: NDArray[np.int16], tiles: int, pixels: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._views: list[Any] = [pyqtgraph.ImageView() for _ in range(tiles)]
        axes = {"t": 0, "y": 1, "x": 2}
        for view in self._views:
            for part in (view.ui.histogram, view.ui.roiBtn, view.ui.menuBtn, view.ui.roiPlot):
                part.hide()
            view.ui.graphicsView.setRenderHint(SMOOTH, True)
            view.setImage(stored_kji, axes=axes, autoLevels=False, levels=WINDOW_HU)
            view.ui.roiPlot.hide()
            row.addWidget(view)
        self.resize(tiles * pixels, pixels)
        self.canvases = tuple(view.ui.graphicsView.viewport() for view in self._views)
        self.canvases[0].installEventFilter(self)

    @property
    def slice(self) -> int:
        """Which slice is shown."""
        return int(self._views[0].currentIndex)

    def eventFilter(self, _: QObject | None, event: QEvent | None) -> bool:
        """Scroll instead of zooming, as a viewer of scans does."""
        if not isinstance(event, QWheelEvent):
            return False
        step = 1 if event.angleDelta().y() < 0 else -1
        for view in self._views:
            view.setCurrentIndex(view.currentIndex + step)
        return True


class Floor(QWidget):
    """Draws a prepared image into its whole area as often as there are tiles, and nothing else."""

    def __init__(self, tiles: int, pixels: int, image_pixels: int) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(tiles * pixels, pixels)
        self._areas = [QRectF(n * pixels, 0, pixels, pixels) for n in range(tiles)]
        self._image = QImage(image_pixels, image_pixels, QImage.Format.Format_RGB32)
        self._image.fill(0x406080)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(SMOOTH, True)
        for area in self._areas:
            painter.drawImage(area, self._image)
        painter.end()
