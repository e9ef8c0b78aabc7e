"""The slice that is shown as a Qt image, made again only when something about it changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtGui import QImage

from gui.state.plane import SlicePlane
from gui.state.view import Polarity
from recist.imaging.cuts import Cut, Slab
from recist.imaging.display import Colours, Pixels, painter
from recist.imaging.reslice import plane_pixels
from recist.imaging.series import Window
from recist.imaging.volume import Volume


class SliceImages:
    """Keeps the last window's painter and the last slice's image."""

    def __init__(self) -> None:
        self._volume: Volume | None = None
        self._look: tuple[Window, Polarity] | None = None
        self._paint: Callable[[Pixels], Colours] | None = None
        self._shown: tuple[int, Cut | None, Slab | None, int] | None = None
        self._image = QImage()
        self._colours: NDArray[np.uint32] | None = None

    def image(
        self,
        volume: Volume,
        plane: SlicePlane,
        window: Window,
        polarity: Polarity,
        arrived: int = 0,
    ) -> QImage:
        """Return a slice or plane as 32-bit RGB, one image pixel per pixel of it.

        ``arrived`` counts the slices that a plane through a volume can be made of by now.
        """
        look = (window, polarity)
        if self._paint is None or volume is not self._volume or look != self._look:
            self._paint = painter(volume, window, invert=polarity is Polarity.INVERTED)
            self._volume, self._look, self._shown = volume, look, None
        shown = (plane.k, plane.cut, plane.slab, arrived)
        if shown != self._shown:
            stored = plane_pixels(volume, plane.cut, plane.k, plane.slab)
            # The QImage does not own its pixels: the array is kept as long as it is.
            self._colours = np.ascontiguousarray(self._paint(stored))
            rows, columns = self._colours.shape
            # Any buffer will do, though PyQt's stub names bytes alone.
            pixels = cast(bytes, self._colours.data)
            self._image = QImage(pixels, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
            self._shown = shown
        return self._image
