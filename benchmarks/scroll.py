"""How long a wheel notch takes until the new slice is painted.

Real wheel events go through the tile area: gesture, pure resolve, scene, painting with every
overlay. The floor beside it, taken in turn with them in the same run, is Qt drawing a prepared
image of the same size, smoothly scaled, and nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PyQt6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PyQt6.QtGui import QImage, QPainter, QWheelEvent
from PyQt6.QtWidgets import QApplication, QWidget
from shared_parts.volumes import FRAME, volume_of

from gui.state.arranging import new_viewer, open_volume
from gui.state.layout import Layout, Role
from gui.state.tile import Caption, Mark
from gui.state.viewer import Viewer, with_marks
from gui.widgets.promptness import paint_at_once
from gui.widgets.tile_area import TileArea
from recist.imaging.series import Window
from recist.imaging.volume import Volume
from recist.measure.caliper import Plane, draw

VIEWPORT_PX = 900
BAR_MS = 8.0
SLICES = 24
SIZES = (512, 1024)
ROUNDS = 5


def make_volume(pixels: int) -> Volume:
    """Return int16 noise around soft tissue in a body-like disc."""
    rng = np.random.default_rng(7)
    j, i = np.mgrid[0:pixels, 0:pixels] - pixels / 2
    body = (np.hypot(j, i) < 0.45 * pixels).astype(np.int16) * 1064 - 1024
    noise = rng.normal(0.0, 40.0, (SLICES, pixels, pixels))
    stored = (body + noise).astype(np.int16)
    spacing = 400.0 / pixels
    return volume_of(stored, (3.0, spacing, spacing))


def make_viewer(volume: Volume) -> Viewer:
    """Return one tile with two calipers on every slice, so that overlays are always painted."""
    viewer = open_volume(
        new_viewer(Layout.SINGLE),
        Role.CURRENT,
        volume,
        Window(width=400, level=40),
        Caption(visit="1004 · Week 16", detail="2024-05-02 · not signed"),
    )
    marks = []
    for one in volume.series.slices:
        plane = Plane(normal_lps=(0.0, 0.0, 1.0), frame_of_reference=FRAME, image=one.image)
        z = one.position_mm
        marks += [
            Mark(
                lesion_id="T1",
                caliper=draw((-60.0, 10.0, z), (-10.0, 30.0, z), plane),
                colour=0,
            ),
            Mark(
                lesion_id="T2",
                caliper=draw((20.0, -40.0, z), (50.0, -20.0, z), plane),
                colour=1,
            ),
        ]
    return replace(with_marks(viewer, Role.CURRENT, tuple(marks)), selected="T1")


class Floor(QWidget):
    """Draws a prepared image into its whole area, and nothing else."""

    def __init__(self, pixels: int) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._image = QImage(pixels, pixels, QImage.Format.Format_RGB32)
        self._image.fill(0x406080)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(QRectF(0, 0, self.width(), self.height()), self._image)
        painter.end()


class Paints(QObject):
    """Counts the paint events of a widget: one round of the queue need not bring one."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.number = 0
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() is QEvent.Type.Paint:
            self.number += 1
        return False


def turn_wheel(widget: QWidget, down: bool) -> None:
    """Post one notch and work the event queue until it is painted."""
    middle = QPointF(VIEWPORT_PX / 2, VIEWPORT_PX / 2)
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120 if down else 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    painted = Paints(widget)
    QApplication.postEvent(widget, event)
    while painted.number == 0:
        QApplication.processEvents()
    widget.removeEventFilter(painted)


def shown(widget: QWidget) -> None:
    widget.resize(VIEWPORT_PX, VIEWPORT_PX)
    widget.show()
    for _ in range(5):
        QApplication.processEvents()


def timed(action: Callable[[], None]) -> tuple[float, float]:
    """Return wall-clock and processor time in ms; the second is blind to a busy machine."""
    wall, processor = perf_counter(), process_time()
    action()
    return 1000.0 * (perf_counter() - wall), 1000.0 * (process_time() - processor)


def measure(pixels: int, repeats: int) -> dict[str, float]:
    """Return the times of wheel notches and of the floor, taken in turns, in ms."""
    area = TileArea(make_viewer(make_volume(pixels)))
    floor = Floor(pixels)
    shown(area)
    shown(floor)
    viewport = area.viewports[0]
    events, processor, floors = [], [], []
    for n in range(repeats + 10):
        before = area.viewer
        notch, spent = timed(partial(turn_wheel, viewport, (n // 10) % 2 == 0))
        if area.viewer == before:
            raise SystemExit("a wheel notch changed nothing: the benchmark is broken")
        bare, _ = timed(floor.repaint)
        if n >= 10:
            events.append(notch)
            processor.append(spent)
            floors.append(bare)
    area.close()
    floor.close()
    taken = {"event_to_paint": events, "event_to_paint_cpu": processor, "floor": floors}
    return {
        f"{name}_{pixels}_p{percent}_ms": round(float(np.percentile(times, percent)), 2)
        for name, times in taken.items()
        for percent in (50, 95)
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of fewer repeats")
    quick = parser.parse_args().quick
    repeats, count = (40, 1) if quick else (160, ROUNDS)
    paint_at_once()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    figures: dict[str, float] = {}
    for pixels in SIZES:
        rounds = [measure(pixels, repeats) for _ in range(count)]
        # The round that other programs disturbed least, chosen by the floor alone.
        figures |= min(rounds, key=lambda one: one[f"floor_{pixels}_p95_ms"])
        print(
            f"{pixels}² into {VIEWPORT_PX}²: event to paint p50 "
            f"{figures[f'event_to_paint_{pixels}_p50_ms']:.2f} ms, p95 "
            f"{figures[f'event_to_paint_{pixels}_p95_ms']:.2f} ms (processor p95 "
            f"{figures[f'event_to_paint_cpu_{pixels}_p95_ms']:.2f} ms); bare drawImage p50 "
            f"{figures[f'floor_{pixels}_p50_ms']:.2f} ms, p95 "
            f"{figures[f'floor_{pixels}_p95_ms']:.2f} ms"
        )
    bars = {f"event_to_paint_{pixels}_p95_ms": BAR_MS for pixels in SIZES}
    held = all(figures[name] <= bar for name, bar in bars.items())
    application.quit()
    print(json.dumps({"name": "scroll", "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
