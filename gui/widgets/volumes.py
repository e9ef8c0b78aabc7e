"""Decoded series: loaded in the background, the latest kept in memory, thumbnails beside."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PyQt6.QtGui import QImage

from gui.state.jobs import Cancelled, Report
from gui.state.matching import key_of
from gui.state.services import Services
from gui.state.tongue import tr
from gui.widgets.runner import Runner
from recist.imaging.display import default_window, painter
from recist.imaging.series import Series
from recist.imaging.volume import Volume, has_slice
from recist.model.errors import RecistError

MOST_BYTES = 1_500_000_000
MOST_MIDDLES = 64
THUMBNAIL_STRIDE_PX = 128


UsePicture = Callable[[QImage], None]
Lost = Callable[[], None]


class Volumes:
    """Gives a series' volume now or when it has been decoded; nothing is decoded twice."""

    def __init__(self, services: Services, runner: Runner) -> None:
        self._services = services
        self._runner = runner
        self._kept: OrderedDict[str, Volume] = OrderedDict()
        # Middle slices alone, as thumbnails have needed them.
        self._middles: OrderedDict[str, Volume] = OrderedDict()
        self._loading: dict[str, str] = {}
        self._awaited: dict[str, tuple[Series, UsePicture, Lost]] = {}
        runner.changed.connect(lambda _: self._picture_what_was_dropped())

    def get(self, key: str) -> Volume | None:
        """Return a volume that is in memory."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def forget(self) -> None:
        """Give back the memory: nothing is decoded any more."""
        self._kept.clear()
        self._middles.clear()

    def drop(self, key: str) -> None:
        """Give back what is in memory of a series: it is to be read anew."""
        self._kept.pop(key, None)
        self._middles.pop(key, None)

    def want(
        self,
        slot: str,
        title: str,
        series: Series,
        use: Callable[[Volume], None],
        lost: Callable[[Exception], None] = lambda _: None,
        *,
        ahead: int | None = None,
    ) -> Volume | None:
        """Return the volume, or None and decode it for ``use``.

        ``use`` is called twice: with the volume that is being filled as soon as there is a slice
        to show, then with the whole of it. ``lost`` gets why it could not be read, or that it was
        given up. ``ahead`` is the slice that will be looked at first.
        """
        key = key_of(series)
        whole = self.get(key)
        if whole is not None:
            self._runner.cancel(slot)
            return whole
        services, known = self._services, self._middles.get(key)

        def load(report: Report) -> Volume:
            return services.load_volume(series, report, report.early, known, ahead)

        def decoded(volume: Volume) -> None:
            self._keep(volume)
            use(volume)

        def begun(volume: Volume) -> None:
            if key in self._awaited:
                _, show, _ = self._awaited.pop(key)
                show(thumbnail(volume))
            use(volume)

        def failed(error: Exception) -> None:
            self._tell(error)
            lost(error)

        self._loading = {other: held for other, held in self._loading.items() if held != slot}
        self._loading[key] = slot
        self._runner.start(slot, title, load, decoded, begun, failed=failed)
        return None

    def _tell(self, error: Exception) -> None:
        """Tell why a series was not read; that it was given up, somebody knows."""
        if isinstance(error, RecistError | OSError):
            self._runner.refused.emit(str(error))
        elif not isinstance(error, Cancelled):
            raise error

    def want_thumbnail(self, series: Series, use: UsePicture, lost: Lost = lambda: None) -> None:
        """Make a picture of the middle slice, from a load that is under way where there is one.

        ``lost`` is called where there will be none: the user gave it up, or it cannot be read.
        """
        key = key_of(series)
        known = self.get(key)
        if known is not None:
            use(thumbnail(known))
        elif key in self._loading:
            self._awaited[key] = (series, use, lost)
        else:
            self._picture(series, use, lost)

    def _picture(self, series: Series, use: UsePicture, lost: Lost = lambda: None) -> None:
        middle = len(series.slices) // 2
        alone = replace(
            series, slices=(series.slices[middle],), shape_kji=(1, *series.shape_kji[1:])
        )
        services = self._services

        def look(report: Report) -> Volume | None:
            try:
                return services.load_volume(alone, report, None, None)
            except RecistError:
                pass
            # Some files are read as a whole only; one that cannot be read has no picture, and
            # says why when it is opened.
            try:
                return services.load_volume(series, report, None, None)
            except RecistError:
                return None

        def show(volume: Volume | None) -> None:
            if volume is None:
                lost()
                return
            if len(volume.series.slices) == len(series.slices):
                self._keep(volume)
            else:
                self._keep_middle(key_of(series), volume)
            use(thumbnail(volume))

        def failed(error: Exception) -> None:
            lost()
            self._tell(error)

        slot = f"thumbnail {key_of(series)}"
        self._runner.start(slot, tr("Thumbnails"), look, show, failed=failed)

    def _picture_what_was_dropped(self) -> None:
        """Make the pictures that waited for a load which was stopped or has failed."""
        running = {job.slot for job in self._runner.jobs.running}
        self._loading = {key: slot for key, slot in self._loading.items() if slot in running}
        dropped = [key for key in self._awaited if key not in self._loading]
        for waiting in [self._awaited.pop(key) for key in dropped]:
            self._picture(*waiting)

    def _keep_middle(self, key: str, volume: Volume) -> None:
        self._middles[key] = volume
        if len(self._middles) > MOST_MIDDLES:
            self._middles.popitem(last=False)

    def _keep(self, volume: Volume) -> None:
        self._middles.pop(key_of(volume.series), None)
        self._kept[key_of(volume.series)] = volume
        while len(self._kept) > 1 and self._bytes() > MOST_BYTES:
            self._kept.popitem(last=False)

    def _bytes(self) -> int:
        return sum(int(one.stored_kji.nbytes) for one in self._kept.values())


def thumbnail(volume: Volume) -> QImage:
    """Return the middle slice, small, in the window that the series opens with."""
    middle = volume.stored_kji.shape[0] // 2
    if not has_slice(volume, middle):
        return QImage()
    plane = volume.stored_kji[middle]
    stride = max(1, max(plane.shape) // THUMBNAIL_STRIDE_PX)
    paint = painter(volume, default_window(volume))
    colours = np.ascontiguousarray(paint(plane[::stride, ::stride]))
    rows, columns = colours.shape
    image = QImage(colours.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGB32)
    # The picture must not outlive the bytes that it was made on.
    return image.copy()
