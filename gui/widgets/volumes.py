"""Decoded series: loaded in the background, the latest kept in memory, thumbnails beside."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PyQt6.QtGui import QImage

from gui.state.matching import key_of
from gui.state.services import Progress, Services
from gui.widgets.runner import Runner
from recist.imaging.display import default_window, painter
from recist.imaging.series import Series
from recist.imaging.volume import Volume
from recist.model.errors import RecistError

MOST_BYTES = 1_500_000_000
THUMBNAIL_STRIDE_PX = 128


class Volumes:
    """Gives a series' volume now or when it has been decoded."""

    def __init__(self, services: Services, runner: Runner) -> None:
        self._services = services
        self._runner = runner
        self._kept: OrderedDict[str, Volume] = OrderedDict()

    def get(self, key: str) -> Volume | None:
        """Return a volume that is in memory."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def want(
        self, slot: str, title: str, series: Series, use: Callable[[Volume], None]
    ) -> Volume | None:
        """Return the volume, or None and decode it for ``use``."""
        known = self.get(key_of(series))
        if known is not None:
            self._runner.cancel(slot)
            return known

        def decoded(volume: Volume) -> None:
            self._keep(volume)
            use(volume)

        services = self._services
        self._runner.start(
            slot, title, lambda progress: services.load_volume(series, progress), decoded
        )
        return None

    def want_thumbnail(self, series: Series, use: Callable[[QImage], None]) -> None:
        """Decode the middle slice alone and make a picture of it."""
        middle = len(series.slices) // 2
        alone = replace(
            series, slices=(series.slices[middle],), shape_kji=(1, *series.shape_kji[1:])
        )
        known = self.get(key_of(series))
        if known is not None:
            use(thumbnail(known))
            return
        services = self._services

        def look(progress: Progress) -> QImage:
            try:
                return thumbnail(services.load_volume(alone, progress))
            except RecistError:
                pass
            # Some files are read as a whole only; one that cannot be read has no picture, and
            # says why when it is opened.
            try:
                return thumbnail(services.load_volume(series, progress))
            except RecistError:
                return QImage()

        self._runner.start(f"thumbnail {key_of(series)}", "Thumbnails", look, use)

    def _keep(self, volume: Volume) -> None:
        self._kept[key_of(volume.series)] = volume
        while len(self._kept) > 1 and self._bytes() > MOST_BYTES:
            self._kept.popitem(last=False)

    def _bytes(self) -> int:
        return sum(int(one.stored_kji.nbytes) for one in self._kept.values())


def thumbnail(volume: Volume) -> QImage:
    """Return the middle slice, small, in the window that the series opens with."""
    plane = volume.stored_kji[volume.stored_kji.shape[0] // 2]
    stride = max(1, max(plane.shape) // THUMBNAIL_STRIDE_PX)
    paint = painter(volume, default_window(volume))
    colours = np.ascontiguousarray(paint(plane[::stride, ::stride]))
    rows, columns = colours.shape
    image = QImage(colours.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGB32)
    # The picture must not outlive the bytes that it was made on.
    return image.copy()
